"""A decided term ends: by the network itself, or by an action that was ordered with the block."""

from datetime import timedelta

import pytest

from gospablik.outcomes import ConfirmedBy, NeedsPerson
from gospablik.store.session import Store
from gospablik.store.tables import Action, Decision, Kind, Proposal, State
from tests.gospablik.moderation.town import Town

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


def test_a_later_decision_is_kept(town: Town) -> None:
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
                decided_at=town.now, organisation=first.organisation,
            )
        )  # fmt: skip
    town.carry(Kind.UNBLOCK)
    assert the_action(town).state is State.REJECTED
    assert "действует решение № 2" in (the_action(town).why or "")
    assert AUTHOR in town.wall.blocked
