"""How long a text may be in each network, in the unit that the network counts.

Sources: shared facts vk-ok.md A4 and B4, telegram-max-site.md 1.3 and 2.2. Where a network does
not publish its limit, the number is one that live clients have found safe.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


def in_characters(text: str) -> int:
    """Length in Unicode characters."""
    return len(text)


def in_utf16_units(text: str) -> int:
    """Length as Telegram and MAX count it: an emoji outside the basic plane is two."""
    return len(text.encode("utf-16-le")) // 2


@dataclass(frozen=True, slots=True)
class TextLimits:
    """`post`: longest text of a post; `caption`: of one that carries pictures; `reply`: of a
    comment; `description`: of the page's description, None where the network publishes none.
    `utf16`: whether lengths are counted in UTF-16 units.
    """

    post: int
    caption: int
    reply: int
    utf16: bool = False
    description: int | None = None

    def length(self, text: str) -> int:
        """The text's length in this network's unit."""
        return in_utf16_units(text) if self.utf16 else in_characters(text)

    def fitting(self, text: str, room: int) -> int:
        """How many characters of the text's beginning fit into so many of the network's units."""
        if room <= 0:
            return 0
        if not self.utf16:
            return room
        beginning = text.encode("utf-16-le", "surrogatepass")[: 2 * room]
        return len(beginning.decode("utf-16-le", "ignore"))


TEXT: Mapping[str, TextLimits] = MappingProxyType(
    {
        "vk": TextLimits(post=15_000, caption=15_000, reply=2_000),
        "ok": TextLimits(post=8_000, caption=8_000, reply=3_000),
        "telegram": TextLimits(post=4_096, caption=1_024, reply=4_096, utf16=True, description=255),
        "max": TextLimits(post=4_000, caption=4_000, reply=4_000, utf16=True, description=16_000),
    }
)
