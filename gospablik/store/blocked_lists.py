"""Table: what the pages' lists of the blocked show otherwise than the decisions say (4.3)."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from gospablik.store.base import Base, Word


class Fault(StrEnum):
    """What is wrong about one blocked author. The value is stored; `words` is shown."""

    STRAY = "stray"
    OVERDUE = "overdue"
    LONGER = "longer"
    MISSING = "missing"

    @property
    def words(self) -> str:
        """The fault as an operator reads it."""
        return _WORDS[self]

    @property
    def undecided(self) -> bool:
        """Nobody decided that this author is blocked now: clause 4.3 is not kept."""
        return self is not Fault.MISSING


_WORDS = {
    Fault.STRAY: "заблокирован, а решения Главы или заместителя нет",
    Fault.OVERDUE: "срок по решению вышел или блокировка снята, а доступ не возвращён",
    Fault.LONGER: "заблокирован на больший срок, чем решено",
    Fault.MISSING: "решение действует, а на странице автор до решённого срока не заблокирован",
}


class BlockFault(Base):
    """One fault, from the reading that found it until the reading that did not (`gone_at`).

    `author`: the network's number of the author. `until`: of the network's own entry; None: for
    ever, or no entry. `number` counts the faults of one kind about one author, from 1. `told_in`:
    the subject of the alarm that told of it.
    """

    __tablename__ = "block_fault"
    __table_args__ = (
        UniqueConstraint("organisation", "page", "author", "fault", "number"),
        Index("ix_block_fault_open", "organisation", "gone_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation: Mapped[str] = mapped_column(String(31))
    page: Mapped[str] = mapped_column(String(31))
    author: Mapped[str] = mapped_column(String(64))
    fault: Mapped[Fault] = mapped_column(Word(Fault))
    number: Mapped[int]
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"))
    until: Mapped[datetime | None]
    found_at: Mapped[datetime]
    gone_at: Mapped[datetime | None]
    told_in: Mapped[str | None] = mapped_column(String(200))
