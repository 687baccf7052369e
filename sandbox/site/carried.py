"""What a piece of news carries in its text: pictures, documents, video, as a CMS writes them."""

import zlib
from functools import cache
from html import escape
from urllib.parse import quote

from sandbox.site.items import Item
from sandbox.site.picture import picture

_PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
_MP4 = b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2" + bytes(20_000)
drawn = cache(picture)


def place(item: Item, name: str) -> str:
    """The path of one of the item's files."""
    return f"/site/upload/iblock/{item.id}/{quote(name)}"


def markup(item: Item, base: str = "") -> str:
    """Its gallery and files in HTML."""
    shown = [
        f'<p><img src="{base}{place(item, name)}" alt="Снимок {number}"></p>'
        for number, name in enumerate(item.gallery, start=1)
    ]
    return "".join(shown) + "".join(_linked(item, name, base) for name in item.files)


def _linked(item: Item, name: str, base: str) -> str:
    address = escape(base + place(item, name))
    if name.endswith(".mp4"):
        return f'<video controls src="{address}"></video>'
    return f'<p><a href="{address}">Документ {escape(name)}</a></p>'


def content(item: Item | None, number: int, name: str) -> tuple[bytes, str]:
    """The bytes under a name and their type; each picture of a gallery is another one."""
    if name.endswith(".pdf"):
        return _PDF, "application/pdf"
    if name.endswith(".mp4"):
        return _MP4, "video/mp4"
    if item is not None and name in item.gallery:
        return drawn(zlib.crc32(name.encode()) % 1000, 240, 112), "image/png"
    return drawn(number), "image/png"
