"""Table: what people said of keeping or erasing one comment's words."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from gospablik.store.base import Base, Word


class Keeping(StrEnum):
    """What is to happen with the words; the value is what people read."""

    ERASE = "стереть сейчас"
    HOLD = "не стирать"
    RELEASE = "снять запрет на стирание"


class RetentionWord(Base):
    """Said of one comment; of HOLD and RELEASE the newest counts."""

    __tablename__ = "retention_word"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation: Mapped[str] = mapped_column(String(31))
    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"), index=True)
    what: Mapped[Keeping] = mapped_column(Word(Keeping))
    reason: Mapped[str] = mapped_column(Text)
    official: Mapped[str] = mapped_column(String(31))
    said_at: Mapped[datetime]
