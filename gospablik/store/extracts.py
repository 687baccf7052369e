"""Table: which extracts were made, for whom and why: a citizen's words leave the house in them."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from gospablik.store.base import Base


class Extract(Base):
    """One extract. `digest`: SHA-256 of its ZIP, empty until it is written out."""

    __tablename__ = "extract"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation: Mapped[str] = mapped_column(String(31))
    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"), index=True)
    whole_author: Mapped[bool]
    reason: Mapped[str] = mapped_column(Text)
    official: Mapped[str] = mapped_column(String(31))
    made_at: Mapped[datetime]
    digest: Mapped[str] = mapped_column(String(64), default="")
