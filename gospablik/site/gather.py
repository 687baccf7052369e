"""The entries of one reading into news: each address once, and what is wrong said in words."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from gospablik.site.dates import read_date
from gospablik.site.fetch import could_not
from gospablik.site.raw_item import BrokenEntry, RawItem, Reader, item_of, one_line
from gospablik.site.reading import FeedItem, Validators

_CACHED = timedelta(minutes=75)
"""Bitrix keeps a feed for an hour; then «now» is the moment at which it was made."""
_JUST_NOW = timedelta(minutes=2)
_MANY = 3


@dataclass(frozen=True, slots=True)
class Gathered:
    """What became of the entries. `doubtful`: an answer like this one may mean more later."""

    items: tuple[FeedItem, ...]
    broken: tuple[str, ...]
    notes: tuple[str, ...]
    doubtful: bool = False


def gather(raws: Iterable[RawItem], reader: Reader, *, made: str | None = None) -> Gathered:
    """The news among the entries, in their order.

    `made`: of a feed, when it says that it was made (empty: it does not say). None: a page or an
    answer of a database, whose dates are no moments of reading.
    """
    items: dict[str, FeedItem] = {}
    broken: list[str] = []
    notes: list[str] = []
    for number, raw in enumerate(raws, start=1):
        name = f"Запись {number} «{one_line(raw.title)[:80]}»"
        try:
            item, note = item_of(raw, reader)
        except BrokenEntry as why:
            broken.append(f"{name}: {why}.")
            continue
        if item.address in items:
            notes.append(f"{name}: адрес повторяется, взята первая запись.")
            continue
        items[item.address] = item
        if note:
            notes.append(f"{name}: {note}.")
    moments = frozenset[datetime]()
    if made is not None:
        moments = _moments_of_reading(items.values(), reader, made)
    kept = tuple(
        replace(item, published_at=None) if item.published_at in moments else item
        for item in items.values()
    )
    if moments:
        notes.append(
            "Вместо даты новостей сайт ставит время, когда собрал список: они считаются новостями"
            " без даты."
        )
    return Gathered(kept, tuple(broken), tuple(notes), bool(moments))


def require_items(found: Gathered, address: str, seen: Validators | None, where: str) -> None:
    """Raises CouldNotRead if there is nothing to be used, or nothing where there was something.

    `where`: «В ленте», «На странице».
    """
    if found.items:
        return
    if found.broken:
        raise could_not(
            f"{where} ни одной годной записи: {address}. " + " ".join(found.broken[:3]),
            "передайте это тому, кто ведёт сайт.",
        )
    if seen is not None and seen.had_items:
        raise could_not(
            f"{where} были новости, а теперь нет ни одной: {address}.",
            "откройте адрес в браузере; если новости убрали намеренно, сообщите разработчику"
            " сайта.",
        )


def _moments_of_reading(
    items: Iterable[FeedItem], reader: Reader, made: str
) -> frozenset[datetime]:
    """Dates that are no dates: Bitrix writes «now» where an item has none.

    To the second the same for several items, and fresh, or not set by a person on the minute; or
    that of one item, if the list was made in this very second.
    """
    counts = Counter(i.published_at for i in items if i.published_at and not i.date_only)
    list_made = read_date(made, reader.zone, reader.now) if made.strip() else None

    def is_now(at: datetime, times: int) -> bool:
        age = reader.now - at
        if times > 1 and (age < _CACHED or (times >= _MANY and at.second)):
            return True
        return bool(list_made and list_made.at == at and age < _JUST_NOW)

    return frozenset(at for at, times in counts.items() if is_now(at, times))
