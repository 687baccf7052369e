"""What the page was to write to the author beside what is about a ruling (clause 4.1)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.control.extract.actions import OnAction, action_facts
from gospablik.ledger import book
from gospablik.moderation.asking.standing import action_of
from gospablik.moderation.reply_subjects import TROUBLE
from gospablik.moderation.troubles.standing import found_words, kind_words
from gospablik.organisation import Organisation
from gospablik.store.answers import Answer, ResidentQuestion
from gospablik.store.comments import Comment
from gospablik.store.ledger import Kind
from gospablik.store.troubles import ToldTrouble

_SAID = {True: "решено ответить", False: "решено не отвечать", None: "ещё не решено, отвечать ли"}


@dataclass(frozen=True, slots=True)
class OnAnswer:
    """What was decided: to answer or not, and what was written.

    `about`: «вопрос жителя», or the trouble with the words in which it was found; `official` is
    empty and `decided_at` None while nobody has said anything. `action`: None where nothing is
    written.
    """

    about: str
    decision: str
    official: str
    decided_at: datetime | None
    action: OnAction | None


def answers_of(session: Session, office: Organisation, comment: Comment) -> Iterator[OnAnswer]:
    """The answers to a question in this comment, then those to the troubles that it tells of."""
    answers = select(Answer).join(ResidentQuestion, ResidentQuestion.id == Answer.asked_id)
    for answer in session.scalars(answers.where(ResidentQuestion.comment_id == comment.id)):
        action = action_of(session, answer)
        yield OnAnswer(
            about="вопрос жителя",
            decision=_SAID[True],
            official=office.title_of(answer.official),
            decided_at=office.local(answer.made_at),
            action=action_facts(office, action, answer.text) if action else None,
        )
    troubles = select(ToldTrouble).filter_by(comment_id=comment.id).order_by(ToldTrouble.id)
    for row in session.scalars(troubles):
        yield _of_trouble(session, office, row)


def _of_trouble(session: Session, office: Organisation, row: ToldTrouble) -> OnAnswer:
    action = book.newest(
        session,
        organisation=row.organisation,
        kind=Kind.REPLY,
        page=row.comment.page,
        subject=f"{TROUBLE}{row.id}",
    )
    return OnAnswer(
        about=f"беда: {kind_words(row.kind)} — {found_words(row)}",
        decision=_SAID[row.agreed],
        official=office.title_of(row.answered_by) if row.answered_by else "",
        decided_at=office.local(row.answered_at) if row.answered_at else None,
        action=action_facts(office, action, row.reply) if action else None,
    )
