"""Points 2 and 3 of the order, clauses 2.1 and 3.1: who answers for the pages. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from gospablik.control.issues import no_pages
from gospablik.control.model import WeekFigures
from gospablik.control.verdict import Issue, Level, Verdict, verdict
from gospablik.organisation import Mode, Official, Organisation
from gospablik.regulation import Office
from gospablik.templates import in_quotes, plural

FILL = "Впишите [[official]] или продлите срок полномочий в organisation.toml."
"""What to do where nobody holds an office."""
_UNNAMED = (
    "постановление, которым назначены ответственные, не указано",
    "Впишите appointed (дату и номер постановления) в раздел [organisation] organisation.toml.",
)


def responsible(office: Organisation, figures: WeekFigures) -> Verdict:
    """Point 2 of the order: the head and a specialist of the IT department, named by a document."""
    rule = (
        "Начальник и специалист отдела ИТ названы в organisation.toml, полномочия действуют. "
        "Никто не действует — отступление, часть недели не действовал — угроза. Не указано, "
        "каким постановлением назначены, — не проверено."
    )
    issues, fine = _appointed(office)
    for what in (Office.IT_HEAD, Office.SPECIALIST):
        found, names = _in_force(office, figures, what)
        issues, fine = issues + found, fine + names
    return verdict("2 постановления", "ответственные назначены", rule, issues=issues, fine=fine)


def controller(office: Organisation, figures: WeekFigures) -> Verdict:
    """Point 3 of the order: a deputy controls how it is kept."""
    rule = (
        "Заместитель главы назван в organisation.toml, полномочия действуют, и ему идёт копия этого"
        " письма. Никто не действует — отступление, часть недели не действовал — угроза. Не "
        "указано, каким постановлением назначен, — не проверено."
    )
    issues, fine = _appointed(office)
    found, names = _in_force(office, figures, Office.DEPUTY)
    return verdict(
        "3 постановления", "контролирует заместитель главы", rule,
        issues=issues + found, fine=fine + names,
    )  # fmt: skip


def accounts(office: Organisation, figures: WeekFigures) -> Verdict:
    """Clause 2.1: the department administers the accounts, so somebody of it is there each day."""
    rule = (
        "Каждый день недели действовал хотя бы один сотрудник отдела ИТ. Никто не действует — "
        "отступление, часть недели не действовал — угроза. Кто создал аккаунт, программа не видит."
    )
    issues, fine = _in_force(office, figures, Office.SPECIALIST, Office.IT_HEAD)
    return verdict(
        "2.1", "аккаунты ведёт отдел ИТ", rule, issues=no_pages(figures) + issues, fine=fine
    )


def content(office: Organisation, figures: WeekFigures) -> Verdict:
    """Clause 3.1: whoever decided or did something on the pages was of the department."""
    rule = (
        "Ответы на вопросы, поручения и репосты недели — за сотрудниками отдела ИТ. Другое лицо или"
        " полномочия, которых в тот день не было, — отступление. Лица нет в organisation.toml или "
        "страница в режиме наблюдения — не проверено."
    )
    issues, fine = no_pages(figures), []
    for one in figures.duties.acted:
        times = f"{one.official}: {plural(one.number, 'действие', 'действия', 'действий')}"
        if not one.flaw:
            fine.append(times)
        elif one.known:
            todo = "Выясните, почему страницами занимался не отдел ИТ."
            issues.append(Issue(Level.BROKEN, f"{times}, {one.flaw}", todo))
        else:
            todo = "Верните должностное лицо в organisation.toml с датой окончания полномочий."
            issues.append(Issue(Level.NOT_CHECKED, f"{times}, {one.flaw}", todo))
    for page in figures.pages:
        if page.watched:
            words = f"{in_quotes(page.name)}: {Mode.WATCH}, кто публикует вручную — неизвестно"
            todo = "Спросите специалиста, кто размещал посты."
            issues.append(Issue(Level.NOT_CHECKED, words, todo))
    if not fine:
        fine = ["за неделю люди ничего не решали, посты составляла программа по новостям сайта"]
    return verdict("3.1", "страницы наполняет специалист отдела ИТ", rule, issues=issues, fine=fine)


def deciders(office: Organisation, figures: WeekFigures) -> list[Issue]:
    """Clause 4.3: days on which nobody could have decided about a block.

    Nobody is blocked then, so nothing is broken; but no case comes to its decision.
    """
    issues, _ = _in_force(office, figures, Office.HEAD, Office.DEPUTY)
    return [
        replace(issue, level=Level.AT_RISK, words=f"{issue.words}; решать о блокировке некому")
        for issue in issues
    ]


def _appointed(office: Organisation) -> tuple[list[Issue], list[str]]:
    document = office.organisation.appointed
    if document:
        return [], [f"основание: {document}"]
    return [Issue(Level.NOT_CHECKED, *_UNNAMED)], []


def _in_force(
    office: Organisation, figures: WeekFigures, *offices: Office
) -> tuple[list[Issue], list[str]]:
    """Who held these offices on the days of the week that have begun by the cut-off."""
    until = office.local(figures.cut_off).date()
    days = [day for day in figures.week.days if day <= until]
    people = [one for one in office.official if one.office in offices]
    empty = [day for day in days if not any(one.acting(day) for one in people)]
    what = " и ".join(one.value for one in offices)
    if days[-1] in empty:
        words = f"нет действующего лица: {what}"
        return [Issue(Level.BROKEN, words, FILL)], []
    if empty:
        words = f"{what}: никто не действовал {_days(empty)}"
        return [Issue(Level.AT_RISK, words, FILL)], []
    return [], [_title(one, days) for one in people if any(map(one.acting, days))]


def _title(one: Official, days: Sequence[date]) -> str:
    """Name and office, and since or until when if that is not the whole week."""
    since = f" с {one.since:%d.%m.%Y}" if one.since and not one.acting(days[0]) else ""
    until = f" по {one.until:%d.%m.%Y}" if one.until and not one.acting(days[-1]) else ""
    return f"{one.title}{since}{until}"


def _days(empty: Sequence[date]) -> str:
    return ", ".join(f"{day:%d.%m}" for day in empty)
