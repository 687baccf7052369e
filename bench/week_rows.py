"""A town's year in the database: as many comments and posts as are asked for, the same each time.

Fifty weeks, of which the last is reported. It is always as lively (a fifth of all comments, at most
20,000); the others share the rest, so that only the past grows with the number.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bench.auditing import demo_office
from bench.bulk import Bulk
from bench.week_comments import Comments
from bench.week_posts import publish
from gospablik.organisation import Organisation

WEEKS, LIVELY = 50, 20_000
MONDAY = date(2026, 11, 23)
"""Of the reported week."""
_ZONE = timedelta(hours=9)
BEGAN = datetime(2026, 11, 23, tzinfo=UTC) - _ZONE - timedelta(weeks=WEEKS - 1)
"""Midnight of the first Monday in Yakutsk."""
NOW = BEGAN + timedelta(weeks=WEEKS, hours=9)
"""The morning after, when the letter is written."""


def town() -> Organisation:
    """The demo's organisation with four pages, run since the first of these weeks."""
    raw = demo_office().model_dump()
    raw["holidays"] = [
        {"year": year, "document": "для замера", "days": []} for year in (2025, 2026, 2027)
    ]
    raw["page"] = [_page(raw["page"][0], number) for number in range(4)]
    return Organisation.model_validate(raw)


def _page(first: dict[str, Any], number: int) -> dict[str, Any]:
    return {
        **first,
        "key": f"vk-{number}",
        "name": f"Страница «{'АБВГ'[number]}»",
        "group_id": first["group_id"] + number,
        "since": (BEGAN + _ZONE).date(),
    }


def fill(url: str, comments: int, posts: int) -> None:
    """All rows into an empty database."""
    office, bulk = town(), Bulk(url)
    pages = [page.key for page in office.page]
    published = publish(bulk, office, posts, BEGAN, WEEKS)
    writing = Comments(bulk, office, pages, last=NOW - timedelta(hours=9))
    numbers = iter(range(comments))
    for week, share in enumerate(shares(comments)):
        start = BEGAN + timedelta(weeks=week)
        for place in range(share):
            moment = start + timedelta(weeks=1) * place / share
            writing.write(next(numbers), moment, published[week])
    writing.end()
    bulk.close()


def shares(comments: int) -> Iterator[int]:
    """How many of the comments each week has."""
    lively = min(LIVELY, comments // 5)
    before = comments - lively
    for week in range(WEEKS - 1):
        yield before * (week + 1) // (WEEKS - 1) - before * week // (WEEKS - 1)
    yield lively
