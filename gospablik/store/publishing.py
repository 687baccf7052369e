"""Tables: what the site said, the posts made of it, and what is repeated of others."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from gospablik.store.base import Base
from gospablik.store.media import PostMedium, RevisionFile


class SiteItem(Base):
    """A news item of the official site, known by its canonical address; `link` is for people.

    `gone_since`: when the site first answered that it has no such page, `gone_again_at`: when it
    answered so again, hours later; both None once the page is back.
    """

    __tablename__ = "site_item"
    __table_args__ = (UniqueConstraint("organisation", "address"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation: Mapped[str] = mapped_column(String(31))
    address: Mapped[str] = mapped_column(String(2000))
    link: Mapped[str] = mapped_column(Text)
    published_at: Mapped[datetime | None]
    first_seen_at: Mapped[datetime]
    gone_since: Mapped[datetime | None]
    gone_again_at: Mapped[datetime | None]
    revisions: Mapped[list["SiteRevision"]] = relationship(
        back_populates="item", order_by="SiteRevision.number"
    )


class SiteRevision(Base):
    """One wording of an item. A changed digest makes a new revision; none is overwritten.

    `article_gone`: its page answered that there is none (404, 410) when it was read last.
    `facts`: what title and text state, as [kind, normal form]; None if they were not read out yet.
    """

    __tablename__ = "site_revision"
    __table_args__ = (UniqueConstraint("item_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("site_item.id"))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    article: Mapped[str | None] = mapped_column(Text)
    article_unread: Mapped[str | None] = mapped_column(Text)
    article_gone: Mapped[bool] = mapped_column(default=False, server_default=false())
    article_picture: Mapped[str] = mapped_column(Text, default="", server_default="")
    digest: Mapped[str] = mapped_column(String(64))
    category: Mapped[str] = mapped_column(Text, default="", server_default="")
    seen_at: Mapped[datetime]
    facts: Mapped[list[list[str]] | None] = mapped_column(JSON(none_as_null=True))
    item: Mapped[SiteItem] = relationship(back_populates="revisions")
    files: Mapped[list[RevisionFile]] = relationship(order_by=RevisionFile.position)


class FeedState(Base):
    """What the site's feed answered last: for conditional requests and for «не проверено»."""

    __tablename__ = "feed_state"

    organisation: Mapped[str] = mapped_column(String(31), primary_key=True)
    address: Mapped[str] = mapped_column(String(2000))
    etag: Mapped[str | None] = mapped_column(Text)
    modified: Mapped[str | None] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(String(64))
    had_items: Mapped[bool]
    read_at: Mapped[datetime]


class Post(Base):
    """One item for one page. What became of it outside stands in its ledger action.

    `own_words`: a specialist's text in the place of the composed one, for `revision_id` alone, by
    `worded_by` (an official's key; without `own_words` the site has changed the news since, and the
    text holds no more); `dropped_*`: who decided that this news gets no post here, and why.
    `mendable`: a text could mend what holds the post back. `withdrawn_at`: it was taken off the
    page because its news vanished from the site. `weighed`: the number of the newest wording of its
    item that was held against this post.
    """

    __tablename__ = "post"
    __table_args__ = (
        UniqueConstraint("organisation", "page", "item_id"),
        Index("ix_post_network_id", "page", "network_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation: Mapped[str] = mapped_column(String(31))
    page: Mapped[str] = mapped_column(String(31))
    item_id: Mapped[int] = mapped_column(ForeignKey("site_item.id"))
    revision_id: Mapped[int] = mapped_column(ForeignKey("site_revision.id"))
    text: Mapped[str] = mapped_column(Text)
    planned_at: Mapped[datetime]
    held_because: Mapped[str | None] = mapped_column(Text)
    mendable: Mapped[bool] = mapped_column(default=False, server_default=false())
    network_id: Mapped[str | None] = mapped_column(String(64))
    published_at: Mapped[datetime | None]
    own_words: Mapped[str | None] = mapped_column(Text)
    worded_by: Mapped[str | None] = mapped_column(String(31))
    dropped_at: Mapped[datetime | None]
    dropped_by: Mapped[str | None] = mapped_column(String(31))
    dropped_because: Mapped[str | None] = mapped_column(Text)
    withdrawn_at: Mapped[datetime | None]
    weighed: Mapped[int | None]
    item: Mapped[SiteItem] = relationship()
    revision: Mapped[SiteRevision] = relationship()
    media: Mapped[list[PostMedium]] = relationship(
        order_by=PostMedium.position, cascade="all, delete-orphan"
    )


class Repost(Base):
    """Another's material on one of our pages (clause 3.2), and who decided it.

    Known by its canonical address; `link` is for people. `shared`: by the network's own repost,
    else a post of ours with `text` and, if it has one, `title` as its first line.
    """

    __tablename__ = "repost"
    __table_args__ = (UniqueConstraint("organisation", "page", "address"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation: Mapped[str] = mapped_column(String(31))
    page: Mapped[str] = mapped_column(String(31))
    address: Mapped[str] = mapped_column(String(2000))
    link: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(String(31))
    reason: Mapped[str] = mapped_column(Text)
    official: Mapped[str] = mapped_column(String(31))
    shared: Mapped[bool]
    title: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    decided_at: Mapped[datetime]
