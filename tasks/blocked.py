"""The pages' lists of the blocked beside the decisions: read, compared, told, shown (4.3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from prefect import task
from prefect.cache_policies import NO_CACHE

from gospablik.clock import now
from gospablik.control.blocked_alarms import tell
from gospablik.errors import CouldNotRead
from gospablik.moderation.blocked_lists import (
    Decided,
    carried_out,
    faults,
    keep_faults,
    missing,
    open_faults,
)
from gospablik.networks.capabilities import Operation, Way
from gospablik.networks.matrices import best, matrix_of
from gospablik.organisation import Page
from gospablik.outcomes import Absent, CannotTell, LookOutcome, NotNow
from gospablik.page import NETWORK_NAMES
from gospablik.store.tables import BlockFault
from gospablik.templates import in_quotes, plural
from tasks.artifacts import show_if_new
from tasks.desk import desk
from tasks.markdown import cell, table

_OUTCOMES = (Absent, NotNow, CannotTell)
_LEGEND = (
    "Каждый, кто заблокирован на странице, сверен с решениями Главы и заместителей. Без решения"
    " никто не может быть заблокирован; сама программа такую блокировку не снимает."
)


@dataclass(frozen=True, slots=True)
class Compared:
    """What came of one page. `listed`: entries of its list, None if it shows none.

    `hidden`: why the list, or one author, cannot be seen at all; `unread`: why something was not
    read this time; `faults`: all that stand; `decided`: decisions in force that were carried out.
    """

    page: str
    listed: int | None = None
    decided: int = 0
    hidden: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    faults: tuple[BlockFault, ...] = ()

    @property
    def undecided(self) -> int:
        """How many are blocked without a decision in force."""
        return sum(one.fault.undecided for one in self.faults)


@task(
    name="Сверить заблокированных",
    task_run_name="Сверить заблокированных: {page_key}",
    cache_policy=NO_CACHE,
)
def compare_page(page_key: str) -> Compared:
    """Read who is blocked on the page, compare, keep, order the letters. Blocks nobody."""
    page, began = desk().office.page_by_key(page_key), now()
    if _shows_none(page):
        return _one_by_one(page, began)
    try:
        listed = desk().network(page_key).blocked()
    except CouldNotRead as problem:
        return _unread(page, str(problem), began)
    at = desk()
    with at.store.write() as session:
        seen = faults(session, at.office, page.key, listed, began)
        kept = keep_faults(session, at.office, page.key, seen, began)
        decided = len(carried_out(session, at.office, page.key, began))
        tell(session, at.office, page, kept, unread=None, now=now())
    return Compared(page_key, len(listed), decided, faults=tuple(kept))


def _one_by_one(page: Page, began: datetime) -> Compared:
    """The network shows no list; it may tell of each whom we have blocked."""
    at = desk()
    hidden = (
        f"{NETWORK_NAMES[page.network]} не показывает программе список заблокированных: нет ли в"
        " нём лишних, не проверено"
    )
    with at.store.read() as session:
        decided = carried_out(session, at.office, page.key, began)
    looks = _look(page, decided)
    told = {kind: [one for one, look in looks if isinstance(look, kind)] for kind in _OUTCOMES}
    absent = [one.decision_id for one in told[Absent]]
    unknown = [one.decision_id for one in (*told[NotNow], *told[CannotTell])]
    with at.store.write() as session:
        seen = missing(decided, absent)
        kept = keep_faults(session, at.office, page.key, seen, began, unknown=unknown)
        tell(session, at.office, page, kept, unread=hidden, now=now())
    return Compared(
        page.key,
        decided=len(decided),
        hidden=(hidden, *_why(page, looks, CannotTell)),
        unread=_why(page, looks, NotNow),
        faults=tuple(kept),
    )


def _look(page: Page, decided: Sequence[Decided]) -> list[tuple[Decided, LookOutcome]]:
    try:
        network = desk().network(page.key) if decided else None
    except CouldNotRead as problem:
        return [(one, NotNow(str(problem))) for one in decided]
    return [
        (one, network.find_block(one.author, until=one.until, for_ever=one.until is None))
        for one in decided
        if network
    ]


def _why(
    page: Page, looks: Sequence[tuple[Decided, LookOutcome]], kind: type[NotNow | CannotTell]
) -> tuple[str, ...]:
    whys = dict.fromkeys(look.why for _, look in looks if isinstance(look, kind))
    return tuple(f"Страница {in_quotes(page.name)}: {why}" for why in whys)


def _unread(page: Page, why: str, began: datetime) -> Compared:
    at = desk()
    with at.store.write() as session:
        kept = open_faults(session, at.office, page.key)
        tell(session, at.office, page, kept, unread=why, now=began)
    return Compared(page.key, unread=(why,), faults=tuple(kept))


def _shows_none(page: Page) -> bool:
    """No kind of key makes that network show its list."""
    return best(matrix_of(page.network), ())[Operation.LIST_BLOCKED].way is Way.IMPOSSIBLE


@task(
    name="Показать сверку блокировок",
    task_run_name="Показать сверку блокировок",
    cache_policy=NO_CACHE,
)
def show_blocked(compared: Sequence[Compared]) -> None:
    """An artifact with one part a page; whom a page blocks stands there by number only."""
    office = desk().office
    parts = ["# Сверка блокировок (п. 4.3)", _LEGEND]
    for one in compared:
        page = office.page_by_key(one.page)
        parts += [f"## {cell(page.name)} ({NETWORK_NAMES[page.network]})", *_part(one)]
    show_if_new(
        "blokirovki", "\n\n".join(parts), "Кто заблокирован на страницах и по чьему решению"
    )


def _part(one: Compared) -> list[str]:
    parts = []
    if one.undecided:
        parts.append(f"**✗ БЕЗ ДЕЙСТВУЮЩЕГО РЕШЕНИЯ: {one.undecided}.**")
    parts += [f"**НЕ ПРОВЕРЕНО:** {_sentence(why)}" for why in (*one.hidden, *one.unread)]
    if one.listed is not None:
        listed = plural(one.listed, "автор", "автора", "авторов")
        parts.append(f"В списке страницы: {listed}; исполнено и действует решений: {one.decided}.")
    elif one.hidden:
        parts.append(f"Исполнено и действует решений: {one.decided}.")
    if one.faults:
        parts.append(table(("Номер автора", "Что не так", "На странице", "С какого дня"), [
            _row(fault) for fault in one.faults
        ]))  # fmt: skip
    elif one.listed is not None and not one.unread:
        parts.append("Расхождений нет.")
    return parts


def _sentence(why: str) -> str:
    return f"{cell(why.rstrip('.'), 900)}."


def _row(fault: BlockFault) -> tuple[str, ...]:
    office = desk().office
    until = f"до {office.local(fault.until):%d.%m.%Y %H:%M}" if fault.until else "без срока"
    decision = f" (решение № {fault.decision_id})" if fault.decision_id else ""
    return (
        cell(fault.author),
        f"{fault.fault.words}{decision}",
        until if fault.fault.undecided else "—",
        f"{office.local(fault.found_at):%d.%m.%Y}",
    )
