"""The passports of the pages: read, compared with the regulation, shown (3.5, 2.2, 5.1)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from prefect import task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE

from gospablik.clock import now
from gospablik.control.access_kept import keep_administrators
from gospablik.control.access_word import last_words
from gospablik.control.checks import note_reading
from gospablik.control.commenting_rules import Published
from gospablik.control.page_seen import keep_seen
from gospablik.control.passport import Line, count, passport, with_rules
from gospablik.control.passport_rules import links_rules
from gospablik.control.rules import PAGE_READ
from gospablik.control.rules_kept import keep_rules
from gospablik.errors import CouldNotRead
from gospablik.store.tables import Result
from tasks.desk import desk
from tasks.passport_words import passports_page


@dataclass(frozen=True, slots=True)
class PagePassport:
    """What one page's passport came to. `unread`: why the page could not be read.

    `linked`: whether it links the rules of commenting, None if nobody knows; `rules`: what stands
    where they are said to be, None if organisation.toml does not say where.
    """

    page: str
    lines: tuple[Line, ...]
    unread: str | None = None
    linked: bool | None = None
    rules: Published | None = None

    @property
    def bad(self) -> int:
        """How many lines are not as they should be."""
        return count(self.lines, Result.BAD)

    @property
    def all_unread(self) -> list[str]:
        """Why the page, and why its rules, could not be read."""
        return [why for why in (self.unread, self.rules.unread if self.rules else None) if why]

    @property
    def unchecked(self) -> int:
        """How many lines nobody could check."""
        return count(self.lines, Result.NOT_CHECKED)


@task(
    name="Прочитать паспорт страницы",
    task_run_name="Прочитать паспорт страницы: {page_key}",
    cache_policy=NO_CACHE,
)
def read_passport(page_key: str) -> PagePassport:
    """Read the page, keep what it shows, and compare it with what it should be."""
    at = desk()
    page = at.office.page_by_key(page_key)
    info, unread = None, None
    try:
        info = at.network(page_key).page_info()
    except CouldNotRead as problem:
        unread = str(problem)
    moment = now()
    with at.store.write() as session:
        note_reading(
            session, at.office, page=page_key, rule=PAGE_READ, subject=page_key,
            unread=unread, now=moment,
        )  # fmt: skip
        seen = keep_seen(session, at.office, page, info, moment) if info else None
        words = last_words(session, at.office, page_key)
        lines = passport(at.office, page, seen, words, moment)
        linked = links_rules(page, seen) if seen else None
        if seen:
            keep_administrators(session, at.office, page, seen, moment)
    return PagePassport(page_key, lines, unread, linked)


def beside_rules(
    read: Sequence[PagePassport], opened: Mapping[str, Published]
) -> list[PagePassport]:
    """The passports with their line of the rules, which is kept for the report: the pages and the
    site were read at once.
    """
    at, whole = desk(), []
    for one in read:
        rules = opened.get(at.office.page_by_key(one.page).rules_link or "")
        with at.store.write() as session:
            keep_rules(session, at.office, one.page, rules, linked=one.linked, now=now())
        lines = with_rules(one.lines, rules, linked=one.linked)
        whole.append(replace(one, lines=lines, rules=rules))
    return whole


@task(name="Показать паспорта", task_run_name="Показать паспорта", cache_policy=NO_CACHE)
def show_passports(passports: Sequence[PagePassport]) -> None:
    """An artifact: each page line by line, what it showed before, the rules of commenting."""
    create_markdown_artifact(
        markdown=passports_page(desk(), passports),
        key="pasporta",
        description="Официальный статус, администраторы, доступ (п. 3.5, 2.2, 5.1)",
    )
