"""What a specialist vouches for and no network tells: second factor, password, mark (5.1, 3.5)."""

from prefect import task
from prefect.cache_policies import NO_CACHE

from gospablik.clock import now
from gospablik.control.access_word import Word, day_of, say_access
from gospablik.moderation.questions import reviewers
from gospablik.templates import plural
from tasks.decisions import Written
from tasks.desk import desk
from tasks.officials import offered

FACTOR = {"не знаю": None, "включён": True, "не включён": False}
MARK = {"не знаю": None, "стоит": True, "не стоит": False}
NOT_SAID = "Не сделано: слово не записано."


def official_choices() -> list[str]:
    """Whose word counts, for the form of a run by hand; nobody is pre-set."""
    return offered(reviewers)


@task(name="Записать слово", task_run_name="Записать слово", cache_policy=NO_CACHE)
def write_access_word(
    chosen: str, official: str, *, factor: str, password: str, mark: str
) -> Written:
    """Keep the word for the chosen pages. `password`: «ДД.ММ.ГГГГ», empty if it is not known."""
    at = desk()
    keys = [one.key for one in reviewers(at.office, now()) if one.title == official]
    if not keys:
        return Written("", f"не выбрано, кто говорит, или полномочия не действуют. {NOT_SAID}")
    changed = day_of(password)
    if password.strip() and changed is None:
        return Written("", f"«{password}» — не дата; нужно, например, 25.11.2026. {NOT_SAID}")
    pages = at.pages(chosen)
    with at.store.write() as session:
        refused = say_access(
            session,
            at.office,
            pages,
            Word(FACTOR[factor], changed, MARK[mark]),
            official_key=keys[0],
            now=now(),
        )
    number = plural(len(pages), "странице", "страницам", "страницам")
    return Written(f"записано по {number}", refused)
