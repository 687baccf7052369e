"""Tables: letters that came and how far the mailbox was read (clause 4.3)."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from gospablik.store.base import Base, Word


class Came(StrEnum):
    """What came of a letter."""

    DECIDED = "decided"
    STOPPED = "stopped"
    REPEATED = "repeated"
    REFUSED = "refused"
    UNCLEAR = "unclear"
    WRONG_CODE = "wrong code"
    STRANGER = "stranger"


class ReceivedLetter(Base):
    """A letter that said something about a case; all others leave no trace here.

    `known_as`: SHA-256 of its Message-ID. `why`: what was wrong with it, in Russian. `official`:
    in whose name it spoke, or whose code a stranger sent. `marked_at`: when it was marked as read
    in the mailbox, which comes after all else.
    """

    __tablename__ = "received_letter"
    __table_args__ = (UniqueConstraint("organisation", "known_as"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation: Mapped[str] = mapped_column(String(31))
    known_as: Mapped[str] = mapped_column(String(64))
    epoch: Mapped[int] = mapped_column(BigInteger)
    uid: Mapped[int] = mapped_column(BigInteger)
    sender: Mapped[str] = mapped_column(String(320))
    read_at: Mapped[datetime]
    came: Mapped[Came] = mapped_column(Word(Came))
    why: Mapped[str] = mapped_column(Text, default="")
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposal.id"))
    official: Mapped[str | None] = mapped_column(String(31))
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"))
    marked_at: Mapped[datetime | None]


class InboxCursor(Base):
    """The newest letter of the mailbox that was looked at. `epoch`: IMAP's UIDVALIDITY.

    `read_at`: when a reading that took all there was began; a block waits for one.
    """

    __tablename__ = "inbox_cursor"

    organisation: Mapped[str] = mapped_column(String(31), primary_key=True)
    epoch: Mapped[int] = mapped_column(BigInteger)
    uid: Mapped[int] = mapped_column(BigInteger)
    read_at: Mapped[datetime | None]
