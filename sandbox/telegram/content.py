"""What a message is made of, from a call's parameters: text, caption, files, preview."""

from sandbox.telegram.access import Call
from sandbox.telegram.errors import bad
from sandbox.telegram.html import parse
from sandbox.telegram.params import Json, Params
from sandbox.telegram.records import Media
from sandbox.telegram.text import Formatted, cleaned, finished, units

RAW_BYTES, TEXT, CAPTION = 1 << 15, 4096, 1024
PREVIEW = ("is_disabled", "url", "prefer_small_media", "prefer_large_media", "show_above_text")


def formatted(text: str, parse_mode: str, entities: object) -> Formatted:
    """The text as it will stand. Of the parse modes the sandbox reads HTML alone."""
    if len(text.encode()) > RAW_BYTES:
        raise bad("text is too long")
    text, mode = cleaned(text), parse_mode.lower()
    if text and mode in {"markdown", "markdownv2"}:
        raise bad("can't parse entities: the sandbox reads parse_mode HTML only")
    if text and mode not in {"", "none", "html"}:
        raise bad("unsupported parse_mode")
    if text and mode == "html":
        return finished(parse(text))
    return finished(Formatted(text, _sent_entities(entities)))


def _sent_entities(entities: object) -> list[Json]:
    """Entities that the client counted itself."""
    made = []
    for one in entities if isinstance(entities, list) else []:
        if not isinstance(one, dict):
            raise bad("can't parse MessageEntity: expected an Object")
        needed = {"type": str, "offset": int, "length": int}
        if one.get("type") == "text_link":
            needed["url"] = str
        for name, kind in needed.items():
            if not isinstance(one.get(name), kind):
                raise bad(f"can't parse MessageEntity: can't find field \"{name}\"")
        made.append(dict(one))
    return made


def text(call: Call) -> Formatted:
    """`text`, 1-4096 units after parsing."""
    sent = call.params.text("text")
    if not sent:
        raise bad("message text is empty")
    entities = call.params.json("entities", "entities")
    made = formatted(sent, call.params.text("parse_mode"), entities)
    if not made.text:
        raise bad("text must be non-empty")
    if units(made.text) > TEXT:
        raise bad("message is too long")
    return made


def caption(values: Json) -> Formatted:
    """`caption`, 0-1024 units after parsing, of a call or of an item of an album."""
    sent, mode = values.get("caption") or "", values.get("parse_mode") or ""
    if not isinstance(sent, str) or not isinstance(mode, str):
        raise bad('field "caption" must be of type String')
    made = formatted(sent, mode, values.get("caption_entities"))
    if units(made.text) > CAPTION:
        raise bad("message caption is too long")
    return made


def caption_of(params: Params) -> Formatted:
    """The caption of a call."""
    entities = params.json("caption_entities", "caption_entities")
    return caption(params.values | {"caption_entities": entities})


def preview(params: Params) -> Json | None:
    """link_preview_options as the message will show them."""
    sent = params.object("link_preview_options", "link preview options")
    if not sent and params.flag("disable_web_page_preview"):
        sent = {"is_disabled": True}
    return {name: sent[name] for name in PREVIEW if sent.get(name)} or None


def media(call: Call, kind: str, named: str, field: str) -> Media | None:
    """A file given as an upload, as attach://…, or as a file_id; None when there is none.

    An address is refused: the sandbox fetches nothing from elsewhere.
    """
    if named.startswith("attach://"):
        field, named = named.removeprefix("attach://"), ""
    if named.startswith(("http://", "https://")):
        raise bad("failed to get HTTP URL content")
    if named:
        return call.store.files.again(named, kind)
    upload = call.params.files.get(field)
    return None if upload is None else call.store.files.take(kind, upload, call.store.limits)
