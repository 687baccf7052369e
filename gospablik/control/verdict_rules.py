"""Clause 4.1: comments are no appeals, and residents can read so where they write. Pure."""

from gospablik.control.issues import no_pages, stale
from gospablik.control.model import WeekFigures
from gospablik.control.removed import not_in_file
from gospablik.control.verdict import Issue, Level, Verdict, verdict
from gospablik.organisation import Organisation
from gospablik.store.tables import Result
from gospablik.templates import in_quotes, minute


def commenting(office: Organisation, figures: WeekFigures) -> Verdict:
    """By the newest passports: each page links its rules of commenting, and they stand there."""
    rule = (
        "На странице стоит ссылка на правила комментирования, а по ней — сами правила: в них "
        "сказано, что комментарий не обращение и куда обратиться. Нет — угроза: житель примет "
        "комментарий за обращение. Не указано, где правила, или не прочитано за последние трое "
        "суток — не проверено."
    )
    issues, fine = no_pages(figures) + not_in_file(figures), []
    names = {page.key: in_quotes(page.name) for page in figures.pages}
    for shown in figures.duties.rules:
        said, name = shown.status, names[shown.page]
        at = minute(office.local(said.at)) if said.at else ""
        words = f"{name}: {said.words.rstrip('.')}" + (f" (проверено {at})" if at else "")
        if said.result is Result.BAD:
            todo = "Что исправить, сказано в «Паспортах страниц»."
            issues.append(Issue(Level.AT_RISK, words, todo))
        elif said.result is Result.NOT_CHECKED or stale(said.at, figures):
            todo = "Укажите rules_link в organisation.toml и запустите «Паспорта страниц»."
            issues.append(Issue(Level.NOT_CHECKED, words, todo))
        else:
            fine.append(f"{name}: ссылка на правила стоит, правила на месте, проверено {at}")
    fine.append(f"ответов от имени страниц за неделю: {figures.duties.replies}")
    return verdict("4.1", "комментарии — не обращения по 59-ФЗ", rule, issues=issues, fine=fine)
