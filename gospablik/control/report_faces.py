"""The faces of a control report, HTML, plain text and Markdown, printed from one model."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from gospablik.control.model import Suspended, WeekFigures
from gospablik.control.removed import removed_words
from gospablik.control.report_tables import attention, tables
from gospablik.control.sheet import ALL, Picture, Sheet
from gospablik.control.suspension import waiting_words
from gospablik.control.verdict import Level, Verdict
from gospablik.organisation import Organisation
from gospablik.regulation import Office
from gospablik.span import Week
from gospablik.templates import day, minute, render

SIZE_LIMIT = 88_000
"""Bytes of HTML. Gmail cuts a letter at about 102 KB; ours stays under 90."""
LIMITS = ((40, ALL), (25, ALL), (15, ALL), (15, 6), (15, 3), (8, 3), (4, 3), (4, 1))
"""Rows of a table, and pages shown one by one, tried until the letter is small enough: what the
XLSX has besides goes before what needs attention.
"""
LINES_A_PAGE = 2
"""Lines of a verdict for each page that is shown."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a report says. `digest` is that of figures and verdicts; `number`: the how-manieth
    letter about the whole week it is; `pictures`: what HTML and Markdown show.
    """

    office: Organisation
    figures: WeekFigures
    verdicts: tuple[Verdict, ...]
    digest: str
    version: str
    number: int
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class Faces:
    """`text` and `html` are the letter, `markdown` the page in Prefect. The numbers agree."""

    subject: str
    text: str
    html: str
    markdown: str


def faces(content: Content) -> tuple[Faces, Sheet]:
    """Subject and all faces, from which rows and pages are left out, and counted, until the letter
    is small; and the whole model, for the XLSX.
    """
    for limit, pages in LIMITS:
        sheet = _sheet(content, limit, pages)
        html = render("letters/report.html", sheet=sheet)
        if len(html.encode()) < SIZE_LIMIT:
            break
    text, page = (render(f"letters/report.{kind}", sheet=sheet) for kind in ("txt", "md"))
    return Faces(sheet.subject, text, html, page), _sheet(content, ALL, ALL)


def subject(content: Content) -> str:
    """The letter's subject: which week, what number of letter about it, the verdict."""
    again = f", уточнение № {content.number}" if content.number > 1 else ""
    week = content.figures.week.words
    return f"Контроль соцсетей, {week}{_early(content)}{again}: {_tally(content)}"


def _early(content: Content) -> str:
    return "" if content.figures.complete else ", предварительно"


def _tally(content: Content) -> str:
    count = Counter(verdict.level for verdict in content.verdicts)
    return (
        f"отступлений {count[Level.BROKEN]}, под угрозой {count[Level.AT_RISK]}, "
        f"не проверено {count[Level.NOT_CHECKED]}"
    )


def _sheet(content: Content, limit: int, pages: int) -> Sheet:
    office, counted, verdicts = content.office, content.figures, content.verdicts
    few = pages < len(counted.pages)
    week = counted.week.words
    return Sheet(
        organisation=office.organisation.name,
        subject=subject(content),
        heading=f"{week[0].upper()}{week[1:]}{_early(content)}: {_tally(content)}",
        lead=_lead(office, counted, content.number),
        verdicts=tuple(v.cut(LINES_A_PAGE * pages) for v in verdicts) if few else verdicts,
        attention=attention(verdicts, limit),
        tables=tables(office, counted, limit, pages),
        pictures=content.pictures,
        frozen=_frozen(content),
        ending=_ending(office, counted),
    )


def _lead(office: Organisation, counted: WeekFigures, number: int) -> tuple[str, ...]:
    lines = [
        f"Числа за неделю — по {minute(office.local(counted.cut_off))}; что открыто или ждёт "
        f"«сейчас» — на {minute(office.local(counted.as_of))}. Время местное "
        f"({office.organisation.time_zone})."
    ]
    if number > 1:
        lines.append("Письмо за эту неделю уже отправлялось; с тех пор данные изменились.")
    lines += [_suspended(page) for page in counted.suspended]
    lines += [removed_words(page) for page in counted.removed]
    if counted.stopped:
        lines.append("Включён общий стоп (stop_all): программа только смотрит и ничего не делает.")
    return tuple(lines)


def _suspended(page: Suspended) -> str:
    left_out = (
        "Эту неделю она ещё велась и оценена; открытое на ней сейчас не считается."
        if page.judged
        else "В числах и оценках её нет."
    )
    return f"Страница {page.name} {page.why}. {left_out} {waiting_words(page)}".rstrip()


def _frozen(content: Content) -> tuple[str, ...]:
    office, counted, chain = content.office, content.figures, content.figures.chain
    proof = f"Доказательств в цепочке: {chain.number}"
    return (
        f"Срез данных: {minute(office.local(counted.cut_off))}. "
        f"Версия программы: {content.version}.",
        f"Контрольная сумма исходных данных (SHA-256): {content.digest}.",
        f"{proof}, последняя печать: {chain.seal}." if chain.seal else f"{proof}.",
    )


def _ending(office: Organisation, counted: WeekFigures) -> tuple[str, ...]:
    monday = Week.current(office, counted.as_of).monday + timedelta(days=7)
    moment = datetime.combine(monday, office.organisation.day_starts, office.zone)
    return (
        f"Следующее письмо придёт в понедельник, {day(moment)} года.",
        "Если в этот день его нет, программа могла остановиться. Отсутствие письма не значит, что "
        "всё в порядке.",
        f"Тогда напишите или позвоните: {'; '.join(_whom_to_call(office, counted.as_of))}.",
    )


def _whom_to_call(office: Organisation, now: datetime) -> list[str]:
    """Who of the IT department acts, its duty mailbox, and the first telephone of the file."""
    people = office.acting(now, Office.IT_HEAD, Office.SPECIALIST)
    telephones = [words for words in office.organisation.contacts if "@" not in words]
    return [
        *(f"{one.title}, {one.mail}" for one in people),
        f"дежурный ящик {office.mail.duty}",
        *(f"телефон администрации {words}" for words in telephones[:1]),
    ]
