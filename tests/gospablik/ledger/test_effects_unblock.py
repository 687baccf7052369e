"""A decided term ends: by the network itself, or by an action that was ordered with the block."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from gospablik.control.pointless import lost_its_point
from gospablik.ledger import book
from gospablik.outcomes import ConfirmedBy, NeedsPerson, Refused
from gospablik.store.session import Store
from gospablik.store.tables import Action, Decision, Kind, Proposal, State
from tests.gospablik.moderation.town import PAGE, Town

AUTHOR = "100"


@pytest.fixture
def town(sqlite_store: Store) -> Town:
    """An author blocked for thirty days in a network that knows no terms."""
    town = Town(sqlite_store)
    town.wall.ends_blocks = False
    assert town.decide(town.case()).decision_id == 1
    town.carry(Kind.BLOCK)
    assert town.actions(Kind.BLOCK)[0].state is State.CONFIRMED
    return town


def the_action(town: Town) -> Action:
    [action] = town.actions(Kind.UNBLOCK)
    return action


def test_where_the_network_ends_it_nothing_is_ordered(sqlite_store: Store) -> None:
    town = Town(sqlite_store)
    town.decide(town.case())
    town.carry(Kind.BLOCK)
    assert town.actions(Kind.UNBLOCK) == []


def test_not_before_the_term_and_then_at_once(town: Town) -> None:
    with town.store.read() as session:
        assert the_action(town).not_before == session.get_one(Decision, 1).until
    town.later(days=29)
    town.carry(Kind.UNBLOCK)
    assert AUTHOR in town.wall.blocked
    town.later(days=2)
    town.carry(Kind.UNBLOCK)
    assert AUTHOR not in town.wall.blocked
    assert the_action(town).confirmed_by is ConfirmedBy.READBACK


def test_what_the_api_does_not_do_a_person_is_told(town: Town) -> None:
    town.later(days=31)
    town.wall.answers = NeedsPerson("нет метода", "https://a.test", "Уберите из чёрного списка")
    town.carry(Kind.UNBLOCK)
    assert the_action(town).state is State.ERRAND
    del town.wall.blocked[AUTHOR]
    town.carry(Kind.UNBLOCK)
    assert the_action(town).confirmed_by is ConfirmedBy.READBACK


def test_its_own_decision_that_is_still_in_force_is_kept(town: Town) -> None:
    action = the_action(town)
    with town.store.write() as session:
        session.get_one(Action, action.id).not_before = town.now
    town.carry(Kind.UNBLOCK)
    assert the_action(town).state is State.REJECTED
    assert "решение № 1 ещё действует" in (the_action(town).why or "")
    assert AUTHOR in town.wall.blocked


def decide_anew(town: Town) -> None:
    """A second decision about the same author, number 2, when the first term is over."""
    town.later(days=31)
    with town.store.write() as session:
        first = session.get_one(Decision, 1)
        case = first.proposal
        again = Proposal(
            organisation=case.organisation, page=case.page, author_id=case.author_id,
            stage=case.stage, rulings=[], evidence="f" * 64, opened_at=town.now, until=town.now,
        )  # fmt: skip
        session.add(again)
        session.flush()
        session.add(
            Decision(
                proposal_id=again.id, official=first.official, verdict=first.verdict,
                until=town.now + timedelta(days=10), reason="снова", evidence=first.evidence,
                decided_at=town.now, acts_at=town.now, organisation=first.organisation,
            )
        )  # fmt: skip


def test_a_later_decision_is_kept(town: Town) -> None:
    decide_anew(town)
    town.carry(Kind.UNBLOCK)
    assert the_action(town).state is State.REJECTED
    assert "действует решение № 2" in (the_action(town).why or "")
    assert AUTHOR in town.wall.blocked


@pytest.mark.parametrize(
    ("block", "pointless"),
    [
        (State.DUE, True),
        (State.ERRAND, True),
        (State.CONFIRMED, True),
        (State.REJECTED, False),
        (State.MISSED, False),
    ],
)
def test_it_has_lost_its_point_if_the_later_block_brings_its_own_end(
    town: Town, block: State, pointless: bool
) -> None:
    decide_anew(town)
    town.carry(Kind.UNBLOCK)
    with town.store.write() as session:
        order = {"organisation": "town", "kind": Kind.BLOCK, "page": PAGE, "subject": "2"}
        assert book.record(session, **order, now=town.now)  # type: ignore[arg-type]
        session.scalars(select(Action).filter_by(**order)).one().state = block
    with town.store.read() as session:
        assert lost_its_point(session, town.office, the_action(town)) is pointless


def test_refused_by_the_network_it_waits_for_a_person(town: Town) -> None:
    town.later(days=31)
    town.wall.answers = Refused("Сеть ответила: страница удалена.")
    town.carry(Kind.UNBLOCK)
    with town.store.read() as session:
        assert not lost_its_point(session, town.office, the_action(town))
