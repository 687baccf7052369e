"""Tables: how many people the pages reach, as the networks counted it at a moment."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from gospablik.store.base import Base


class PageCapture(Base):
    """One reading of one page: its members, and `posts`, how many of that week the network counted.

    Each is NULL where it was not read, and its `…_unread` says why; with that empty, the network
    tells it to nobody.
    """

    __tablename__ = "page_capture"
    __table_args__ = (Index("ix_page_capture_lookup", "organisation", "page", "captured_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation: Mapped[str] = mapped_column(String(31))
    page: Mapped[str] = mapped_column(String(31))
    captured_at: Mapped[datetime]
    members: Mapped[int | None]
    posts: Mapped[int | None]
    members_unread: Mapped[str] = mapped_column(Text)
    posts_unread: Mapped[str] = mapped_column(Text)
    counted: Mapped[list["PostCapture"]] = relationship(
        order_by="PostCapture.id", cascade="all, delete-orphan"
    )

    @property
    def unread(self) -> str:
        """Why something was not read; empty if all was."""
        return " ".join(dict.fromkeys(filter(None, (self.members_unread, self.posts_unread))))


class PostCapture(Base):
    """One post in such a reading. NULL: the network does not tell that, which is not 0.

    No resident's word or name stands in either table, so nothing here is erased by term.
    """

    __tablename__ = "post_capture"
    __table_args__ = (UniqueConstraint("capture_id", "network_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    capture_id: Mapped[int] = mapped_column(ForeignKey("page_capture.id"))
    network_id: Mapped[str] = mapped_column(String(64))
    published_at: Mapped[datetime]
    views: Mapped[int | None]
    reactions: Mapped[int | None]
    reposts: Mapped[int | None]
    comments: Mapped[int | None]
