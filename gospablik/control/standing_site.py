"""The official site that nobody could read for a day is written of (clause 3.2)."""

from datetime import datetime, timedelta
from functools import partial

from sqlalchemy.orm import Session

from gospablik.control.alarm_causes import Cause
from gospablik.control.last_checks import first_of_all, last_good, newest
from gospablik.control.rules import SITE_READ
from gospablik.control.standing import Look
from gospablik.organisation import Organisation
from gospablik.store.tables import Check, Result
from gospablik.templates import minute

_look = partial(Look, cause=Cause.SITE, subject="site-unread")

DAY = timedelta(days=1)


def site(session: Session, office: Organisation, now: datetime) -> Look:
    """Unreadable at the newest try, and not read for a day. That nobody tries is another alarm."""
    return judge(
        office,
        newest(session, office, SITE_READ, now),
        read=last_good(session, office, SITE_READ, now),
        tried=first_of_all(session, office, SITE_READ),
        now=now,
    )


def judge(
    office: Organisation,
    last: Check | None,
    *,
    read: datetime | None,
    tried: datetime | None,
    now: datetime,
) -> Look:
    """The `last` reading of all; when one was good (`read`) and the first was `tried`. Pure."""
    if last is None or tried is None:
        return _look(wrong=None, words="сайт ещё не читали")
    when = minute(office.local(last.checked_at))
    if last.result is Result.GOOD:
        return _look(
            wrong=False, words=f"прочитан {when}", over=f"Сайт снова читается: прочитан {when}."
        )
    known = minute(office.local(read)) if read else "ни разу"
    if now - (read or tried) < DAY:
        return _look(wrong=None, words=f"не прочитан {when}; последний раз прочитан: {known}")
    why = last.words.removeprefix("не прочитано: ").partition(" Не сделано:")[0]
    text = "\n\n".join(
        [
            f"Новости сайта больше суток не читаются. Последний раз прочитаны: {known}; последняя"
            f" попытка {when}. Ответ: {why}",
            "Не сделано: новости, вышедшие за это время, на страницах не опубликованы (п. 3.2); это"
            " не значит, что новостей нет. Опубликованное с сайтом не сверяется.",
            "Что делать: откройте сайт в браузере. Не открывается — сообщите тем, кто его"
            " обслуживает; открывается — пусть администратор посмотрит раздел [site] файла"
            " organisation.toml. Размещённое на страницах вручную выйдет ещё раз, когда сайт"
            " прочитается: тогда снимите один из двух постов. Тогда же придёт отбой.",
        ]
    )
    words = f"больше суток не читается; последний раз прочитан: {known}"
    return _look(wrong=True, words=words, headline="Сайт больше суток не читается", text=text)
