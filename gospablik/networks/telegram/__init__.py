"""One channel of Telegram with its discussion group: pure builders and judges, and the page."""

from gospablik.networks.telegram.capabilities import MATRIX
from gospablik.networks.telegram.page import TelegramPage
from gospablik.networks.telegram.seen import SeenPosts
from gospablik.networks.telegram.tokens import TelegramToken

__all__ = ["MATRIX", "SeenPosts", "TelegramPage", "TelegramToken"]
