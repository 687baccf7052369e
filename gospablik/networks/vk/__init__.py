"""One page of VK: pure builders and judges of answers, one small transport, and the page."""

from gospablik.networks.vk.capabilities import MATRIX
from gospablik.networks.vk.page import VkPage
from gospablik.networks.vk.tokens import VkTokens

__all__ = ["MATRIX", "VkPage", "VkTokens"]
