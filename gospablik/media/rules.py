"""What each network takes as a picture, a video or a file, and how many in one post. Pure.

Sources: shared facts vk-ok.md A4, B4, B5 and telegram-max-site.md 1.3, 2.2; MAX's official schema
of 2026-07-01 (`POST /uploads`). Where a network publishes no number, ours is cautious and says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType

from gospablik.networks.base import MediumKind

MEGABYTE = 1_000_000
"""The smaller reading: no source says which of the two it counts."""
MOST_BYTES = 50 * MEGABYTE
"""Ours: what the office takes from the site and keeps of one file, whatever a network would."""
REFERENCE_LIFE = timedelta(hours=12)
"""How long a file given to a network may wait for its post. OK's upload lives about 24 hours
(B5, `ttl_ms`); VK and MAX name no term.
"""


@dataclass(frozen=True, slots=True)
class Photos:
    """`formats`: MIME types taken as they are. In pixels: `side` the longer side, `sides` width
    and height together. `ratio`: the longer side to the shorter. None: no limit is known.
    """

    most_bytes: int
    formats: frozenset[str]
    side: int | None = None
    sides: int | None = None
    ratio: int | None = None


@dataclass(frozen=True, slots=True)
class Files:
    """Bytes that a video or a file may have."""

    most_bytes: int
    least_bytes: int = 1


class Beside(StrEnum):
    """What may stand beside a file in one post."""

    ANYTHING = "anything"
    FILES = "files alone"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Rules:
    """One network's. `file` None: a post takes no files at all. `most`: of all together."""

    photo: Photos
    video: Files
    file: Files | None
    most: int
    beside_file: Beside = Beside.ANYTHING


_JPEG, _PNG, _GIF = "image/jpeg", "image/png", "image/gif"

RULES: Mapping[str, Rules] = MappingProxyType(
    {
        "vk": Rules(
            # A4, photo: JPG/PNG/GIF, 50 MB, width + height 14000, 1:20.
            photo=Photos(50 * MEGABYTE, frozenset({_JPEG, _PNG, _GIF}), sides=14_000, ratio=20),
            video=Files(MOST_BYTES),  # no number is published
            file=Files(200 * MEGABYTE),  # A4, document: the smaller of two numbers
            most=10,  # A4, attachments
        ),
        "ok": Rules(
            # B4: kept at 1680 x 1680 at most, so more would only travel. Bytes and formats are
            # not published (errors 500 to 505): ours.
            photo=Photos(10 * MEGABYTE, frozenset({_JPEG, _PNG}), side=1680),
            video=Files(1024**3, least_bytes=16 * 1024),  # B4
            file=None,  # B5: no attachment type
            most=10,  # not published: ours
        ),
        "telegram": Rules(
            # 1.3: 10 MB, width + height 10000, 1:20. Formats are not published: ours.
            photo=Photos(10 * MEGABYTE, frozenset({_JPEG, _PNG}), sides=10_000, ratio=20),
            video=Files(50 * MEGABYTE),  # 1.3, upload
            file=Files(50 * MEGABYTE),  # 1.3, document
            most=10,  # 1.3, media group
            beside_file=Beside.FILES,  # 1.3: documents only with documents
        ),
        "max": Rules(
            # 2.2 and the schema: 50 MB and 7680 x 7680; JPG, PNG, GIF, TIFF, BMP, HEIC.
            photo=Photos(
                50 * MEGABYTE,
                frozenset({_JPEG, _PNG, _GIF, "image/tiff", "image/bmp", "image/heic"}),
                side=7680,
            ),
            video=Files(250 * MEGABYTE),  # 2.2
            file=Files(4000 * MEGABYTE),  # 2.2
            most=10,  # 2.2, not published: "keep albums <= 10"
            beside_file=Beside.NOTHING,  # 2.2: a file must be the only attachment
        ),
    }
)


def kind_of(mime: str) -> MediumKind:
    """How a file of that type is attached."""
    if mime.startswith("image/"):
        return MediumKind.PHOTO
    return MediumKind.VIDEO if mime.startswith("video/") else MediumKind.FILE
