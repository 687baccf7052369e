"""Posts and comments, read out of VK's responses. Pure.

A missing key is an error, never a default: half-read is not read.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from gospablik.networks.base import LiveComment, LivePost
from gospablik.networks.json_values import Json, Reader, is_int
from gospablik.networks.reach import PostReach
from gospablik.networks.vk import attached
from gospablik.networks.vk.answers import NAME, nonsense
from gospablik.networks.vk.paging import Sheet
from gospablik.networks.vk.place import Place

_READ = Reader(NAME)


@dataclass(frozen=True, slots=True)
class WallPost:
    """A post with what LivePost has no place for.

    `standing`: its attachments as wall.edit takes them; `unnamed`: kinds of those that it cannot
    be told of, and that an edit would therefore lose. `reach`: how VK counts it.
    """

    post: LivePost
    reach: PostReach
    pinned: bool
    standing: tuple[str, ...]
    unnamed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A person's or a community's, empty if VK does not tell it.

    `stands_in`: not told, or VK says `deactivated` (deleted or banned: users_user_min and
    groups_group of the schema), and then shows «DELETED» in the place of some names.
    """

    words: str
    stands_in: bool


NAMELESS = Name("", stands_in=True)
_DELETED = "DELETED"
"""Believed only of who is `deactivated`: somebody may be called so."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A comment and the start of its thread. `comment` is None where VK says "deleted"."""

    number: int
    comment: LiveComment | None
    thread: tuple["Branch", ...]
    thread_count: int


def sheet_of_posts(response: Json, place: Place) -> Sheet[WallPost]:
    """wall.get."""
    items = _READ.rows(response, "items")
    read = {_READ.number(item, "id"): _post(item, place) for item in items}
    return Sheet(read, _READ.number(response, "count"))


def single_post(response: Json, place: Place) -> WallPost | None:
    """wall.getById of one post. None if VK leaves it out or marks it deleted."""
    items = _READ.rows(response, "items")
    if not items or _READ.table(items[0]).get("is_deleted"):
        return None
    return _post(items[0], place)


def sheet_of_comments(
    response: Json, place: Place, *, post_id: str, thread_root: str | None = None
) -> Sheet[Branch]:
    """wall.getComments with names. `count` tells replies too, so the level's own count is used."""
    told = names(response)
    items = _READ.rows(response, "items")
    read = {
        _READ.number(item, "id"): _branch(item, told, place, post_id, thread_root) for item in items
    }
    level = response.get("current_level_count")
    return Sheet(read, level if is_int(level) else None)


def comment(
    item: Json,
    told: Mapping[int, Name],
    place: Place,
    *,
    post_id: str,
    root: str | None = None,
) -> LiveComment:
    """A comment, or a resident's entry; they have the same keys wherever they stand."""
    author = _READ.number(item, "from_id")
    name = told.get(author, NAMELESS)
    media = attached.items(item)
    return LiveComment(
        network_id=str(_READ.number(item, "id")),
        post_network_id=post_id,
        author_id=str(author),
        author_name=name.words or fallback(author),
        text=_READ.words(item, "text"),
        written_at=_READ.moment(item, "date"),
        thread_root=root,
        attachments=tuple(attached.short(x) for x in media),
        by_page=author == -place.group,
        pictures=tuple(found for x in media if (found := attached.picture(x))),
        unnamed=name.stands_in,
    )


def fallback(author: int) -> str:
    """What an author without a name goes by: the address of the profile."""
    return f"id{author}" if author >= 0 else f"club{-author}"


def names(response: Json) -> dict[int, Name]:
    """The names that came along with a list, communities with a minus."""
    table = _READ.table(response)
    people = {_READ.number(p, "id"): name_of(p) for p in table.get("profiles") or []}
    groups = {-_READ.number(g, "id"): name_of(g) for g in table.get("groups") or []}
    return people | groups


def name_of(owner: Json) -> Name:
    """What a person's or a community's object says of its name."""
    words = str(owner["name"]) if "name" in owner else person(owner)
    if not owner.get("deactivated"):
        return Name(words, stands_in=not words)
    return Name("" if words == _DELETED else words, stands_in=True)


def person(profile: Json) -> str:
    """First and last name, as far as told."""
    return f"{profile.get('first_name', '')} {profile.get('last_name', '')}".strip()


def _post(item: Json, place: Place) -> WallPost:
    number = str(_READ.number(item, "id"))
    if item.get("owner_id", -place.group) != -place.group:
        raise nonsense("пришла запись с чужой стены")
    counter = item.get("comments")
    media, copied = attached.items(item), _copied(item)
    live = LivePost(
        network_id=number,
        text=_READ.words(item, "text"),
        published_at=_READ.moment(item, "date"),
        comments=_READ.number(counter, "count") if counter is not None else 0,
        address=place.post(number),
        attachments=(*(attached.kind(x) for x in media), *(["repost"] if copied else [])),
        links=_links(item, media, copied, place),
        by_page=item.get("from_id", -place.group) == -place.group,
    )
    lost = [attached.kind(x) for x in media if attached.name(x) is None]
    return WallPost(
        live,
        _reach(item, live),
        pinned=item.get("is_pinned") == 1,
        standing=tuple(name for x in media if (name := attached.name(x))),
        unnamed=(*lost, *(["repost"] if copied else [])),
    )


def _reach(item: Json, live: LivePost) -> PostReach:
    """What VK leaves out it does not tell, so a post is read whatever becomes of its counters."""

    def count(key: str) -> int | None:
        counter = item.get(key)
        number = counter.get("count") if isinstance(counter, dict) else None
        return number if is_int(number) else None

    return PostReach(
        live.network_id,
        live.published_at,
        views=count("views"),
        reactions=count("likes"),
        reposts=count("reposts"),
        comments=count("comments"),
    )


def _copied(item: Json) -> list[Mapping[str, Json]]:
    history = item.get("copy_history")
    return [x for x in history if isinstance(x, dict)] if isinstance(history, list) else []


def _links(
    item: Json,
    media: list[Mapping[str, Json]],
    copied: list[Mapping[str, Json]],
    place: Place,
) -> tuple[str, ...]:
    """Its source, the attached pages, the posts that it repeats."""
    origin = item.get("copyright")
    found = [origin.get("link")] if isinstance(origin, dict) else []
    found += [attached.link(x) for x in media]
    found += [
        place.foreign_post(x["owner_id"], x["id"])
        for x in copied
        if is_int(x.get("owner_id")) and is_int(x.get("id"))
    ]
    return tuple(x for x in found if isinstance(x, str))


def _branch(
    item: Json, told: Mapping[int, Name], place: Place, post_id: str, root: str | None
) -> Branch:
    number = _READ.number(item, "id")
    thread = item.get("thread")
    inner = () if thread is None or root is not None else tuple(_READ.rows(thread, "items"))
    gone = item.get("deleted")
    return Branch(
        number,
        None if gone else comment(item, told, place, post_id=post_id, root=root),
        tuple(_branch(reply, told, place, post_id, str(number)) for reply in inner),
        _READ.number(thread, "count") if thread is not None and root is None else 0,
    )
