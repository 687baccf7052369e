"""Tables: what was checked and what came of it, the weekly reports, leases."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

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
