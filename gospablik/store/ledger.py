"""Tables: the ledger of side effects. Written by `gospablik.ledger` alone."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from gospablik.outcomes import CannotTell, ConfirmedBy, NeedsPerson, Unknown
from gospablik.store.base import Base, Word


class Kind(StrEnum):
    """What is done to the outside world."""

    PUBLISH = "publish"
    ATTACH = "attach"
    REPOST = "repost"
    EDIT = "edit"
    WITHDRAW = "withdraw"
    REMOVE = "remove"
    RESTORE = "restore"
    REPLY = "reply"
    BLOCK = "block"
    UNBLOCK = "unblock"
    DESCRIBE = "describe"
    MAIL = "mail"

    @property
    def words(self) -> str:
        """As an operator reads it."""
        return {
            "publish": "публикация поста",
            "attach": "вложение к посту",
            "repost": "репост",
            "edit": "исправление поста",
            "withdraw": "снятие поста",
            "remove": "удаление комментария",
            "restore": "возврат комментария",
            "reply": "ответ автору",
            "block": "блокировка автора",
            "unblock": "снятие блокировки",
            "describe": "описание страницы",
            "mail": "письмо",
        }[self.value]


class State(StrEnum):
    """Where an action stands."""

    DUE = "due"
    CLAIMED = "claimed"
    UNKNOWN = "unknown"
    ERRAND = "errand"
    REJECTED = "rejected"
    CONFIRMED = "confirmed"
    MISSED = "missed"
    CANCELLED = "cancelled"

    @property
    def words(self) -> str:
        """As an operator reads it."""
        return {
            "due": "ждёт очереди",
            "claimed": "выполняется",
            "unknown": "исход неизвестен",
            "errand": "поручение сотруднику",
            "rejected": "отклонено",
            "confirmed": "подтверждено",
            "missed": "срок прошёл",
            "cancelled": "отменено",
        }[self.value]


LEAVES: Mapping[type, State] = {
    NeedsPerson: State.ERRAND,
    CannotTell: State.ERRAND,
    Unknown: State.UNKNOWN,
}
"""Where an attempt that came to this leaves its action open."""


class Action(Base):
    """One side effect, known by its natural key: asked for twice, it is still one row.

    `link`, `press`, `do_by`: an errand's where, how and until when.
    """

    __tablename__ = "action"
    __table_args__ = (
        UniqueConstraint("organisation", "kind", "page", "subject", "revision"),
        Index("ix_action_state", "organisation", "state", "not_before"),
        Index("ix_action_kind", "organisation", "kind", "state_since"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation: Mapped[str] = mapped_column(String(31))
    kind: Mapped[Kind] = mapped_column(Word(Kind))
    page: Mapped[str] = mapped_column(String(31))
    subject: Mapped[str] = mapped_column(String(200))
    revision: Mapped[int] = mapped_column(default=1)
    recorded_at: Mapped[datetime]
    not_before: Mapped[datetime]
    not_after: Mapped[datetime | None]
    state: Mapped[State] = mapped_column(Word(State), default=State.DUE)
    state_since: Mapped[datetime]
    claim_token: Mapped[str | None] = mapped_column(String(32))
    claimed_until: Mapped[datetime | None]
    first_claimed_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    external_id: Mapped[str | None] = mapped_column(String(500))
    confirmed_by: Mapped[ConfirmedBy | None] = mapped_column(Word(ConfirmedBy))
    confirmed_person: Mapped[str | None] = mapped_column(String(31))
    why: Mapped[str | None] = mapped_column(Text)
    link: Mapped[str | None] = mapped_column(Text)
    press: Mapped[str | None] = mapped_column(Text)
    do_by: Mapped[datetime | None]
    attempts: Mapped[list["Attempt"]] = relationship(back_populates="action", order_by="Attempt.id")

    @property
    def key(self) -> str:
        """The natural key in one word; the same at each repeat, so networks may use it too."""
        return f"{self.organisation}/{self.kind}/{self.page}/{self.subject}/{self.revision}"


class Attempt(Base):
    """One *look* or *do*, kept for ever: also that of a claimant who came back too late."""

    __tablename__ = "attempt"

    id: Mapped[int] = mapped_column(primary_key=True)
    action_id: Mapped[int] = mapped_column(ForeignKey("action.id"), index=True)
    claim_token: Mapped[str] = mapped_column(String(32))
    verb: Mapped[str] = mapped_column(String(8))
    finished_at: Mapped[datetime]
    outcome: Mapped[str] = mapped_column(String(32))
    detail: Mapped[str] = mapped_column(Text)
    counted: Mapped[bool]
    run: Mapped[str | None] = mapped_column(String(64))
    action: Mapped[Action] = relationship(back_populates="attempts")
