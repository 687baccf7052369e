"""What an address of a network names: whose page it is and, if it is one, which post. Pure.

VK and Telegram name a comment in it as well, OK and MAX give comments no address.

Sources: shared facts vk-ok.md A6, A7, B5; telegram-max-site.md 1.5. MAX does not say what its
addresses are made of: the first part is taken for the channel, whatever follows for a post.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from gospablik.page import Page

_HOSTS = {
    "vk.com": ("vk", "https://vk.com"),
    "vk.ru": ("vk", "https://vk.com"),
    "ok.ru": ("ok", "https://ok.ru"),
    "odnoklassniki.ru": ("ok", "https://ok.ru"),
    "t.me": ("telegram", "https://t.me"),
    "telegram.me": ("telegram", "https://t.me"),
    "max.ru": ("max", "https://max.ru"),
}
_FACES = re.compile(r"^(?:www|m|web)\.")
_WALL = re.compile(r"wall(-?)([0-9]{1,18})_([0-9]{1,18})(?:_r([0-9]{1,18}))?(?![0-9_])")
_COMMUNITY = re.compile(r"(?:club|public|event)([0-9]{1,18})")
_NUMBER = re.compile(r"[0-9]{1,20}")


@dataclass(frozen=True, slots=True)
class Foreign:
    """A page of a network, and its post if one is named, each in one spelling.

    A page of VK is named by its number: the short name in an address may be anybody's.
    `page_path`, `post_path`: what follows the network's own address `base`. `comment`: the number
    of the comment under that post, if one is named.
    """

    network: str
    base: str
    page_path: str
    post_path: str | None
    comment: str | None = None

    @property
    def page(self) -> str:
        """The page's address."""
        return f"{self.base}/{self.page_path}"

    @property
    def post(self) -> str | None:
        """The post's address, if one is named."""
        return f"{self.base}/{self.post_path}" if self.post_path else None


def foreign(address: str, pages: Iterable[Page] = ()) -> Foreign | None:
    """What a web address names; None if it lies in none of the networks.

    `pages`: ours, whose networks may lie elsewhere than their public addresses say (a sandbox).
    """
    parts = urlsplit(address)
    for page in pages:
        base = page.address.rstrip("/")
        if address.startswith(f"{base}/"):
            below = parts.path.removeprefix(urlsplit(base).path)
            return _named(page.network, base, below, parts.query)
    known = _HOSTS.get(_FACES.sub("", (parts.hostname or "").lower()))
    return _named(*known, parts.path, parts.query) if known else None


def _named(network: str, base: str, path: str, query: str) -> Foreign:
    steps = [step for step in path.split("/") if step]
    asked, said = parse_qs(query), None
    match network:
        case "vk":
            page, post, said = _vk(steps, asked.get("w", []))
            said = said or _last_number(asked.get("reply", []))
        case "telegram":
            page, post = _telegram(steps)
            said = _last_number(asked.get("comment", []))
        case "ok":
            page, post = _ok(steps)
        case _:
            page, post = "".join(steps[:1]), "/".join(steps) if steps[1:] else None
    return Foreign(network, base, page, post, said if post else None)


def _vk(steps: list[str], opened: list[str]) -> tuple[str, str | None, str | None]:
    """`opened`: what the address lays over the page it names (…/anybody?w=wall-1_2_r3)."""
    found = [match for text in [*steps[-1:], *opened] if (match := _WALL.match(text))]
    if found:
        minus, owner, number, said = found[-1].groups()
        return f"{'club' if minus else 'id'}{owner}", f"wall{minus}{owner}_{number}", said
    first = "".join(steps[:1]).lower()
    community = _COMMUNITY.fullmatch(first)
    return (f"club{community[1]}" if community else first), None, None


def _telegram(steps: list[str]) -> tuple[str, str | None]:
    steps = steps[1:] if steps[:1] == ["s"] else steps
    parts = 2 if steps[:1] == ["c"] else 1
    page, rest = "/".join(steps[:parts]).lower(), steps[parts:]
    return page, f"{page}/{rest[0]}" if _number(rest) else None


def _ok(steps: list[str]) -> tuple[str, str | None]:
    parts = 2 if steps[:1] in (["group"], ["profile"]) else 1
    page, rest = "/".join(steps[:parts]).lower(), steps[parts:]
    named = rest[:1] in (["topic"], ["statuses"]) and _number(rest[1:])
    return page, f"{page}/{rest[0]}/{rest[1]}" if named else None


def _last_number(values: list[str]) -> str | None:
    return values[-1] if _number(values[-1:]) else None


def _number(steps: list[str]) -> bool:
    return len(steps) == 1 and bool(_NUMBER.fullmatch(steps[0]))
