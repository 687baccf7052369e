"""One channel of Telegram with its discussion group: pure builders and judges, and the page."""

from gospablik.networks.telegram.page import TelegramPage
from gospablik.networks.telegram.seen import SeenPosts, lost_between
from gospablik.networks.telegram.tokens import TelegramToken

__all__ = ["SeenPosts", "TelegramPage", "TelegramToken", "lost_between"]
