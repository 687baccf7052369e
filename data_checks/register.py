"""The register's invariants: no removal without a ruling, its ground and a sealed proof (clause
4.2), no block without an authorised decision and two standing violations (clause 4.3).
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from data_checks.engine import Rule
from data_checks.findings import CheckReport
from data_checks.report import BESIDE, Measure, not_applicable, report_on
from gospablik.control.register_rows import BlockRow, RegisterRow, RemovalRow

REGISTER = "register"
_VIOLATIONS = 2


def check_register(rows: Sequence[RegisterRow]) -> CheckReport:
    """The suite over the register; each kind of row is held to its own rules."""
    return report_on(_RULES, rows, REGISTER)


def _ruling(row: RegisterRow) -> Measure:
    if not isinstance(row, RemovalRow):
        return BESIDE
    return Measure(int(row.ruled_at is None), "решение специалиста об удалении", "решения нет")


def _ground(row: RegisterRow) -> Measure:
    if not isinstance(row, RemovalRow) or row.ruled_at is None:
        return BESIDE
    return Measure(int(not row.ground), "основание по пункту 4.2", "основания нет")


def _proof(row: RegisterRow) -> Measure:
    if not isinstance(row, RemovalRow):
        return BESIDE
    found = row.broken or "доказательства нет"
    return Measure(
        int(row.sealed_at is None or bool(row.broken)), "запечатанное доказательство", found
    )


def _removal_order(row: RegisterRow) -> Measure:
    if not isinstance(row, RemovalRow) or row.ruled_at is None or row.sealed_at is None:
        return BESIDE
    early = row.ruled_at > row.sealed_at or row.sealed_at > row.ordered_at
    found = (
        f"решение {_moment(row.ruled_at)}, доказательство {_moment(row.sealed_at)},"
        f" удаление назначено {_moment(row.ordered_at)}"
    )
    return Measure(int(early), "решение, потом доказательство, потом удаление", found)


def _decision(row: RegisterRow) -> Measure:
    if not isinstance(row, BlockRow):
        return BESIDE
    return Measure(int(row.decided_at is None), "решение о блокировке", "решения нет")


def _authority(row: RegisterRow) -> Measure:
    if not isinstance(row, BlockRow) or row.decided_at is None:
        return BESIDE
    if row.unknown:
        return not_applicable(row.unknown)
    return Measure(
        int(bool(row.flaw)), "Глава или заместитель при полномочиях в день решения", row.flaw
    )


def _violations(row: RegisterRow) -> Measure:
    if not isinstance(row, BlockRow) or row.decided_at is None:
        return BESIDE
    return Measure(
        row.violations,
        f"нарушений, действовавших в час решения, не меньше {_VIOLATIONS}",
        f"действовало {row.violations}",
    )


def _block_order(row: RegisterRow) -> Measure:
    if not isinstance(row, BlockRow) or row.decided_at is None:
        return BESIDE
    early = row.decided_at > row.ordered_at
    found = f"решение {_moment(row.decided_at)}, блокировка назначена {_moment(row.ordered_at)}"
    return Measure(int(early), "решение прежде блокировки", found)


def _moment(at: datetime) -> str:
    return f"{at:%d.%m.%Y %H:%M:%S %Z}"


_RULES: list[tuple[Rule, Callable[[RegisterRow], Measure]]] = [
    (
        Rule("register-ruling", "critical", "Удалению предшествует решение специалиста (п. 4.2)."),
        _ruling,
    ),
    (Rule("register-ground", "critical", "Решение называет основание (п. 4.2)."), _ground),
    (Rule("register-proof", "critical", "Удалённое запечатано как доказательство."), _proof),
    (
        Rule(
            "register-removal-order",
            "critical",
            "Доказательство запечатано прежде, чем назначено удаление.",
        ),
        _removal_order,
    ),
    (
        Rule(
            "register-decision",
            "critical",
            "Блокировке предшествует решение о блокировке (п. 4.3).",
        ),
        _decision,
    ),
    (
        Rule(
            "register-authority",
            "critical",
            "О блокировке решают Глава или заместитель, чьи полномочия действуют (п. 4.3).",
        ),
        _authority,
    ),
    (
        Rule(
            "register-violations",
            "critical",
            "Блокируют за два и более нарушения (п. 4.3).",
            "ExpectNoLess",
            {"min_value": _VIOLATIONS},
        ),
        _violations,
    ),
    (
        Rule(
            "register-block-order",
            "critical",
            "Решение принято прежде, чем назначена блокировка (п. 4.3).",
        ),
        _block_order,
    ),
]
