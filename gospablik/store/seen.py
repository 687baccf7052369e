"""Tables: what the networks showed us, so that the next reading asks only for what is new."""

from datetime import datetime

from sqlalchemy import Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from gospablik.store.base import Base


class SeenPost(Base):
    """A post of a page as it was last seen, whoever wrote it.

    `comments`: how many the network said there are. `comments_read`: what it said when they were
    read the last time, all of them or only the new ones; `read_at`: when all of them were. The next
    reading is needed when the two numbers differ or the post is due for a sweep. `thread`: where
    its comments hang, if elsewhere (Telegram).
    """

    __tablename__ = "seen_post"
    __table_args__ = (
        UniqueConstraint("organisation", "page", "network_id"),
        Index("ix_seen_post_thread", "page", "thread"),
        Index("ix_seen_post_published", "page", "published_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation: Mapped[str] = mapped_column(String(31))
    page: Mapped[str] = mapped_column(String(31))
    network_id: Mapped[str] = mapped_column(String(64))
    address: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    links: Mapped[list[str]]
    attachments: Mapped[list[str]]
    published_at: Mapped[datetime]
    thread: Mapped[str | None] = mapped_column(String(64))
    comments: Mapped[int]
    comments_read: Mapped[int | None]
    read_at: Mapped[datetime | None]
    seen_at: Mapped[datetime]


class OutsideReading(Base):
    """When what residents write outside a page's posts was read the last time, as far as shown."""

    __tablename__ = "outside_reading"

    organisation: Mapped[str] = mapped_column(String(31), primary_key=True)
    page: Mapped[str] = mapped_column(String(31), primary_key=True)
    read_at: Mapped[datetime]


class Cursor(Base):
    """How far a stream of events was read; stored only after what it brought.

    Of a network that lists comments (VK) it is a hint which posts to read sooner.
    `first_asked_at`: when the stream was asked for the first time; `value` is empty until an answer
    was kept. `read_at`: when the last reading left nothing behind. `secret` cursors hold a key of a
    long poll: they are worthless within minutes and are shown nowhere.
    """

    __tablename__ = "cursor"

    organisation: Mapped[str] = mapped_column(String(31), primary_key=True)
    page: Mapped[str] = mapped_column(String(31), primary_key=True)
    value: Mapped[str] = mapped_column(Text)
    read_at: Mapped[datetime | None]
    first_asked_at: Mapped[datetime | None]


class Turn(Base):
    """When a credential may be used next: one row a credential and lane, for all processes.

    `credential`: a digest, never the key. `lane`: «read», «write», or the mark of one method that
    the network wants to be left alone until then.
    """

    __tablename__ = "turn"

    credential: Mapped[str] = mapped_column(String(64), primary_key=True)
    lane: Mapped[str] = mapped_column(String(8), primary_key=True)
    free_at: Mapped[datetime]
