"""The blocked author is told ground, decision and how to object, by no name (clause 4.3)."""

from dataclasses import dataclass, field
from datetime import datetime

from gospablik.moderation.block_words import reason_of
from gospablik.outcomes import DoOutcome
from gospablik.store.decisions import Decision
from gospablik.store.ledger import Kind, State
from gospablik.store.session import Store
from tests.gospablik.moderation.town import Town, Wall


@dataclass
class Hearing(Wall):
    """Keeps the reasons that it was given."""

    reasons: list[str] = field(default_factory=list)

    def block(self, author_id: str, *, until: datetime | None, reason: str) -> DoOutcome:
        self.reasons.append(reason)
        return super().block(author_id, until=until, reason=reason)


def test_what_a_blocked_author_is_told(sqlite_store: Store) -> None:
    wall = Hearing()
    town = Town(sqlite_store, wall=wall)
    made = town.decide(town.case())
    town.carry(Kind.BLOCK)
    assert town.actions(Kind.BLOCK)[0].state is State.CONFIRMED
    with sqlite_store.read() as session:
        decision = session.get_one(Decision, made.decision_id)
        assert wall.reasons == [reason_of(session, town.office, decision)]
    assert wall.reasons == [
        "Пункт 4.3 Положения о ведении страниц (п. Пример): повторное нарушение пункта 4.2"
        " (оскорбление). Решение № 1 от 25 ноября 2026 года, до 25 декабря 2026 года. Не согласны?"
        " Напишите на smm@town.test и назовите номер решения: просьбу рассмотрят и ответят."
        " Обращения граждан принимаются как прежде."
    ]
