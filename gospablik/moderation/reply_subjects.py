"""What the page writes to residents, by how the subject of the ledger's REPLY action begins.

Before the number of the row: a removal is told of, one is taken back, a warning (4.2), trouble, an
answer to a question (4.1).
"""

from collections.abc import Collection
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.store.answers import Answer, ResidentQuestion
from gospablik.store.ledger import Kind
from gospablik.store.review import Ruling
from gospablik.store.troubles import ToldTrouble
from gospablik.store.undoing import Undoing

TOLD, UNDONE, WARNED = "told:", "undone:", "warned:"
TROUBLE, ANSWER = "trouble:", "answer:"
WORDS = {
    TOLD: Kind.REPLY.words,
    UNDONE: Kind.REPLY.words,
    WARNED: "предупреждение автору",
    TROUBLE: "ответ о беде",
    ANSWER: "ответ жителю",
}
"""All there are, and what each is called: «ответ автору» alone is about a removal."""


class _Known(Protocol):
    @property
    def kind(self) -> Kind: ...
    @property
    def subject(self) -> str: ...


def of_trouble(action: _Known) -> bool:
    """Whether it is the answer to a comment about trouble."""
    return action.kind is Kind.REPLY and action.subject.startswith(TROUBLE)


def of_question(action: _Known) -> bool:
    """Whether it is the answer to a resident's question."""
    return action.kind is Kind.REPLY and action.subject.startswith(ANSWER)


def of_warning(action: _Known) -> bool:
    """Whether it is a warning."""
    return action.kind is Kind.REPLY and action.subject.startswith(WARNED)


def to_resident(action: _Known) -> bool:
    """Whether it stands below a comment that stays: nobody is written to where that is gone."""
    return of_trouble(action) or of_question(action) or of_warning(action)


def action_words(action: _Known) -> str:
    """What is done, as an operator reads it: most of the page's words tell of no removal."""
    begins, colon, _ = action.subject.partition(":")
    known = WORDS if action.kind is Kind.REPLY else {}
    return known.get(begins + colon, action.kind.words)


def number_in(subject: str) -> int:
    """The number of the row in such a subject."""
    return int(subject.partition(":")[2])


def subjects_about(session: Session, comments: Collection[int]) -> list[str]:
    """Every subject that a word about these comments (their rows) may have."""
    rulings = select(Ruling.id).where(Ruling.comment_id.in_(comments))
    asked = select(ResidentQuestion.id).where(ResidentQuestion.comment_id.in_(comments))
    rows = {
        TOLD: rulings,
        UNDONE: select(Undoing.id).where(Undoing.ruling_id.in_(rulings)),
        WARNED: rulings,
        TROUBLE: select(ToldTrouble.id).where(ToldTrouble.comment_id.in_(comments)),
        ANSWER: select(Answer.id).where(Answer.asked_id.in_(asked)),
    }
    return [f"{begins}{row}" for begins in WORDS for row in session.scalars(rows[begins])]
