"""Table: requests to give access back before a block's term is over, and the answers (4.3)."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Date, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from gospablik.store.base import Base, Word
from gospablik.store.decisions import Decision


class Came(StrEnum):
    """How a request reached the office; the value is what people read."""

    MAIL = "электронная почта"
    PAPER = "письмо или заявление на бумаге"
    CALL = "звонок или приём"
    COMMENT = "комментарий или сообщение в сети"


class UnblockAnswer(StrEnum):
    """What the head or a deputy answered; the value is what people read.

    OVERTAKEN: nobody had, when the decision held no more.
    """

    LIFT = "снять блокировку"
    KEEP = "оставить в силе"
    OVERTAKEN = "решение уже не действует"


class UnblockRequest(Base):
    """One request about one decision. `asker`, `words`: a resident's name and words, no markup.

    `asked_on`: the day it came, of the organisation's calendar. `answer`: None while nobody has
    answered.
    """

    __tablename__ = "unblock_request"
    __table_args__ = (Index("ix_unblock_request_decision", "decision_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation: Mapped[str] = mapped_column(String(31))
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"))
    asker: Mapped[str] = mapped_column(Text)
    came: Mapped[Came] = mapped_column(Word(Came))
    asked_on: Mapped[date] = mapped_column(Date)
    words: Mapped[str] = mapped_column(Text)
    entered_by: Mapped[str] = mapped_column(String(31))
    run: Mapped[str] = mapped_column(String(64), unique=True)
    question_id: Mapped[int | None] = mapped_column(ForeignKey("question.id"), unique=True)
    answer: Mapped[UnblockAnswer | None] = mapped_column(Word(UnblockAnswer))
    reason: Mapped[str] = mapped_column(Text, default="")
    answered_by: Mapped[str | None] = mapped_column(String(31))
    answered_at: Mapped[datetime | None]
    decision: Mapped[Decision] = relationship()
