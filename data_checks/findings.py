"""What a check gives back: plain values that may be stored, mailed and cross a task boundary."""

from dataclasses import dataclass
from typing import Literal

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
class CheckReport:
    """The outcome of one run of checks.

    `checked` counts rows that at least one rule was applied to; `rules` are the rules that did
    run; `not_checked` says (subject, rule, why in Russian) what was not, which is never «fine».
    """

    findings: tuple[CheckFinding, ...] = ()
    checked: int = 0
    rules: tuple[str, ...] = ()
    not_checked: tuple[tuple[str, str, str], ...] = ()

    @property
    def critical(self) -> tuple[CheckFinding, ...]:
        """The findings that stop a publication."""
        return tuple(finding for finding in self.findings if finding.severity == "critical")

    @property
    def fine(self) -> bool:
        """Nothing was found and nothing was left unchecked."""
        return not self.findings and not self.not_checked
