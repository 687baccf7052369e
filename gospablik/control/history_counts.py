"""Eight weeks of what happened: one pass over each table, a column a week."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, String, case, cast, func, select, true
from sqlalchemy.orm import Session

from gospablik.control.history_model import Series
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
    ended = decisions.where(Decision.verdict == DecisionVerdict.BLOCK, blocked)
    alarms = select(Alarm.id).where(
        Alarm.organisation == office.key, Alarm.subject.startswith("run:")
    )
    block, unblock = (actions.where(Action.kind == kind) for kind in (Kind.BLOCK, Kind.UNBLOCK))
    since, page = Action.state_since, Action.page
    return [
        row("came", "комментариев пришло", Comment.first_seen_at, Comment.page, comments),
        row("proposed", "предложений о блокировке", Proposal.opened_at, Proposal.page, proposals),
        row("decided", "решений о блокировке", Decision.decided_at, Proposal.page, decisions),
        row("blocked", "авторов заблокировано", since, page, block),
        row("ended", "сроков блокировки вышло", Decision.until, Proposal.page, ended),
        row("unblocked", "блокировок снято раньше срока", since, page, unblock),
        row("alarms", "тревог о сбоях запусков", Alarm.raised_at, None, alarms),
    ]


def _of(window: Window, moment: Any, page: Any) -> ColumnElement[bool]:
    return window.holds(moment) & (true() if page is None else window.counts(page))
