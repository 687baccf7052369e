"""Which posts a list of VK's events touches, and whether places outside the posts are. Pure.

Source: shared facts A8; the events are hints only, what happened is read from the page itself.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gospablik.networks.json_values import Json, is_int
from gospablik.networks.vk.place import Place

_OUTSIDE = ("photo_comment_", "video_comment_", "board_post_")
"""Beginnings of the kinds of events in the places outside the posts that the harvest reads."""
_NOT_ON_THE_WALL = {"suggest", "postpone"}
"""Types of an entry that nobody sees yet."""


@dataclass(frozen=True, slots=True)
class Touched:
    """What a list of events comes to, see `gospablik.networks.hints.Changes`."""

    again: frozenset[str]
    outside: bool


def touched(updates: Iterable[Json], place: Place) -> Touched:
    """Numbers of the posts that are to be read whole, and whether the places outside are, too."""
    again: set[str] = set()
    outside = False
    for update in updates:
        kind, subject = _parts(update)
        # A new comment moves the post's counter, which each harvest looks at.
        if kind.startswith("wall_reply_") and kind != "wall_reply_new":
            again |= _number(subject, "post_id")
        elif kind == "wall_post_new":
            outside = outside or _by_a_resident(subject, place)
        elif kind.startswith(_OUTSIDE):
            outside = True
    return Touched(frozenset(again), outside)


def _parts(update: Json) -> tuple[str, Mapping[str, Json]]:
    """Kind and object of one event; both empty if they are not what VK's documents say."""
    if not isinstance(update, dict):
        return "", {}
    kind, subject = update.get("type"), update.get("object")
    return (
        kind if isinstance(kind, str) else "",
        subject if isinstance(subject, dict) else {},
    )


def _by_a_resident(entry: Mapping[str, Json], place: Place) -> bool:
    return (
        bool(_number(entry, "id"))
        and entry.get("from_id") != -place.group
        and entry.get("post_type") not in _NOT_ON_THE_WALL
    )


def _number(subject: Mapping[str, Json], key: str) -> set[str]:
    found = subject.get(key)
    return {str(found)} if is_int(found) and found > 0 else set()
