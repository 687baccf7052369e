"""Tables: what was checked and what came of it, the weekly reports, leases."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from gospablik.store.base import Base, Word


class Result(StrEnum):
    """«Не проверено» is a result of its own and never counts as «в порядке»."""

    GOOD = "good"
    BAD = "bad"
    NOT_CHECKED = "not_checked"


class Check(Base):
    """One check of one subject at one moment: a post, the page, the site, a harvest."""

    __tablename__ = "check"
    __table_args__ = (Index("ix_check_lookup", "organisation", "rule", "checked_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation: Mapped[str] = mapped_column(String(31))
    page: Mapped[str] = mapped_column(String(31))
    rule: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(200))
    result: Mapped[Result] = mapped_column(Word(Result))
    words: Mapped[str] = mapped_column(Text)
    expected: Mapped[str | None] = mapped_column(Text)
    found: Mapped[str | None] = mapped_column(Text)
    checked_at: Mapped[datetime]


class Report(Base):
    """A control report as it was composed: the letter is made of this row, not of today's data."""

    __tablename__ = "report"
    __table_args__ = (UniqueConstraint("organisation", "week", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation: Mapped[str] = mapped_column(String(31))
    week: Mapped[date]
    number: Mapped[int]
    cut_off: Mapped[datetime]
    subject: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    markdown: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(String(64))
    files: Mapped[list["ReportFile"]] = relationship(
        order_by="ReportFile.id", cascade="all, delete-orphan"
    )


class ReportFile(Base):
    """A file that goes out with a report, frozen like it.

    `content_id`: what the HTML calls a picture by; empty for a file to be saved.
    """

    __tablename__ = "report_file"
    __table_args__ = (UniqueConstraint("report_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"))
    name: Mapped[str] = mapped_column(String(100))
    media_type: Mapped[str] = mapped_column(String(100))
    content_id: Mapped[str] = mapped_column(String(200))
    content: Mapped[bytes] = mapped_column(LargeBinary)


class Explanation(Base):
    """What fell short in a week, as a form asks about it, and what was said (clause 5.2).

    `week`: its Monday. `clause` and `title`: the verdict's; `issue`: why, as it stood when asked.
    `words` is empty until an official has answered.
    """

    __tablename__ = "explanation"
    __table_args__ = (
        UniqueConstraint("question_id", "position"),
        UniqueConstraint("organisation", "week", "clause", "title"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation: Mapped[str] = mapped_column(String(31))
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"))
    position: Mapped[int]
    week: Mapped[date]
    clause: Mapped[str] = mapped_column(String(31))
    title: Mapped[str] = mapped_column(Text)
    issue: Mapped[str] = mapped_column(Text)
    words: Mapped[str] = mapped_column(Text, default="")
    official: Mapped[str | None] = mapped_column(String(31))
    said_at: Mapped[datetime | None]


class Alarm(Base):
    """What went wrong and whom it was written to: once, with an all-clear later."""

    __tablename__ = "alarm"
    __table_args__ = (UniqueConstraint("organisation", "subject"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation: Mapped[str] = mapped_column(String(31))
    subject: Mapped[str] = mapped_column(String(200))
    headline: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    raised_at: Mapped[datetime]


class Lease(Base):
    """Who is the single consumer of something until when."""

    __tablename__ = "lease"

    name: Mapped[str] = mapped_column(String(100), primary_key=True)
    holder: Mapped[str] = mapped_column(String(64))
    until: Mapped[datetime]
