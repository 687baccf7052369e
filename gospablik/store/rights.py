"""Tables: what the networks say that our keys may do."""

from datetime import datetime

from sqlalchemy import String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from gospablik.store.base import Base


class ProbedRight(Base):
    """One answer about one operation on one page, given from `since` to `asked_at`.

    Another answer is another row; `number` counts them from 1. A network that did not answer
    leaves no row and moves no moment. `operation`, `answer`: the values of the enums of
    `networks.capabilities`. `told_in`: the subject of the alarm that told of this answer.
    """

    __tablename__ = "probed_right"
    __table_args__ = (UniqueConstraint("organisation", "page", "operation", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation: Mapped[str] = mapped_column(String(31))
    page: Mapped[str] = mapped_column(String(31))
    operation: Mapped[str] = mapped_column(String(40))
    number: Mapped[int]
    answer: Mapped[str] = mapped_column(String(40))
    why: Mapped[str] = mapped_column(Text)
    since: Mapped[datetime]
    asked_at: Mapped[datetime]
    told_in: Mapped[str | None] = mapped_column(String(200))
