"""What the site has to tell, and how well it is doing."""

import itertools
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

YAKUTSK = timezone(timedelta(hours=9))
MODES = ("ok", "down", "blank", "half", "antibot", "slow")


@dataclass
class Item:
    """One piece of news. `broken`: the feed's entry lacks its «link», its «title» or «both».

    `picture` is the announcement's; `gallery` and `files` (documents, .mp4) stand in the text.
    """

    id: int
    title: str
    announce: str = ""
    text: str = ""
    published_at: datetime | None = None
    picture: str | None = None
    gallery: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    category: str = ""
    broken: str = ""
    views: int = 0

    def paragraphs(self) -> list[str]:
        """The text cut at blank lines."""
        parts = self.text.replace("\r\n", "\n").split("\n\n")
        return [part.strip() for part in parts if part.strip()]

    def local(self) -> datetime | None:
        """The time of publication on the site's clock (Asia/Yakutsk, facts 3.5)."""
        return None if self.published_at is None else self.published_at.astimezone(YAKUTSK)


@dataclass
class Mode:
    """How the site answers. `dateless`: a feed entry without date omits it or, as Bitrix, says now.

    Facts 3.2: the Bitrix component puts «now» where neither date is known.
    """

    mode: str = "ok"
    encoding: str = "utf-8"
    full_text: bool = False
    articles: str = "ok"
    seconds: float = 3.0
    dateless: str = "omit"


class Site:
    """The news, newest first as the feed lists them (ACTIVE_FROM descending, facts 3.2)."""

    title = "Официальный сайт Городского округа «Жатай»"

    def __init__(self) -> None:
        self.items: dict[int, Item] = {}
        self.mode = Mode()
        self._ids = itertools.count(1201)

    def free_id(self) -> int:
        """An id no item has had."""
        return next(one for one in self._ids if one not in self.items)

    def listed(self) -> list[Item]:
        """All items; those without a date come last."""

        def order(item: Item) -> tuple[float, int]:
            moment = item.published_at
            return (0.0 if moment is None else moment.timestamp(), item.id)

        return sorted(self.items.values(), key=order, reverse=True)
