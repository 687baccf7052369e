"""Figures of the ledger: what was carried out and how we know, what is open, what broke a rule."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import Session

from gospablik.control.breaches import breaches_42, breaches_43, found_on_pages, unseen_blocks
from gospablik.control.model import ActionsWeek, Counted, Done, OpenEnd
from gospablik.control.pointless import lost_its_point
from gospablik.control.window import Window
from gospablik.letters import DUTY
from gospablik.moderation.links import one_line, page_of
from gospablik.moderation.reply_subjects import TOLD, action_words
from gospablik.organisation import Organisation
from gospablik.outcomes import ConfirmedBy
from gospablik.reconciliation.planned import planned_titles
from gospablik.store.tables import Action, Kind, PostEdit, State
from gospablik.templates import in_quotes

OF_POSTS = (Kind.PUBLISH, Kind.ATTACH, Kind.WITHDRAW)
"""Kinds whose subject is a post's row id."""
OPEN = (State.ERRAND, State.UNKNOWN, State.REJECTED)
_OF_REMOVALS = Action.subject.startswith(TOLD)
"""Answers that tell an author of a removal."""
UNFINISHED = (*OPEN, State.DUE, State.CLAIMED)
"""States in which an action is neither done nor dropped."""
STUCK = timedelta(hours=24)
"""Due for so long and not done: the ledger does not get to it."""
LETTERS = {
    "alarm": "тревога",
    "case": "предложение о блокировке",
    "decided": "принятое решение",
    "ended": "решение не действует",
    "lapsed": "дело закрыто без решения",
    "own-report": "контрольный отчёт самому себе",
    "plan": "план недели",
    "report": "контрольный отчёт",
    "trouble": "беда",
    "answer": "ответ на письмо",
    "undone": "отменённое решение",
    "unblock": "просьба о разблокировке",
    "urgent": "срочно посмотрите",
}
"""What a letter is about, by the topic of its mail action."""


def actions_week(
    session: Session, office: Organisation, window: Window, now: datetime
) -> ActionsWeek:
    """Everything about actions. Letters that were refused or missed are counted apart."""
    stuck = (Action.state == State.DUE) & (Action.not_before < now - STUCK)
    of_week = window.counts(Action.page) & window.holds(Action.state_since)
    open_ends = _ends(
        session, office, (Action.state.in_(OPEN) | stuck) & window.stands(Action.page)
    )
    missed = _ends(session, office, (Action.state == State.MISSED) & of_week)
    # Only what a person took back has something to press; see `book.cancel`.
    dropped = (Action.state == State.CANCELLED) & Action.press.is_not(None)
    letter = Kind.MAIL.words
    refused = (State.REJECTED.words, State.MISSED.words)
    mail_rejected = tuple(
        end for end in (*open_ends, *missed) if end.kind == letter and end.state in refused
    )
    return ActionsWeek(
        published=_done(session, office, Kind.PUBLISH, window),
        reposted=_done(session, office, Kind.REPOST, window),
        edited=_done(session, office, Kind.EDIT, window),
        withdrawn=_done(session, office, Kind.WITHDRAW, window),
        removals=_done(session, office, Kind.REMOVE, window),
        tellings=_done(session, office, Kind.REPLY, window, _OF_REMOVALS),
        blocks=_done(session, office, Kind.BLOCK, window),
        described=_done(session, office, Kind.DESCRIBE, window),
        letters=_done(session, office, Kind.MAIL, window),
        open_ends=tuple(end for end in open_ends if end.kind != letter or end.state not in refused),
        missed=tuple(end for end in missed if end.kind != letter),
        mail_rejected=mail_rejected,
        dropped=tuple(_ends(session, office, dropped & of_week)),
        breaches_42=breaches_42(session, office, window),
        breaches_43=breaches_43(session, office, window) + found_on_pages(session, office, window),
        unseen_blocks=unseen_blocks(session, office, window),
    )


def open_errands(session: Session, office: Organisation, now: datetime) -> list[OpenEnd]:
    """What waits for a person's hands, oldest first, with the whole text that is to be written.

    Without what waits for a suspended page: nobody can do that, see `suspension.suspended`.
    """
    away = office.suspended_keys(now)
    which = (Action.state == State.ERRAND) & Action.page.not_in(away)
    return _ends(session, office, which, whole=True)


