"""Comments that nobody has collected for so long that some may be lost (clause 4.1)."""

from datetime import datetime, timedelta
from functools import partial

from sqlalchemy.orm import Session

from gospablik.control.alarm_causes import Cause
from gospablik.control.last_checks import first_of_all, last_good, newest
from gospablik.control.rules import HARVEST_WHOLE
from gospablik.control.standing import Look, named
from gospablik.moderation.links import one_line
from gospablik.moderation.stream import KEPT_FOR, cursor_of
from gospablik.organisation import Organisation, Page
from gospablik.store.tables import Result
from gospablik.templates import minute

STREAMS = frozenset({"telegram"})
"""Networks that give each comment up once, and for `KEPT_FOR` only."""
NEAR = timedelta(hours=18)
"""Six hours before Telegram drops what nobody has read (shared facts 1.7)."""
DAY = timedelta(days=1)


def harvest(session: Session, office: Organisation, page: Page, now: datetime) -> Look:
    """Whether the page's comments were read to their end lately."""
    last = newest(session, office, HARVEST_WHOLE, now, page=page.key)
    read, first = _stream(session, office, page)
    if page.network not in STREAMS:
        read = last_good(session, office, HARVEST_WHOLE, now, page=page.key)
    if read is None and first is None:
        worked = first_of_all(session, office, HARVEST_WHOLE)
        first = max(worked, office.start_of(page)) if worked else None
    why = last.words if last and last.result is not Result.GOOD else ""
    return judge(office, page, read=read, first=first, why=why, now=now)


def _stream(
    session: Session, office: Organisation, page: Page
) -> tuple[datetime | None, datetime | None]:
    cursor = cursor_of(session, office, page.key) if page.network in STREAMS else None
    return (cursor.read_at, cursor.first_asked_at) if cursor else (None, None)


def judge(
    office: Organisation,
    page: Page,
    *,
    read: datetime | None,
    first: datetime | None,
    why: str,
    now: datetime,
) -> Look:
    """`read`: when all was read last; `first`: since when it could have been; `why` the newest
    try failed, if it did. Pure.
    """
    since = read or first
    if since is None:
        return _look(page)(wrong=None, words="сбора ещё не было")
    when = minute(office.local(read)) if read else "ни разу"
    if now - since < (NEAR if page.network in STREAMS else DAY):
        if read is None:
            return _look(page)(wrong=None, words="до конца ещё ни разу не прочитано")
        over = f"Комментарии страницы {named(page)} снова собираются: прочитаны {when}."
        return _look(page)(wrong=False, words=f"прочитаны {when}", over=over)
    known = f"Комментарии страницы {named(page)} последний раз дочитаны до конца: {when}."
    if why:
        known += f" Последняя попытка: {one_line(why.partition(' Не сделано:')[0], 500)}"
    text = "\n\n".join([known, *_meaning(office, page, since, now)])
    words = f"дочитаны до конца: {when}"
    return _look(page)(
        wrong=True, words=words, headline=f"Комментарии не собираются: {named(page)}", text=text
    )


def _meaning(office: Organisation, page: Page, since: datetime, now: datetime) -> list[str]:
    todo = (
        "Что делать: запустите «Сбор комментариев» и устраните названное в нём: ключ, сеть,"
        " посредник (прокси; раздел 11 руководства)."
    )
    if page.network not in STREAMS:
        return [
            "Не сделано: новые комментарии не собраны и не рассмотрены, нарушений никто не заметит"
            " (п. 4.2). Собрать их можно и позже.",
            f"{todo} До тех пор просматривайте страницу сами. Когда всё прочитается, придёт отбой.",
        ]
    ends = since + KEPT_FOR
    local = minute(office.local(ends))
    lost = f"с {local} начнёт пропадать" if now < ends else f"с {local} пропадает"
    return [
        f"Telegram хранит непрочитанное 24 часа: {lost} то, что написано раньше, чем сутки назад.",
        "Не сделано: эти комментарии не собраны и не рассмотрены. Чего Telegram не сохранит, того"
        " программа уже не прочтёт.",
        f"{todo} Просматривайте обсуждение в Telegram сами. Когда поток дочитают до конца, придёт"
        " отбой.",
    ]


def _look(page: Page) -> partial[Look]:
    return partial(Look, cause=Cause.HARVEST, subject=f"harvest:{page.key}", place=named(page))
