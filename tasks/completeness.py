"""How complete the harvest is, for people to read."""

from prefect import task
from prefect.cache_policies import NO_CACHE

from gospablik.clock import now
from gospablik.control.coverage import coverage
from tasks.artifacts import show_if_new
from tasks.coverage_words import coverage_page
from tasks.desk import desk
from tasks.markdown import suspended


@task(name="Показать полноту", task_run_name="Показать полноту", cache_policy=NO_CACHE)
def show_coverage() -> None:
    """An artifact of all pages, unless the last one says the same."""
    at, moment = desk(), now()
    with at.store.read() as session:
        pages = [
            coverage(session, at.office, page, moment) for page in at.office.active_pages(moment)
        ]
    words = "\n\n".join([coverage_page(at.office, pages), *suspended(at.office, moment)])
    show_if_new("polnota", words, "Полнота сбора комментариев (п. 4.1)")
