"""A block that nobody decided is written of at once and once; the all-clear when it is gone (4.3).

A letter tells how many and on which page, not whom: letters are kept longer than a person's number
may be. Who it is stands in the artifact and in the page's own list.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.control.alarm_causes import CONCERNS, Cause
from gospablik.control.alarms import all_clear, raise_alarm
from gospablik.control.checks import note_reading
from gospablik.control.rules import BLOCKS_READ
from gospablik.control.standing import named
from gospablik.networks import addresses
from gospablik.organisation import Organisation, Page
from gospablik.regulation import CLAUSES, Office
from gospablik.store.blocked_lists import BlockFault, Fault
from gospablik.templates import minute, plural

_TODO = {
    Fault.STRAY: "выясните, кто и почему заблокировал; снимите блокировку на странице. Если автор"
    " нарушает правила, решение примут Глава или заместитель, когда программа откроет дело",
    Fault.OVERDUE: "снимите блокировку на странице: дольше решённого она не действует",
    Fault.LONGER: "поставьте на странице срок из решения или снимите блокировку, когда он выйдет",
    Fault.MISSING: "выясните, кто снял блокировку; исполните решение снова или запишите просьбу"
    " автора в «Просьба о разблокировке»",
}


def tell(
    session: Session,
    office: Organisation,
    page: Page,
    faults: Sequence[BlockFault],
    *,
    unread: str | None,
    now: datetime,
) -> None:
    """Order the letters about what this page's list shows otherwise than decided.

    `faults`: all that stand there now. One alarm for all that was found together. `unread`: why
    the list was not compared, None if it was.
    """
    note_reading(
        session, office, page=page.key, rule=BLOCKS_READ, subject=page.key, unread=unread, now=now
    )
    new = [one for one in faults if one.told_in is None]
    if new:
        subject = f"blocked:{page.key}:{min(one.id for one in new)}"
        for one in new:
            one.told_in = subject
        headline = _headline(new, page)
        text = _text(office, page, new, now)
        raise_alarm(session, office, subject, headline, text, now, also=_concerned(new))
    session.flush()
    for subject in _mended(session, office, page.key):
        text = f"Страница {named(page)}: названного в том письме больше нет."
        all_clear(session, office, subject, text, now)


def counted(faults: Sequence[BlockFault]) -> list[str]:
    """«заблокирован, а решения … нет: 2», the gravest first."""
    kinds = Counter(one.fault for one in faults)
    return [f"{fault.words}: {kinds[fault]}" for fault in Fault if kinds[fault]]


def _mended(session: Session, office: Organisation, page: str) -> list[str]:
    """Alarms of which nothing stands any more."""
    rows = session.execute(
        select(BlockFault.told_in, BlockFault.gone_at)
        .filter_by(organisation=office.key, page=page)
        .where(BlockFault.told_in.is_not(None))
        .order_by(BlockFault.id)
    ).all()
    standing = {told for told, gone_at in rows if gone_at is None}
    return list(dict.fromkeys(told for told, _ in rows if told and told not in standing))


def _concerned(faults: Sequence[BlockFault]) -> Sequence[Office]:
    """Who decides hears of what was done without a decision; the rest is the department's."""
    undecided = any(one.fault.undecided for one in faults)
    return CONCERNS[Cause.BLOCK].offices if undecided else (Office.IT_HEAD,)


def _headline(faults: Sequence[BlockFault], page: Page) -> str:
    undecided = sum(one.fault.undecided for one in faults)
    if undecided:
        many = plural(undecided, "блокировка", "блокировки", "блокировок")
        return f"{many} без действующего решения: {named(page)}"
    return f"Решения о блокировке не видно на странице: {named(page)}"


def _text(office: Organisation, page: Page, faults: Sequence[BlockFault], now: datetime) -> str:
    kinds = [fault for fault in Fault if any(one.fault is fault for one in faults)]
    return "\n\n".join(
        [
            f"{minute(office.local(now))} список заблокированных страницы {named(page)} сверен с"
            f" решениями. Пункт 4.3: {CLAUSES['4.3']}.",
            "Найдено:\n" + "\n".join(f"— {line}" for line in counted(faults)),
            "Не сделано: программа никого не заблокировала и не разблокировала.",
            "Что делать:\n" + "\n".join(f"— {fault.words}: {_TODO[fault]}." for fault in kinds),
            f"Кто именно: отчёт «Сверка блокировок» (Prefect, раздел Artifacts) и список"
            f" заблокированных самой страницы, {addresses.home(page)}. Когда всё исправлено, придёт"
            " отбой.",
        ]
    )
