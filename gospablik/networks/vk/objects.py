"""Posts, comments, bans and the page, read out of VK's responses. Pure.

A missing key is an error, never a default: half-read is not read.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from gospablik.networks.base import LiveComment, LivePost, PageInfo
from gospablik.networks.vk.answers import Json, is_int, nonsense
from gospablik.networks.vk.paging import Sheet


@dataclass(frozen=True, slots=True)
class WallPost:
    """A post with what LivePost has no place for. `links` are its source and attached pages."""

    post: LivePost
    links: tuple[str, ...]
    pinned: bool


@dataclass(frozen=True, slots=True)
class Branch:
    """A comment and the start of its thread. `comment` is None where VK says "deleted"."""

    number: int
    comment: LiveComment | None
    thread: tuple["Branch", ...]
    thread_count: int


@dataclass(frozen=True, slots=True)
class Ban:
    """An entry of the black list. `until` is aware, UTC; None is for ever."""

    author: int
    until: datetime | None


def sheet_of_posts(response: Json, *, wall: str) -> Sheet[WallPost]:
    """wall.get. `wall` is the address of the wall up to the post's number."""
    items = _list(response, "items")
    read = {_int(item, "id"): _post(item, wall) for item in items}
    return Sheet(read, _int(response, "count"))


def single_post(response: Json, *, wall: str) -> WallPost | None:
    """wall.getById of one post. None if VK leaves it out or marks it deleted."""
    items = _list(response, "items")
    if not items or _dict(items[0]).get("is_deleted"):
        return None
    return _post(items[0], wall)


def sheet_of_comments(
    response: Json, *, post_id: str, thread_root: str | None = None
) -> Sheet[Branch]:
    """wall.getComments with names. `count` tells replies too, so the level's own count is used."""
    names = _names(response)
    items = _list(response, "items")
    read = {_int(item, "id"): _branch(item, names, post_id, thread_root) for item in items}
    level = response.get("current_level_count")
    return Sheet(read, level if is_int(level) else None)


def bans(response: Json) -> list[Ban]:
    """groups.getBanned."""
    return [_ban(item) for item in _list(response, "items")]


def page_info(response: Json, *, group_id: int) -> PageInfo:
    """groups.getById. A line that the page left empty may be missing: that is an empty line."""
    for group in _list(response, "groups"):
        if _int(group, "id") == group_id:
            if group.get("deactivated"):
                raise nonsense("сообщество удалено или заблокировано")
            return PageInfo(
                name=_str(group, "name"),
                description=str(group.get("description") or ""),
                status=str(group.get("status") or ""),
                verified=group.get("verified") == 1,
                site=str(group.get("site") or ""),
            )
    raise nonsense(f"в нём нет сообщества {group_id}")


def _post(item: Json, wall: str) -> WallPost:
    number = str(_int(item, "id"))
    counter = item.get("comments")
    live = LivePost(
        network_id=number,
        text=_str(item, "text"),
        published_at=_moment(item, "date"),
        comments=_int(counter, "count") if counter is not None else 0,
        address=f"{wall}{number}",
    )
    origin = item.get("copyright")
    links = [origin.get("link")] if isinstance(origin, dict) else []
    links += [_link(attached) for attached in _attached(item)]
    return WallPost(live, tuple(x for x in links if isinstance(x, str)), item.get("is_pinned") == 1)


def _branch(item: Json, names: Mapping[int, str], post_id: str, root: str | None) -> Branch:
    number = _int(item, "id")
    thread = item.get("thread")
    inner = () if thread is None or root is not None else tuple(_list(thread, "items"))
    return Branch(
        number,
        None if item.get("deleted") else _comment(item, names, post_id, root),
        tuple(_branch(reply, names, post_id, str(number)) for reply in inner),
        _int(thread, "count") if thread is not None and root is None else 0,
    )


def _comment(item: Json, names: Mapping[int, str], post_id: str, root: str | None) -> LiveComment:
    author = _int(item, "from_id")
    # Without a name in the answer the author goes by the address of the profile.
    fallback = f"id{author}" if author >= 0 else f"club{-author}"
    return LiveComment(
        network_id=str(_int(item, "id")),
        post_network_id=post_id,
        author_id=str(author),
        author_name=names.get(author) or fallback,
        text=_str(item, "text"),
        written_at=_moment(item, "date"),
        thread_root=root,
        attachments=tuple(_short(attached) for attached in _attached(item)),
    )


def _names(response: Json) -> dict[int, str]:
    people = {
        _int(p, "id"): f"{p.get('first_name', '')} {p.get('last_name', '')}".strip()
        for p in _dict(response).get("profiles") or []
    }
    groups = {-_int(g, "id"): str(g.get("name", "")) for g in response.get("groups") or []}
    return people | groups


def _ban(item: Json) -> Ban:
    info = _dict(_dict(item).get("ban_info"))
    profile, group = item.get("profile"), item.get("group")
    author = _int(profile, "id") if profile is not None else -_int(group, "id")
    # 0 and no date at all both mean a ban without an end.
    return Ban(author, _moment(info, "end_date") if info.get("end_date") else None)


def _attached(item: Json) -> list[Mapping[str, Json]]:
    attached = item.get("attachments")
    return [x for x in attached if isinstance(x, dict)] if isinstance(attached, list) else []


def _link(attached: Mapping[str, Json]) -> str | None:
    link = attached.get("link")
    url = link.get("url") if isinstance(link, dict) else None
    return url if isinstance(url, str) else None


def _short(attached: Mapping[str, Json]) -> str:
    """An attachment as VK writes it (photo-1_2), a link as its address, else the kind alone."""
    kind = str(attached.get("type", "?"))
    media = attached.get(kind)
    if url := _link(attached):
        return url
    if isinstance(media, dict) and is_int(media.get("id")) and is_int(media.get("owner_id")):
        return f"{kind}{media['owner_id']}_{media['id']}"
    return kind


def _dict(value: Json) -> Mapping[str, Json]:
    if not isinstance(value, dict):
        raise nonsense("вместо объекта пришло другое")
    return value


def _list(value: Json, key: str) -> list[Json]:
    found = _dict(value).get(key)
    if not isinstance(found, list):
        raise nonsense(f"нет списка {key}")
    return found


def _int(value: Json, key: str) -> int:
    found = _dict(value).get(key)
    if not is_int(found):
        raise nonsense(f"нет числа {key}")
    return found


def _str(value: Json, key: str) -> str:
    found = _dict(value).get(key)
    if not isinstance(found, str):
        raise nonsense(f"нет строки {key}")
    return found


def _moment(value: Json, key: str) -> datetime:
    try:
        return datetime.fromtimestamp(_int(value, key), UTC)
    except (OverflowError, OSError, ValueError):
        raise nonsense(f"время {key} невозможно") from None
