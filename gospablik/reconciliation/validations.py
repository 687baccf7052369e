"""Runs of a suite of checks, kept: what was checked, what came of it, what could not be run."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.organisation import Organisation
from gospablik.store.tables import Result, Validation

EMPTY = "проверять нечего: строк нет"
_MOST_REASONS = 5
_SCOPE_LIMIT = 200


class Missed(Protocol):
    """A rule that was not kept as a whole (`data_checks.findings.MissedRule`)."""

    @property
    def severity(self) -> str:
        """«critical» or «warning»."""

    @property
    def mark(self) -> float:
        """The pass mark, a share from 0 to 1."""


class Report(Protocol):
    """What a suite came to (`data_checks.findings.CheckReport`)."""

    @property
    def rows(self) -> int:
        """How many rows there were."""

    @property
    def checked(self) -> int:
        """To how many of them at least one rule was applied."""

    @property
    def missed(self) -> Sequence[Missed]:
        """The rules that were not kept."""

    @property
    def not_checked(self) -> Sequence[tuple[str, str, str]]:
        """Subject, rule and why (Russian)."""

    @property
    def record(self) -> Mapping[str, Any]:
        """What Great Expectations answered."""


def outcome_of(report: Report, left_out: int = 0) -> Result:
    """BAD: a critical rule was not kept, or a pass mark missed. NOT_CHECKED: anything could not
    run, there was nothing to look at, or `left_out` rows were more than one check takes.
    """
    if any(rule.severity == "critical" or rule.mark < 1 for rule in report.missed):
        return Result.BAD
    if report.not_checked or not report.checked or left_out:
        return Result.NOT_CHECKED
    return Result.GOOD


def why_unchecked(report: Report, left_out: int = 0) -> str:
    """What could not be run and why, in Russian; empty if all was."""
    reasons = []
    if not report.rows:
        reasons.append(EMPTY)
    elif not report.checked and not report.not_checked:
        reasons.append("ни одно правило ни к одной строке не относится")
    if report.not_checked:
        rows = len({subject for subject, _, _ in report.not_checked})
        words = list(dict.fromkeys(why.rstrip(".") for _, _, why in report.not_checked))
        more = f" и ещё причин: {len(words) - _MOST_REASONS}" if len(words) > _MOST_REASONS else ""
        reasons.append(f"не проверено строк: {rows} ({'; '.join(words[:_MOST_REASONS])}{more})")
    if left_out:
        reasons.append(f"более ранних строк не проверено: {left_out}")
    return "; ".join(reasons)


def keep_validation(
    session: Session,
    office: Organisation,
    suite: str,
    scope: str,
    report: Report,
    *,
    audit_id: int | None = None,
    run: str | None = None,
    now: datetime,
    left_out: int = 0,
) -> Validation:
    """Keep one run of a suite; `scope`: a page's key or address, empty for the whole office.

    The same answer given again on the same local day, and of the same audit, moves the row's time
    and run, as `control.checks.keep_check` does: passes run every few minutes.
    """
    scope = scope[:_SCOPE_LIMIT]
    said = {
        "outcome": outcome_of(report, left_out),
        "why": why_unchecked(report, left_out),
        "rows": report.rows,
        "result": dict(report.record),
    }
    last = latest(session, office, suite, scope)
    if last is not None and _goes_on(office, last, said, audit_id, now):
        last.made_at, last.run = max(last.made_at, now), run
        return last
    made = Validation(
        organisation=office.key,
        suite=suite,
        scope=scope,
        audit_id=audit_id,
        run=run,
        made_at=now,
        **said,
    )
    session.add(made)
    session.flush()
    return made


def latest(
    session: Session, office: Organisation, suite: str, scope: str | None = None
) -> Validation | None:
    """The newest run of that suite, of any scope if none is named; None if it never ran."""
    query = select(Validation).filter_by(organisation=office.key, suite=suite)
    if scope is not None:
        query = query.filter_by(scope=scope)
    newest = query.order_by(Validation.made_at.desc(), Validation.id.desc()).limit(1)
    return session.scalars(newest).first()


def _goes_on(
    office: Organisation,
    last: Validation,
    said: Mapping[str, Any],
    audit_id: int | None,
    now: datetime,
) -> bool:
    return (
        last.audit_id == audit_id
        and all(getattr(last, name) == value for name, value in said.items())
        and office.local(last.made_at).date() == office.local(now).date()
    )
