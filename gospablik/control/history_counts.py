"""Eight weeks of what happened: one pass over each table, a column a week."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Select, String, case, cast, func, or_, select, true
from sqlalchemy.orm import Session

from gospablik.control.history_model import NONE, NOT_CHECKED, Series, Value
from gospablik.control.last_checks import first_of_all, last_good
from gospablik.control.rules import HARVEST, HARVEST_WHOLE
from gospablik.control.run_alarms import FAILED
from gospablik.control.window import Window
from gospablik.organisation import Organisation
from gospablik.store.tables import (
    Action,
    Alarm,
    Author,
    Comment,
    Decision,
    DecisionVerdict,
    Kind,
    Proposal,
    State,
)


def flows(session: Session, office: Organisation, windows: Sequence[Window]) -> list[Series]:
    """Comments, proposals, decisions, blocks and their ends, alarms about runs."""

    def row(key: str, words: str, moment: Any, page: Any, query: Select[Any]) -> Series:
        columns = [
            func.coalesce(func.sum(case((_of(window, moment, page), 1), else_=0)), 0)
            for window in windows
        ]
        (values,) = session.execute(query.with_only_columns(*columns)).all()
        return Series(key, words, tuple(int(value) for value in values))

    first = windows[0].since
    residents = Comment.author_id.not_in(
        select(Author.id).where(Author.organisation == office.key, Author.is_page.is_(True))
    )
    comments = select(Comment.id).where(
        Comment.organisation == office.key, residents, Comment.first_seen_at >= first
    )
    proposals = select(Proposal.id).where(Proposal.organisation == office.key)
    decisions = (
        select(Decision.id).join(Decision.proposal).where(Decision.organisation == office.key)
    )
    actions = select(Action.id).where(
        Action.organisation == office.key, Action.state == State.CONFIRMED
    )
    blocked = (
        select(Action.id)
        .where(
            Action.organisation == office.key,
            Action.kind == Kind.BLOCK,
            Action.page == Proposal.page,
            Action.state == State.CONFIRMED,
            Action.subject == cast(Decision.id, String),
        )
        .exists()
    )
    ended = decisions.where(
        Decision.verdict == DecisionVerdict.BLOCK,
        or_(Decision.ended_at.is_(None), Decision.ended_at >= Decision.until),
        blocked,
    )
    alarms = select(Alarm.id).where(
        Alarm.organisation == office.key, Alarm.subject.startswith(FAILED)
    )
    block, unblock = (actions.where(Action.kind == kind) for kind in (Kind.BLOCK, Kind.UNBLOCK))
    at_term = (
        select(Decision.id)
        .where(
            Decision.organisation == office.key,
            Action.subject == cast(Decision.id, String),
            Decision.until <= Action.state_since,
        )
        .exists()
    )
    since, page = Action.state_since, Action.page
    came = row("came", "комментариев пришло", Comment.first_seen_at, Comment.page, comments)
    return [
        replace(came, values=_where_read(session, office, windows, came.values)),
        row("proposed", "предложений о блокировке", Proposal.opened_at, Proposal.page, proposals),
        row("decided", "решений о блокировке", Decision.decided_at, Proposal.page, decisions),
        row("blocked", "авторов заблокировано", since, page, block),
        row("ended", "сроков блокировки вышло", Decision.until, Proposal.page, ended),
        row("unblocked", "блокировок снято раньше срока", since, page, unblock.where(~at_term)),
        row("alarms", "тревог о сбоях запусков", Alarm.raised_at, None, alarms),
    ]


def _of(window: Window, moment: Any, page: Any) -> ColumnElement[bool]:
    return window.holds(moment) & (true() if page is None else window.counts(page))


def _where_read(
    session: Session, office: Organisation, windows: Sequence[Window], came: Sequence[Value]
) -> tuple[Value, ...]:
    """No comments of a week in which a page's were not collected is no nought; before the first
    page is looked after, there are none to collect.
    """
    whole_since = first_of_all(session, office, HARVEST_WHOLE)
    began = min((office.start_of(page) for page in office.page), default=None)
    told: list[Value] = []
    for window, value in zip(windows, came, strict=True):
        if began is None or began > window.until:
            told.append(value or NONE)
        else:
            # Of weeks before whole readings were kept, any reading tells as much as can be known.
            rule = HARVEST_WHOLE if whole_since and whole_since <= window.until else HARVEST
            told.append(value or (0 if _collected(session, office, window, rule) else NOT_CHECKED))
    return tuple(told)


def _collected(session: Session, office: Organisation, window: Window, rule: str) -> bool:
    """Whether that was good in the week on each page that was run in it."""
    run = [
        page.key
        for page in office.page
        if window.tells_of(page.key) and office.start_of(page) <= window.until
    ]
    return bool(run) and all(
        last_good(session, office, rule, window.until, since=window.since, page=key) for key in run
    )
