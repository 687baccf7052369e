"""The demo moves the term of one open case; the rest is the programme's own doing."""

import pytest
from sqlalchemy import select

from gospablik.moderation.lapsing import lapse_old
from gospablik.store.decisions import Proposal, ProposalStage
from gospablik.store.review import Topic
from gospablik.store.session import Store
from office.demo.term import the_term_runs_out
from tests.gospablik.moderation.town import Town


@pytest.fixture
def town(sqlite_store: Store, monkeypatch: pytest.MonkeyPatch) -> Town:
    """Two cases, put before the officials."""
    town = Town(sqlite_store)
    monkeypatch.setattr("office.demo.term.now", lambda: town.now)
    town.case()
    town.misbehave(3, author=101)
    town.misbehave(4, "сам ты идиот", author=101)
    town.propose()
    town.mail()
    return town


def stages(town: Town) -> dict[int, ProposalStage]:
    with town.store.write() as session:
        lapse_old(session, town.office, town.now)
        return {one.id: one.stage for one in session.scalars(select(Proposal))}


def test_that_case_lapses_and_no_other(town: Town, sqlite_url: str) -> None:
    assert set(stages(town).values()) == {ProposalStage.OPEN}
    the_term_runs_out(sqlite_url, 2)
    assert stages(town) == {1: ProposalStage.OPEN, 2: ProposalStage.LAPSED}


def test_a_case_that_was_decided_meanwhile_keeps_its_term(town: Town, sqlite_url: str) -> None:
    with town.store.read() as session:
        until = session.get_one(Proposal, 1).until
    made = town.decide(next(q for q in town.questions(Topic.BLOCK) if q.proposal_id == 1))
    assert made.refused is None
    the_term_runs_out(sqlite_url, 1)
    with town.store.read() as session:
        assert session.get_one(Proposal, 1).until == until
