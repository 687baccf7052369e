"""Rows as a reconciliation leaves them. Keyword-only, sensible when left out."""

from datetime import datetime, timedelta
from itertools import count
from typing import Any

from sqlalchemy.orm import Session

from gospablik.store.control import Result
from gospablik.store.reconciliation import Audit, Compared, Standing, Validation
from tests.gospablik.control.factories import at

_numbers = count(1)
NOW = at(25, 17, 40)
SITE = (
    "Отключение воды\n\nВоду отключат 15 июля с 9:00 до 18:00 на улице Северной. Телефон 4-20-30."
)
POST = "Отключение воды\n\nВоду отключат 16 июля с 9:00 до 18:00 на улице Северной. Вход платный."


def span(text: str, words: str) -> list[int]:
    """Where the words stand."""
    begin = text.index(words)
    return [begin, begin + len(words)]


DIFFERENCES: list[dict[str, Any]] = [
    {"change": "изменено", "kind": "дата", "site": span(SITE, "15 июля"),
     "post": span(POST, "16 июля")},
    {"change": "утрачено", "kind": "телефон", "site": span(SITE, "4-20-30"), "post": None},
    {"change": "добавлено", "kind": "слова", "site": None, "post": span(POST, "платный")},
]  # fmt: skip


def audit(session: Session, *, ended: datetime | None = NOW, **values: Any) -> Audit:
    """An audit of two weeks that ended then."""
    until = ended or NOW
    made = Audit(
        **{
            "organisation": "zhatay", "page": "", "address": "", "ended_at": ended,
            "since": until - timedelta(days=14), "until": until,
            "began_at": until - timedelta(minutes=2),
            "items": 50, "covered": 47, "posts": 60, "faithful": 57, "unread": 0,
        } | values
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made


def compared(session: Session, of: Audit, **values: Any) -> Compared:
    """A post whose facts are not the site's."""
    n = next(_numbers)
    row = Compared(
        **{
            "organisation": "zhatay", "page": "vk", "subject": f"post:{n}", "audit_id": of.id,
            "standing": Standing.FACTS_DIFFER, "result": Result.BAD, "why": "",
            "item_id": None, "revision_id": None, "post_id": None,
            "address": f"https://vk.com/wall-101_{n}", "link": f"https://site.test/news/{n}",
            "title": "Отключение воды", "site_text": SITE, "live_text": POST,
            "differences": DIFFERENCES, "site_media": [], "live_media": [],
            "made_by": "программа", "published_at": at(24, 10), "first_seen_at": at(24, 17, 40),
            "seen_at": NOW,
        } | values
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row


def rule(words: str, *rows: str, success: bool, broken: bool = False) -> dict[str, Any]:
    """One rule's result, as it is kept of Great Expectations' answer."""
    return {
        "success": success,
        "expectation_config": {"description": words, "meta": {"rule": "r"}, "type": "t"},
        "result": {
            "unexpected_count": len(rows),
            "unexpected_rows": [
                {"subject": row, "page": "vk", "expected": "", "found": "не так"} for row in rows
            ],
        },
        "exception_info": {"raised_exception": broken},
    }


def validation(session: Session, of: Audit, *rules: dict[str, Any], **values: Any) -> Validation:
    """A run of the audit's suite."""
    row = Validation(
        **{
            "organisation": "zhatay", "suite": "audit", "scope": "", "audit_id": of.id,
            "outcome": Result.BAD, "why": "", "rows": 60, "run": None, "made_at": NOW,
            "result": {"results": list(rules)},
        } | values
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row
