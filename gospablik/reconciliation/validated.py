"""What Great Expectations said of an audit, for people: what failed, what could not run."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.moderation.links import page_name
from gospablik.organisation import Organisation
from gospablik.store.control import Result
from gospablik.store.reconciliation import Validation

SUITES = {
    "gate": "проверка перед публикацией",
    "audit": "сверка постов",
    "pages": "таблица страниц",
    "comments": "таблица комментариев",
    "register": "журнал удалений и блокировок",
}
"""The suites as people call them."""
_MOST_ROWS = 5


@dataclass(frozen=True, slots=True)
class RuleSeen:
    """A rule by its Russian sentence, how many rows broke it and the first of them in words."""

    words: str
    bad: int
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Validated:
    """One run of a suite. `rules`: how many it has; `broken`: sentences of those that could not
    run, which is not the same as failed; `why`: in Russian what could not be run.
    """

    suite: str
    scope: str
    outcome: Result
    why: str
    rows: int
    rules: int
    failed: tuple[RuleSeen, ...]
    broken: tuple[str, ...]
    made_at: datetime

    @property
    def outcome_words(self) -> str:
        """«пройдена», «не пройдена», «НЕ ПРОВЕРЕНО»."""
        words = {"good": "пройдена", "bad": "не пройдена", "not_checked": "НЕ ПРОВЕРЕНО"}
        return words[self.outcome]


def validated(session: Session, office: Organisation, audit_id: int) -> tuple[Validated, ...]:
    """The runs that belong to an audit, the earliest first."""
    found = session.scalars(
        select(Validation)
        .where(Validation.organisation == office.key, Validation.audit_id == audit_id)
        .order_by(Validation.made_at, Validation.id)
    )
    return tuple(_read(office, row) for row in found)


def subject_words(subject: str) -> str:
    """The key of a row as people read it: «пост 14» for «post:14»."""
    kind, _, number = subject.partition(":")
    words = {"post": "пост", "item": "новость, запись №", "comment": "комментарий, запись №"}
    return f"{words[kind]} {number}" if kind in words and number else subject


def _read(office: Organisation, row: Validation) -> Validated:
    results: Sequence[dict[str, Any]] = row.result.get("results") or ()
    broken = [one for one in results if _could_not_run(one)]
    failed = [one for one in results if not (_could_not_run(one) or one.get("success"))]
    return Validated(
        suite=SUITES.get(row.suite, row.suite),
        scope=page_name(office, row.scope) if row.scope else "",
        outcome=row.outcome,
        why=row.why,
        rows=row.rows,
        rules=len(results),
        failed=tuple(map(_rule, failed)),
        broken=tuple(map(_name, broken)),
        made_at=row.made_at,
    )


def _could_not_run(result: dict[str, Any]) -> bool:
    """A rule that broke has its exceptions keyed by metric and no `raised_exception` at all."""
    return bool((result.get("exception_info") or {}).get("raised_exception", True))


def _rule(result: dict[str, Any]) -> RuleSeen:
    seen = result.get("result") or {}
    rows = seen.get("unexpected_rows") or ()
    first = tuple(f"{subject_words(row['subject'])}: {row['found']}" for row in rows[:_MOST_ROWS])
    return RuleSeen(_name(result), int(seen.get("unexpected_count") or len(rows)), first)


def _name(result: dict[str, Any]) -> str:
    """The rule's Russian sentence, else its name."""
    config = result.get("expectation_config") or {}
    meta = config.get("meta") or {}
    return str(config.get("description") or meta.get("rule") or config.get("type") or "правило")
