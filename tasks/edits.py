"""Posts that follow their news: planned, checked like new posts, handed to the ledger (3.2)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.runtime import flow_run

from data_checks.posts import GATE, check_posts
from gospablik.clock import now
from gospablik.publishing.edit_plan import pages_to_read, plan_edits
from gospablik.publishing.edits import (
    EDIT_CHECKS,
    PlannedEdit,
    hold_edit,
    release_edit,
    waiting_edits,
)
from gospablik.reconciliation.validations import keep_validation
from tasks.desk import desk
from tasks.publishing import keep_checked, remark_on, row_of, why_held
from tasks.revisions import read_wording

SCOPE = "правки постов"
"""The scope of the gate's run over edits, as it is kept; that over new posts is a page's key."""


@dataclass(frozen=True, slots=True)
class EditsChecked:
    """What became of planned edits: row ids handed over; (title, why) of what is held back.

    `taken_back`: how many earlier ones the ledger need not carry out any more, errands among them.
    """

    released: tuple[int, ...] = ()
    held: tuple[tuple[str, str], ...] = ()
    taken_back: int = 0


@task(
    name="Сверить посты с новыми редакциями новостей",
    task_run_name="Сверить посты с новыми редакциями новостей",
    cache_policy=NO_CACHE,
)
def follow_the_site(page_keys: Sequence[str]) -> EditsChecked:
    """Plan an edit for each post whose news changed a fact, check it, hand it over or hold it.

    The page of a new wording is read first: it tells of facts and pictures that the feed does not.
    """
    at = desk()
    pages = [at.office.page_by_key(key) for key in page_keys]
    with at.store.read() as session:
        wanted = dict(one for page in pages for one in pages_to_read(session, at.office, page))
    for revision, item in wanted.items():
        read_wording(revision, item)
    with at.store.write() as session:
        planned = [plan_edits(session, at.office, page, now()) for page in pages]
    with at.store.read() as session:
        edits = [edit for page in pages for edit in waiting_edits(session, at.office, page)]
    return replace(_check(edits), taken_back=sum(taken_back for _, taken_back in planned))


def _check(edits: Sequence[PlannedEdit]) -> EditsChecked:
    written = [edit for edit in edits if not edit.by_hand]
    report = check_posts([row_of(edit.checked) for edit in written])
    released, held = [edit.edit_id for edit in edits if edit.by_hand and _hand_over(edit)], []
    if written:
        at = desk()
        with at.store.write() as session:
            keep_validation(session, at.office, GATE, SCOPE, report, run=flow_run.id, now=now())
    for edit in written:
        why = why_held(edit.checked, report)
        if why:
            held.append((edit.checked.title, why))
        if _settle(edit, why, remark_on(edit.checked, report)):
            released.append(edit.edit_id)
    return EditsChecked(tuple(released), tuple(held))


def _hand_over(edit: PlannedEdit) -> bool:
    """There is no new text that could be checked: the ledger gives a person both texts."""
    at = desk()
    page = at.office.page_by_key(edit.checked.page)
    with at.store.write() as session:
        return release_edit(session, at.office, page, edit, now())


def _settle(edit: PlannedEdit, why: str | None, remark: str | None) -> bool:
    """Keep what was checked and hand the edit over, unless it is held back."""
    at = desk()
    page = at.office.page_by_key(edit.checked.page)
    with at.store.write() as session:
        keep_checked(session, EDIT_CHECKS, edit.checked, why, remark)
        if why:
            hold_edit(session, edit.edit_id, why)
            return False
        return release_edit(session, at.office, page, edit, now())
