"""Tables: questions put to people, what they ruled, and the sealed proof."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from gospablik.regulation import Ground
from gospablik.store.base import Base, Word
from gospablik.store.comments import Comment, CommentVersion


class Topic(StrEnum):
    """What a question is about: which flow asks it."""

    REVIEW = "review"
    BLOCK = "block"
    ERRANDS = "errands"
    DESCRIBE = "describe"
    HELD = "held"
    GONE = "gone"
    WORDS = "words"
    UNDO = "undo"
    STOP = "stop"
    DOCUMENT = "document"
    THRESHOLDS = "thresholds"
    TROUBLE = "trouble"
    ANSWER = "answer"
    UNBLOCK = "unblock"
    EXPLAIN = "explain"


class Stage(StrEnum):
    """Where a question stands."""

    OPEN = "open"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


class Verdict(StrEnum):
    """What the specialist may say of a comment. «Позже» is no verdict and leaves no row.

    All but REMOVE leave it where it is and are no violation: ANSWER puts it into the queue of
    questions, WARN has the page write a warning to its author.
    """

    KEEP = "keep"
    REMOVE = "remove"
    ANSWER = "answer"
    WARN = "warn"

    @property
    def words(self) -> str:
        """«оставлен», «удалён»…: what was decided of a comment, in Russian."""
        return _VERDICTS[self]

    @property
    def choice(self) -> str:
        """«оставить», «удалить»…: what the specialist chose."""
        return _CHOICES[self]


_CHOICES = {
    Verdict.KEEP: "оставить",
    Verdict.REMOVE: "удалить",
    Verdict.ANSWER: "ответить",
    Verdict.WARN: "предупредить",
}
_VERDICTS = {
    Verdict.KEEP: "оставлен",
    Verdict.REMOVE: "удалён",
    Verdict.ANSWER: "оставлен, нужен ответ",
    Verdict.WARN: "оставлен, автор предупреждён",
}


class Question(Base):
    """A question to people. The form is rebuilt from this row alone, at every replay the same."""

    __tablename__ = "question"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation: Mapped[str] = mapped_column(String(31))
    topic: Mapped[Topic] = mapped_column(Word(Topic))
    round: Mapped[int] = mapped_column(default=1)
    stage: Mapped[Stage] = mapped_column(Word(Stage), default=Stage.OPEN)
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposal.id"))
    officials: Mapped[list[str]]
    asked_at: Mapped[datetime]
    until: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_because: Mapped[str | None] = mapped_column(Text)
    answered_by: Mapped[str | None] = mapped_column(String(31))
    run: Mapped[str | None] = mapped_column(String(64))
    comments: Mapped[list["Reservation"]] = relationship(order_by="Reservation.position")


class Reservation(Base):
    """A comment's place in a question. While it is held, no other open form shows the comment."""

    __tablename__ = "reservation"
    __table_args__ = (UniqueConstraint("question_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"))
    position: Mapped[int]
    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"))
    version_id: Mapped[int] = mapped_column(ForeignKey("comment_version.id"))
    released_at: Mapped[datetime | None]
    comment: Mapped[Comment] = relationship()
    version: Mapped[CommentVersion] = relationship()


class ErrandItem(Base):
    """An errand's place in a form; the action itself tells what became of it."""

    __tablename__ = "errand_item"
    __table_args__ = (UniqueConstraint("question_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"))
    position: Mapped[int]
    action_id: Mapped[int] = mapped_column(ForeignKey("action.id"))


class Ruling(Base):
    """What a specialist decided of one wording of one comment (clause 4.2)."""

    __tablename__ = "ruling"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation: Mapped[str] = mapped_column(String(31))
    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("comment_version.id"))
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"))
    verdict: Mapped[Verdict] = mapped_column(Word(Verdict))
    ground: Mapped[Ground | None] = mapped_column(Word(Ground))
    reason: Mapped[str] = mapped_column(Text)
    official: Mapped[str] = mapped_column(String(31))
    made_at: Mapped[datetime]
    annulled_at: Mapped[datetime | None]
    annulled_by: Mapped[str | None] = mapped_column(String(31))
    comment: Mapped[Comment] = relationship()
    version: Mapped[CommentVersion] = relationship()


class Proof(Base):
    """A seal in the organisation's chain. `statement` is canonical JSON; `seal` its SHA-256."""

    __tablename__ = "proof"
    __table_args__ = (
        UniqueConstraint("organisation", "number"),
        UniqueConstraint("organisation", "previous"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation: Mapped[str] = mapped_column(String(31))
    number: Mapped[int]
    ruling_id: Mapped[int] = mapped_column(ForeignKey("ruling.id"), unique=True)
    statement: Mapped[str] = mapped_column(Text)
    seal: Mapped[str] = mapped_column(String(64))
    previous: Mapped[str] = mapped_column(String(64))
    sealed_at: Mapped[datetime]


class ProofContent(Base):
    """What was sealed, and its salt: apart from the chain, so that both can be erased together."""

    __tablename__ = "proof_content"

    proof_id: Mapped[int] = mapped_column(ForeignKey("proof.id"), primary_key=True)
    salt: Mapped[str] = mapped_column(String(64))
    content: Mapped[dict[str, Any]]
