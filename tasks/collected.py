"""What a harvest of one page brought, and how it is told."""

from collections.abc import Sequence
from dataclasses import dataclass

from prefect import get_run_logger

from gospablik.clock import now
from gospablik.control.checks import note_reading
from gospablik.control.rules import HARVEST, HARVEST_WHOLE
from gospablik.moderation.harvest import Harvested
from gospablik.templates import plural
from tasks.desk import desk

NOTHING = Harvested()


@dataclass(frozen=True, slots=True)
class Collected:
    """What a harvest of one page brought. `unread`: why something could not be read.

    Of a stream, in words: `odd`, updates that were not understood; `told`, those that are nobody's
    comment. `elsewhere`: another run is reading it at this moment and tells for itself.
    """

    page: str
    kept: Harvested = NOTHING
    unread: tuple[str, ...] = ()
    odd: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    elsewhere: bool = False

    @property
    def moved(self) -> bool:
        """Whether anything on the page is other than before: a comment, or a reply of our own."""
        return self.kept != NOTHING


def note(page_key: str, subject: str, unread: str | None) -> None:
    """Keep that comments were read, or why they were not."""
    at, moment = desk(), now()
    with at.store.write() as session:
        note_reading(
            session, at.office, page=page_key, rule=HARVEST, subject=subject,
            unread=unread, now=moment,
        )  # fmt: skip


def note_whole(collected: Collected) -> None:
    """Keep that all that was due on the page was read, or the first thing that was not.

    The list of posts alone is not it: comments may stay unread for days while the list is read.
    """
    if collected.elsewhere:
        return
    at, moment = desk(), now()
    unread = collected.unread[0] if collected.unread else None
    with at.store.write() as session:
        note_reading(
            session, at.office, page=collected.page, rule=HARVEST_WHOLE, subject=collected.page,
            unread=unread, now=moment,
        )  # fmt: skip


def unread_of(collected: Sequence[Collected]) -> list[str]:
    """What was not read, in whole sentences."""
    return [why for one in collected for why in [*one.unread, *_not_understood(one)]]


def _not_understood(one: Collected) -> list[str]:
    if not one.odd:
        return []
    page = desk().office.page_by_key(one.page)
    return [
        f"Страница «{page.name}»: не разобрано обновлений: {len(one.odd)}. Не сделано: если это "
        "комментарии, они не собраны и не рассмотрены. Что делать: каждое обновление названо в "
        "журнале этого запуска; просмотрите обсуждение на странице глазами."
    ]


def beside(collected: Sequence[Collected]) -> list[str]:
    """For the run's name: what else came, and which streams another run reads.

    Each update of that kind stands whole in the run's log.
    """
    odd = [line for one in collected for line in one.odd]
    told = [line for one in collected for line in one.told]
    for line in [*odd, *told]:
        get_run_logger().warning(line)
    words = []
    if odd:
        words.append(f"не разобрано обновлений: {len(odd)}")
    if told:
        words.append(f"служебных обновлений: {len(told)}, они в журнале запуска")
    if away := sum(one.elsewhere for one in collected):
        pages = plural(away, "страницу", "страницы", "страниц")
        words.append(f"{pages} сейчас читает другой запуск")
    return words