def unfinished(session: Session, office: Organisation, page_key: str) -> tuple[int, int]:
    """How many errands, and how many other actions, of that page are neither done nor dropped."""
    which = Action.state.in_(UNFINISHED) & (Action.page == page_key)
    states = [end.state for end in _ends(session, office, which)]
    errands = states.count(State.ERRAND.words)
    return errands, len(states) - errands


def errand_of(session: Session, office: Organisation, action: Action) -> OpenEnd:
    """One errand with its whole text, whatever its state is by now."""
    return _end(office, action, _titles(session, [action]), whole=True)


def _done(
    session: Session,
    office: Organisation,
    kind: Kind,
    window: Window,
    which: ColumnElement[bool] = true(),  # noqa: B008 (an expression, never changed)
) -> Done:
    rows = session.execute(
        select(Action.confirmed_by, func.count())
        .where(
            Action.organisation == office.key,
            Action.kind == kind,
            Action.state == State.CONFIRMED,
            which,
            window.counts(Action.page),
            window.holds(Action.state_since),
        )
        .group_by(Action.confirmed_by)
    ).all()
    found: dict[ConfirmedBy | None, int] = {by: number for by, number in rows}  # noqa: C416 (typed)
    return Done(tuple(Counted(by.words, found.get(by, 0)) for by in ConfirmedBy))


def _ends(
    session: Session, office: Organisation, which: ColumnElement[bool], *, whole: bool = False
) -> list[OpenEnd]:
    rows = session.scalars(
        select(Action)
        .where(Action.organisation == office.key, which)
        .order_by(Action.state_since, Action.id)
    ).all()
    titles = _titles(session, rows)
    return [
        _end(office, action, titles, whole=whole)
        for action in rows
        if not lost_its_point(session, office, action)
    ]


def _titles(session: Session, actions: Sequence[Action]) -> dict[int, str]:
    """The news behind actions on posts, by the action's row id."""
    of = {a.id: int(a.subject) for a in actions if a.kind in OF_POSTS and a.subject.isdecimal()}
    edits = {a.id: int(a.subject) for a in actions if a.kind is Kind.EDIT}
    if edits:
        rows = session.execute(
            select(PostEdit.id, PostEdit.post_id).where(PostEdit.id.in_(edits.values()))
        )
        posts = {edit: post for edit, post in rows}  # noqa: C416 (typed)
        of |= {action: posts[edit] for action, edit in edits.items() if edit in posts}
    titles = planned_titles(session, list(of.values()))
    return {action: titles[post] for action, post in of.items() if post in titles}


def _end(
    office: Organisation, action: Action, titles: dict[int, str], *, whole: bool = False
) -> OpenEnd:
    press = action.press or ""
    return OpenEnd(
        kind=action_words(action),
        page=action.page,
        what=_what(office, action, titles) + (_where(office, action) if whole else ""),
        state=action.state.words,
        why=one_line(action.why or "", 300),
        link=action.link or "",
        # Below the first line stands the text of a reply, with a resident's name in it.
        press=press if whole else one_line(press.partition("\n")[0], 300),
        since=action.state_since,
        do_by=action.do_by,
    )


def _where(office: Organisation, action: Action) -> str:
    page = page_of(office, action.page)
    return f"; страница {in_quotes(office.named(page))}" if page else ""


def _what(office: Organisation, action: Action, titles: dict[int, str]) -> str:
    """The news of a post, the topic of a letter; else the row's number: no comment is quoted."""
    title = titles.get(action.id)
    if title:
        return f"{action.kind.words} «{title}»"
    if action.kind is Kind.MAIL:
        topic, _, rest = action.subject.partition(":")
        name = LETTERS.get(topic, topic)
        return f"письмо «{name}» для {_reader(office, rest.partition(':')[2])}"
    return f"{action_words(action)}, запись журнала № {action.id}"


def _reader(office: Organisation, key: str) -> str:
    try:
        return office.official_by_key(key).title
    except KeyError:
        return office.mail.duty if key == DUTY else key
