"""Which posts a list of VK's events touches, and what else happened, in words. Pure.

Source: shared facts A8; the events are hints only, what happened is read from the page itself.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gospablik.networks.json_values import Json, is_int
from gospablik.networks.vk.place import Place

_UNREAD = "market_comment"
"""Beginning of the kinds of events in a place that the harvest does not read."""

_ELSEWHERE = {
    "photo_comment": ("photo_id", "photo", "комментарий под фотографией"),
    "video_comment": ("video_id", "video", "комментарий под видео"),
    "board_post": ("topic_id", "topic", "запись в обсуждении"),
    _UNREAD: ("item_id", "product", "комментарий под товаром"),
}
"""Beginning of an event's kind: key of the thing, its word in addresses, our words."""

_SHORT = {
    "message_new": "сообщение сообществу",
    "user_block": "изменился чёрный список",
    "user_unblock": "изменился чёрный список",
    "group_officers_edit": "изменился состав руководителей",
    "group_change_settings": "изменились настройки страницы",
    "group_change_photo": "изменилась обложка или фотография страницы",
}

_QUIET = {
    "like_add",
    "like_remove",
    "group_join",
    "group_leave",
    "poll_vote_new",
    "audio_new",
    "photo_new",
    "video_new",
    "wall_repost",
    "wall_schedule_post_new",
    "wall_schedule_post_delete",
    "message_allow",
    "message_deny",
    "message_edit",
    "message_event",
    "message_reaction_event",
    "message_read",
    "message_reply",
    "message_typing_state",
}
"""Kinds after which nothing on the page needs reading anew."""


_ADDED = {"wall_reply_new", "wall_post_new"}
"""Kinds that move a counter or bring a post that nobody has read yet."""


@dataclass(frozen=True, slots=True)
class Touched:
    """What a list of events comes to, see `gospablik.networks.hints.Changes`."""

    posts: frozenset[str]
    again: frozenset[str]
    outside: bool
    other: tuple[str, ...]


def touched(updates: Iterable[Json], place: Place) -> Touched:
    """Numbers of our posts that something happened to; the rest in words, each once."""
    posts: set[str] = set()
    again: set[str] = set()
    other: dict[str, None] = {}
    outside = False
    for update in updates:
        post, words, elsewhere = _one(update, place)
        outside = outside or elsewhere
        if post:
            posts.add(post)
            if update["type"] not in _ADDED:
                again.add(post)
        if words:
            other[words] = None
    return Touched(frozenset(posts), frozenset(again), outside, tuple(other))


def _one(update: Json, place: Place) -> tuple[str | None, str | None, bool]:
    """The post or the words of one event; neither, if nothing needs reading anew.

    And whether it happened where residents write outside the posts.
    """
    kind = update.get("type") if isinstance(update, dict) else None
    if not isinstance(kind, str):
        return None, "событие, которого не понять", False
    told = update.get("object")
    subject: Mapping[str, Json] = told if isinstance(told, dict) else {}
    if kind in _QUIET:
        return None, None, False
    if kind.startswith("wall_reply_"):
        return _number(subject, "post_id"), _unless(subject, "post_id", kind), False
    if kind == "wall_post_new":
        return _entry(subject, place)
    for beginning, (key, word, words) in _ELSEWHERE.items():
        if kind.startswith(f"{beginning}_"):
            number = _number(subject, key)
            where = f"{words} {place.thing(word, int(number))}" if number else words
            return None, where, beginning != _UNREAD
    unknown = f"событие «{kind[:40]}», которого программа не знает"
    return None, _SHORT.get(kind, unknown), False


def _entry(subject: Mapping[str, Json], place: Place) -> tuple[str | None, str | None, bool]:
    number = _number(subject, "id")
    match subject.get("post_type"):
        case "suggest":
            return None, "предложенная запись", False
        case "postpone":
            return None, None, False
    if number and subject.get("from_id") != -place.group:
        return None, f"запись жителя на стене {place.post(number)}", True
    return number, _unless(subject, "id", "wall_post_new"), False


def _number(subject: Mapping[str, Json], key: str) -> str | None:
    found = subject.get(key)
    return str(found) if is_int(found) and found > 0 else None


def _unless(subject: Mapping[str, Json], key: str, kind: str) -> str | None:
    return None if _number(subject, key) else f"событие «{kind[:40]}» без номера записи"
