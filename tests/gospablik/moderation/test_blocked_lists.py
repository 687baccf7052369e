"""Who is blocked on a page and by whose decision: what nobody decided is found (clause 4.3)."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from gospablik.moderation.blocked_lists import (
    SETTLE,
    carried_out,
    faults,
    keep_faults,
    missing,
)
from gospablik.moderation.retention import erase_due
from gospablik.networks.base import BlockedAuthor
from gospablik.store.blocked_lists import BlockFault, Fault
from gospablik.store.decisions import Decision
from gospablik.store.ledger import Kind, State
from gospablik.store.session import Store
from tests.gospablik.moderation.test_harvest import statements
from tests.gospablik.moderation.test_papers import enter, on_friday
from tests.gospablik.moderation.test_stopping import MONDAY_12, cooling
from tests.gospablik.moderation.test_stopping import blocked as block_now
from tests.gospablik.moderation.town import PAGE, Town


@pytest.fixture
def town(sqlite_store: Store) -> Town:
    return Town(sqlite_store)


def blocked(town: Town) -> datetime:
    """A decided and carried out block of author 100; its end."""
    made = town.decide(town.case())
    town.carry(Kind.BLOCK)
    town.later(minutes=10)
    with town.store.read() as session:
        until = session.get_one(Decision, made.decision_id).until
    assert until
    return until


def compare(town: Town, *entries: tuple[str, datetime | None]) -> list[tuple[str, Fault]]:
    listed = [BlockedAuthor(author, until) for author, until in entries]
    with town.store.write() as session:
        seen = faults(session, town.office, PAGE, listed, town.now)
        kept = keep_faults(session, town.office, PAGE, seen, town.now)
        return [(one.author, one.fault) for one in kept]


def test_a_block_that_was_decided_is_no_fault(store: Store) -> None:
    town = Town(store)
    until = blocked(town)
    assert compare(town, ("100", until)) == []
    assert compare(town, ("100", until + timedelta(minutes=59))) == []


def test_a_long_list_of_strangers_is_compared_by_few_queries(town: Town) -> None:
    until = blocked(town)
    listed = [BlockedAuthor("100", until), *(BlockedAuthor(str(n), None) for n in range(500, 600))]
    with town.store.write() as session, statements(town.store) as told:
        assert len(faults(session, town.office, PAGE, listed, town.now)) == 100
    assert len([one for one in told if one.startswith("SELECT")]) < 12


def test_a_block_that_nobody_decided_is_found_until_it_is_gone(store: Store) -> None:
    town = Town(store)
    until = blocked(town)
    stray = ("500", None)
    assert compare(town, ("100", until), stray) == [("500", Fault.STRAY)]
    town.later(days=1)
    assert compare(town, ("100", until), stray) == [("500", Fault.STRAY)]
    assert compare(town, ("100", until)) == []
    assert compare(town, ("100", until), stray) == [("500", Fault.STRAY)]
    with town.store.read() as session:
        rows = session.scalars(select(BlockFault).order_by(BlockFault.number)).all()
        assert [(row.number, row.gone_at is None) for row in rows] == [(1, False), (2, True)]


def test_an_author_of_ours_without_a_decision_is_a_stray_too(town: Town) -> None:
    question = town.case()
    assert compare(town, ("100", None)) == [("100", Fault.STRAY)]
    town.decide(question, verdict="refuse", days=None)
    assert compare(town, ("100", None)) == [("100", Fault.STRAY)]


def test_a_longer_block_than_decided(town: Town) -> None:
    until = blocked(town)
    assert compare(town, ("100", None)) == [("100", Fault.LONGER)]
    assert compare(town, ("100", until + timedelta(hours=2))) == [("100", Fault.LONGER)]


def test_where_the_ledger_ends_the_block_the_networks_own_end_tells_nothing(town: Town) -> None:
    town.wall.ends_blocks = False
    blocked(town)
    assert compare(town, ("100", None)) == []


def for_ever(store: Store) -> Town:
    town = on_friday(store)
    enter(town)
    town.clock.at = MONDAY_12
    assert block_now(town) == ["100"]
    town.later(minutes=10)
    return town


def test_a_block_for_ever_is_neither_lifted_nor_told_of(sqlite_store: Store) -> None:
    town = for_ever(sqlite_store)
    assert compare(town, ("100", None)) == []
    assert town.actions(Kind.UNBLOCK) == []


def test_a_block_for_ever_that_the_page_does_not_show_so(sqlite_store: Store) -> None:
    town = for_ever(sqlite_store)
    assert compare(town) == [("100", Fault.MISSING)]
    assert compare(town, ("100", town.now + timedelta(days=30))) == [("100", Fault.MISSING)]
    with town.store.read() as session:
        assert [one.until for one in carried_out(session, town.office, PAGE, town.now)] == [None]


@pytest.mark.parametrize("how", ["waits", "stopped", "fell"])
def test_a_block_made_by_hand_is_not_taken_for_one_that_was_never_begun(
    sqlite_store: Store, how: str
) -> None:
    town = cooling(sqlite_store)
    town.decide(town.case())
    town.mail()
    if how == "stopped":
        assert town.stop().refused is None
    if how == "fell":
        town.annul(1)
        town.clock.at = MONDAY_12
        assert block_now(town) == []
    assert compare(town, ("100", None)) == [("100", Fault.STRAY)]
    assert town.actions(Kind.UNBLOCK) == []


def test_a_block_that_was_refused_may_be_made_by_hand_while_the_decision_stands(
    town: Town,
) -> None:
    until = blocked(town)
    town.set_state(town.actions(Kind.BLOCK)[0].id, State.REJECTED)
    assert compare(town, ("100", until)) == []


def test_a_decision_that_the_page_does_not_show(town: Town) -> None:
    until = blocked(town)
    assert compare(town) == [("100", Fault.MISSING)]
    assert compare(town, ("100", until - timedelta(days=3))) == [("100", Fault.MISSING)]
    town.clock.at = until + timedelta(minutes=1)
    assert compare(town) == [], "срок вышел"


def test_a_block_just_made_need_not_stand_there_yet(town: Town) -> None:
    town.decide(town.case())
    town.carry(Kind.BLOCK)
    assert compare(town) == []
    town.later(seconds=SETTLE.total_seconds() + 5)
    assert compare(town) == [("100", Fault.MISSING)]


def test_a_decision_that_is_not_carried_out_is_no_fault_of_the_list(town: Town) -> None:
    town.decide(town.case())
    town.later(hours=1)
    assert compare(town) == []


def test_a_block_that_outlasts_its_decision_is_ended_by_the_ledger(town: Town) -> None:
    until = blocked(town)
    town.clock.at = until + timedelta(hours=1)
    assert compare(town, ("100", None)) == []
    assert [action.state for action in town.actions(Kind.UNBLOCK)] == [State.DUE]
    town.carry(Kind.UNBLOCK)
    assert town.actions(Kind.UNBLOCK)[0].state is State.CONFIRMED
    town.later(hours=1)
    assert compare(town) == []
    assert compare(town, ("100", None)) == [("100", Fault.OVERDUE)], "кто-то заблокировал снова"
    assert len(town.actions(Kind.UNBLOCK)) == 1


def test_the_number_of_an_author_is_forgotten_with_the_term_of_proofs(town: Town) -> None:
    compare(town, ("500", None))
    compare(town)
    town.later(days=town.office.organisation.keep_proof_days + 1)
    with town.store.write() as session:
        erase_due(session, town.office, town.now)
        assert session.scalars(select(BlockFault.author)).one() == "erased-1"


def test_without_a_list_each_decision_is_asked_about(town: Town) -> None:
    blocked(town)
    with town.store.write() as session:
        decided = carried_out(session, town.office, PAGE, town.now)
        (one,) = decided
        seen = missing(decided, [one.decision_id])
        assert keep_faults(session, town.office, PAGE, seen, town.now)
        unknown = [one.decision_id]
        assert keep_faults(session, town.office, PAGE, [], town.now, unknown=unknown)
        assert not keep_faults(session, town.office, PAGE, [], town.now)
