"""Tables: what residents ask the administration, and what it answered (clause 4.1)."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from gospablik.store.base import Base, Word
from gospablik.store.comments import Comment, CommentVersion


class Closed(StrEnum):
    """How a resident's question left the queue.

    ANSWERED: a specialist chose the answer that the ledger writes; BY_HAND: the page itself wrote;
    ALREADY: a specialist says that it is answered; NOT_ASKED: that it is no question.
    """

    ANSWERED = "answered"
    BY_HAND = "by_hand"
    ALREADY = "already"
    NOT_ASKED = "not_asked"


class ResidentQuestion(Base):
    """A comment that asks. One row a comment; an edit that still asks is the same question.

    `version_id`: the wording that asks; `topic`: a key of `asking.toml`; `asked_at`: since when the
    resident waits; `ruled_at`: when a specialist said so in «Разбор нарушений», if one did.
    """

    __tablename__ = "resident_question"
    __table_args__ = (
        UniqueConstraint("comment_id"),
        Index("ix_resident_question_asked", "organisation", "asked_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation: Mapped[str] = mapped_column(String(31))
    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"))
    version_id: Mapped[int] = mapped_column(ForeignKey("comment_version.id"))
    topic: Mapped[str] = mapped_column(String(16))
    asked_at: Mapped[datetime]
    ruled_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    closed_how: Mapped[Closed | None] = mapped_column(Word(Closed))
    comment: Mapped[Comment] = relationship()
    version: Mapped[CommentVersion] = relationship()

    @property
    def since(self) -> datetime:
        """What the page wrote before this moment is no answer to it."""
        return max(self.asked_at, self.ruled_at or self.asked_at)


class Answer(Base):
    """What a specialist chose to answer; the action `answer:<id>` writes it.

    A question has another one only if the one before was never sent. `text`: the whole answer, kept
    because it is looked for by its words; `template`: a key of `moderation.asking.ready`;
    `question_id`: the form.
    """

    __tablename__ = "answer"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation: Mapped[str] = mapped_column(String(31))
    asked_id: Mapped[int] = mapped_column(ForeignKey("resident_question.id"), index=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"))
    template: Mapped[str] = mapped_column(String(16))
    text: Mapped[str] = mapped_column(Text)
    official: Mapped[str] = mapped_column(String(31))
    made_at: Mapped[datetime]
    asked: Mapped[ResidentQuestion] = relationship()
