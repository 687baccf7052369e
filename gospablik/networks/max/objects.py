"""Posts and comments, read out of MAX's answers. Pure.

A missing key is an error, never a default: half-read is not read. Shapes: official OpenAPI 0.0.32,
comments as 0.0.33 has them.
"""

from collections.abc import Mapping

from gospablik.networks.base import LiveComment, LivePost, Picture
from gospablik.networks.json_values import Json, Reader, is_int
from gospablik.networks.max.answers import NAME, refused
from gospablik.networks.max.paging import Row
from gospablik.networks.reach import PostReach

_READ = Reader(NAME)
NOT_TOLD = -1
"""LivePost.comments: MAX does not count comments, so there may be some."""
_KINDS = {"image": "photo", "share": "link"}


def sheet_of_posts(answer: Json, *, home: str) -> list[Row[LivePost | None]]:
    """GET /messages. `home` stands in for a post's address where MAX gives none.

    A message with nothing but a forwarded one may come without a body, hence without an id: it
    keeps its place in the list and is no post.
    """
    rows: list[Row[LivePost | None]] = []
    for message in _READ.rows(answer, "messages"):
        at = _READ.number(message, "timestamp")
        if message.get("body") is None and _linked(message, "forward") is not None:
            rows.append(Row(f"no body at {at}", at, None))
        else:
            post = _post(message, home)
            rows.append(Row(post.network_id, at, post))
    return rows


def sheet_of_reach(answer: Json) -> list[Row[PostReach | None]]:
    """GET /messages, as MAX counts each post: `stat` may be null, and holds views alone.

    A message without a body keeps its place, as in `sheet_of_posts`.
    """
    rows: list[Row[PostReach | None]] = []
    for message in _READ.rows(answer, "messages"):
        at, body = _READ.number(message, "timestamp"), message.get("body")
        if body is None:
            rows.append(Row(f"no body at {at}", at, None))
            continue
        out = _READ.moment(message, "timestamp", milliseconds=True)
        stat, mid = message.get("stat"), _READ.words(body, "mid")
        views = None if stat is None else _READ.number(stat, "views")
        rows.append(Row(mid, at, PostReach(mid, out, views=views)))
    return rows


def single_post(answer: Json, *, chat_id: int, home: str) -> LivePost:
    """GET /messages/{mid}. Raises NetworkError(REFUSED) if it is of another chat."""
    chat = _READ.table(_READ.table(answer).get("recipient")).get("chat_id")
    if is_int(chat) and chat != chat_id:
        raise refused(
            f"Это сообщение другого чата MAX ({chat}), а не канала {chat_id}.",
            "проверьте chat_id страницы в organisation.toml.",
        )
    return _post(answer, home)


def sheet_of_comments(answer: Json, *, post_id: str, bot: int | None) -> list[Row[LiveComment]]:
    """GET /messages/{mid}/comments. `bot`: who writes in the page's name, if that is asked."""
    return [
        Row(
            comment_id(message), _READ.number(message, "timestamp"), _comment(message, post_id, bot)
        )
        for message in _READ.rows(answer, "messages")
    ]


def comment_id(message: Json) -> str:
    """The id of a comment (GET one comment)."""
    return _READ.words(_READ.table(message).get("body"), "mid")


def name_of(user: Json) -> str:
    """First and last name; empty if there is neither."""
    told = _READ.table(user)
    names = [told.get(key) for key in ("first_name", "last_name")]
    return " ".join(name for name in names if isinstance(name, str)).strip()


def _post(message: Json, home: str) -> LivePost:
    body = _READ.table(_READ.table(message).get("body"))
    attached = _attached(body)
    address = message.get("url")
    forwarded = ("repost",) if _linked(message, "forward") is not None else ()
    return LivePost(
        network_id=_READ.words(body, "mid"),
        text=_text(body),
        published_at=_READ.moment(message, "timestamp", milliseconds=True),
        comments=NOT_TOLD,
        address=address if isinstance(address, str) and address else home,
        attachments=_kinds(attached) + forwarded,
        links=_links(body, attached),
    )


def _comment(message: Json, post_id: str, bot: int | None) -> LiveComment:
    body = _READ.table(message.get("body"))
    sender = message.get("sender")
    author = None if sender is None else _READ.number(sender, "user_id")
    root, attached = _answered(message), _attached(body)
    name = "" if sender is None else name_of(sender)
    return LiveComment(
        network_id=_READ.words(body, "mid"),
        post_network_id=post_id,
        author_id=None if author is None else str(author),
        author_name=name or ("" if author is None else str(author)),
        text=_text(body),
        written_at=_READ.moment(message, "timestamp", milliseconds=True),
        thread_root=root if root != post_id else None,
        attachments=_kinds(attached),
        by_page=author is not None and author == bot,
        pictures=tuple(found for one in attached if (found := _picture(one))),
        unnamed=not name,
    )


def _text(body: Mapping[str, Json]) -> str:
    """The text, plain; null is a message of pictures only."""
    return "" if body.get("text", "") is None else _READ.words(body, "text")


def _linked(message: Mapping[str, Json], kind: str) -> Mapping[str, Json] | None:
    """What the message forwards or answers, None if it does not."""
    link = message.get("link")
    return link if isinstance(link, dict) and link.get("type") == kind else None


def _answered(message: Mapping[str, Json]) -> str | None:
    """The id of the comment that this one answers; nobody promises it once that one is gone."""
    link = _linked(message, "reply")
    answered = link.get("message") if link is not None else None
    mid = answered.get("mid") if isinstance(answered, dict) else None
    return mid if isinstance(mid, str) else None


def _attached(body: Mapping[str, Json]) -> list[Mapping[str, Json]]:
    found = body.get("attachments")
    return [_READ.table(one) for one in found] if isinstance(found, list) else []


def _kinds(attached: list[Mapping[str, Json]]) -> tuple[str, ...]:
    kinds = [_READ.words(one, "type") for one in attached]
    return tuple(_KINDS.get(kind, kind) for kind in kinds)


def _picture(attached: Mapping[str, Json]) -> Picture | None:
    """PhotoAttachmentPayload. Schema 0.0.33 gives comments none; if MAX gives one, it counts."""
    if attached.get("type") != "image":
        return None
    payload = attached.get("payload")
    told = payload if isinstance(payload, dict) else {}
    url = told.get("url")
    return Picture(url if isinstance(url, str) else "", str(told.get("photo_id", "image")))


def _links(body: Mapping[str, Json], attached: list[Mapping[str, Json]]) -> tuple[str, ...]:
    marked = body.get("markup")
    holders = [one for one in marked if isinstance(one, dict)] if isinstance(marked, list) else []
    for one in attached:
        payload = one.get("payload")
        if one.get("type") == "share" and isinstance(payload, dict):
            holders.append(payload)
    return tuple(url for one in holders if isinstance(url := one.get("url"), str))
