"""Tables: files of the site, kept by their hash, and which of them goes with which post.

The bytes are kept here and not in files: a region runs its workers on several machines, which
share this database and no folder, and one copy then is backed up, moved and erased with the rest.
They lie in a table apart, so that whoever looks at a picture's sides does not carry its bytes.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from gospablik.store.base import Base


class RevisionFile(Base):
    """A file that a wording of the news carries, in the site's order.

    `kind`: photo, video, file, or stays for what no network can be given (`site.NewsFileKind`).
    `words`: a picture's alternative text, the text of the link to a document.
    """

    __tablename__ = "revision_file"
    __table_args__ = (UniqueConstraint("revision_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("site_revision.id"))
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(8))
    address: Mapped[str] = mapped_column(Text)
    words: Mapped[str] = mapped_column(Text)


class SiteMedium(Base):
    """A file as the site gave it, once, whatever its names. `address`: where it came from first.

    `sha256`: hex, of the bytes. `mime`: what the bytes are, not what the site calls them. `width`
    and `height`: in pixels, as people see it; 0 of what is no picture. `size`: bytes.
    """

    __tablename__ = "site_medium"
    __table_args__ = (UniqueConstraint("organisation", "sha256"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation: Mapped[str] = mapped_column(String(31))
    sha256: Mapped[str] = mapped_column(String(64))
    address: Mapped[str] = mapped_column(Text)
    mime: Mapped[str] = mapped_column(String(100))
    width: Mapped[int]
    height: Mapped[int]
    size: Mapped[int]
    fetched_at: Mapped[datetime]


class MediumContent(Base):
    """The bytes of a `SiteMedium`."""

    __tablename__ = "medium_content"

    medium_id: Mapped[int] = mapped_column(ForeignKey("site_medium.id"), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class PostMedium(Base):
    """A file of the news that a post is about, in the site's order. `kind`: see `RevisionFile`.

    `medium` is None until the file was read; `unread` says why it could not be, `too_big` why no
    network is given it: its size, or how slowly the site sends it. `alt`: what it shows, in words.
    `reference`: what the page's network gave for it, at `uploaded_at`; it is this post's alone,
    since no network but MAX says that it may be used twice. `by_hand_why`, `by_hand_press`: the
    network takes it from a person only.
    """

    __tablename__ = "post_medium"
    __table_args__ = (UniqueConstraint("post_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"))
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(8), default="photo", server_default="photo")
    address: Mapped[str] = mapped_column(Text)
    alt: Mapped[str] = mapped_column(Text)
    medium_id: Mapped[int | None] = mapped_column(ForeignKey("site_medium.id"))
    unread: Mapped[str | None] = mapped_column(Text)
    too_big: Mapped[str | None] = mapped_column(Text)
    reference: Mapped[str | None] = mapped_column(Text)
    uploaded_at: Mapped[datetime | None]
    by_hand_why: Mapped[str | None] = mapped_column(Text)
    by_hand_press: Mapped[str | None] = mapped_column(Text)
    medium: Mapped[SiteMedium | None] = relationship()
