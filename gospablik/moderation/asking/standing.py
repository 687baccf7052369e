"""Whether a resident's question may still be answered, and what its author was answered before."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from gospablik.ledger import book
from gospablik.moderation.asking.topics import OTHER
from gospablik.moderation.asking.words import AGAIN
from gospablik.moderation.proof import may_act
from gospablik.moderation.reply_subjects import ANSWER
from gospablik.organisation import Organisation
from gospablik.store.answers import Answer, Closed, ResidentQuestion
from gospablik.store.comments import Comment, CommentVersion, Finding
from gospablik.store.ledger import Action, Kind, State
from gospablik.store.review import Ruling, Verdict

_CLOSED = {
    Closed.ANSWERED: "ответ уже выбран",
    Closed.BY_HAND: "страница уже ответила сама",
    Closed.ALREADY: "уже отмечено, что ответили",
    Closed.NOT_ASKED: "уже отмечено, что это не вопрос",
}
NOT_SENT = (State.CANCELLED, State.MISSED, State.REJECTED)
"""How the action of an answer ends that the resident surely never got."""


def gone_because(
    session: Session, office: Organisation, asked: ResidentQuestion, shown: int
) -> str | None:
    """Why nothing is to be answered to it any more, in Russian; None if it stands.

    `shown`: the wording (its row) that the form shows.
    """
    if asked.closed_how is not None:
        return _CLOSED[asked.closed_how]
    why = silenced_because(session, asked.comment)
    if why:
        return why
    newest = session.scalars(
        select(CommentVersion.id)
        .filter_by(comment_id=asked.comment_id)
        .order_by(CommentVersion.number.desc())
        .limit(1)
    ).one()
    if newest != shown:
        return "автор изменил текст"
    if session.scalar(select(in_review(shown))):
        return "о нём решает «Разбор нарушений»"
    if not may_act(office, asked.comment.page):
        return "страница в режиме «наблюдение» или приостановлена, программа на ней не отвечает"
    return None


def in_review(version: int | InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """A finding without a standing ruling, or a ruling that is no leave to answer."""
    standing = and_(Ruling.version_id == version, Ruling.annulled_at.is_(None))
    found = exists().where(Finding.version_id == version)
    refused = Ruling.verdict.in_((Verdict.REMOVE, Verdict.WARN))
    return or_(exists().where(standing, refused), and_(found, ~exists().where(standing)))


def silenced_because(session: Session, comment: Comment) -> str | None:
    """Why the page should write nothing below this comment, in Russian; None if it may."""
    if comment.gone_at is not None:
        return "комментария на странице больше нет"
    removed = session.scalars(
        select(Ruling.id)
        .filter_by(comment_id=comment.id, verdict=Verdict.REMOVE, annulled_at=None)
        .limit(1)
    ).first()
    return "комментарий решено удалить" if removed else None


def answered_before(session: Session, asked: ResidentQuestion, now: datetime) -> Answer | None:
    """The newest answer of the last two weeks to the same author about the same topic.

    What the ledger surely did not write does not count, nor does what is about no known topic: two
    such questions have nothing in common.
    """
    if asked.topic == OTHER:
        return None
    answers = session.scalars(
        select(Answer)
        .join(ResidentQuestion, ResidentQuestion.id == Answer.asked_id)
        .join(Comment, Comment.id == ResidentQuestion.comment_id)
        .where(
            Comment.author_id == asked.comment.author_id,
            ResidentQuestion.topic == asked.topic,
            Answer.asked_id != asked.id,
            Answer.made_at > now - AGAIN,
        )
        .order_by(Answer.made_at.desc(), Answer.id.desc())
    )
    for answer in answers:
        action = action_of(session, answer)
        if action is None or action.state not in NOT_SENT:
            return answer
    return None


def newer_answer(session: Session, answer: Answer) -> bool:
    """Whether the question was answered anew, since this answer was not sent."""
    newer = exists().where(Answer.asked_id == answer.asked_id, Answer.id > answer.id)
    return bool(session.scalar(select(newer)))


def action_of(session: Session, answer: Answer) -> Action | None:
    """The ledger's action that writes it."""
    return book.newest(
        session,
        organisation=answer.organisation,
        kind=Kind.REPLY,
        page=answer.asked.comment.page,
        subject=f"{ANSWER}{answer.id}",
    )
