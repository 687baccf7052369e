"""Where things of one community lie for a person to open, and what an address names. Pure."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from gospablik.networks.addresses import VK_KINDS
from gospablik.networks.outside import Spot

_HOSTS = {"vk.com", "vk.ru"}
_POST = re.compile(r"wall(-?[0-9]{1,18}_[0-9]{1,18})(?![0-9_])")


@dataclass(frozen=True, slots=True)
class Place:
    """A community by its number, on the site that `base` names (https://vk.com)."""

    group: int
    base: str

    @property
    def home(self) -> str:
        """The community."""
        return f"{self.base}/club{self.group}"

    @property
    def black_list(self) -> str:
        """Its black list, for those who run it."""
        return f"{self.home}?act=blacklist"

    @property
    def settings(self) -> str:
        """Its settings, for those who run it."""
        return f"{self.home}?act=edit"

    def post(self, number: str) -> str:
        """A post of its wall."""
        return f"{self.base}/wall-{self.group}_{number}"

    def comment(self, number: str, post: str) -> str:
        """A comment under a post of its wall."""
        return f"{self.post(post)}?reply={number}"

    def foreign_post(self, owner: int, number: int) -> str:
        """A post of any wall."""
        return f"{self.base}/wall{owner}_{number}"

    def outside(self, spot: Spot) -> str:
        """A place outside the posts. What was written there has no address of its own."""
        kind = VK_KINDS.get(spot.kind, spot.kind)
        return f"{self.base}/{kind}-{self.group}_{spot.thing}"

    def profile(self, author: int) -> str:
        """A person's page, or with a minus a community's."""
        return f"{self.base}/{f'id{author}' if author >= 0 else f'club{-author}'}"

    def named_post(self, address: str) -> str | None:
        """Owner and number of the post that an address names («-1_2»); None if it names none.

        Understood on vk.com, vk.ru and `base`: /wall-1_2 and …?w=wall-1_2.
        """
        try:
            parts = urlsplit(address.strip())
            host = (parts.hostname or "").lower()
        except ValueError:
            return None
        ours = host == urlsplit(self.base).hostname
        if not ours and not any(host == h or host.endswith(f".{h}") for h in _HOSTS):
            return None
        shown = [parts.path.rsplit("/", 1)[-1], *parse_qs(parts.query).get("w", [])]
        found = [match[1] for text in shown if (match := _POST.match(text))]
        return found[-1] if found else None
