"""Pictures, documents, videos and polls, kept in memory under their attachment names."""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from sandbox.vk.pictures import Sides

FIRST_ID = 457_239_017  # where VK's own ids of pictures begin
NAME = re.compile(r"((?:photo|doc|video|poll)-?\d+_\d+)(?:_\w+)?")


def ending(file_name: str) -> str:
    """The end of a file's name in small letters, empty if there is none worth the word."""
    found = re.search(r"\.([A-Za-z0-9]{1,8})$", file_name)
    return found.group(1).lower() if found else ""


@dataclass
class Owned:
    """What all of them have. `name` is how an attachment names it (facts A6)."""

    owner_id: int
    id: int
    date: int

    @property
    def name(self) -> str:
        """For instance photo-1_457239017."""
        return f"{type(self).__name__.lower()}{self.owner_id}_{self.id}"


@dataclass
class Photo(Owned):
    """A picture; one uploaded for messages never shows on a wall (facts A6, 5)."""

    data: bytes = field(repr=False)
    sides: Sides
    user_id: int = 0
    text: str = ""
    for_messages: bool = False


@dataclass
class Doc(Owned):
    """A document; `ext` is the end of its file's name."""

    data: bytes = field(repr=False)
    title: str
    ext: str
    tags: tuple[str, ...] = ()


@dataclass
class Video(Owned):
    """A video. VK promises it before the file is there; `link` is one that stays elsewhere."""

    title: str
    description: str = ""
    link: str = ""
    data: bytes = field(default=b"", repr=False)


@dataclass
class Poll(Owned):
    """A poll nobody votes in."""

    author_id: int
    question: str
    answers: tuple[str, ...]
    anonymous: bool = False
    multiple: bool = False
    end_date: int = 0
    disable_unvote: bool = False


Medium = Photo | Doc | Video | Poll


class Shelf:
    """Every medium there is, by name."""

    def __init__(self) -> None:
        self._media: dict[str, Medium] = {}
        self.vanished: set[str] = set()
        """Names whose file is gone, though something still shows them."""
        self._ids: dict[int, Iterator[int]] = defaultdict(lambda: itertools.count(FIRST_ID))

    def next_id(self, owner_id: int) -> int:
        """The next free id of this owner."""
        return next(one for one in self._ids[owner_id] if not self._taken(owner_id, one))

    def put(self, medium: Medium) -> Medium:
        """Keep it."""
        self._media[medium.name] = medium
        return medium

    def standing(self, name: str) -> Medium:
        """The medium of this name, which must be there."""
        return self._media[name]

    def get(self, name: str) -> Medium | None:
        """The medium an attachment names, with or without an access key; None if there is none."""
        found = NAME.fullmatch(name)
        return self._media.get(found.group(1)) if found else None

    def of(self, owner_id: int) -> list[Medium]:
        """Everything of one owner, in the order it came."""
        return [one for one in self._media.values() if one.owner_id == owner_id]

    def shown(self) -> list[dict[str, Any]]:
        """Everything for the state, sizes in place of contents."""
        return [
            {key: value for key, value in asdict(one).items() if key != "data"}
            | {"name": one.name, "bytes": len(getattr(one, "data", b""))}
            for one in self._media.values()
        ]

    def _taken(self, owner_id: int, number: int) -> bool:
        return any((one.owner_id, one.id) == (owner_id, number) for one in self._media.values())
