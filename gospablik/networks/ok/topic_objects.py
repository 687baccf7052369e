"""Topics, read out of OK's answers. Pure.

A missing key is an error, never a default: half-read is not read. How a topic names its pictures
and videos (`photo_refs`, `movie_refs`) is taken from the names of OK's field sets.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from gospablik.networks.base import LivePost
from gospablik.networks.json_values import Json, Reader, is_int
from gospablik.networks.ok.answers import NAME
from gospablik.networks.ok.attachment import Block
from gospablik.networks.ok.paging import Sheet, sheet
from gospablik.networks.reach import PostReach

_READ = Reader(NAME)
_UNTOLD = -1
"""The count of comments where OK leaves it out; 0 would mean that there are none."""
_KINDS = {"movie": "video", "topic": "repost", "reshare": "repost"}
_REFS = {"photo": "photo_refs", "movie": "movie_refs"}


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic with what LivePost has no place for.

    `by_group`: it stands in the group's name. `author`: the id of who wrote it, empty if OK does
    not tell. `kept`: its blocks but for the text, as an edit must
    send them anew; None if one of them cannot be sent anew. `pin_id`: what pins it, if OK told.
    `reach`: how OK counts it.
    """

    post: LivePost
    reach: PostReach
    by_group: bool
    author: str
    sticky: bool
    kept: tuple[Block, ...] | None
    pin_id: str | None


def sheet_of_topics(answer: Json, *, group_id: int, posts_at: str) -> Sheet[Topic]:
    """mediatopic.getTopics or getByIds, without what is not to be seen on this page.

    `posts_at` is the address of a post up to its number.
    """
    found: dict[str, Topic] = {}
    items = _READ.rows(answer, "media_topics")
    for item in items:
        number = _READ.words(item, "id")
        if _shown(item, group_id):
            found[number] = _topic(item, group_id, posts_at)
    return sheet(answer, found, size=len(items))


def sheet_of_ids(answer: Json) -> Sheet[str]:
    """group.getStatTopics: ids alone."""
    numbers = [_READ.words(item, "id") for item in _READ.rows(answer, "topics")]
    return sheet(answer, {number: number for number in numbers}, size=len(numbers))


def _shown(item: Mapping[str, Json], group_id: int) -> bool:
    """Whether the topic is this group's and out: one that waits for its hour is not."""
    ours = _READ.words(item, "owner_ref") == f"group:{group_id}"
    return ours and not item.get("is_unpublished_post")


def _topic(item: Json, group_id: int, posts_at: str) -> Topic:
    number, content = _READ.words(item, "id"), _READ.rows(item, "media")
    texts = [_READ.words(block, "text") for block in content if _kind(block) == "text"]
    links = [_url(block) for block in content if _kind(block) == "link"]
    kinds = [kind for block in content for kind in _attached(block)]
    summary = item.get("discussion_summary")
    pin_id, told = item.get("pin_id"), item.get("author_ref")
    author = told if isinstance(told, str) else ""
    by_group = author == f"group:{group_id}"
    out = _READ.moment(item, "created_ms", milliseconds=True)
    return Topic(
        post=LivePost(
            network_id=number,
            text="\n\n".join(texts),
            published_at=out,
            comments=_UNTOLD if summary is None else _READ.number(summary, "comments_count"),
            address=f"{posts_at}{number}",
            attachments=tuple(kinds),
            links=tuple(link for link in links if link),
            by_page=by_group,
        ),
        reach=_reach(item, number, out),
        by_group=by_group,
        author=author.partition(":")[2],
        sticky=item.get("is_sticky") is True,
        kept=None if item.get("has_more") is True else _kept(content),
        pin_id=pin_id if isinstance(pin_id, str) and pin_id else None,
    )


def _reach(item: Json, number: str, out: datetime) -> PostReach:
    """What OK leaves out it does not tell, so a topic is read whatever becomes of its counters."""

    def count(summary: str, key: str) -> int | None:
        told = item.get(summary)
        return _told(told.get(key)) if isinstance(told, dict) else None

    return PostReach(
        number,
        out,
        views=_told(item.get("views_count")),
        reactions=count("like_summary", "count"),
        reposts=count("reshare_summary", "count"),
        comments=count("discussion_summary", "comments_count"),
    )


def _told(value: Json) -> int | None:
    return value if is_int(value) else None


def _kind(block: Json) -> str:
    return _READ.words(block, "type")


def _attached(block: Json) -> list[str]:
    """The kind of what a block attaches, once for each thing in it."""
    kind = _kind(block)
    if kind == "text":
        return []
    return [_KINDS.get(kind, kind)] * max(len(_refs(block)), 1)


def _url(block: Json) -> str | None:
    url = block.get("url")
    return url if isinstance(url, str) and url else None


def _refs(block: Json) -> list[str]:
    found = block.get(_REFS.get(_kind(block), ""))
    return [x for x in found if isinstance(x, str)] if isinstance(found, list) else []


def _kept(content: list[Json]) -> tuple[Block, ...] | None:
    again = [_again(block) for block in content if _kind(block) != "text"]
    kept = tuple(block for block in again if block is not None)
    return kept if len(kept) == len(again) else None


def _again(block: Json) -> Block | None:
    """The block as an attachment repeats it; None for a poll, a repost and the like."""
    kind, refs = _kind(block), [ref.split(":", 1) for ref in _refs(block)]
    if kind == "link" and (url := _url(block)):
        return {"type": "link", "url": url}
    if kind == "photo" and refs and all(len(ref) == 2 and ref[0] == "group_photo" for ref in refs):
        photos = [{"existing_photo_id": ref[1], "group": True} for ref in refs]
        return {"type": "photo", "list": photos}
    if kind == "movie" and refs and all(len(ref) == 2 for ref in refs):
        return {"type": "movie", "list": [{"id": ref[1]} for ref in refs]}
    return None
