"""Tables: what became of a news item after its posts went out (clause 3.2).

The page behind each wording as it was read, new wordings for posts that stand, and what a person
said of an item that vanished from the site.
"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from gospablik.store.base import Base, Word
from gospablik.store.publishing import Post, SiteRevision


class RawPage(Base):
    """The page of a news item as the site sent it when that wording was read; zlib inside."""

    __tablename__ = "raw_page"

    revision_id: Mapped[int] = mapped_column(ForeignKey("site_revision.id"), primary_key=True)
    body: Mapped[bytes]
    digest: Mapped[str] = mapped_column(String(64))
    read_at: Mapped[datetime]


class PostEdit(Base):
    """A new wording for a post that stands, made of a newer revision of its item.

    The ledger's action EDIT has the row's id as its subject; `held_because`: what kept it back.
    """

    __tablename__ = "post_edit"
    __table_args__ = (UniqueConstraint("post_id", "revision_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"))
    revision_id: Mapped[int] = mapped_column(ForeignKey("site_revision.id"))
    before: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    planned_at: Mapped[datetime]
    held_because: Mapped[str | None] = mapped_column(Text)
    post: Mapped[Post] = relationship()
    revision: Mapped[SiteRevision] = relationship()


class GoneVerdict(StrEnum):
    """What a person may say of the posts of an item that vanished from the site."""

    WITHDRAW = "withdraw"
    KEEP = "keep"


class GoneRuling(Base):
    """A person's word on an item that vanished: its posts are withdrawn, or stay."""

    __tablename__ = "gone_ruling"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation: Mapped[str] = mapped_column(String(31))
    item_id: Mapped[int] = mapped_column(ForeignKey("site_item.id"))
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"))
    verdict: Mapped[GoneVerdict] = mapped_column(Word(GoneVerdict))
    reason: Mapped[str] = mapped_column(Text)
    official: Mapped[str] = mapped_column(String(31))
    made_at: Mapped[datetime]


class GoneItem(Base):
    """A vanished item's place in a question."""

    __tablename__ = "gone_item"
    __table_args__ = (UniqueConstraint("question_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"))
    position: Mapped[int]
    item_id: Mapped[int] = mapped_column(ForeignKey("site_item.id"))


class Hold(StrEnum):
    """What a held post asks of a person: whether a text could mend what holds it back."""

    TEXT = "text"
    OTHER = "other"
    DROPPED = "dropped"


class HeldVerdict(StrEnum):
    """What a person may say of a held post, or of one that was dropped."""

    WAIT = "wait"
    CORRECT = "correct"
    DROP = "drop"
    STAY = "stay"
    RETURN = "return"


class HeldPost(Base):
    """A held post's place in a question, with the text that the person was shown.

    Pages with one text of a news item share what is shown: one choice is made for all of them.
    `why`: what held it back then. `draft`: the text that a person wrote; `refused`: why nothing was
    written of this post, `verdict` is None then.
    """

    __tablename__ = "held_post"
    __table_args__ = (UniqueConstraint("question_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"))
    position: Mapped[int]
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"))
    revision_id: Mapped[int] = mapped_column(ForeignKey("site_revision.id"))
    text: Mapped[str] = mapped_column(Text)
    hold: Mapped[Hold] = mapped_column(Word(Hold))
    why: Mapped[str] = mapped_column(Text)
    draft: Mapped[str | None] = mapped_column(Text)
    refused: Mapped[str | None] = mapped_column(Text)
    verdict: Mapped[HeldVerdict | None] = mapped_column(Word(HeldVerdict))
    post: Mapped[Post] = relationship()
    revision: Mapped[SiteRevision] = relationship()
