"""The content of a topic as OK takes it: blocks in one JSON string (shared facts, B5). Pure."""

import json
from collections.abc import Sequence
from typing import Any

from gospablik.networks.base import Draft, MediumKind

Block = dict[str, Any]


def blocks(draft: Draft, kept: Sequence[Block] = ()) -> list[Block]:
    """Text, pictures, video and a card of the link.

    `kept` is what a topic carries that is being edited: it stays unless the draft brings pictures
    or video of its own. The card stands under a text alone, where nothing else shows what the news
    is about, and where there was one already: beside pictures the link in the text is enough.
    """
    text: list[Block] = [{"type": "text", "text": draft.text}] if draft.text.strip() else []
    cards = [block for block in kept if block["type"] == "link"]
    media = _media(draft) or [block for block in kept if block not in cards]
    if draft.link and (cards or not media):
        cards = [{"type": "link", "url": draft.link}]
    return [*text, *media, *cards]


def as_json(content: Sequence[Block]) -> str:
    """The attachment. Options stand inside it and as strings; without the first one the topic
    would appear in the name of the key's owner.
    """
    whole = {"media": list(content), "onBehalfOfGroup": "true"}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


def _media(draft: Draft) -> list[Block]:
    kinds = ((MediumKind.PHOTO, "photo"), (MediumKind.VIDEO, "movie"))
    found = [
        {"type": name, "list": [{"id": m.reference} for m in draft.media if m.medium.kind is kind]}
        for kind, name in kinds
    ]
    return [block for block in found if block["list"]]
