"""Text with entities as safe HTML for the pages; whatever people wrote is escaped."""

from markupsafe import Markup, escape

from sandbox.telegram.text import Entity, cut, units

TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "expandable_blockquote": "blockquote",
}


def to_html(text: str, entities: list[Entity]) -> Markup:
    """The text as people see it; line breaks are left to `white-space`."""
    return _piece(text, entities, 0, units(text))


def _piece(text: str, entities: list[Entity], start: int, end: int) -> Markup:
    """One stretch; an entity that begins earlier or ends later is cut to it."""
    made, position, rest = Markup(), start, list(entities)
    while rest:
        first = rest.pop(0)
        begins = max(first["offset"], position)
        stops = min(first["offset"] + first["length"], end)
        if begins >= stops:
            continue
        made += escape(cut(text, position, begins))
        inner = [one for one in rest if one["offset"] < stops]
        rest = [one for one in rest if one["offset"] + one["length"] > stops]
        made += _wrapped(first, cut(text, begins, stops), _piece(text, inner, begins, stops))
        position = stops
    return made + escape(cut(text, position, end))


def _wrapped(entity: Entity, plain: str, inner: Markup) -> Markup:
    kind = entity["type"]
    if kind in TAGS:
        return Markup("<{0}>{1}</{0}>").format(TAGS[kind], inner)
    if kind == "spoiler":
        return Markup('<span class="spoiler">{}</span>').format(inner)
    if kind in {"text_link", "url"}:
        address = entity["url"] if kind == "text_link" else plain
        full = address if "://" in address else f"http://{address}"
        if full.startswith(("http://", "https://")):
            return Markup('<a href="{}" rel="nofollow noopener">{}</a>').format(full, inner)
    if kind in {"mention", "hashtag", "email", "bot_command"}:
        return Markup('<span class="tag">{}</span>').format(inner)
    return inner
