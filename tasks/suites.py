"""The suites over our own tables: rows in, Great Expectations, what it answered kept (3.2, 4.2)."""

from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.runtime import flow_run
from sqlalchemy.orm import Session

from data_checks import audit, comments, pages, register
from data_checks.findings import CheckReport
from gospablik.clock import now
from gospablik.control import comment_rows, register_rows
from gospablik.control.page_rows import page_rows
from gospablik.organisation import Organisation
from gospablik.reconciliation.audit_rows import audit_rows
from gospablik.reconciliation.keeping import taken_by
from gospablik.reconciliation.validations import keep_validation
from gospablik.store.tables import Audit, Result, Validation
from tasks.desk import desk
from tasks.suite_words import problems_of, words_of


@dataclass(frozen=True, slots=True)
class SuiteOutcome:
    """What one run of a suite came to.

    `words`: one line for the name of a run; `problems`: whole sentences that turn a run red, of
    this suite and of those that were run along with it.
    """

    outcome: Result
    rows: int
    words: str
    problems: tuple[str, ...] = ()


@task(
    name="Проверить таблицу сверки",
    task_run_name="Проверить таблицу сверки № {audit_id}",
    cache_policy=NO_CACHE,
)
def check_audit(audit_id: int, lines: int | None = None) -> SuiteOutcome:
    """The suite over one audit's differences; with it those over the pages and the comments.

    `lines`: how many it ended with; if another audit has taken some of them since, nothing is
    judged by what is left.
    Without a row to check nothing is loaded and nothing passes: NOT_CHECKED, and no other suite.
    """
    at, moment = desk(), now()
    with at.store.read() as session:
        of = session.get_one(Audit, audit_id)
        rows = audit_rows(session, audit_id)
        taken = taken_by(session, audit_id) if len(rows) < (lines or 0) else None
    marks = at.office.checks
    if taken is None:
        report = audit.check_audit(rows, fidelity=marks.fidelity, coverage=marks.coverage)
    else:
        report = audit.not_judged(lines or 0, f"строки перешли к сверке № {taken}")
    scope = of.address or of.page
    main = _kept(audit.AUDIT, report, moment, scope=scope, audit_id=audit_id)
    if not report.rows:
        return main
    with at.store.read() as session:
        of_pages = page_rows(session, at.office, moment)
        of_comments, left_out = _comments(session, at.office, of.since, moment)
    also = (
        _kept(pages.PAGES, pages.check_pages(of_pages), moment, audit_id=audit_id),
        _kept(
            comments.COMMENTS,
            comments.check_comments(of_comments),
            moment,
            audit_id=audit_id,
            left_out=left_out,
        ),
    )
    told = [problem for one in also for problem in one.problems]
    return replace(main, problems=(*main.problems, *told))


@task(
    name="Проверить журнал удалений и блокировок",
    task_run_name="Проверить журнал удалений и блокировок",
    cache_policy=NO_CACHE,
)
def check_register() -> SuiteOutcome:
    """The register's invariants (clauses 4.2, 4.3); without a removal or a block nothing passes."""
    at, moment = desk(), now()
    with at.store.read() as session:
        total = register_rows.count_register(session, at.office)
        rows = list(islice(register_rows.register_rows(session, at.office), register_rows.MOST))
    report = register.check_register(rows)
    return _kept(register.REGISTER, report, moment, left_out=total - len(rows))


def _comments(
    session: Session, office: Organisation, since: datetime, moment: datetime
) -> tuple[list[comment_rows.CommentRow], int]:
    """The newest comments since then, and how many more there are."""
    total = comment_rows.count_comments(session, office, since, moment)
    found = comment_rows.comment_rows(session, office, since, moment)
    rows = list(islice(found, comment_rows.MOST))
    return rows, total - len(rows)


def _kept(
    suite: str,
    report: CheckReport,
    moment: datetime,
    *,
    scope: str = "",
    audit_id: int | None = None,
    left_out: int = 0,
) -> SuiteOutcome:
    at = desk()
    with at.store.write() as session:
        row: Validation = keep_validation(
            session,
            at.office,
            suite,
            scope,
            report,
            audit_id=audit_id,
            run=flow_run.id,
            now=moment,
            left_out=left_out,
        )
        return SuiteOutcome(
            row.outcome,
            row.rows,
            words_of(suite, row.outcome, report, row.why),
            problems_of(suite, row.outcome, report),
        )
