"""Tables: proposals to block, one-time codes, decisions of the head or a deputy (clause 4.3)."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from gospablik.store.base import Base, Word
from gospablik.store.comments import Author


class ProposalStage(StrEnum):
    """Where a proposal stands. A lapsed one means: not blocked."""

    OPEN = "open"
    DECIDED = "decided"
    LAPSED = "lapsed"


class Lapse(StrEnum):
    """Why a proposal was closed without a decision."""

    TERM = "term"
    CHANGED = "changed"


class DecisionVerdict(StrEnum):
    """What the head or a deputy decided."""

    BLOCK = "block"
    REFUSE = "refuse"


class Way(StrEnum):
    """How a decision reached us; the value is what people read."""

    FORM = "форма"
    REPLY = "ответ на письмо"
    DOCUMENT = "документ"


class Ended(StrEnum):
    """Why a decision holds no more; the value is what people read."""

    STOPPED = "остановлено"
    REPLACED = "заменено решением Главы"
    FELL = "отпало: нарушения отменены"
    LIFTED = "снято досрочно"


class Proposal(Base):
    """An author with two standing violations. `evidence` ties the decision to these proofs.

    `lapsed_because`: None of one that is not lapsed, or lapsed before that was kept.
    """

    __tablename__ = "proposal"
    __table_args__ = (UniqueConstraint("author_id", "evidence"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation: Mapped[str] = mapped_column(String(31))
    page: Mapped[str] = mapped_column(String(31))
    author_id: Mapped[int] = mapped_column(ForeignKey("author.id"))
    rulings: Mapped[list[int]]
    evidence: Mapped[str] = mapped_column(String(64))
    stage: Mapped[ProposalStage] = mapped_column(Word(ProposalStage), default=ProposalStage.OPEN)
    opened_at: Mapped[datetime]
    until: Mapped[datetime]
    wrong_codes: Mapped[int] = mapped_column(default=0)
    lapsed_at: Mapped[datetime | None]
    lapsed_because: Mapped[Lapse | None] = mapped_column(Word(Lapse))
    author: Mapped[Author] = relationship()


class Code(Base):
    """A personal one-time code: only its hash, bound to the case, the evidence and the person."""

    __tablename__ = "code"
    __table_args__ = (UniqueConstraint("proposal_id", "official", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"))
    official: Mapped[str] = mapped_column(String(31))
    number: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_because: Mapped[str | None] = mapped_column(String(40))


class Decision(Base):
    """A decision about a proposal, in the name of one official; one at a time holds.

    `number`: 1 for the first of its proposal, more for what the head decided otherwise. `acts_at`:
    until then it can be stopped. `days` and `until` None of a block: for ever. `ended`: it holds no
    more, since `ended_at`, by whom (None: by itself) and why.
    """

    __tablename__ = "decision"
    __table_args__ = (UniqueConstraint("proposal_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation: Mapped[str] = mapped_column(String(31))
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"))
    number: Mapped[int] = mapped_column(default=1, server_default="1")
    official: Mapped[str] = mapped_column(String(31))
    verdict: Mapped[DecisionVerdict] = mapped_column(Word(DecisionVerdict))
    days: Mapped[int | None]
    until: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(Text)
    evidence: Mapped[str] = mapped_column(String(64))
    decided_at: Mapped[datetime]
    acts_at: Mapped[datetime]
    way: Mapped[Way] = mapped_column(Word(Way), default=Way.FORM, server_default=Way.FORM.value)
    ended: Mapped[Ended | None] = mapped_column(Word(Ended))
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str | None] = mapped_column(String(31))
    ended_because: Mapped[str | None] = mapped_column(Text)
    proposal: Mapped[Proposal] = relationship()
    document: Mapped["Document | None"] = relationship()


class Document(Base):
    """The registered paper that a decision was taken by, and who entered it.

    `scan_sha256`: hex, of the scan's bytes; None while the scan is still to be brought.
    """

    __tablename__ = "document"

    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), primary_key=True)
    number: Mapped[str] = mapped_column(String(60))
    dated: Mapped[date]
    entered_by: Mapped[str] = mapped_column(String(31))
    scan_name: Mapped[str | None] = mapped_column(String(120))
    scan_sha256: Mapped[str | None] = mapped_column(String(64))
    scan_brought_at: Mapped[datetime | None]


class DocumentScan(Base):
    """The bytes of a scan: in the database, as pictures are, for workers share no folder."""

    __tablename__ = "document_scan"

    decision_id: Mapped[int] = mapped_column(ForeignKey("document.decision_id"), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
