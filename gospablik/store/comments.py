"""Tables: what residents wrote, in versions, and what was found in it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from gospablik.regulation import Ground
from gospablik.store.base import Base, Word


class Author(Base):
    """Who wrote, as the network names them; `is_page`: the page itself.

    Where the network does not say who wrote, each comment has an author of its own: nobody is
    charged with what another may have written.
    """

    __tablename__ = "author"
    __table_args__ = (UniqueConstraint("organisation", "page", "network_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation: Mapped[str] = mapped_column(String(31))
    page: Mapped[str] = mapped_column(String(31))
    network_id: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(Text)
    is_page: Mapped[bool] = mapped_column(default=False, server_default=false())


class Comment(Base):
    """A comment under a post of ours, or outside them.

    `gone_at`: no longer on the page, whoever took it off.
    `post_network_id`: the post; outside of them the place, as `networks.outside` names it.
    `address`: as the network gave it; where it gives none, `networks.addresses` makes one.
    """

    __tablename__ = "comment"
    __table_args__ = (
        UniqueConstraint("organisation", "page", "network_id"),
        Index("ix_comment_post", "page", "post_network_id"),
        Index("ix_comment_seen", "organisation", "first_seen_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation: Mapped[str] = mapped_column(String(31))
    page: Mapped[str] = mapped_column(String(31))
    network_id: Mapped[str] = mapped_column(String(64))
    post_network_id: Mapped[str] = mapped_column(String(64))
    thread_root: Mapped[str | None] = mapped_column(String(64))
    author_id: Mapped[int] = mapped_column(ForeignKey("author.id"), index=True)
    written_at: Mapped[datetime]
    first_seen_at: Mapped[datetime]
    gone_at: Mapped[datetime | None]
    address: Mapped[str | None] = mapped_column(Text)
    author: Mapped[Author] = relationship()
    versions: Mapped[list["CommentVersion"]] = relationship(
        back_populates="comment", order_by="CommentVersion.number"
    )

    @property
    def latest(self) -> "CommentVersion":
        """The wording last seen."""
        return self.versions[-1]


class CommentVersion(Base):
    """One wording of a comment."""

    __tablename__ = "comment_version"
    __table_args__ = (UniqueConstraint("comment_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"))
    number: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    attachments: Mapped[list[str]]
    seen_at: Mapped[datetime]
    comment: Mapped[Comment] = relationship(back_populates="versions")
    findings: Mapped[list["Finding"]] = relationship(back_populates="version")


class Finding(Base):
    """What the detector points at. It ranks and explains; it decides nothing.

    `urgent`: somebody should see it at once; a letter tells of it.
    """

    __tablename__ = "finding"
    __table_args__ = (UniqueConstraint("version_id", "rule"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("comment_version.id"))
    ground: Mapped[Ground] = mapped_column(Word(Ground))
    rule: Mapped[str] = mapped_column(String(60))
    reason: Mapped[str] = mapped_column(Text)
    found_at: Mapped[datetime] = mapped_column(index=True)
    urgent: Mapped[bool] = mapped_column(default=False, server_default=false())
    version: Mapped[CommentVersion] = relationship(back_populates="findings")


class Examination(Base):
    """What the detector said of a wording as a whole, whether or not it points at anything.

    `tier`: A, B or C, empty if it is not shown; `score`: from 0 to 1; `sakha`: some of it is in
    Sakha and was judged by nobody; `by`: which lists and model judged, so that a corrected list
    is known to be another.
    """

    __tablename__ = "examination"

    version_id: Mapped[int] = mapped_column(ForeignKey("comment_version.id"), primary_key=True)
    tier: Mapped[str] = mapped_column(String(1), index=True)
    score: Mapped[float]
    sakha: Mapped[bool]
    by: Mapped[str] = mapped_column(String(16))
    examined_at: Mapped[datetime]
