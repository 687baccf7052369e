"""Table: a ruling that somebody takes back."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from gospablik.store.base import Base
from gospablik.store.review import Ruling


class Undoing(Base):
    """The form «Отменить решение» about one ruling, and what was said in it.

    The ruling itself tells whether it is annulled, by whom and when; `reason` is why.
    """

    __tablename__ = "undoing"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation: Mapped[str] = mapped_column(String(31))
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), unique=True)
    ruling_id: Mapped[int] = mapped_column(ForeignKey("ruling.id"), index=True)
    reason: Mapped[str] = mapped_column(Text, default="")
    opened_at: Mapped[datetime]
    undone_at: Mapped[datetime | None]
    ruling: Mapped[Ruling] = relationship()
