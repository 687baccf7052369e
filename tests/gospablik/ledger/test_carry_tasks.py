"""A pass over tasks that differ: each claim as long as its own, and kinds that order each other."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.ledger import book
from gospablik.ledger.task import Task
from gospablik.store.session import Store
from gospablik.store.tables import Action, Kind, State
from tests.gospablik.ledger.test_carry import Office
from tests.gospablik.ledger.world import Killed, World


@pytest.fixture
def office(sqlite_store: Store) -> Office:
    return Office(sqlite_store)


class Slow(World):
    """Takes longer for one subject than for the others."""

    def limit_of(self, task: Task) -> timedelta:
        return self.limit * (60 if task.subject == "with pictures" else 1)

    def settle_of(self, task: Task) -> timedelta:
        return self.settle


def test_a_claim_holds_as_long_as_its_own_task_may_take(office: Office) -> None:
    office.world = Slow(office.clock, answer="killed")
    for subject in ("with pictures", "plain"):
        office.enter(subject)
        with pytest.raises(Killed):
            office.carry()
    with office.store.read() as session:
        held = {a.subject: a.claimed_until - a.state_since for a in session.scalars(select(Action))
                if a.claimed_until}  # fmt: skip
    assert held == {
        "with pictures": 120 * office.world.limit + timedelta(seconds=30),
        "plain": 2 * office.world.limit + timedelta(seconds=30),
    }


def test_what_one_kind_orders_of_a_later_one_is_done_in_the_same_pass(office: Office) -> None:
    publish = office.world.confirmed

    def orders(session: Session, task: Task, external_id: str, now: datetime) -> None:
        publish(session, task, external_id, now)
        if task.kind is Kind.PUBLISH:
            book.record(
                session, organisation="town", kind=Kind.ATTACH, page="p", subject="picture", now=now
            )

    office.world.confirmed = orders  # type: ignore[method-assign]
    office.enter("post")
    done = office.carry(kinds=(Kind.PUBLISH, Kind.ATTACH))
    assert [(one.subject, one.state) for one in done] == [
        ("post", State.CONFIRMED), ("picture", State.CONFIRMED),
    ]  # fmt: skip
