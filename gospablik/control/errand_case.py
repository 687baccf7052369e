"""The form «Поручения»: its errands are kept in rows, so that a resumed run asks the same.

What was refused for good stands there, too, after the errands: nothing else asks about it.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.control.figures_actions import errand_of
from gospablik.control.model import OpenEnd
from gospablik.control.pointless import lost_its_point
from gospablik.moderation.questions import open_by_hand
from gospablik.organisation import Organisation
from gospablik.store.tables import Action, ErrandItem, Kind, Question, State, Topic
from gospablik.templates import plural

AT_ONCE = 12
"""Errands of one form; the rest comes in the next one."""


@dataclass(frozen=True, slots=True)
class ErrandOnForm:
    """One errand as the form shows it. `asks_address`: a post's number is read off its address;
    `refused`: no errand, but an action that ended refused.
    """

    position: int
    action_id: int
    errand: OpenEnd
    asks_address: bool
    refused: bool = False


@dataclass(frozen=True, slots=True)
class ErrandCase:
    """One form. `officials`: (key, title) of those who may say that a thing is done."""

    question_id: int
    round: int
    items: tuple[ErrandOnForm, ...]
    officials: tuple[tuple[str, str], ...]

    @property
    def words(self) -> str:
        """How many of each: «2 поручения, отклонённых действий: 1»."""
        refused = sum(item.refused for item in self.items)
        errands = len(self.items) - refused
        parts = [plural(errands, "поручение", "поручения", "поручений")] if errands else []
        return ", ".join([*parts, *([f"отклонённых действий: {refused}"] if refused else [])])


def open_form(session: Session, office: Organisation, run: str, now: datetime) -> int | None:
    """The question of that run, made if it has none; None if nothing waits for people.

    Errands first, the nearest term first; then what was refused, newest first. What waits for a
    suspended page is not asked about. Raises OfficeError when nobody is acting who may answer.
    """
    mine = session.scalar(
        select(Question.id).filter_by(organisation=office.key, topic=Topic.ERRANDS, run=run)
    )
    if mine is not None:
        return mine
    waiting = [action.id for action in _waiting(session, office, now)]
    if not waiting:
        return None
    question = open_by_hand(
        session,
        office,
        Topic.ERRANDS,
        run,
        now,
        lacking=f"Ждут поручения ({len(waiting)})",
        not_done="форма не показана.",
    )
    session.add_all(
        ErrandItem(question_id=question.id, position=place, action_id=action_id)
        for place, action_id in enumerate(waiting, 1)
    )
    session.flush()
    return question.id


def _waiting(session: Session, office: Organisation, now: datetime) -> list[Action]:
    away = office.suspended_keys(now)
    ours = select(Action).where(Action.organisation == office.key, Action.page.not_in(away))
    errands = session.scalars(
        ours.where(Action.state == State.ERRAND)
        .order_by(Action.do_by.is_(None), Action.do_by, Action.id)
        .limit(AT_ONCE)
    ).all()
    refused = session.scalars(
        ours.where(Action.state == State.REJECTED).order_by(Action.state_since.desc(), Action.id)
    )
    live = (action for action in refused if not lost_its_point(session, office, action))
    return [*errands, *islice(live, AT_ONCE - len(errands))]


def errand_case(session: Session, office: Organisation, question_id: int) -> ErrandCase:
    """The form, rebuilt from its rows; an errand that is closed meanwhile still has its place."""
    question = session.get_one(Question, question_id)
    rows = session.execute(
        select(ErrandItem, Action)
        .join(Action, Action.id == ErrandItem.action_id)
        .where(ErrandItem.question_id == question_id)
        .order_by(ErrandItem.position)
    )
    return ErrandCase(
        question_id,
        question.round,
        tuple(
            ErrandOnForm(
                item.position,
                action.id,
                in_local_time(office, errand_of(session, office, action)),
                asks_address=action.kind in (Kind.PUBLISH, Kind.REPOST),
                refused=action.state is State.REJECTED,
            )
            for item, action in rows
        ),
        tuple((key, office.official_by_key(key).title) for key in question.officials),
    )


def in_local_time(office: Organisation, errand: OpenEnd) -> OpenEnd:
    """The errand with its moments in the organisation's zone, for people."""
    return replace(
        errand,
        since=office.local(errand.since),
        do_by=office.local(errand.do_by) if errand.do_by else None,
    )
