"""The rules of commenting as they are published: the link is opened, once for all pages (4.1)."""

from collections.abc import Mapping, Sequence

from prefect import task
from prefect.cache_policies import NO_CACHE

from gospablik.clock import now
from gospablik.control.commenting_rules import Published, commenting_rules, look_up
from gospablik.errors import CouldNotRead
from gospablik.site import read_page_words
from tasks.desk import desk


@task(
    name="Открыть правила комментирования",
    task_run_name="Открыть правила комментирования",
    cache_policy=NO_CACHE,
)
def open_rules(page_keys: Sequence[str]) -> Mapping[str, Published]:
    """What stands at each `rules_link` of these pages, by its address, beside what should."""
    at = desk()
    pages = [at.office.page_by_key(key) for key in page_keys]
    ours = commenting_rules(at.office, now())
    links = dict.fromkeys(page.rules_link for page in pages if page.rules_link)
    return {link: _open(link, ours) for link in links}


def _open(link: str, ours: str) -> Published:
    at = desk()
    try:
        return look_up(link, ours, read_page_words(link, at.http, contact=at.office.mail.duty))
    except CouldNotRead as problem:
        return Published(link, unread=str(problem))
