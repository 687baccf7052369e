"""The attachment of mediatopic.post and edit: blocks and options (facts B5)."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from sandbox.ok.access import Call
from sandbox.ok.errors import OkError, invalid
from sandbox.ok.objects import MOSCOW
from sandbox.ok.records import text_of

Block = dict[str, Any]
LINK = re.compile(r"https?://\S+")
POLL_OPTIONS = {"SingleChoice", "AnonymousVoting", "ResultsAfterVoting", "VotingClosed"}


@dataclass(frozen=True)
class Content:
    """What was sent. `comments_off` is None where nothing was said about comments."""

    media: list[Block]
    as_group: bool
    comments_off: bool | None
    publish_ms: int | None


def read(call: Call) -> Content:
    """The attachment, or the refusal that OK gives it."""
    raw = call.params.needed("attachment")
    try:
        sent = json.loads(raw)
    except ValueError:
        raise invalid("attachment", raw) from None
    blocks = sent.get("media") if isinstance(sent, dict) else None
    if not isinstance(blocks, list) or not blocks:
        raise invalid("attachment", raw)
    if len(blocks) > call.store.limits.topic_blocks:
        raise OkError(600, "Too many media parameters")
    media = [_read_block(call, one) for one in blocks]
    _check_text(call, media)
    if call.params.flag("text_link_preview"):
        media = _with_preview(media)
    as_group = _option(call, sent, "onBehalfOfGroup")
    off = _option(call, sent, "disableComments")
    return Content(media, as_group is True, off, _publish_ms(call, sent))


def _check_text(call: Call, media: list[Block]) -> None:
    text = text_of(media)
    if len(text) > call.store.limits.topic_text:
        raise OkError(601, "Text limit reached")
    polls = [one["question"] for one in media if one["type"] == "poll"]
    for word in call.store.behaviour.censor:
        if any(word.casefold() in one.casefold() for one in (text, *polls)):
            raise OkError(454, "Text rejected by censor")


def _with_preview(media: list[Block]) -> list[Block]:
    """A single link at the very end of the only text block becomes a card."""
    texts = [one for one in media if one["type"] == "text"]
    links = LINK.findall(texts[0]["text"]) if len(texts) == 1 else []
    if len(links) != 1 or media[-1] is not texts[0] or not media[-1]["text"].endswith(links[0]):
        return media
    left = media[-1]["text"].removesuffix(links[0]).rstrip()
    text = [{"type": "text", "text": left}] if left else []
    return [*media[:-1], *text, {"type": "link", "url": links[0]}]


def _text(call: Call, block: Block) -> Block:
    text = block.get("text")
    if not isinstance(text, str) or not text.strip():
        raise invalid("attachment", "text")
    return {"type": "text", "text": text}


def check_link(url: object) -> str:
    """A web address, or 607."""
    parts = urlsplit(url) if isinstance(url, str) and not re.search(r"\s", url) else None
    if parts is None or parts.scheme not in {"http", "https"} or not parts.hostname:
        raise OkError(607, "Link has bad format")
    return str(url)


def _link(call: Call, block: Block) -> Block:
    return {"type": "link", "url": check_link(block.get("url"))}


def _items(block: Block) -> list[Block]:
    items = block.get("list")
    if not isinstance(items, list) or not items or not all(isinstance(i, dict) for i in items):
        raise invalid("attachment", block.get("type"))
    return items


def _photo(call: Call, block: Block) -> Block:
    by_token = {one.token: one for one in call.store.photos.values() if one.token}
    photos = []
    for item in _items(block):
        found = by_token.get(str(item.get("id")))
        if "existing_photo_id" in item:
            found = call.store.photos.get(str(item["existing_photo_id"]))
        if found is None or not found.image:
            raise OkError(121, "Invalid photo id")
        photos.append(found.photo_id)
    return {"type": "photo", "photos": photos}


def _movie(call: Call, block: Block) -> Block:
    ids = [str(item.get("id")) for item in _items(block)]
    if not all(one in call.store.videos and call.store.videos[one].size for one in ids):
        raise OkError(300, "Movie not found")
    return {"type": "movie", "movies": ids}


def _poll(call: Call, block: Block) -> Block:
    limits = call.store.limits
    question, answers = block.get("question"), block.get("answers")
    if not isinstance(question, str) or not question or not isinstance(answers, list):
        raise invalid("attachment", "poll")
    texts = [one.get("text") if isinstance(one, dict) else None for one in answers]
    options = str(block.get("options", ""))
    if not texts or not all(isinstance(one, str) and one for one in texts):
        raise invalid("attachment", "poll")
    if not {one for one in options.split(",") if one} <= POLL_OPTIONS:
        raise invalid("attachment", options)
    if len(question) > limits.poll_question:
        raise OkError(602, "Question text limit reached")
    if len(texts) > limits.poll_answers:
        raise OkError(603, "Too many answer parameters")
    if any(len(str(one)) > limits.poll_answer for one in texts):
        raise OkError(604, "Answer text limit reached")
    shown = [{"text": one} for one in texts]
    return {"type": "poll", "question": question, "answers": shown, "options": options}


_READERS: dict[str, Callable[[Call, Block], Block]] = {
    "text": _text,
    "link": _link,
    "photo": _photo,
    "movie": _movie,
    "poll": _poll,
}


def _read_block(call: Call, block: Any) -> Block:
    kind = block.get("type") if isinstance(block, dict) else None
    if kind not in _READERS:
        raise invalid("attachment", kind)
    return _READERS[kind](call, block)


def _sent(call: Call, sent: Block, name: str) -> str | None:
    """An option as text, from where the sandbox reads options; the attachment goes first."""
    where = call.store.behaviour.options_in
    value = sent.get(name) if where in {"both", "attachment"} else None
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None and where in {"both", "top"}:
        return call.params.text(name) or None
    return None if value is None else str(value)


def _option(call: Call, sent: Block, name: str) -> bool | None:
    value = _sent(call, sent, name)
    if value not in {None, "true", "false"}:
        raise invalid(name, value)
    return None if value is None else value == "true"


def _publish_ms(call: Call, sent: Block) -> int | None:
    """When to publish: publishAtMs, or publishAt in Moscow's time; never in the past."""
    text, exact = _sent(call, sent, "publishAt"), _sent(call, sent, "publishAtMs")
    if text is None and exact is None:
        return None
    try:
        if exact is not None:
            when = int(exact)
        else:
            moment = datetime.strptime(text or "", "%Y-%m-%d %H:%M:%S").replace(tzinfo=MOSCOW)
            when = int(moment.timestamp() * 1000)
    except ValueError:
        raise invalid("publishAt", text or exact) from None
    if when <= call.now:
        raise invalid("publishAt", text or exact)
    return when
