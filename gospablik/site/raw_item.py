"""One entry of a feed or a card of a list into a `FeedItem`, or a sentence why not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from gospablik.site.address import canonical, shown
from gospablik.site.dates import SiteDate, read_date
from gospablik.site.own import host_of, of_site
from gospablik.site.reading import FeedItem, NewsFile
from gospablik.text import clean, plain

_FUTURE = timedelta(days=1)
_OLDEST_YEAR = 1995


class BrokenEntry(Exception):
    """An entry that cannot become news; the text says why, in Russian."""


@dataclass(frozen=True, slots=True)
class RawItem:
    """An entry as the site writes it: HTML in the texts, the date as a string, the link as it is.

    Empty strings for what it does not have; `category` as `rubrics` makes it.
    """

    title: str
    link: str
    announce: str = ""
    whole: str = ""
    date: str = ""
    files: tuple[NewsFile, ...] = ()
    category: str = ""


@dataclass(frozen=True, slots=True)
class Reader:
    """What all entries of one reading share.

    `base` resolves relative addresses, `hosts` are the site's own (none: any), `zone` is for dates
    that name none, `now` is aware.
    """

    base: str
    hosts: tuple[str, ...]
    zone: ZoneInfo
    now: datetime
    full_text: bool = False

    def absolute(self, link: str) -> str:
        """The link with a host; one that is broken stays as it is."""
        try:
            return urljoin(self.base, link.strip())
        except ValueError:
            return link


def one_line(html: str) -> str:
    """A title or a rubric as one line of plain text."""
    return " ".join(clean(plain(html)).split())


def rubrics(names: Iterable[str]) -> str:
    """The names of an item's rubrics (HTML) as a `FeedItem` has them."""
    found = (one_line(name).replace(";", ",") for name in names)
    return "; ".join(dict.fromkeys(filter(None, found)))


def item_of(raw: RawItem, reader: Reader) -> tuple[FeedItem, str | None]:
    """The item and a note about its date, if that was odd.

    Raises BrokenEntry without a title, or without a link to a page of this very site.
    """
    title = one_line(raw.title)
    if not title:
        raise BrokenEntry("нет заголовка")
    if not raw.link:
        raise BrokenEntry("нет ссылки")
    try:
        address, link = canonical(raw.link), shown(raw.link)
    except ValueError as problem:
        raise BrokenEntry(f"{problem}: {raw.link[:100]}") from None
    if reader.hosts and not of_site(host_of(address), reader.hosts):
        raise BrokenEntry(
            f"ссылка ведёт на другой сайт ({host_of(address)}); если это тоже Ваш, впишите его в"
            " address раздела [site], а чужой материал повторяет «Репост»"
        )
    date, note = _date(raw.date, reader)
    return FeedItem(
        address=address,
        link=link,
        title=title,
        announce=clean(plain(raw.announce)),
        full_text=(clean(plain(raw.whole)) or None) if reader.full_text else None,
        published_at=date.at if date else None,
        date_only=date.date_only if date else False,
        files=raw.files,
        category=raw.category,
    ), note


def _date(raw: str, reader: Reader) -> tuple[SiteDate | None, str | None]:
    raw = raw.strip()
    if not raw:
        return None, None
    date = read_date(raw, reader.zone, reader.now)
    if date is None:
        return None, f"дата «{raw[:60]}» не читается, новость без даты"
    if date.at > reader.now + _FUTURE:
        return None, f"дата «{raw[:60]}» в будущем, новость без даты"
    if date.at.year < _OLDEST_YEAR:
        return None, f"дата «{raw[:60]}» невозможна, новость без даты"
    return date, None
