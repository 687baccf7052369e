"""A suite's run is kept once a day for the same answer, and never passes for what it is not."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from gospablik.reconciliation.validations import (
    EMPTY,
    keep_validation,
    latest,
    outcome_of,
    why_unchecked,
)
from gospablik.store.session import Store
from gospablik.store.tables import Result, Validation
from tests.gospablik.control.factories import at, office

HOUSE = office()
NOW = at(25)


@dataclass(frozen=True)
class Missed:
    severity: str = "critical"
    mark: float = 1.0


@dataclass(frozen=True)
class Report:
    rows: int = 3
    checked: int = 3
    missed: tuple[Missed, ...] = ()
    not_checked: tuple[tuple[str, str, str], ...] = ()
    record: dict[str, Any] = field(default_factory=lambda: {"success": True, "share": 0.5})


UNREAD = (("1", "a", "Не прочитано."), ("1", "b", "Не прочитано."), ("2", "a", "Другое"))


@pytest.mark.parametrize(
    ("report", "left_out", "outcome", "why"),
    [
        (Report(), 0, Result.GOOD, ""),
        (Report(missed=(Missed("warning"),)), 0, Result.GOOD, ""),
        (Report(missed=(Missed(),)), 0, Result.BAD, ""),
        (Report(missed=(Missed("warning", 0.95),)), 0, Result.BAD, ""),
        (Report(missed=(Missed(),), not_checked=UNREAD), 0, Result.BAD,
         "не проверено строк: 2 (Не прочитано; Другое)"),
        (Report(not_checked=UNREAD[:1]), 0, Result.NOT_CHECKED,
         "не проверено строк: 1 (Не прочитано)"),
        (Report(rows=0, checked=0), 0, Result.NOT_CHECKED, EMPTY),
        (Report(checked=0), 0, Result.NOT_CHECKED,
         "ни одно правило ни к одной строке не относится"),
        (Report(), 2, Result.NOT_CHECKED, "более ранних строк не проверено: 2"),
    ],
)  # fmt: skip
def test_outcomes(report: Report, left_out: int, outcome: Result, why: str) -> None:
    assert (outcome_of(report, left_out), why_unchecked(report, left_out)) == (outcome, why)


def test_only_the_first_reasons_are_told() -> None:
    many = tuple((str(n), "a", f"причина {n}") for n in range(7))
    assert why_unchecked(Report(not_checked=many)).endswith("причина 4 и ещё причин: 2)")


def test_the_same_answer_of_a_day_is_one_row_and_another_answer_is_another(store: Store) -> None:
    with store.write() as session:

        def keep(report: Report, minutes: int = 0, scope: str = "vk") -> Validation:
            return keep_validation(
                session, HOUSE, "gate", scope, report, run=f"run-{minutes}",
                now=NOW + timedelta(minutes=minutes),
            )  # fmt: skip

        first = keep(Report())
        assert keep(Report(), 15).id == first.id
        assert (first.made_at, first.run) == (NOW + timedelta(minutes=15), "run-15")
        assert keep(Report(), 15, "ok").id != first.id
        second = keep(Report(missed=(Missed(),)), 30)
        again = keep(Report(), 45)
        tomorrow = keep(Report(), 24 * 60)
        assert len({first.id, second.id, again.id, tomorrow.id}) == 4
    with store.read() as session:
        newest = latest(session, HOUSE, "gate")
        assert newest
        assert (newest.id, newest.rows, newest.outcome) == (tomorrow.id, 3, Result.GOOD)
        assert newest.result == {"success": True, "share": 0.5}
        other = latest(session, HOUSE, "gate", "ok")
        assert other
        assert other.scope == "ok"
        assert latest(session, HOUSE, "register") is None
