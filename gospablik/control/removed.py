"""Pages that organisation.toml does not name (any more), though we have rows of them.

Nobody can judge them: norm, wording and first day stood in the file. They are in no number, as if
suspended, but without a document: so they are named, and what was not looked at is «не проверено».
"""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, func, select, union
from sqlalchemy.orm import Session

from gospablik.control import rules
from gospablik.control.figures_actions import UNFINISHED, unfinished
from gospablik.control.model import Removed, WeekFigures
from gospablik.control.page_seen import history
from gospablik.control.suspension import waiting_words
from gospablik.control.verdict import Issue, Level
from gospablik.control.window import NO_PAGE, Window
from gospablik.moderation.links import one_line
from gospablik.organisation import Organisation
from gospablik.store.planning import Unindexed
from gospablik.store.tables import (
    Action,
    Author,
    Check,
    Comment,
    Kind,
    PageCapture,
    Post,
    Proposal,
    ProposalStage,
    State,
)
from gospablik.templates import in_quotes, plural

_OF_PAGES = tuple(kind for kind in Kind if kind is not Kind.MAIL)
_READINGS = (rules.PAGE_READ, rules.LIVE_READ, rules.RIGHTS_READ, rules.BLOCKS_READ,
             rules.HARVEST_WHOLE)  # fmt: skip
"""Made of every page that is run, also of one where nothing happens."""
_TODO = (
    "Верните страницу в organisation.toml или приостановите её с основанием (suspended_from, "
    "suspended_because), тогда составьте отчёт снова."
)
Numbers = Mapping[str, int]


def removed(session: Session, office: Organisation, window: Window) -> tuple[Removed, ...]:
    """Each page outside the file with a row of the week or with anything open, by key."""
    posts, comments = _posts(session, office, window), _comments(session, office, window)
    of_week = {*posts, *comments, *_other_rows(session, office, window)}
    return tuple(
        Removed(
            _name(session, office, key),
            posts.get(key, 0),
            comments.get(key, 0),
            key in of_week,
            *unfinished(session, office, key),
        )
        for key in sorted(of_week | _open(session, office))
    )


def removed_words(page: Removed) -> str:
    """For the top of the letter: what is left out of it."""
    told = f"Страницы {page.name} нет в organisation.toml. {_left_out(page)}"
    return f"{told} {waiting_words(page)}".rstrip()


def not_in_file(figures: WeekFigures) -> list[Issue]:
    """A page that was run in the week and is named no more was not looked at."""
    return [
        Issue(
            Level.NOT_CHECKED,
            f"страница {page.name} не оценивается: за неделю о ней есть записи "
            f"({_numbers(page)}), а в organisation.toml её нет",
            _TODO,
        )
        for page in figures.removed
        if page.of_week
    ]


def _left_out(page: Removed) -> str:
    if not page.of_week:
        return "Открытое на ней не считается."
    return f"В числах и оценках её нет, за неделю не посчитано: {_numbers(page)}."


def _numbers(page: Removed) -> str:
    posts = plural(page.posts, "пост", "поста", "постов")
    return f"{posts}, {plural(page.comments, 'комментарий', 'комментария', 'комментариев')}"


def _name(session: Session, office: Organisation, key: str) -> str:
    seen = next(iter(history(session, office, key, 1)), None)
    return f"{key} ({in_quotes(one_line(seen.name))})" if seen and seen.name else key


def _elsewhere(office: Organisation, page: Any) -> ColumnElement[bool]:
    away: ColumnElement[bool] = page.not_in([*(one.key for one in office.page), NO_PAGE])
    return away


def _posts(session: Session, office: Organisation, window: Window) -> Numbers:
    """Posts and reposts."""
    posts = select(Post.page, func.count()).where(
        Post.organisation == office.key,
        Post.network_id.is_not(None),
        window.holds(Post.published_at),
        _elsewhere(office, Post.page),
    )
    reposts = select(Action.page, func.count()).where(
        Action.organisation == office.key,
        Action.kind == Kind.REPOST,
        Action.state == State.CONFIRMED,
        window.holds(Action.state_since),
        _elsewhere(office, Action.page),
    )
    found: Counter[str] = Counter()
    for query, page in ((posts, Post.page), (reposts, Action.page)):
        found.update({key: number for key, number in session.execute(query.group_by(page))})  # noqa: C416 (typed)
    return found


def _comments(session: Session, office: Organisation, window: Window) -> Numbers:
    """Residents' alone."""
    own = select(Author.id).where(Author.organisation == office.key, Author.is_page.is_(True))
    rows = session.execute(
        select(Comment.page, func.count())
        .where(
            Comment.organisation == office.key,
            Comment.author_id.not_in(own),
            window.holds(Comment.first_seen_at),
            _elsewhere(office, Unindexed(Comment.page)),
        )
        .group_by(Comment.page)
    )
    return {key: number for key, number in rows}  # noqa: C416 (typed)


def _other_rows(session: Session, office: Organisation, window: Window) -> set[str]:
    """Pages that anything was done on, or that were read."""
    actions = select(Action.page).where(
        Action.organisation == office.key,
        Action.kind.in_(_OF_PAGES),
        window.holds(Action.state_since),
        _elsewhere(office, Action.page),
    )
    readings = select(Check.page).where(
        Check.organisation == office.key,
        Check.rule.in_(_READINGS),
        window.holds(Check.checked_at),
        _elsewhere(office, Check.page),
    )
    captures = select(PageCapture.page).where(
        PageCapture.organisation == office.key,
        window.holds(PageCapture.captured_at),
        _elsewhere(office, PageCapture.page),
    )
    return set(session.scalars(union(actions, readings, captures)))


def _open(session: Session, office: Organisation) -> set[str]:
    """Pages with actions that are neither done nor dropped, or with a proposal to decide."""
    actions = select(Action.page).where(
        Action.organisation == office.key,
        Action.state.in_(UNFINISHED),
        _elsewhere(office, Action.page),
    )
    proposals = select(Proposal.page).where(
        Proposal.organisation == office.key,
        Proposal.stage == ProposalStage.OPEN,
        _elsewhere(office, Proposal.page),
    )
    return set(session.scalars(union(actions, proposals)))
