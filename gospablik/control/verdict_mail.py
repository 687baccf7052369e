"""Clauses 5.1 and 5.2: mail is used, and the head of the IT department gets his letter. Pure."""

from gospablik.control.model import OpenEnd, WeekFigures
from gospablik.control.verdict import Issue, Item, Level, Verdict, verdict
from gospablik.control.verdict_people import FILL
from gospablik.organisation import Organisation
from gospablik.regulation import Office
from gospablik.store.tables import Kind, State

_ADDRESS = "Проверьте адрес в organisation.toml и сообщите получателю иначе."


def mail(office: Organisation, figures: WeekFigures) -> Verdict:
    """Clause 5.1: letters leave the house, and none is refused."""
    rule = (
        "За неделю письма отправлялись и ни одно не отклонено. Отклонено или пропущено — угроза; "
        "все до одного — отступление. Исход неизвестен или не отправлено ни одного — не проверено."
    )
    actions = figures.actions
    sent = actions.letters.total
    open_ends = [end for end in actions.open_ends if end.kind == Kind.MAIL.words]
    unknown = [end for end in open_ends if end.state == State.UNKNOWN.words]
    waiting = [end for end in open_ends if end.state != State.UNKNOWN.words]
    issues = []
    if actions.mail_rejected:
        level = Level.AT_RISK if sent else Level.BROKEN
        issues.append(_issue(level, "писем не принято", _ADDRESS, actions.mail_rejected))
    if waiting:
        todo = "Проверьте почтовый сервер; что нажать, сказано в «Поручениях»."
        issues.append(_issue(Level.AT_RISK, "писем не отправлено", todo, waiting))
    if unknown:
        todo = "Спросите получателя, пришло ли письмо."
        issues.append(_issue(Level.NOT_CHECKED, "исход неизвестен, писем", todo, unknown))
    if not (sent or issues):
        words = "за неделю не отправлено ни одного письма, работает ли почта — неизвестно"
        issues.append(Issue(Level.NOT_CHECKED, words, "Отправьте письмо: «Еженедельный контроль»."))
    fine = [f"отправлено писем: {sent}, отклонено: 0"]
    return verdict("5.1", "используется электронная почта", rule, issues=issues, fine=fine)


def controlled(office: Organisation, figures: WeekFigures) -> Verdict:
    """Clause 5.2: the letter about the week before went to the head of the IT department."""
    rule = (
        "Начальник отдела ИТ действует, и отчёт за предыдущую неделю ему отправлен. Отчёт не "
        "отправлялся или начальника нет — отступление; письмо не принято — угроза; исход неизвестен"
        " или прежних отчётов в базе нет — не проверено."
    )
    last, issues = figures.duties.last_letter, []
    if not office.acting(figures.as_of, Office.IT_HEAD):
        words = "нет действующего начальника отдела ИТ: следить некому"
        issues.append(Issue(Level.BROKEN, words, FILL))
    letter = f"отчёт за прошлую неделю ({last.week})"
    if last.state is None and last.due:
        todo = "Запустите «Еженедельный контроль» за ту неделю."
        issues.append(Issue(Level.BROKEN, f"{letter} не отправлялся", todo))
    elif last.state is None:
        words = f"{letter}: прежних отчётов в базе нет, это первый"
        issues.append(Issue(Level.NOT_CHECKED, words, "Ничего: со второго письма это проверяется."))
    elif last.state is State.UNKNOWN:
        words = f"{letter}: исход отправки неизвестен"
        issues.append(Issue(Level.NOT_CHECKED, words, "Спросите начальника отдела, пришло ли оно."))
    elif last.state is not State.CONFIRMED:
        why = f": {last.why}" if last.why else ""
        words = f"{letter}: письмо {last.state.words}{why}"
        issues.append(Issue(Level.AT_RISK, words, _ADDRESS))
    fine = [f"{letter} отправлен начальнику отдела ИТ"]
    return verdict(
        "5.2", "за размещением следит начальник отдела ИТ", rule, issues=issues, fine=fine
    )


def _issue(level: Level, what: str, todo: str, ends: list[OpenEnd] | tuple[OpenEnd, ...]) -> Issue:
    items = tuple(
        Item(f"{end.what}: {end.state}" + (f", {end.why}" if end.why else ""), end.link)
        for end in ends
    )
    return Issue(level, f"{what}: {len(ends)}", todo, items)
