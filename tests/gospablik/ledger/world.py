"""An outside world for the ledger: it accepts or not, answers or not, shows at once or later."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session

from gospablik.errors import CouldNotRead
from gospablik.ledger.task import Task
from gospablik.outcomes import (
    Absent,
    CannotTell,
    Done,
    DoOutcome,
    LookOutcome,
    NeedsPerson,
    NothingHappened,
    Present,
    Refused,
    Unknown,
)


class Killed(BaseException):
    """SIGKILL as seen from inside: no `except Exception` catches it, nothing is written after."""


@dataclass
class Clock:
    """A clock that moves only when told to."""

    at: datetime = datetime(2026, 12, 31, 14, 59, 30, tzinfo=UTC)  # 23:59:30 in Yakutsk

    def __call__(self) -> datetime:
        return self.at

    def sleep(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


@dataclass
class World:
    """Keeps what really happened. `accepts` and `answer` decide the next *do*."""

    clock: Clock
    limit: timedelta = timedelta(seconds=10)
    settle: timedelta = timedelta(seconds=5)
    accepts: bool = True
    answer: str = "done"
    readable: str = "yes"
    repeatable: bool = False
    shows_after: timedelta = timedelta(0)
    happened: list[tuple[str, datetime]] = field(default_factory=list)
    followed: list[str] = field(default_factory=list)

    def look(self, task: Task) -> LookOutcome:
        if self.readable == "no right":
            return CannotTell("нет права")
        if self.readable == "down":
            raise CouldNotRead("Сеть не отвечает.", not_done="не прочитано.", next_step="ждать.")
        seen = [n for n, (key, at) in enumerate(self.happened) if key == task.key
                and at + self.shows_after <= self.clock()]  # fmt: skip
        return Present(str(seen[0])) if seen else Absent()

    def may_repeat(self, task: Task) -> bool:
        return self.repeatable

    def by_hand(self, task: Task) -> NeedsPerson:
        return NeedsPerson("", "https://a.test", "Посмотрите и сделайте")

    def do(self, task: Task) -> DoOutcome:
        if self.accepts and self.answer in ("done", "silence", "killed", "bug"):
            self.happened.append((task.key, self.clock()))
        match self.answer:
            case "done" if self.accepts:
                return Done(str(len(self.happened) - 1))
            case "killed":
                raise Killed
            case "bug":
                raise RuntimeError("ошибка в адаптере")
            case "busy":
                return NothingHappened("слишком часто", timedelta(seconds=3))
            case "refused":
                return Refused("запрещено")
            case "person":
                return NeedsPerson("нет метода", "https://a.test", "Нажмите «Удалить»")
        self.clock.sleep(self.limit.total_seconds())
        return Unknown("нет ответа")

    def confirmed(self, session: Session, task: Task, external_id: str, now: datetime) -> None:
        self.followed.append(external_id)
