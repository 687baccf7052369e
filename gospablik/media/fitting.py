"""Whether a network takes a picture as it is, smaller, or not at all. Pure."""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from gospablik.media.rules import MEGABYTE, MOST_BYTES, RULES
from gospablik.networks.base import MediumKind
from gospablik.page import NETWORK_NAMES


class Unfit(Exception):
    """A file that cannot go out; the text says why, in Russian, without a full stop."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as its bytes say. `width` and `height` in pixels, as people see it.

    `upright`: it needs no turning. `located`: it tells where it was taken.
    """

    mime: str
    width: int
    height: int
    size: int
    upright: bool = True
    located: bool = False

    @property
    def ratio(self) -> float:
        """The longer side to the shorter."""
        return max(self.width, self.height) / min(self.width, self.height)


def refusal(network: str, picture: Picture) -> str | None:
    """Why no scaling makes the network take it; None if it goes out, perhaps converted."""
    most = RULES[network].photo.ratio
    if most is None or picture.ratio <= most:
        return None
    return (
        f"картинка {picture.width}×{picture.height} слишком узкая: {NETWORK_NAMES[network]} берёт"
        f" стороны не больше чем 1:{most}"
    )


def overweight(network: str, kind: MediumKind, size: int) -> str | None:
    """Why the network takes no video or file of so many bytes; None if it does."""
    rules, name = RULES[network], NETWORK_NAMES[network]
    limits = rules.video if kind is MediumKind.VIDEO else rules.file
    if limits is None:
        return f"{name} не принимает файлов к посту"
    most = min(limits.most_bytes, MOST_BYTES)
    if size > most:
        return f"в файле {size / MEGABYTE:.0f} МБ, а берётся не больше {most // MEGABYTE}"
    if size < limits.least_bytes:
        return f"в файле {size} байт, а {name} берёт не меньше {limits.least_bytes}"
    return None


def goes_as_it_is(network: str, picture: Picture) -> bool:
    """Whether the file itself may be sent: taken as it is, and it does not tell a place."""
    rules = RULES[network].photo
    return (
        picture.mime in rules.formats
        and picture.size <= rules.most_bytes
        and sides(network, picture) == (picture.width, picture.height)
        and picture.upright
        and not picture.located
    )


def sides(network: str, picture: Picture) -> tuple[int, int]:
    """Width and height that the network takes: the picture's own, or as near as may be."""
    rules = RULES[network].photo
    longer, both = max(picture.width, picture.height), picture.width + picture.height
    by_side = Fraction(rules.side or longer, longer)
    by_both = Fraction(rules.sides or both, both)
    return scaled((picture.width, picture.height), min(Fraction(1), by_side, by_both))


def scaled(old: tuple[int, int], by: Fraction) -> tuple[int, int]:
    """The sides times `by`; rounded so that neither the ratio nor a limit is overstepped."""
    longer, shorter = max(floor(max(old) * by), 1), max(ceil(min(old) * by), 1)
    return (longer, shorter) if old[0] >= old[1] else (shorter, longer)
