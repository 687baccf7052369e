"""Posts that follow their news: planned, checked like new posts, handed to the ledger (3.2)."""

from collections.abc import Sequence
from dataclasses import dataclass

from prefect import task
from prefect.cache_policies import NO_CACHE

from data_checks.findings import CheckReport
from data_checks.posts import check_posts
from gospablik.clock import now
from gospablik.control.checks import keep_check
from gospablik.organisation import Page
from gospablik.publishing.edits import (
    BY_HAND,
    EDIT_CHECKS,
    PlannedEdit,
    hold_edit,
    pages_to_read,
    plan_edits,
    release_edit,
    waiting_edits,
)
from gospablik.store.tables import Result
from tasks.desk import desk
from tasks.publishing import remark_on, row_of, why_held
from tasks.website import keep_article_of


@dataclass(frozen=True, slots=True)
class EditsChecked:
    """What became of the edits of one page: row ids handed over; (title, why) held back."""

    page: str
    released: tuple[int, ...] = ()
    held: tuple[tuple[str, str], ...] = ()


@task(
    name="Сверить посты с новыми редакциями новостей",
    task_run_name="Сверить посты с новыми редакциями новостей",
    cache_policy=NO_CACHE,
)
def follow_the_site(page_keys: Sequence[str]) -> list[EditsChecked]:
    """Plan an edit for each post whose news changed a fact, check it, hand it over or hold it."""
    return [_follow(desk().office.page_by_key(key)) for key in page_keys]


def _follow(page: Page) -> EditsChecked:
    at = desk()
    with at.store.write() as session:
        plan_edits(session, at.office, page, now())
    waiting = _waiting(page)
    if not waiting:
        return EditsChecked(page.key)
    with at.store.read() as session:
        wanted = pages_to_read(session, waiting)
    for revision, link in wanted:
        keep_article_of(revision, link)
    return _check(page, _waiting(page) if wanted else waiting)


def _waiting(page: Page) -> list[PlannedEdit]:
    with desk().store.read() as session:
        return waiting_edits(session, desk().office, page)


def _check(page: Page, edits: Sequence[PlannedEdit]) -> EditsChecked:
    at = desk()
    report = check_posts([row_of(edit.checked) for edit in edits])
    released, held = [], []
    for edit in edits:
        why = _why(edit, report)
        with at.store.write() as session:
            keep_check(
                session,
                at.office,
                page=page.key,
                rule=EDIT_CHECKS,
                subject=str(edit.edit_id),
                result=Result.BAD if why else Result.GOOD,
                words=why or remark_on(edit.checked, report) or "соответствует сайту",
                now=now(),
            )
            if why:
                hold_edit(session, edit.edit_id, why)
                held.append((edit.checked.title, why))
            elif release_edit(session, at.office, page, edit.edit_id, now()):
                released.append(edit.edit_id)
    return EditsChecked(page.key, tuple(released), tuple(held))


def _why(edit: PlannedEdit, report: CheckReport) -> str | None:
    if edit.by_hand:
        return f"{BY_HAND}."
    return why_held(edit.checked, report)
