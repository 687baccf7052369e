"""Pictures, video, players and documents in a text of the site's (HTML). Pure."""

import html
import re
from html.parser import HTMLParser
from urllib.parse import SplitResult, urlsplit

from gospablik.site.reading import NewsFile, NewsFileKind
from gospablik.text import clean

_ENDINGS = {
    NewsFileKind.PICTURE: "jpg jpeg png gif webp bmp tif tiff heic avif",
    NewsFileKind.VIDEO: "mp4 m4v mov webm avi mkv",
    NewsFileKind.FILE: "pdf doc docx xls xlsx ppt pptx odt ods rtf",
}
_BY_ENDING = {ending: kind for kind, endings in _ENDINGS.items() for ending in endings.split()}
_PLAYERS = re.compile(
    r"(?:^|\.)(?:vk\.com|vk\.ru|vkvideo\.ru|rutube\.ru|ok\.ru|youtube\.com|youtube-nocookie\.com"
    r"|youtu\.be|dzen\.ru|vimeo\.com|smotrim\.ru)$"
)
_SIGN = 32
"""Pixels. What is declared to be no larger is an icon or a counter."""
_EMOJI = {"emoji", "wp-smiley"}
_LAZY = ("data-src", "data-lazy-src", "data-original")
_ESCAPED = re.compile(r"&lt;(?:img|a|iframe|video)\b", re.IGNORECASE)


def kind_by_name(address: str) -> NewsFileKind | None:
    """What lies at an address, by the ending of its name; None for a page and the like."""
    _, dot, ending = parts(address).path.rpartition(".")
    return _BY_ENDING.get(ending.lower()) if dot else None


def parts(address: str) -> SplitResult:
    """The address taken apart; of a broken one nothing is left."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def named_in(text: str) -> list[NewsFile]:
    """What a text shows and links to, in its order, with addresses as they are written.

    A picture that is a link to a picture is a small size of it. Of one video in several formats it
    is the first. Maps, forms and other frames are nothing that is published.
    """
    if "<" not in text and _ESCAPED.search(text):
        text = html.unescape(text)
    finder = _Finder()
    finder.feed(text)
    finder.close()
    return finder.found


class _Finder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[NewsFile] = []
        self._link, self._words = "", list[str]()
        self._wants_video = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: (value or "").strip() for name, value in attrs}
        match tag:
            case "a":
                self._link, self._words = named.get("href", ""), []
            case "img":
                self._picture(named)
            case "video":
                self._wants_video = True
                self._video(named.get("src", ""))
            case "source":
                self._video(named.get("src", ""))
            case "iframe" | "embed":
                self._player(named.get("src", ""))

    def handle_data(self, data: str) -> None:
        self._words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "video":
            self._wants_video = False
        if tag == "a":
            kind = kind_by_name(self._link)
            if kind in {NewsFileKind.FILE, NewsFileKind.VIDEO}:
                self._add(kind, self._link, "".join(self._words))
            self._link = ""

    def _picture(self, named: dict[str, str]) -> None:
        sides = [named.get("width", ""), named.get("height", "")]
        small = any(side.isdecimal() and int(side) <= _SIGN for side in sides)
        if small or _EMOJI & set(named.get("class", "").split()):
            return
        # What is loaded late has a placeholder for its source until then.
        sources = (named.get(name, "") for name in (*_LAZY, "src"))
        address = next((one for one in sources if one and not one.startswith("data:")), "")
        if kind_by_name(self._link) is NewsFileKind.PICTURE:
            address = self._link
        self._add(NewsFileKind.PICTURE, address, named.get("alt", ""))

    def _video(self, address: str) -> None:
        if address and self._wants_video:
            self._wants_video = False
            self._add(NewsFileKind.VIDEO, address, "")

    def _player(self, address: str) -> None:
        if _PLAYERS.search(parts(address).hostname or ""):
            self._add(NewsFileKind.STAYS, address, "")

    def _add(self, kind: NewsFileKind, address: str, words: str) -> None:
        if address and not address.startswith("data:"):
            self.found.append(NewsFile(kind, address, " ".join(clean(words).split())))
