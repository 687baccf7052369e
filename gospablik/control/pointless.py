"""Refused actions that nobody has to do anything about: what they were for is over."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.control.breaches import decision_of, ruling_of
from gospablik.letters import NO_POINT
from gospablik.moderation.evidence import evidence_now, other_block
from gospablik.organisation import Organisation
from gospablik.store.tables import Action, CommentVersion, Decision, Kind, Post, Ruling, State

CAME_TO_NOTHING = (State.REJECTED, State.MISSED, State.CANCELLED)


def lost_its_point(session: Session, office: Organisation, action: Action) -> bool:
    """Whether a refused action needs neither a hand nor another try.

    Letters that are out of date; removals whose ruling was annulled, whose comment is gone or was
    reworded (the new wording is judged by itself); posts to withdraw whose news are back; blocks
    whose term was over, whose decision was stopped or replaced, or whose evidence is no more what
    was decided on (a repeated violation is put before the head anew); ends of blocks whose author
    was blocked anew.
    """
    if action.state is not State.REJECTED:
        return False
    if action.kind is Kind.MAIL:
        return (action.why or "").startswith(NO_POINT)
    if action.kind is Kind.WITHDRAW:
        post = session.get(Post, int(action.subject))
        return post is not None and post.item.gone_again_at is None
    if action.kind is Kind.BLOCK:
        decision = decision_of(session, office, action)
        return decision is not None and _cannot_stand(session, decision, action)
    if action.kind is Kind.UNBLOCK:
        return _is_overtaken(session, office, action)
    ruling = ruling_of(session, office, action)
    if ruling is None:
        return False
    if ruling.annulled_at is not None:
        return True
    return action.kind is Kind.REMOVE and _is_of_the_past(session, ruling)


def _cannot_stand(session: Session, decision: Decision, action: Action) -> bool:
    if decision.ended:
        return True
    over = decision.until is not None and decision.until <= action.state_since
    return over or decision.evidence != evidence_now(session, decision.proposal)


def _is_overtaken(session: Session, office: Organisation, action: Action) -> bool:
    """Whether a block decided later is carried out or will be: its own end is ordered with it."""
    ended = decision_of(session, office, action)
    other = other_block(session, ended.id, action.state_since) if ended else None
    if other is None:
        return False
    state = session.scalar(
        select(Action.state).filter_by(organisation=office.key, kind=Kind.BLOCK, subject=str(other))
    )
    return state not in (None, *CAME_TO_NOTHING)


def _is_of_the_past(session: Session, ruling: Ruling) -> bool:
    newest = session.scalar(
        select(CommentVersion.id)
        .where(CommentVersion.comment_id == ruling.comment_id)
        .order_by(CommentVersion.number.desc())
        .limit(1)
    )
    return ruling.comment.gone_at is not None or newest != ruling.version_id
