"""Tables: the page passports. What pages showed and when, what a specialist vouches for, and the
descriptions that were put before a person.
"""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from gospablik.store.base import Base


class PageSeen(Base):
    """How a page looked from `seen_at` to `seen_until`, at each reading in between.

    Another row begins when anything but `members` is different; that is as the last reading told.
    `verified`, `administrators`: None where the network does not tell.
    """

    __tablename__ = "page_seen"
    __table_args__ = (Index("ix_page_seen_page", "organisation", "page", "seen_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation: Mapped[str] = mapped_column(String(31))
    page: Mapped[str] = mapped_column(String(31))
    seen_at: Mapped[datetime]
    seen_until: Mapped[datetime]
    name: Mapped[str] = mapped_column(Text)
    description: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(Text)
    verified: Mapped[bool | None]
    site: Mapped[str] = mapped_column(Text)
    members: Mapped[int | None]
    administrators: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))


class AccessWord(Base):
    """What a specialist said of a page and the account that runs it. None: he said nothing of it.

    `mark`: whether the mark of a state organisation stands there (the network may not tell).
    """

    __tablename__ = "access_word"
    __table_args__ = (Index("ix_access_word_page", "organisation", "page", "said_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation: Mapped[str] = mapped_column(String(31))
    page: Mapped[str] = mapped_column(String(31))
    official: Mapped[str] = mapped_column(String(31))
    second_factor: Mapped[bool | None]
    password_changed: Mapped[date | None]
    mark: Mapped[bool | None]
    said_at: Mapped[datetime]


class Wording(Base):
    """A description proposed to a person: what stood there, and what would stand with `wording`.

    Who agreed and when stands in its question.
    """

    __tablename__ = "wording"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation: Mapped[str] = mapped_column(String(31))
    page: Mapped[str] = mapped_column(String(31))
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), unique=True)
    wording: Mapped[str] = mapped_column(Text)
    before: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
