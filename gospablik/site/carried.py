"""What an entry of a feed carries beside its words, each file once (clause 3.3). Pure.

Enclosures and `media:content` come first, then what its texts show, in the site's order. The same
picture in an enclosure and in a text is one; so is a picture and the size that WordPress made of
it, whose name ends with «-300x200».
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin

from gospablik.site.address import canonical
from gospablik.site.carried_html import kind_by_name, named_in, parts
from gospablik.site.own import host_of, of_site
from gospablik.site.reading import NewsFile, NewsFileKind

Entry = Mapping[str, Any]

_SIZE = re.compile(r"-(\d{2,4})x\d{2,4}(?=\.\w{3,4}$)")
_NO_PICTURES = re.compile(
    r"(?:^|\.)(?:mc\.yandex\.ru|counter\.yadro\.ru|top-fwz1\.mail\.ru|gravatar\.com)$"
)
_DOCUMENT = re.compile(r"application/(?:pdf|msword|rtf|vnd\.(?:openxml|oasis|ms-))")
_DRAWING = re.compile(r"\.svgz?$", re.IGNORECASE)
_NOTHING = re.compile(r"/(?:spacer|pixel|blank|1x1)\.\w+$", re.IGNORECASE)


def files_of(entry: Entry, texts: Iterable[str], *, base: str, page: str) -> tuple[NewsFile, ...]:
    """The entry's files and those of its texts (HTML), with absolute addresses.

    `base` resolves relative addresses; `page` is the news' own: a document that a text links to is
    the news' only if it lies on the same site, any other is a reference. Counters, avatars and
    signs are no pictures.
    """
    linked = [found for text in texts for found in named_in(text)]
    ours = [one for one in linked if one.kind is not NewsFileKind.FILE or _same_site(one, page)]
    found: dict[str, NewsFile] = {}
    for one in [*_enclosed(entry), *ours]:
        _add(found, replace(one, address=_whole(one.address, base)))
    if not any(one.kind is NewsFileKind.PICTURE for one in found.values()):
        for part in entry.get("media_thumbnail", [])[:1]:
            address = _whole(part.get("url") or "", base)
            _add(found, NewsFile(NewsFileKind.PICTURE, address))
    return tuple(found.values())


def picture_of(card: str, *, base: str) -> tuple[NewsFile, ...]:
    """The first picture of a card on a list page (HTML), if it has one; a drawing is a sign."""
    found = files_of({}, [card], base=base, page="")
    pictures = (one for one in found if one.kind is NewsFileKind.PICTURE)
    return tuple(one for one in pictures if not _DRAWING.search(parts(one.address).path))[:1]


def _enclosed(entry: Entry) -> list[NewsFile]:
    found = []
    for part in [*entry.get("enclosures", []), *entry.get("media_content", [])]:
        address = (part.get("href") or part.get("url") or "").strip()
        if address:
            found.append(NewsFile(_kind(part, address), address))
    return found


def _kind(part: Mapping[str, Any], address: str) -> NewsFileKind:
    told = f"{part.get('medium') or ''} {part.get('type') or ''}".split()
    for kind, word in ((NewsFileKind.PICTURE, "image"), (NewsFileKind.VIDEO, "video")):
        if any(one.partition("/")[0] == word for one in told):
            return kind
    if any(_DOCUMENT.match(one) for one in told):
        return NewsFileKind.FILE
    return kind_by_name(address) or NewsFileKind.STAYS


def _whole(address: str, base: str) -> str:
    try:
        absolute: str = urljoin(base, address.strip())
    except ValueError:
        return ""
    return re.sub(r"\s", "%20", absolute)


def _same_site(one: NewsFile, page: str) -> bool:
    host = host_of(one.address)
    return not host or of_site(host, (host_of(page),))


def _add(found: dict[str, NewsFile], one: NewsFile) -> None:
    try:
        identity = canonical(one.address)
    except ValueError:
        return
    picture = one.kind is NewsFileKind.PICTURE
    if picture and (_NO_PICTURES.search(host_of(one.address)) or _NOTHING.search(one.address)):
        return
    if picture and kind_by_name(one.address) is NewsFileKind.PICTURE:
        identity = _SIZE.sub("", identity.partition("?")[0])
    known = found.get(identity)
    if known is None:
        found[identity] = one
        return
    better = one if picture and _width(one) > _width(known) else known
    found[identity] = replace(better, words=known.words or one.words)


def _width(one: NewsFile) -> int:
    """What the name says of the size; without a size it is the picture itself."""
    size = _SIZE.search(parts(one.address).path)
    return int(size[1]) if size else 10_000
