"""What a check gives back: plain values that may be stored, mailed and cross a task boundary."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Severity = Literal["critical", "warning"]


@dataclass(frozen=True, slots=True)
class CheckFinding:
    """One rule broken by one row. `words`, `expected` and `found` are Russian, for people.

    `page` is the page's key; `critical` keeps a post from being published.
    """

    rule: str
    severity: Severity
    subject: str
    expected: str
    found: str
    words: str
    page: str = ""


@dataclass(frozen=True, slots=True)
class MissedRule:
    """A rule that more rows broke than its pass mark (`mark`, a share from 0 to 1) allows.

    `kept` of `applied` rows kept it; `words` is the rule as people read it.
    """

    rule: str
    severity: Severity
    words: str
    kept: int
    applied: int
    mark: float = 1.0


@dataclass(frozen=True, slots=True)
class CheckReport:
    """The outcome of one run of checks.

    `checked` counts rows that at least one rule was applied to, of `rows`; `rules` are the rules
    that did run; `not_checked` says (subject, rule, why in Russian) what was not, which is never
    «fine». `missed`: rules that were not kept as a whole; `broken`: rules that Great Expectations
    could not run. `record`: what Great Expectations
    answered, made by `record.kept`; empty if it was not needed.
    """

    findings: tuple[CheckFinding, ...] = ()
    checked: int = 0
    rules: tuple[str, ...] = ()
    not_checked: tuple[tuple[str, str, str], ...] = ()
    missed: tuple[MissedRule, ...] = ()
    broken: tuple[str, ...] = ()
    rows: int = 0
    record: Mapping[str, Any] = field(default_factory=dict)

    @property
    def critical(self) -> tuple[CheckFinding, ...]:
        """The findings that stop a publication."""
        return tuple(finding for finding in self.findings if finding.severity == "critical")

    @property
    def fine(self) -> bool:
        """Nothing was found and nothing was left unchecked."""
        return not self.findings and not self.not_checked
