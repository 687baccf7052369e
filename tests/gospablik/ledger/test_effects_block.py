"""Blocking an author: only by a decision in force, until the decided moment (clause 4.3)."""

from datetime import timedelta

import pytest

from gospablik.ledger.effects.block import BlockAuthor
from gospablik.ledger.task import Task
from gospablik.outcomes import (
    Absent,
    ConfirmedBy,
    DoOutcome,
    NeedsPerson,
    Present,
    Refused,
    Unknown,
)
from gospablik.store.session import Store
from gospablik.store.tables import Action, Decision, DecisionVerdict, Kind, ProposalStage, State
from tests.gospablik.ledger.answers import ANSWERS, watched
from tests.gospablik.moderation.town import PAGE, Town

AUTHOR = "100"


@pytest.fixture
def town(sqlite_store: Store) -> Town:
    """A case that the head has decided; the block is due."""
    town = Town(sqlite_store)
    assert town.decide(town.case()).decision_id == 1
    return town


def the_action(town: Town) -> Action:
    [action] = town.actions(Kind.BLOCK)
    return action


def effect(town: Town, *, connected: bool = True) -> BlockAuthor:
    networks = {PAGE: town.wall} if connected else {}
    return BlockAuthor(town.store, town.office, networks, town.clock)


def do(town: Town, *, connected: bool = True) -> DoOutcome:
    return effect(town, connected=connected).do(Task.of(the_action(town)))


def test_blocked_until_the_decided_moment_and_read_back(town: Town) -> None:
    town.carry(Kind.BLOCK)
    with town.store.read() as session:
        decision = session.get_one(Decision, 1)
        assert town.wall.blocked == {AUTHOR: decision.decided_at + timedelta(days=30)}
    assert the_action(town).confirmed_by is ConfirmedBy.READBACK


@pytest.mark.parametrize(("answer", "state"), ANSWERS)
def test_each_answer_has_its_state(town: Town, answer: DoOutcome, state: State) -> None:
    town.wall.answers = answer
    town.carry(Kind.BLOCK)
    assert the_action(town).state is state
    assert town.wall.blocked == {}


def test_a_block_of_another_length_is_not_this_block(town: Town) -> None:
    task = Task.of(the_action(town))
    town.wall.blocked[AUTHOR] = town.now + timedelta(days=1)
    assert isinstance(effect(town).look(task), Absent)
    do(town)
    assert isinstance(effect(town).look(task), Present)


def test_lost_answer_and_no_right_to_look_is_an_errand(town: Town) -> None:
    town.wall.answers, town.wall.readable = Unknown("нет ответа"), False
    town.carry(Kind.BLOCK)
    town.carry(Kind.BLOCK)
    assert the_action(town).state is State.ERRAND


def test_a_page_without_keys_becomes_an_errand_with_name_term_and_reason(town: Town) -> None:
    outcome = do(town, connected=False)
    assert isinstance(outcome, NeedsPerson)
    for part in ("Житель 100", "номер 100", "до 25.12.2026", "Пункт 4.3", "Решение № 1"):
        assert part in outcome.press
    assert "дурак" not in outcome.press


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("none", "решения № 1 нет"),
        ("refuse", "не блокировать"),
        ("open", "не решено"),
        ("over", "уже вышел"),
        ("evidence", "доказательства изменились"),
        ("annulled", "нарушения отменены"),
    ],
)
def test_without_a_decision_in_force_nobody_is_blocked(town: Town, change: str, words: str) -> None:
    with town.store.write() as session:
        decision = session.get_one(Decision, 1)
        if change == "none":
            session.delete(decision)
        if change == "refuse":
            decision.verdict = DecisionVerdict.REFUSE
        if change == "open":
            decision.proposal.stage = ProposalStage.OPEN
        if change == "over":
            decision.until = town.now
        if change == "evidence":
            decision.evidence = "0" * 64
    if change == "annulled":
        town.annul(2)
    outcome = do(town)
    assert isinstance(outcome, Refused)
    assert words in outcome.why
    assert "Автор не заблокирован" in outcome.why
    assert town.wall.blocked == {}


def test_a_page_put_under_watch_meanwhile_blocks_nobody(town: Town) -> None:
    town.office = watched()
    town.carry(Kind.BLOCK)
    assert (town.wall.blocked, the_action(town).state) == ({}, State.DUE)


def test_a_decision_whose_term_ran_out_before_it_could_be_carried_out_is_missed(town: Town) -> None:
    town.wall.answers = ANSWERS[0][0]
    town.carry(Kind.BLOCK)
    town.later(days=31)
    town.wall.answers = None
    town.carry(Kind.BLOCK)
    assert (the_action(town).state, town.wall.blocked) == (State.MISSED, {})
