"""parse_mode HTML: the tags of facts 1.4, refused as the server refuses them."""

import re
from typing import NoReturn

from sandbox.telegram.errors import bad
from sandbox.telegram.text import Entity, Formatted, checked_link, units

KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "tg-emoji": "custom_emoji",
    "a": "text_link",
    "pre": "pre",
    "code": "code",
    "blockquote": "blockquote",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#x([0-9A-Fa-f]{1,6})|#(\d{1,7})|([A-Za-z]+));?")
_ATTRIBUTE = re.compile(r"\s*([^\s=>]+)(\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([\w.-]+)))?(?=[\s>])")


def _refuse(text: str) -> NoReturn:
    raise bad(f"can't parse entities: {text}")


def _character(found: re.Match[str]) -> str:
    """What a reference stands for; an unknown one stays as it is written."""
    hexadecimal, decimal, name = found.groups()
    if name is not None:
        return _NAMED.get(name, found.group())
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    possible = 0 < code < 0x10FFFF and not 0xD800 <= code <= 0xDFFF
    return chr(code) if possible else found.group()


def _decoded(text: str) -> str:
    return _REFERENCE.sub(_character, text)


class _Open:
    """A tag that waits for its end."""

    def __init__(self, name: str, attributes: dict[str, str], offset: int, begins: int) -> None:
        self.name = name
        self.attributes = attributes
        self.offset = offset
        self.begins = begins


class _Parser:
    """One pass over the text; offsets in refusals are bytes, offsets of entities are units."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.position = 0
        self.out: list[str] = []
        self.length = 0
        self.open: list[_Open] = []
        self.entities: list[Entity] = []

    def run(self) -> Formatted:
        """The plain text and its entities."""
        while self.position < len(self.source):
            if self.source[self.position] != "<":
                end = self.source.find("<", self.position)
                end = len(self.source) if end < 0 else end
                self._put(_decoded(self.source[self.position : end]))
                self.position = end
            elif self.source.startswith("/", self.position + 1):
                self._end_tag()
            else:
                self._start_tag()
        if self.open:
            _refuse(f'Can\'t find end tag corresponding to start tag "{self.open[-1].name}"')
        self.entities.sort(key=lambda one: (one["offset"], -one["length"]))
        return Formatted("".join(self.out), self.entities)

    def _put(self, text: str) -> None:
        self.out.append(text)
        self.length += units(text)

    def _at(self) -> str:
        return f"at byte offset {len(self.source[: self.position].encode())}"

    def _name(self, start: int) -> tuple[str, int]:
        name = re.split(r"[\s>]", self.source[start:], maxsplit=1)[0]
        return name.lower(), start + len(name)

    def _start_tag(self) -> None:
        name, position = self._name(self.position + 1)
        if position >= len(self.source):
            _refuse(f"Unclosed start tag {self._at()}")
        if name not in KINDS:
            _refuse(f'Unsupported start tag "{name}" {self._at()}')
        attributes: dict[str, str] = {}
        while not (rest := self.source[position:].lstrip()).startswith(">"):
            found = _ATTRIBUTE.match(self.source, position)
            if not rest or ">" not in rest or found is None:
                _refuse(f"Unclosed start tag {self._at()}")
            key, valued = found.group(1).lower(), found.group(2)
            if valued is None and (name, key) != ("blockquote", "expandable"):
                _refuse(
                    "Expected equal sign in declaration of an attribute "
                    f'of the tag "{name}" {self._at()}'
                )
            attributes[key] = _decoded(next((one for one in found.groups()[2:] if one), ""))
            position = found.end()
        if name == "span" and attributes.get("class") != "tg-spoiler":
            _refuse(f'Tag "span" must have class "tg-spoiler" {self._at()}')
        self.open.append(_Open(name, attributes, self.length, len(self.out)))
        self.position = self.source.index(">", position) + 1

    def _end_tag(self) -> None:
        if not self.open:
            _refuse(f"Unexpected end tag {self._at()}")
        name, position = self._name(self.position + 2)
        closing = self.source.find(">", position)
        if closing < 0 or self.source[position:closing].strip():
            _refuse(f"Unclosed end tag {self._at()}")
        tag = self.open[-1]
        if name and name != tag.name:
            _refuse(f'Unmatched end tag {self._at()}, expected "</{tag.name}>", found "</{name}>"')
        self.open.pop()
        self.position = closing + 1
        if self.length > tag.offset:
            self._close(tag)

    def _close(self, tag: _Open) -> None:
        made: Entity = {"type": KINDS[tag.name]}
        made |= {"offset": tag.offset, "length": self.length - tag.offset}
        if tag.name == "a":
            written = "".join(self.out[tag.begins :])
            made["url"] = checked_link(tag.attributes.get("href") or written)
            if not made["url"]:
                return
        elif tag.name == "tg-emoji":
            if not tag.attributes.get("emoji-id", "").isdigit():
                raise bad("invalid custom emoji identifier specified")
            made["custom_emoji_id"] = tag.attributes["emoji-id"]
        elif tag.name == "blockquote" and "expandable" in tag.attributes:
            made["type"] = "expandable_blockquote"
        elif tag.name == "code":
            language = tag.attributes.get("class", "")
            made["language"] = language.removeprefix("language-") if "language-" in language else ""
        elif tag.name == "pre" and self.entities and self.entities[-1].get("language"):
            inner = self.entities[-1]
            if (inner["offset"], inner["length"]) == (made["offset"], made["length"]):
                inner["type"] = "pre"
                return
        self.entities.append(made)


def parse(source: str) -> Formatted:
    """The text without its tags, and the entities; BotError «can't parse entities: …»."""
    made = _Parser(source).run()
    for one in made.entities:
        if not one.get("language") or one["type"] != "pre":
            one.pop("language", None)
    return made
