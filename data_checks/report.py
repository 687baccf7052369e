"""From rules and their outcomes to a report in words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from data_checks.engine import Rule, run_rules
from data_checks.findings import CheckFinding, CheckReport


class Named(Protocol):
    """A row: whose post it is about and on which page."""

    @property
    def subject(self) -> str:
        """The subject's key."""

    @property
    def page(self) -> str:
        """The page's key."""


RowT = TypeVar("RowT", bound=Named)


@dataclass(frozen=True, slots=True)
class Measure:
    """What a rule saw in one row.

    `value` goes to the rule (None: not applicable, and then `why_not` says why, in Russian);
    `expected` and `found` are what a finding would show.
    """

    value: float | str | None
    expected: str = ""
    found: str = ""
    why_not: str = ""


def not_applicable(why: str) -> Measure:
    """A row that the rule cannot be applied to."""
    return Measure(None, why_not=why)


def report_on(
    rules: Sequence[tuple[Rule, Callable[[RowT], Measure]]], rows: Sequence[RowT]
) -> CheckReport:
    """Every rule applied to every row; findings in the order of rows, then of rules.

    No rows, no work: Great Expectations is not even imported.
    """
    measures = {rule.id: [measure(row) for row in rows] for rule, measure in rules}
    columns = {rule: [measure.value for measure in seen] for rule, seen in measures.items()}
    outcomes = run_rules([rule for rule, _ in rules], columns)
    findings: list[CheckFinding] = []
    not_checked: list[tuple[str, str, str]] = []
    checked = 0
    for position, row in enumerate(rows):
        applied = False
        for rule, _ in rules:
            seen, outcome = measures[rule.id][position], outcomes.get(rule.id)
            if seen.value is None or outcome is None or outcome.broken:
                why = seen.why_not or (outcome and outcome.broken) or "правило не выполнялось"
                not_checked.append((row.subject, rule.id, why))
                continue
            applied = True
            if position in outcome.bad_rows:
                findings.append(
                    CheckFinding(
                        rule.id,
                        rule.severity,
                        row.subject,
                        seen.expected,
                        seen.found,
                        rule.words,
                        row.page,
                    )
                )
        checked += applied
    ran = tuple(r.id for r, _ in rules if r.id in outcomes and not outcomes[r.id].broken)
    return CheckReport(tuple(findings), checked, ran, tuple(not_checked))
