"""The passport of a page: what the regulation wants to be seen on it, line by line. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from gospablik.control.passport_page import OF_THE_PAGE, Said
from gospablik.organisation import Organisation, Page
from gospablik.regulation import Office
from gospablik.store.tables import AccessWord, PageSeen, Result
from gospablik.templates import plural

WORD_HOLDS = timedelta(days=90)
"""How long a specialist's word about the account is believed."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a passport."""

    clause: str
    what: str
    said: Said


def passport(
    office: Organisation,
    page: Page,
    seen: PageSeen | None,
    word: AccessWord | None,
    now: datetime,
) -> tuple[Line, ...]:
    """All lines. `seen`: the page as it is read now, None if it could not be; `word`: the last.

    What the network does not tell, or organisation.toml does not say, is «не проверено».
    """
    unread = Said(Result.NOT_CHECKED, "страница не прочитана", "Посмотрите на странице сами.")
    return (
        *(
            Line(clause, what, look(office, page, seen) if seen else unread)
            for clause, what, look in OF_THE_PAGE
        ),
        Line("3.1", "ответственные", _responsible(office, now)),
        Line("5.1", "второй фактор и пароль", _access(office, word, now)),
    )


def count(lines: Sequence[Line], result: Result) -> int:
    """How many lines came to that."""
    return sum(line.said.result is result for line in lines)


def _responsible(office: Organisation, now: datetime) -> Said:
    people = {what: office.acting(now, what) for what in (Office.SPECIALIST, Office.IT_HEAD)}
    lacking = [what.value for what, acting in people.items() if not acting]
    named = "; ".join(official.title for acting in people.values() for official in acting)
    if not lacking:
        return Said(Result.GOOD, named)
    words = f"нет действующего: {', '.join(lacking)}" + (f"; есть {named}" if named else "")
    return Said(Result.BAD, words, "Впишите [[official]] или продлите срок в organisation.toml.")


def _access(office: Organisation, word: AccessWord | None, now: datetime) -> Said:
    ask = "Пусть специалист запустит «Слово специалиста»."
    if word is None:
        return Said(Result.NOT_CHECKED, "не подтверждено: никто не говорил", ask)
    said = f"{_person(office, word.official)}, {office.local(word.said_at):%d.%m.%Y}"
    if now - word.said_at > WORD_HOLDS:
        words = f"не подтверждено: последнее слово старше {WORD_HOLDS.days} дней ({said})"
        return Said(Result.NOT_CHECKED, words, ask)
    factor = {True: "включён", False: "не включён", None: "неизвестен"}[word.second_factor]
    words = f"второй фактор {factor}, {_password(office, word, now)} (со слов: {said})"
    if word.second_factor is False:
        return Said(Result.BAD, words, "Включите второй фактор в учётной записи и скажите снова.")
    if word.second_factor is None or word.password_changed is None:
        return Said(Result.NOT_CHECKED, words, ask)
    return Said(Result.GOOD, words)


def _password(office: Organisation, word: AccessWord, now: datetime) -> str:
    """A number, no judgement: the regulation names no term."""
    if word.password_changed is None:
        return "когда сменён пароль, неизвестно"
    days = (office.local(now).date() - word.password_changed).days
    age = plural(days, "день", "дня", "дней")
    return f"пароль сменён {word.password_changed:%d.%m.%Y}, {age} назад"


def _person(office: Organisation, key: str) -> str:
    try:
        return office.official_by_key(key).title
    except KeyError:
        return key
