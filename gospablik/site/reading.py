"""What a reading of the site's news takes and gives."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Way(StrEnum):
    """How the news of a site are read; the value is what is stored."""

    FEED = "feed"  # RSS, Atom, RDF
    WORDPRESS = "wordpress"  # its REST interface
    MICRODATA = "microdata"  # a page with schema.org cards: Госвеб
    PORTAL = "portal"  # a page of the Yakutia portal
    SELECTORS = "selectors"  # any page, by CSS selectors


@dataclass(frozen=True, slots=True)
class Selectors:
    """Where the parts of a card stand on a list page, in CSS (see `gospablik.css`).

    All but `item` are looked for inside it. Empty `link`: its first link; empty `title`: the words
    of that link; any other that is empty is not there.
    """

    item: str
    link: str = ""
    title: str = ""
    date: str = ""
    announce: str = ""
    picture: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True)
class FeedSource:
    """Where the news are, and how they are read.

    `address` is http(s):// or, for a feed, file://; `full_text` says that the feed carries whole
    articles; `contact` (a mail or an address) goes into User-Agent so that the site's owner can
    reach us. `hosts`: other hosts of the same site, whose pages are its news, too.
    """

    address: str
    full_text: bool = False
    contact: str = ""
    way: Way = Way.FEED
    selectors: Selectors | None = None
    hosts: tuple[str, ...] = ()

    @property
    def mark(self) -> str:
        """One text for one way of reading: with another one everything is read anew."""
        text = "full" if self.full_text else "announce"
        chosen = hashlib.sha256(repr(self.selectors).encode()).hexdigest()[:16]
        way = "" if self.way is Way.FEED else f",{self.way},{chosen}"
        return f"{self.address}#{text},files{way}"


@dataclass(frozen=True, slots=True)
class Validators:
    """What tells the next reading that nothing changed; stored verbatim with the items.

    `digest` is the SHA-256 (hex) of a feed's body (most municipal sites send no ETag) or of the
    items of a page; empty if the same answer may mean something else later. `had_items` tells an
    emptied feed from one that has always been empty; if in doubt it is True.
    """

    etag: str | None
    modified: str | None
    digest: str
    had_items: bool = True


class NewsFileKind(StrEnum):
    """What a news item carries beside its words (clause 3.3).

    STAYS: what no network can be given, an embedded player or an enclosure of another type.
    """

    PICTURE = "photo"
    VIDEO = "video"
    FILE = "file"
    STAYS = "stays"


@dataclass(frozen=True, slots=True)
class NewsFile:
    """A file that a news item carries: its http(s) address, and what the site says of it.

    `words`: a picture's alternative text, the text of the link to a document; empty without one.
    """

    kind: NewsFileKind
    address: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One item of news.

    `address` is its identity (see `site.address.canonical`), `link` the address to show to
    people. Texts are plain, paragraphs parted by blank lines. `full_text` is None unless the
    source is said to carry full texts and the item has one. `published_at` is aware UTC, None if
    the item has no date or an impossible one; with `date_only` it is the local midnight of a day
    whose hour nobody named. `files`: what it carries, in the site's order, each once.
    `category`: its rubrics, parted by "; ".
    """

    address: str
    link: str
    title: str
    announce: str
    full_text: str | None
    published_at: datetime | None
    date_only: bool
    files: tuple[NewsFile, ...]
    category: str


@dataclass(frozen=True, slots=True)
class FeedReading:
    """A feed or a list of news that could be read.

    `unchanged`: nothing new since `seen`, and `items` is empty for that reason alone. `broken`
    names the entries that could not be used and why; `notes` says what was odd. Both in Russian.
    """

    items: tuple[FeedItem, ...]
    broken: tuple[str, ...]
    unchanged: bool
    validators: Validators
    notes: tuple[str, ...] = ()
