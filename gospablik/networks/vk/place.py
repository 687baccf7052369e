"""Where things of one community lie for a person to open, and what an address names. Pure."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from gospablik.networks import addresses
from gospablik.networks.outside import Spot
from gospablik.page import VkEntry

_HOSTS = {"vk.com", "vk.ru"}
_POST = re.compile(r"wall(-?[0-9]{1,18}_[0-9]{1,18})(?:_r[0-9]{1,18})?(?![0-9_])")


@dataclass(frozen=True, slots=True)
class Place:
    """A community, on the site that its page names (https://vk.com)."""

    page: VkEntry

    @property
    def group(self) -> int:
        """Its number."""
        return self.page.group_id

    @property
    def base(self) -> str:
        """The site that it is on."""
        return self.page.address.rstrip("/")

    @property
    def home(self) -> str:
        """The community."""
        return addresses.home(self.page)

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
        return addresses.post(self.page, number)

    def comment(self, number: str, post: str) -> str:
        """A comment under a post of its wall."""
        return addresses.comment(self.page, number, post_id=post)

    def foreign_post(self, owner: int, number: int) -> str:
        """A post of any wall."""
        return f"{self.base}/wall{owner}_{number}"

    def outside(self, spot: Spot) -> str:
        """A place outside the posts. What was written there has no address of its own."""
        return addresses.post(self.page, spot.place)

    def profile(self, author: int) -> str:
        """A person's page, or with a minus a community's."""
        return addresses.author(self.page, str(author))

    def named_post(self, address: str) -> str | None:
        """Owner and number of the post that an address names («-1_2»); None if it names none.

        Understood on vk.com, vk.ru and `base`: /wall-1_2, …?w=wall-1_2 and a comment's wall-1_2_r3.
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
