"""The form «Описание страницы»: proposed, answered, handed to the ledger (clause 3.5)."""

from typing import Any

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.runtime import flow_run

from gospablik.clock import now
from gospablik.control.page_seen import keep_seen
from gospablik.control.passport_page import says_official
from gospablik.control.wording import (
    WordingCase,
    answer_wording,
    form_of,
    open_wording,
    wording_case,
)
from gospablik.errors import CouldNotRead
from tasks.decisions import Written, key_of
from tasks.desk import Desk, desk
from tasks.forms import PUT


@task(name="Предложить описание", task_run_name="Предложить описание", cache_policy=NO_CACHE)
def propose_wording(chosen: str) -> WordingCase | None:
    """The form of this run, the same again when it is resumed.

    It is about the first of the chosen pages that does not call itself official; None if all do.
    Raises OfficeError if the page may not be touched, and CouldNotRead if no page was found
    wanting, but not all could be read.
    """
    at, run = desk(), str(flow_run.id)
    with at.store.read() as session:
        question = form_of(session, at.office, run)
    if question is None:
        question = _open(at, chosen, run)
    if question is None:
        return None
    with at.store.read() as session:
        return wording_case(session, at.office, question)


def _open(at: Desk, chosen: str, run: str) -> int | None:
    unread = None
    for page in at.pages(chosen):
        try:
            info = at.network(page.key).page_info()
        except CouldNotRead as problem:
            unread = unread or problem
            continue
        with at.store.write() as session:
            keep_seen(session, at.office, page, info, now())
        if not says_official(page, info):
            with at.store.write() as session:
                return open_wording(session, at.office, page, info.description, run=run, now=now())
    if unread:
        raise unread
    return None


@task(name="Записать решение", task_run_name="Записать решение", cache_policy=NO_CACHE)
def write_wording(case: WordingCase, answer: Any) -> Written:
    """The official's answer; an assent is in the ledger with it."""
    at = desk()
    with at.store.write() as session:
        refused = answer_wording(
            session,
            at.office,
            case.question_id,
            official_key=key_of(case.officials, answer.official),
            agreed=answer.verdict == PUT,
            now=now(),
        )
    return Written(str(answer.verdict), refused)
