"""A page that does not say that it is official is written of at once (clause 3.5)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy.orm import Session

from gospablik.control.alarm_causes import Cause
from gospablik.control.page_seen import history
from gospablik.control.passport_page import says_official
from gospablik.control.standing import Look, named
from gospablik.organisation import Organisation, Page
from gospablik.regulation import CLAUSES
from gospablik.store.tables import PageSeen
from gospablik.templates import minute

_LOOKS_BACK = 20
_HOLDS = timedelta(hours=1)
"""A page that cannot be read again is believed to be as it was seen, after so long."""
_STALE = timedelta(hours=36)
"""A page is read four times a day; what is older than that, nobody has seen lately."""


def official(session: Session, office: Organisation, page: Page, now: datetime) -> Look:
    """Whether the page says so, by its readings. Lacking is believed at the second reading."""
    return judge(office, page, history(session, office, page.key, _LOOKS_BACK), now)


def in_doubt(session: Session, office: Organisation, page: Page) -> bool:
    """The page's newest reading lacks the words: it is worth another one now."""
    newest = history(session, office, page.key, 1)
    return bool(newest) and not says_official(page, newest[0])


def judge(office: Organisation, page: Page, seen: Sequence[PageSeen], now: datetime) -> Look:
    """The same over the page's rows, newest first. Pure."""
    lacking: list[PageSeen] = []
    for row in seen:
        if says_official(page, row):
            break
        lacking.append(row)
    wrong, words = _judged(office, seen, lacking, now)
    if not lacking:
        return _look(page)(wrong=wrong, words=words, over=_over(office, page, seen))
    since, last = lacking[-1].seen_at, lacking[0].seen_until
    text = "\n\n".join(
        [
            f"На странице {named(page)} нет слов «{page.official_wording}»: ни в названии, ни в"
            f" описании, ни в статусе. Впервые так прочитано {minute(office.local(since))},"
            f" последний раз {minute(office.local(last))}. Пункт 3.5: {CLAUSES['3.5']}.",
            "Не сделано: на странице ничего не изменено, сама программа описания не меняет.",
            "Что делать: запустите «Описание страницы», программа предложит описание с этими"
            " словами и запишет его с согласия специалиста; или впишите их в настройках страницы."
            " Если описание менял не отдел, проверьте администраторов страницы и смените пароли."
            " Когда слова вернутся, придёт отбой.",
        ]
    )
    headline = f"Не указано, что страница официальная: {named(page)}"
    return _look(page)(wrong=wrong, words=words, headline=headline, text=text)


def _judged(
    office: Organisation, seen: Sequence[PageSeen], lacking: Sequence[PageSeen], now: datetime
) -> tuple[bool | None, str]:
    if not seen:
        return None, "страница ещё ни разу не прочитана"
    when = minute(office.local(seen[0].seen_until))
    if not lacking:
        if now - seen[0].seen_until > _STALE:
            return None, f"страница давно не читается, последний раз {when}: слова были"
        return False, f"слова на странице, прочитано {when}"
    twice = len(lacking) > 1 or lacking[0].seen_at < lacking[0].seen_until
    if twice or now - lacking[-1].seen_at >= _HOLDS:
        return True, f"нужных слов на странице нет, прочитано {when}"
    return None, f"нужных слов на странице нет, прочитано {when}; прочтём ещё раз"


def _over(office: Organisation, page: Page, seen: Sequence[PageSeen]) -> str:
    when = minute(office.local(seen[0].seen_until)) if seen else ""
    return f"На странице {named(page)} снова указано, что она официальная: прочитано {when}."


def _look(page: Page) -> partial[Look]:
    return partial(Look, cause=Cause.OFFICIAL, subject=f"official:{page.key}", place=named(page))
