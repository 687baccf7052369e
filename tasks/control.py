"""The weekly report and the alarms (clauses 5.1, 5.2)."""

import subprocess
from functools import cache

from prefect import task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE

from gospablik.clock import now
from gospablik.control.alarms import raise_alarm
from gospablik.control.report import compose, order_report
from gospablik.control.span import Week
from gospablik.root import ROOT
from gospablik.store.tables import Report
from tasks.desk import desk


@task(name="Составить отчёт", task_run_name="Составить отчёт", cache_policy=NO_CACHE)
def compose_report(*, current: bool) -> int:
    """The report of the last or the current week; returns its row, the same for same figures."""
    at, moment = desk(), now()
    week = Week.current(at.office, moment) if current else Week.of(at.office, moment)
    with at.store.write() as session:
        report = compose(session, at.office, week, moment, version=code_version())
        session.flush()
        return report.id


@task(name="Показать отчёт", task_run_name="Показать отчёт", cache_policy=NO_CACHE)
def show_report(report: int) -> None:
    """The report as an artifact; its history is kept under one key."""
    with desk().store.read() as session:
        row = session.get_one(Report, report)
    create_markdown_artifact(
        markdown=row.markdown,
        key="kontrolnyy-otchet",
        description="Контрольный отчёт: соблюдено ли Положение (п. 5.2)",
    )


@task(name="Заказать письмо", task_run_name="Заказать письмо", cache_policy=NO_CACHE)
def order_letter(report: int) -> bool:
    """Enter the letter into the ledger; False if this report was ordered already."""
    at = desk()
    with at.store.write() as session:
        return order_report(session, at.office, session.get_one(Report, report), now())


@task(name="Записать тревогу", task_run_name="Записать тревогу", cache_policy=NO_CACHE)
def raise_run_alarm(flow_name: str, run_id: str, message: str) -> bool:
    """One alarm a flow and day: a site that is down for a day is not fifty letters."""
    at = desk()
    day = f"{at.office.local(now()):%Y-%m-%d}"
    text = f"Поток «{flow_name}» закончился неудачей.\n\n{message}\n\nЗапуск: {run_id}"
    with at.store.write() as session:
        return raise_alarm(
            session,
            at.office,
            f"run:{flow_name}:{day}",
            headline=f"Сбой: {flow_name}",
            text=text,
            now=now(),
        )


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
