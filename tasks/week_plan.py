"""«План недели»: whether the week falls short, and the warning about it (3.2)."""

from prefect import task
from prefect.cache_policies import NO_CACHE

from gospablik.clock import now
from gospablik.control.week_plan import behind, watched
from gospablik.control.week_plan_letter import order_plan
from gospablik.templates import in_quotes, plural
from tasks.desk import desk


@task(name="Сравнить с планом", task_run_name="Сравнить с планом", cache_policy=NO_CACHE)
def compare_with_plan() -> tuple[int, list[str]]:
    """How many pages fall short, and what is to be said besides; orders the warning."""
    at, moment = desk(), now()
    also = [f"{in_quotes(name)}: наблюдение, не считается" for name in watched(at.office, moment)]
    with at.store.write() as session:
        found = behind(session, at.office, moment)
        if found:
            order_plan(session, at.office, moment)
    return len(found), also


def plan_words(pages: int) -> str:
    """What the run is called by."""
    if not pages:
        return "неделя идёт по плану, письмо не нужно"
    return plural(pages, "страница отстаёт", "страницы отстают", "страниц отстаёт")
