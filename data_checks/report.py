"""From rules and their outcomes to a report in words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from data_checks.engine import Rule, RuleOutcome, run_rules
from data_checks.findings import CheckFinding, CheckReport, MissedRule
from data_checks.record import kept


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
    `expected` and `found` are what a finding would show. `beside`: the rule does not speak of such
    rows, so nothing is left unchecked.
    """

    value: float | str | None
    expected: str = ""
    found: str = ""
    why_not: str = ""
    beside: bool = False


BESIDE = Measure(None, beside=True)
"""A row that the rule does not speak of."""


def not_applicable(why: str) -> Measure:
    """A row that the rule cannot be applied to."""
    return Measure(None, why_not=why)


def report_on(
    rules: Sequence[tuple[Rule, Callable[[RowT], Measure]]],
    rows: Sequence[RowT],
    suite: str = "rules",
) -> CheckReport:
    """Every rule applied to every row; findings in the order of rows, then of rules.

    No rows, no work: Great Expectations is not even imported.
    """
    measures = {rule.id: [measure(row) for row in rows] for rule, measure in rules}
    columns = {rule: [measure.value for measure in seen] for rule, seen in measures.items()}
    answer = run_rules([rule for rule, _ in rules], columns, suite)
    outcomes = answer.outcomes
    bad = {rule: frozenset(outcome.bad_rows) for rule, outcome in outcomes.items()}
    findings: list[CheckFinding] = []
    not_checked: list[tuple[str, str, str]] = []
    checked = 0
    for position, row in enumerate(rows):
        applied = False
        for rule, _ in rules:
            seen, outcome = measures[rule.id][position], outcomes.get(rule.id)
            if seen.beside:
                continue
            if seen.value is None or outcome is None or outcome.broken:
                why = seen.why_not or (outcome and outcome.broken) or "правило не выполнялось"
                not_checked.append((row.subject, rule.id, why))
                continue
            applied = True
            if position in bad[rule.id]:
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
    tried = [rule.id for rule, _ in rules if rule.id in outcomes]
    broken = tuple(rule for rule in tried if outcomes[rule].broken)
    ran = tuple(rule for rule in tried if rule not in broken)
    return CheckReport(
        tuple(findings),
        checked,
        ran,
        tuple(not_checked),
        missed=_missed([rule for rule, _ in rules], outcomes),
        broken=broken,
        rows=len(rows),
        record=kept(answer.json, [rule.id for rule, _ in rules], findings),
    )


def _missed(rules: Sequence[Rule], outcomes: Mapping[str, RuleOutcome]) -> tuple[MissedRule, ...]:
    return tuple(
        MissedRule(
            rule.id,
            rule.severity,
            rule.words,
            outcome.applied - len(outcome.bad_rows),
            outcome.applied,
            rule.mostly,
        )
        for rule in rules
        if (outcome := outcomes.get(rule.id)) and outcome.missed
    )
