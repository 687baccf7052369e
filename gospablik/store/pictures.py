"""Tables: pictures that residents attached to their comments, kept by their hash.

The bytes lie in a table apart, so that whoever looks at a row does not carry them; in the database
and not in files for the reasons given in `store.media`.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from gospablik.store.base import Base


class CommentPicture(Base):
    """A picture of one wording, in the network's order.

    `reference`: what the network takes to give it; `identity`: the same as long as it is the same
    picture. `sha256` (hex, of the bytes), `media_type` as the bytes say, `width` and `height` in
    pixels, `size` in bytes: None until it is read. `unread`: why the last try failed, at
    `tried_at`. `gone_because`: why it never will be read. Both are whole sentences.
    """

    __tablename__ = "comment_picture"
    __table_args__ = (UniqueConstraint("version_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("comment_version.id"))
    position: Mapped[int]
    reference: Mapped[str] = mapped_column(Text)
    identity: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str | None] = mapped_column(String(64), index=True)
    media_type: Mapped[str | None] = mapped_column(String(100))
    width: Mapped[int | None]
    height: Mapped[int | None]
    size: Mapped[int | None]
    tried_at: Mapped[datetime | None]
    unread: Mapped[str | None] = mapped_column(Text)
    gone_because: Mapped[str | None] = mapped_column(Text)


class PictureBytes(Base):
    """The bytes as the network gave them, once, however many comments carry them."""

    __tablename__ = "picture_bytes"

    organisation: Mapped[str] = mapped_column(String(31), primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class ProofPicture(Base):
    """That the sealed content of a proof names these bytes; erased together with the content."""

    __tablename__ = "proof_picture"

    proof_id: Mapped[int] = mapped_column(ForeignKey("proof.id"), primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True, index=True)
