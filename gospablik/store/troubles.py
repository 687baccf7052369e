"""Tables: the trouble that residents' wordings tell of, the letters about it and the answers."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from gospablik.store.base import Base
from gospablik.store.comments import Comment, CommentVersion


class TroubleLetter(Base):
    """One letter to the duty address; the troubles that name it are what it tells.

    `kind`: a trouble's, or «late» for what was found too late to be told as happening now.
    `due_at`: not sent before.
    """

    __tablename__ = "trouble_letter"
    __table_args__ = (Index("ix_trouble_letter_kind", "organisation", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation: Mapped[str] = mapped_column(String(31))
    kind: Mapped[str] = mapped_column(String(16))
    due_at: Mapped[datetime]


class ToldTrouble(Base):
    """A trouble that a comment tells of; an edit that tells of the same one is the same row.

    `kind`: a name of `detection.distress.Trouble`. `version_id`: the wording in which it was found.
    `told_at`: when the resident wrote so, as near as the program knows. `reply`: the whole ready
    answer, kept because an answer is looked for by its words. `question_id`: the form that asks
    about it; `agreed`: «да» or «нет», by whom and when.
    """

    __tablename__ = "trouble"
    __table_args__ = (
        UniqueConstraint("comment_id", "kind"),
        Index("ix_trouble_found", "organisation", "found_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation: Mapped[str] = mapped_column(String(31))
    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"))
    version_id: Mapped[int] = mapped_column(ForeignKey("comment_version.id"))
    kind: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(Text)
    reply: Mapped[str] = mapped_column(Text)
    told_at: Mapped[datetime]
    found_at: Mapped[datetime]
    late: Mapped[bool]
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("trouble_letter.id"), index=True)
    question_id: Mapped[int | None] = mapped_column(ForeignKey("question.id"), index=True)
    agreed: Mapped[bool | None]
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[str | None] = mapped_column(String(31))
    comment: Mapped[Comment] = relationship()
    version: Mapped[CommentVersion] = relationship()
