"""Tables: what people changed of the detector."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from gospablik.store.base import Base, Word


class Tuned(StrEnum):
    """What of the detector is another."""

    WORDS = "words"
    THRESHOLDS = "thresholds"


class Tuning(Base):
    """A change as it was shown in a form; in force from `accepted_at`, until the next of its kind.

    `content`: the text of words.toml, or the thresholds as JSON: what was shown is what is agreed
    to, whatever happened to the file meanwhile.
    """

    __tablename__ = "tuning"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation: Mapped[str] = mapped_column(String(31))
    what: Mapped[Tuned] = mapped_column(Word(Tuned))
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), unique=True)
    content: Mapped[str] = mapped_column(Text)
    shown_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    accepted_by: Mapped[str | None] = mapped_column(String(31))
