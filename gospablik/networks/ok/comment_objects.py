"""Comments, read out of OK's answers. Pure.

What OK leaves out when it is empty (a text beside a picture, the list of a silent discussion) is
empty; every other missing key is an error.
"""

from collections.abc import Mapping
from datetime import UTC, datetime

from gospablik.networks.base import LiveComment, Picture
from gospablik.networks.json_values import Json, Reader, is_int
from gospablik.networks.moscow import MOSCOW
from gospablik.networks.ok.answers import NAME, nonsense
from gospablik.networks.ok.paging import Sheet, sheet

_READ = Reader(NAME)


def sheet_of_comments(answer: Json, *, post_id: str, group_id: int) -> Sheet[LiveComment]:
    """discussions.getComments. The answer must be about the discussion asked for."""
    if _READ.words(answer, "discussionId") != post_id:
        raise nonsense("это комментарии другой записи")
    items = [] if answer.get("comments") is None else _READ.rows(answer, "comments")
    return sheet(answer, _by_id(items, _names(answer), post_id, group_id), size=len(items))


def older_comments(answer: Json, *, post_id: str, group_id: int) -> dict[str, LiveComment]:
    """discussions.getDiscussionComments, whose key is really spelt so."""
    return _by_id(_READ.rows(answer, "commentss"), _names(answer), post_id, group_id)


def one_comment(answer: Json, *, post_id: str, group_id: int) -> LiveComment:
    """discussions.getComment, wrapped or not: sources differ."""
    table = _READ.table(answer)
    return _comment(table.get("comment", table), _names(answer), post_id, group_id)


def _by_id(
    items: list[Json], names: Mapping[str, str], post_id: str, group_id: int
) -> dict[str, LiveComment]:
    read = [_comment(item, names, post_id, group_id) for item in items]
    return {comment.network_id: comment for comment in read}


def _comment(item: Json, names: Mapping[str, str], post_id: str, group_id: int) -> LiveComment:
    author = _optional(item, "author_id") or _optional(item, "author_ref").partition(":")[2]
    name = _optional(item, "author_name") or names.get(author)
    listed = item.get("attachments")
    attached = listed if isinstance(listed, list) else []
    return LiveComment(
        network_id=_READ.words(item, "id"),
        post_network_id=post_id,
        author_id=author or None,
        author_name=name or (f"profile/{author}" if author else "автор не назван"),
        text=_optional(item, "text"),
        written_at=_written_at(item),
        thread_root=_optional(item, "reply_to_comment_id") or None,
        attachments=tuple(_kind(x) for x in attached),
        by_page=author == str(group_id),
        pictures=tuple(found for x in attached if (found := _picture(x))),
        unnamed=not name,
    )


def _optional(item: Json, key: str) -> str:
    """The string under a key that OK leaves out when it is empty."""
    return "" if _READ.table(item).get(key) is None else _READ.words(item, key)


def _written_at(item: Json) -> datetime:
    for key in ("date_ms", "created_ms"):
        if is_int(item.get(key)):
            return _READ.moment(item, key, milliseconds=True)
    try:  # OK writes it in Moscow's time without saying so
        moscow = datetime.strptime(_READ.words(item, "date"), "%Y-%m-%d %H:%M:%S")  # noqa: DTZ007
    except ValueError:
        raise nonsense("время комментария записано непонятно") from None
    return moscow.replace(tzinfo=MOSCOW).astimezone(UTC)


def _names(answer: Json) -> dict[str, str]:
    """Names of people and groups that came along with the comments."""
    entities = _READ.table(answer).get("entities")
    named: dict[str, str] = {}
    for kind in ("users", "groups"):
        rows = entities.get(kind) if isinstance(entities, dict) else None
        for row in rows if isinstance(rows, list) else []:
            number, name = _optional(row, "uid"), _optional(row, "name")
            named |= {number: name} if number and name else {}
    return named


def _kind(attached: Json) -> str:
    kind = attached.get("type") if isinstance(attached, dict) else None
    return kind.lower() if isinstance(kind, str) else "?"


_ADDRESSES = (
    *("pic_max", "pic1024max", "pic1024x768", "pic_base", "pic640x480", "standard_url"),
    *("pic320min", "url"),
)
"""Names under which OK gives addresses of a photo, the largest first."""


def _picture(attached: Json) -> Picture | None:
    """A photo among the attachments. OK describes none of them: its photo object's names are tried.

    Facts B5 have the list alone, so what is not found is a picture that OK does not name.
    """
    if _kind(attached) != "photo" or not isinstance(attached, dict):
        return None
    inside = attached.get("photo")
    photo = inside if isinstance(inside, dict) else attached
    named = [photo[key] for key in _ADDRESSES if isinstance(photo.get(key), str)]
    number = photo.get("id") or attached.get("id")
    return Picture(str(named[0]) if named else "", str(number or "photo"))
