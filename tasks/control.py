"""The weekly report and the alarms (clauses 5.1, 5.2)."""

import re
import subprocess
from functools import cache
from uuid import UUID

from prefect import task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.utilities.urls import url_for

from gospablik.clock import now
from gospablik.control.history import weeks_of
from gospablik.control.report import compose
from gospablik.control.report_files import get_ready, with_pictures
from gospablik.control.report_letter import letter_state, order_own, order_report
from gospablik.control.report_sent import newest_sent
from gospablik.control.run_alarms import raise_failed
from gospablik.control.which_week import which_week
from gospablik.regulation import Office
from gospablik.root import ROOT
from gospablik.store.tables import Report, State
from tasks.desk import desk
from tasks.officials import chosen, offered
from tasks.run_counts import runs_of
from tasks.runs import ToldByLetter

_PREFECTS_OWN = re.compile(r"^Flow run encountered an exception: (?:\w+: )?")
"""How Prefect begins the message of a failed run; our errors go on in Russian."""
_OWN_LETTER = re.compile(rf"^Flow run encountered an exception: {ToldByLetter.__name__}: ")


@task(name="Составить отчёт", task_run_name="Составить отчёт", cache_policy=NO_CACHE)
def compose_report(words: str) -> int:
    """The report of the week that the words mean; its row, the same for the same figures."""
    at, moment = desk(), now()
    week = which_week(at.office, words, moment)
    runs = runs_of(at.office, weeks_of(at.office, week), moment)
    get_ready()
    with at.store.write() as session:
        report = compose(session, at.office, week, moment, version=code_version(), runs=runs)
        session.flush()
        return report.id


@task(
    name="Найти отправленный отчёт", task_run_name="Найти отправленный отчёт", cache_policy=NO_CACHE
)
def sent_report(words: str) -> int | None:
    """The last report of the week that the words mean whose letter went out; its row, or None."""
    at, moment = desk(), now()
    week = which_week(at.office, words, moment)
    with at.store.read() as session:
        found = newest_sent(session, at.office, week, moment)
        return found.id if found else None


@task(name="Показать отчёт", task_run_name="Показать отчёт", cache_policy=NO_CACHE)
def show_report(report: int) -> None:
    """The report as an artifact, its charts inside; its history is kept under one key."""
    with desk().store.read() as session:
        row = session.get_one(Report, report)
        page = with_pictures(row.markdown, row.files)
    create_markdown_artifact(
        markdown=page,
        key="kontrolnyy-otchet",
        description="Контрольный отчёт: соблюдено ли Положение (п. 5.2)",
    )


def reader_choices() -> list[str]:
    """To whom «только мне» may go, for the form of a run by hand; nobody is pre-set."""
    return offered(lambda office, moment: office.acting(moment, *Office))


@task(name="Заказать письмо", task_run_name="Заказать письмо", cache_policy=NO_CACHE)
def order_letter(report: int, *, again: bool = False) -> bool:
    """Enter the letter into the ledger; False if this report was ordered already and not in vain,
    or if it is asked for `again` while the last one is on its way.
    """
    at = desk()
    with at.store.write() as session:
        row = session.get_one(Report, report)
        return order_report(session, at.office, row, now(), again=again)


@task(name="Заказать письмо себе", task_run_name="Заказать письмо себе", cache_policy=NO_CACHE)
def order_own_letter(report: int, who: str) -> str | None:
    """Enter the letter to that official alone. None, or why it was not."""
    at = desk()
    with at.store.write() as session:
        return order_own(session, at.office, session.get_one(Report, report), chosen(who), now())


@task(name="Узнать, ушло ли письмо", task_run_name="Узнать, ушло ли письмо", cache_policy=NO_CACHE)
def letter_words(report: int, *, own: str | None = None) -> str:
    """What became of the report's letter, in this run or before it; `own`: to whom alone."""
    key = None if own is None else chosen(own)
    with desk().store.read() as session:
        state = letter_state(session, session.get_one(Report, report), own=key)
    if state is State.CONFIRMED:
        return "письмо отправлено" if own is None else "письмо отправлено Вам"
    if state in {State.CLAIMED, State.UNKNOWN}:
        return "неизвестно, ушло ли письмо"
    return "письмо не отправлено"


@task(name="Записать тревогу", task_run_name="Записать тревогу", cache_policy=NO_CACHE)
def raise_run_alarm(flow_name: str, run_id: str, message: str) -> bool:
    """One alarm a flow until it works again: a site that is down for days is not fifty letters.

    A run that is red only for what an alarm of its own tells is no second letter.
    """
    if _OWN_LETTER.match(message):
        return False
    at = desk()
    words = _PREFECTS_OWN.sub("", message)
    text = f"Задача «{flow_name}» закончилась неудачей.\n\n{words}\n\nЗапуск: {_link(run_id)}"
    trial = _run_of(run_id) is None
    with at.store.write() as session:
        return raise_failed(session, at.office, flow_name, text, now(), trial=trial)


def _run_of(run_id: str) -> UUID | None:
    """The run's number; None for what is none («запущено вручную»).

    An automation names the run «prefect.flow-run.<uuid>»: Prefect 3.9.1 can render neither its
    bare id (no JSON) nor a link (no such filter) in parameters.
    """
    try:
        return UUID(run_id.removeprefix("prefect.flow-run."))
    except ValueError:
        return None


def _link(run_id: str) -> str:
    """The run's page; what is no run's number stays as it is."""
    run = _run_of(run_id)
    return (url_for("flow-run", run) if run else None) or run_id


@cache
def code_version() -> str:
    """The commit this runs from; «без версии» where there is no git."""
    try:
        asked = subprocess.run(
            ["git", "describe", "--always", "--dirty"],  # noqa: S607
            cwd=ROOT, capture_output=True, text=True, check=True, timeout=5,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return "без версии"
    return asked.stdout.strip()
