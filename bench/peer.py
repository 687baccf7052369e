"""The best-kept public client of VK, vk_api, in its documented way (VkTools.get_all_slow).

Its other way, get_all, asks by `execute`, which VK does not let a service key call, and the key of
a community may not read comments: so this is what it can do with our keys.
"""

from collections.abc import Iterable
from typing import Any

import requests
from jconfig import MemoryConfig  # type: ignore[import-untyped]
from vk_api import VkApi, VkTools

from bench.wall import KEY, SHEET
from office.demo.story import GROUP


class _Redirected(requests.Session):
    """A session that finds api.vk.ru in the sandbox."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address

    def request(self, method: str, url: Any, *args: Any, **more: Any) -> requests.Response:  # type: ignore[override]
        moved = str(url).replace("https://api.vk.ru", f"{self.address}/vk")
        return super().request(method, moved, *args, **more)


def read(address: str, posts: Iterable[int]) -> int:
    """List the page and read these posts whole; how many comments were read.

    Its pause of 0.34 s between requests is off, as ours is.
    """
    vk = VkApi(token=KEY, api_version="5.199", session=_Redirected(address), config=MemoryConfig)
    vk.RPS_DELAY = 0
    tools, owner = VkTools(vk), {"owner_id": -GROUP}
    tools.get_all_slow("wall.get", SHEET, {**owner, "filter": "owner"})
    return sum(
        len(tools.get_all_slow("wall.getComments", SHEET, {**owner, "post_id": post})["items"])
        for post in posts
    )
