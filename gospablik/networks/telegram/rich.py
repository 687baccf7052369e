"""The words of a rich message (Bot API 10.1, RichMessage): headings, lists, tables as plain lines.

Unknown blocks are passed over; whatever text they hold under the usual names is still read.
"""

from collections.abc import Iterator

from gospablik.networks.json_values import Json


def words(blocks: Json) -> str:
    """Everything that a reader of these blocks sees, a line for each piece."""
    return "\n".join(line for line in _lines(blocks) if line.strip())


def _lines(blocks: Json) -> Iterator[str]:
    for block in blocks if isinstance(blocks, list) else [blocks]:
        if isinstance(block, list):
            yield from _lines(block)  # a row of a table
        elif isinstance(block, dict):
            for name in ("label", "summary", "text", "expression"):
                yield _inline(block.get(name))
            for name in ("blocks", "items", "cells"):
                yield from _lines(block.get(name))
            caption = block.get("caption")
            yield _inline(caption)
            for credited in (block, caption if isinstance(caption, dict) else {}):
                yield _inline(credited.get("credit"))


def _inline(text: Json) -> str:
    if isinstance(text, str):
        return text
    if isinstance(text, list):
        return "".join(_inline(piece) for piece in text)
    if isinstance(text, dict):
        names = ("text", "alternative_text", "expression")
        return "".join(_inline(text[name]) for name in names if name in text)
    return ""
