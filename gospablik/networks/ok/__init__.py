"""One group of OK (Одноклассники): pure builders and judges, one small transport, and the page."""

from gospablik.networks.ok.page import OkPage
from gospablik.networks.ok.tokens import OkToken

__all__ = ["OkPage", "OkToken"]
