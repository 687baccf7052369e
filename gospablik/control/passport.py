"""The passport of a page: what the regulation wants to be seen on it, line by line. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from gospablik.control.access_word import LastWords
from gospablik.control.commenting_rules import Published
from gospablik.control.passport_page import OF_THE_PAGE, Said
from gospablik.control.passport_rules import rules_said
from gospablik.organisation import Organisation, Page
from gospablik.regulation import Office
from gospablik.store.tables import AccessWord, PageSeen, Result
from gospablik.templates import plural

WORD_HOLDS = timedelta(days=90)
"""How long a specialist's word is believed."""
_ASK_FOR_THE_MARK = "Подтвердите страницу через Госуслуги в её настройках."


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a passport."""

    clause: str
    what: str
    said: Said


def passport(
    office: Organisation, page: Page, seen: PageSeen | None, words: LastWords, now: datetime
) -> tuple[Line, ...]:
    """All lines but that of the rules. `seen`: the page as it is read now, None if it could not be.

    What the network does not tell, or organisation.toml does not say, is «не проверено».
    """
    unread = Said(Result.NOT_CHECKED, "страница не прочитана", "Посмотрите на странице сами.")
    return (
        *(
            Line(clause, what, look(office, page, seen) if seen else unread)
            for clause, what, look in OF_THE_PAGE
        ),
        Line("3.5", "отметка сети", _mark(office, page, seen, words.mark, now)),
        Line("3.1", "ответственные", _responsible(office, now)),
        Line("5.1", "второй фактор и пароль", _access(office, words, now)),
    )


def with_rules(
    lines: Sequence[Line], published: Published | None, *, linked: bool | None
) -> tuple[Line, ...]:
    """The lines and that of the rules of commenting, see `rules_said`."""
    said = rules_said(published, linked=linked)
    return (*lines, Line("4.1", "правила комментирования", said))


def count(lines: Sequence[Line], result: Result) -> int:
    """How many lines came to that."""
    return sum(line.said.result is result for line in lines)


def _mark(
    office: Organisation,
    page: Page,
    seen: PageSeen | None,
    word: AccessWord | None,
    now: datetime,
) -> Said:
    """VK tells its own tick and not the mark «Госорганизация» (facts vk-ok.md A9): no tick, no
    judgement. What the network does not show a person may have seen.
    """
    if seen and seen.verified:
        return Said(Result.GOOD, "отметка сети стоит")
    if seen and seen.verified is False and page.network != "vk":
        return Said(Result.BAD, "отметки сети нет", _ASK_FOR_THE_MARK)
    if word and _fresh(word, now):
        stands = bool(word.mark)
        todo = "" if stands else _ASK_FOR_THE_MARK
        words = f"{'стоит' if stands else 'не стоит'} (со слов: {_who(office, word)})"
        return Said(Result.GOOD if stands else Result.BAD, words, todo)
    todo = "Посмотрите на странице и запустите «Слово специалиста»."
    return Said(Result.NOT_CHECKED, "программа отметки не видит", todo)


def _responsible(office: Organisation, now: datetime) -> Said:
    people = {what: office.acting(now, what) for what in (Office.SPECIALIST, Office.IT_HEAD)}
    lacking = [what.value for what, acting in people.items() if not acting]
    named = "; ".join(official.title for acting in people.values() for official in acting)
    if not lacking:
        return Said(Result.GOOD, named)
    words = f"нет действующего: {', '.join(lacking)}" + (f"; есть {named}" if named else "")
    return Said(Result.BAD, words, "Впишите [[official]] или продлите срок в organisation.toml.")


def _access(office: Organisation, words: LastWords, now: datetime) -> Said:
    factor, password = words.second_factor, words.password_changed
    shown = "; ".join(
        [
            f"второй фактор {_told(office, factor, _factor(factor), now)}",
            f"пароль {_told(office, password, _password(office, password, now), now)}",
        ]
    )
    if factor and _fresh(factor, now) and not factor.second_factor:
        return Said(Result.BAD, shown, "Включите второй фактор в учётной записи и скажите снова.")
    if factor and password and _fresh(factor, now) and _fresh(password, now):
        return Said(Result.GOOD, shown)
    ask = "Пусть специалист запустит «Слово специалиста»."
    return Said(Result.NOT_CHECKED, f"не подтверждено: {shown}", ask)


def _told(office: Organisation, word: AccessWord | None, what: str, now: datetime) -> str:
    if word is None:
        return "— никто не говорил"
    old = "" if _fresh(word, now) else f", старше {WORD_HOLDS.days} дней"
    return f"{what} (со слов{old}: {_who(office, word)})"


def _factor(word: AccessWord | None) -> str:
    return "включён" if word and word.second_factor else "не включён"


def _password(office: Organisation, word: AccessWord | None, now: datetime) -> str:
    """A number, no judgement: the regulation names no term."""
    if word is None or word.password_changed is None:
        return ""
    days = (office.local(now).date() - word.password_changed).days
    age = plural(days, "день", "дня", "дней")
    return f"сменён {word.password_changed:%d.%m.%Y}, {age} назад"


def _fresh(word: AccessWord, now: datetime) -> bool:
    return now - word.said_at <= WORD_HOLDS


def _who(office: Organisation, word: AccessWord) -> str:
    return f"{office.title_of(word.official)}, {office.local(word.said_at):%d.%m.%Y}"
