"""Eight weeks of what the specialist ruled, and how soon after the detector pointed at it."""

from collections.abc import Sequence
from datetime import datetime
from statistics import median
from typing import NamedTuple

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from gospablik.control.history_model import NONE, Series, Value
from gospablik.control.window import Window
from gospablik.organisation import Organisation
from gospablik.regulation import Ground
from gospablik.store.tables import Comment, Finding, Ruling, Verdict


class _Made(NamedTuple):
    page: str
    verdict: Verdict
    ground: Ground | None
    made_at: datetime
    annulled_at: datetime | None
    found_at: datetime | None


def rulings(session: Session, office: Organisation, windows: Sequence[Window]) -> list[Series]:
    """Rulings in all, the median of their hours, kept, removed by ground, annulled."""
    rows = _rows(session, office, windows[0].since)
    by_week = [[r for r in rows if _within(w, r.page, r.made_at)] for w in windows]

    def row(key: str, words: str, *, verdict: Verdict, ground: Ground | None = None) -> Series:
        values = [
            sum(r.verdict is verdict and (ground is None or r.ground is ground) for r in week)
            for week in by_week
        ]
        return Series(key, words, tuple(values))

    annulled = tuple(
        sum(_within(window, r.page, r.annulled_at) for r in rows) for window in windows
    )
    return [
        Series("ruled", "комментариев разобрано", tuple(map(len, by_week))),
        Series("hours", "от срабатывания до решения, часов (медиана)", _hours(by_week)),
        row("kept", "решено оставить", verdict=Verdict.KEEP),
        row("to-answer", "решено ответить", verdict=Verdict.ANSWER),
        row("warned", "решено предупредить", verdict=Verdict.WARN),
        *(
            row(f"removed-{g}", f"решено удалить: {g.words}", verdict=Verdict.REMOVE, ground=g)
            for g in Ground
        ),
        Series("annulled", "решений отменено", annulled),
    ]


def _rows(session: Session, office: Organisation, since: datetime) -> list[_Made]:
    found = (
        select(func.min(Finding.found_at))
        .where(Finding.version_id == Ruling.version_id)
        .scalar_subquery()
    )
    rows = session.execute(
        select(
            Comment.page, Ruling.verdict, Ruling.ground, Ruling.made_at, Ruling.annulled_at, found
        )
        .join(Ruling.comment)
        .where(
            Ruling.organisation == office.key,
            or_(Ruling.made_at >= since, Ruling.annulled_at >= since),
        )
    )
    return [_Made(*row) for row in rows]


def _within(window: Window, page: str, moment: datetime | None) -> bool:
    return moment is not None and window.since <= moment <= window.until and window.tells_of(page)


def _hours(by_week: Sequence[Sequence[_Made]]) -> tuple[Value, ...]:
    """Whole hours; a comment that nothing pointed at has none."""
    values: list[Value] = []
    for week in by_week:
        took = [(r.made_at - r.found_at).total_seconds() for r in week if r.found_at]
        values.append(int(median(took) // 3600) if took else NONE)
    return tuple(values)
