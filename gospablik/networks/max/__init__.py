"""One channel of MAX: pure builders and judges of answers, one small transport, and the page."""

from gospablik.networks.max.page import MaxPage
from gospablik.networks.max.tokens import MaxToken

__all__ = ["MaxPage", "MaxToken"]
