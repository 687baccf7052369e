"""Posts, comments, bans and the page, read out of VK's responses. Pure.

A missing key is an error, never a default: half-read is not read.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from gospablik.networks.base import LiveComment, LivePost, PageInfo
from gospablik.networks.json_values import Json, Reader, is_int
from gospablik.networks.vk.answers import NAME, nonsense
from gospablik.networks.vk.paging import Sheet

_READ = Reader(NAME)


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
    items = _READ.rows(response, "items")
    read = {_READ.number(item, "id"): _post(item, wall) for item in items}
    return Sheet(read, _READ.number(response, "count"))


def single_post(response: Json, *, wall: str) -> WallPost | None:
    """wall.getById of one post. None if VK leaves it out or marks it deleted."""
    items = _READ.rows(response, "items")
    if not items or _READ.table(items[0]).get("is_deleted"):
        return None
    return _post(items[0], wall)


def sheet_of_comments(
    response: Json, *, post_id: str, thread_root: str | None = None
) -> Sheet[Branch]:
    """wall.getComments with names. `count` tells replies too, so the level's own count is used."""
    names = _names(response)
    items = _READ.rows(response, "items")
    read = {_READ.number(item, "id"): _branch(item, names, post_id, thread_root) for item in items}
    level = response.get("current_level_count")
    return Sheet(read, level if is_int(level) else None)


def bans(response: Json) -> list[Ban]:
    """groups.getBanned."""
    return [_ban(item) for item in _READ.rows(response, "items")]


def page_info(response: Json, *, group_id: int) -> PageInfo:
    """groups.getById. A line that the page left empty may be missing: that is an empty line."""
    for group in _READ.rows(response, "groups"):
        if _READ.number(group, "id") == group_id:
            if group.get("deactivated"):
                raise nonsense("сообщество удалено или заблокировано")
            return PageInfo(
                name=_READ.words(group, "name"),
                description=str(group.get("description") or ""),
                status=str(group.get("status") or ""),
                verified=group.get("verified") == 1,
                site=str(group.get("site") or ""),
            )
    raise nonsense(f"в нём нет сообщества {group_id}")


def _post(item: Json, wall: str) -> WallPost:
    number = str(_READ.number(item, "id"))
    counter = item.get("comments")
    live = LivePost(
        network_id=number,
        text=_READ.words(item, "text"),
        published_at=_READ.moment(item, "date"),
        comments=_READ.number(counter, "count") if counter is not None else 0,
        address=f"{wall}{number}",
    )
    origin = item.get("copyright")
    links = [origin.get("link")] if isinstance(origin, dict) else []
    links += [_link(attached) for attached in _attached(item)]
    return WallPost(live, tuple(x for x in links if isinstance(x, str)), item.get("is_pinned") == 1)


def _branch(item: Json, names: Mapping[int, str], post_id: str, root: str | None) -> Branch:
    number = _READ.number(item, "id")
    thread = item.get("thread")
    inner = () if thread is None or root is not None else tuple(_READ.rows(thread, "items"))
    return Branch(
        number,
        None if item.get("deleted") else _comment(item, names, post_id, root),
        tuple(_branch(reply, names, post_id, str(number)) for reply in inner),
        _READ.number(thread, "count") if thread is not None and root is None else 0,
    )


def _comment(item: Json, names: Mapping[int, str], post_id: str, root: str | None) -> LiveComment:
    author = _READ.number(item, "from_id")
    # Without a name in the answer the author goes by the address of the profile.
    fallback = f"id{author}" if author >= 0 else f"club{-author}"
    return LiveComment(
        network_id=str(_READ.number(item, "id")),
        post_network_id=post_id,
        author_id=str(author),
        author_name=names.get(author) or fallback,
        text=_READ.words(item, "text"),
        written_at=_READ.moment(item, "date"),
        thread_root=root,
        attachments=tuple(_short(attached) for attached in _attached(item)),
    )


def _names(response: Json) -> dict[int, str]:
    people = {
        _READ.number(p, "id"): f"{p.get('first_name', '')} {p.get('last_name', '')}".strip()
        for p in _READ.table(response).get("profiles") or []
    }
    groups = {-_READ.number(g, "id"): str(g.get("name", "")) for g in response.get("groups") or []}
    return people | groups


def _ban(item: Json) -> Ban:
    info = _READ.table(_READ.table(item).get("ban_info"))
    profile, group = item.get("profile"), item.get("group")
    author = _READ.number(profile, "id") if profile is not None else -_READ.number(group, "id")
    # 0 and no date at all both mean a ban without an end.
    return Ban(author, _READ.moment(info, "end_date") if info.get("end_date") else None)


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
