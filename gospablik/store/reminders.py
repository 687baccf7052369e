"""Table: reminders to those who may decide a case and have not (clause 4.3)."""

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from gospablik.store.base import Base


class CaseReminder(Base):
    """A letter of a case that reminds: it is the mail action of `revision`, with a new code.

    `after`: working days since that official's first letter.
    """

    __tablename__ = "case_reminder"
    __table_args__ = (UniqueConstraint("proposal_id", "official", "after"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation: Mapped[str] = mapped_column(String(31))
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"))
    official: Mapped[str] = mapped_column(String(31))
    after: Mapped[int]
    revision: Mapped[int]
