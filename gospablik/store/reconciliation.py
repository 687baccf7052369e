"""Tables: the reconciliation of the site and the pages, and what Great Expectations said of it."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from gospablik.store.base import Base, Word
from gospablik.store.control import Result


class Standing(StrEnum):
    """How one post or one item of the site stands to the other side (clause 3.2)."""

    IDENTICAL = "identical"
    SHORTENED = "shortened"
    FACTS_DIFFER = "facts_differ"
    NO_SOURCE = "no_source"
    NO_POST = "no_post"
    WAITS = "waits"
    SITE_CHANGED = "site_changed"
    POST_CHANGED = "post_changed"
    REPOST = "repost"
    OWN = "own"
    REGIONAL = "regional"
    NOT_COMPARED = "not_compared"

    @property
    def words(self) -> str:
        """As people read it."""
        return {
            "identical": "совпадает с сайтом",
            "shortened": "сокращён, факты те же",
            "facts_differ": "факты расходятся",
            "no_source": "пост без источника",
            "no_post": "новость без поста",
            "waits": "новость ждёт поста, срок не вышел",
            "site_changed": "сайт изменён после публикации",
            "post_changed": "пост изменён после публикации",
            "repost": "разрешённый репост",
            "own": "собственный материал",
            "regional": "размещено региональным центром",
            "not_compared": "сравнить не удалось",
        }[self.value]


class Audit(Base):
    """One reconciliation. `page` empty: all pages; `address`: one post or news item only.

    `covered` of `items`: items of the site with their posts; `faithful` of `posts`: posts whose
    facts are the site's; `unread`: what could not be looked at, counted in neither.
    """

    __tablename__ = "audit"
    __table_args__ = (Index("ix_audit_ended", "organisation", "ended_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation: Mapped[str] = mapped_column(String(31))
    page: Mapped[str] = mapped_column(String(31))
    address: Mapped[str] = mapped_column(Text)
    since: Mapped[datetime]
    until: Mapped[datetime]
    began_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    items: Mapped[int] = mapped_column(default=0)
    covered: Mapped[int] = mapped_column(default=0)
    posts: Mapped[int] = mapped_column(default=0)
    faithful: Mapped[int] = mapped_column(default=0)
    unread: Mapped[int] = mapped_column(default=0)


class Compared(Base):
    """What one audit found of one post, or of one item without a post: the difference table.

    `subject`: «post:<network id>» or «item:<row id>». Said again unchanged, the row only moves to
    the later audit; anything new makes a new row, so the older ones are the history. `differences`:
    a list of {change, kind, site, post}, spans in `site_text` and `live_text`, which are the
    cleaned texts that were compared. `made_by`: who or what made the post, in Russian. The two
    figures are made of `covers`, of the one row that counts for its item whether it has its post,
    and `faithful`, whether the post says what the site says; None: not counted. `digest`: of what
    was compared and of the code that did (`reconciliation.once`), empty where nothing was.
    """

    __tablename__ = "compared"
    __table_args__ = (
        Index("ix_compared_subject", "organisation", "page", "subject"),
        Index("ix_compared_audit", "audit_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation: Mapped[str] = mapped_column(String(31))
    page: Mapped[str] = mapped_column(String(31))
    subject: Mapped[str] = mapped_column(String(200))
    audit_id: Mapped[int] = mapped_column(ForeignKey("audit.id"))
    standing: Mapped[Standing] = mapped_column(Word(Standing))
    result: Mapped[Result] = mapped_column(Word(Result))
    why: Mapped[str] = mapped_column(Text)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("site_item.id"))
    revision_id: Mapped[int | None] = mapped_column(ForeignKey("site_revision.id"))
    post_id: Mapped[int | None] = mapped_column(ForeignKey("post.id"))
    address: Mapped[str] = mapped_column(Text)
    link: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    site_text: Mapped[str] = mapped_column(Text)
    live_text: Mapped[str] = mapped_column(Text)
    differences: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    site_media: Mapped[list[str]]
    live_media: Mapped[list[str]]
    made_by: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(String(64), default="", server_default="")
    covers: Mapped[bool | None]
    faithful: Mapped[bool | None]
    published_at: Mapped[datetime | None]
    first_seen_at: Mapped[datetime]
    seen_at: Mapped[datetime]


class OriginKind(StrEnum):
    """What a person may say of a post that has no source on the site; the value is the word."""

    OWN = "собственный материал"
    REPOST = "репост"
    REGIONAL = "размещено региональным центром"


class Origin(Base):
    """A person's word on a post that the program did not make.

    `rubric` of an own material: greeting, survey, condolence; `source`: the key of the
    `[[source]]` of a repost. The newest word counts.
    """

    __tablename__ = "origin"
    __table_args__ = (Index("ix_origin_post", "organisation", "page", "network_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation: Mapped[str] = mapped_column(String(31))
    page: Mapped[str] = mapped_column(String(31))
    network_id: Mapped[str] = mapped_column(String(64))
    kind: Mapped[OriginKind] = mapped_column(Word(OriginKind))
    rubric: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(String(31))
    reason: Mapped[str] = mapped_column(Text)
    official: Mapped[str] = mapped_column(String(31))
    said_at: Mapped[datetime]


class Validation(Base):
    """One run of a suite of Great Expectations, kept as the record of what was checked.

    `suite`: gate, audit, pages, comments or register. `result` is what Great Expectations answered,
    with its failing rows; `why` says in Russian what could not be run. NOT_CHECKED: a rule could
    not run, or there was nothing to look at.
    """

    __tablename__ = "validation"
    __table_args__ = (
        Index("ix_validation_suite", "organisation", "suite", "made_at"),
        UniqueConstraint("organisation", "suite", "scope", "made_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation: Mapped[str] = mapped_column(String(31))
    suite: Mapped[str] = mapped_column(String(20))
    scope: Mapped[str] = mapped_column(String(200))
    audit_id: Mapped[int | None] = mapped_column(ForeignKey("audit.id"))
    outcome: Mapped[Result] = mapped_column(Word(Result))
    why: Mapped[str] = mapped_column(Text)
    rows: Mapped[int]
    result: Mapped[dict[str, Any]] = mapped_column(JSON)
    run: Mapped[str | None] = mapped_column(String(64))
    made_at: Mapped[datetime]
