"""Any order of deciding, stopping, overruling, annulling, acting: nobody is blocked unlawfully."""

from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import func, select, text

from gospablik.errors import OfficeError
from gospablik.moderation.evidence import deciders, evidence_now
from gospablik.moderation.lapsing import lapse_old
from gospablik.moderation.papers import Paper, decide_by_document
from gospablik.moderation.said import Said
from gospablik.store.base import Base
from gospablik.store.decisions import (
    Decision,
    DecisionVerdict,
    Ended,
    Proposal,
    ProposalStage,
)
from gospablik.store.ledger import Action, Kind, State
from gospablik.store.review import Ruling, Topic
from gospablik.store.session import Store
from tests.gospablik.moderation.test_stopping import FRIDAY_17, cooling

PEOPLE = ["head", "deputy", "head", "deputy", "it-head", "spec"]
VERDICTS = ["block", "refuse"]


class Orders(RuleBasedStateMachine):
    """A town with an open case of one author on a Friday at 17:00."""

    store: Store

    @initialize()
    def begin(self) -> None:
        with self.store.write() as session:
            session.execute(text("PRAGMA defer_foreign_keys=ON"))
            for table in reversed(Base.metadata.sorted_tables):
                session.execute(table.delete())
        self.town = cooling(self.store)
        self.town.case()
        self.town.clock.at = FRIDAY_17
        self.comments, self.unlawful = 2, list[str]()
        self.whole_block = self.town.wall.block
        self.town.wall.block = self.watched  # type: ignore[method-assign]

    def watched(self, author_id: str, **how: Any) -> Any:
        """What the network is asked. The ledger outlives any error here, so it is noted."""
        try:
            self.ask_the_law(how)
        except AssertionError as broken:
            self.unlawful.append(str(broken))
        return self.whole_block(author_id, **how)

    def ask_the_law(self, how: dict[str, Any]) -> None:
        """At this very moment there is a decision in force, and one only, that says so."""
        now = self.town.now
        with self.store.read() as session:
            found = [
                one
                for one in session.scalars(select(Decision))
                if one.ended is None
                and one.verdict is DecisionVerdict.BLOCK
                and (one.until is None or one.until > now)
            ]
            assert len(found) == 1, found
            (made,) = found
            ruled = session.scalars(select(Ruling.official).where(Ruling.annulled_at.is_(None)))
            entitled = {one.key for one in deciders(self.town.office, made.decided_at)}
            assert now >= made.acts_at > made.decided_at, "слишком рано"
            assert made.official in entitled - set(ruled), made.official
            assert made.evidence == evidence_now(session, made.proposal), "доказательства"
            assert how["until"] == made.until, "срок"

    @rule(
        by=st.sampled_from(PEOPLE),
        verdict=st.sampled_from(VERDICTS),
        days=st.sampled_from([30, 30, 0, 400]),
    )
    def decide(self, by: str, verdict: str, days: int) -> None:
        self.town.mail()
        for question in self.town.questions(Topic.BLOCK):
            self.town.decide(question, by=by, verdict=verdict, days=days)

    @rule(
        by=st.sampled_from(PEOPLE),
        code=st.sampled_from(["own", "own", "own", "wrong", "another's"]),
    )
    def stop(self, by: str, code: str) -> None:
        self.town.mail()
        codes = {"wrong": "AAAA-AAAA", "another's": self.last("head" if by != "head" else "deputy")}
        said = {"code": codes[code]} if code in codes else {}
        before = self.last_decision()
        made = self.town.stop(by, self.case(), reason=f"в {self.town.now}", **said)
        if made.refused is None:
            assert before
            assert by in ("head", "deputy")
            assert before.number == 1 or by == "head"
            assert code == "own"
            assert self.town.stop(by, self.case(), reason="снова").refused

    @rule(by=st.sampled_from(PEOPLE), verdict=st.sampled_from(VERDICTS))
    def otherwise(self, by: str, verdict: str) -> None:
        self.town.mail()
        made = self.town.otherwise(by, verdict, self.case(), days=5, reason=f"в {self.town.now}")
        assert made.refused is not None or by == "head"

    @rule(by=st.sampled_from(PEOPLE), days=st.sampled_from([None, 9]))
    def a_paper(self, by: str, days: int | None) -> None:
        self.town.later(minutes=1)
        said = Said(by, DecisionVerdict.BLOCK, days, f"в {self.town.now}")
        dated = self.town.office.local(self.town.now).date()
        paper = Paper(said, f"{self.town.now:%H%M}", dated, "spec")
        with self.store.write() as session:
            decide_by_document(session, self.town.office, self.case(), paper, self.town.now)

    @rule()
    def another_violation(self) -> None:
        self.comments += 1
        self.town.misbehave(self.comments, "сам ты идиот")
        with suppress(OfficeError):
            self.town.propose()
        self.town.mail()

    @rule(ruling=st.sampled_from([1, 2, 2, 3]))
    def annul(self, ruling: int) -> None:
        with self.store.read() as session:
            there = session.get(Ruling, ruling)
        if there:
            self.town.annul(ruling)

    @rule(hours=st.sampled_from([1, 67, 67, 24 * 8]))
    def time_goes_by(self, hours: int) -> None:
        self.town.later(hours=hours)
        with self.store.write() as session:
            lapse_old(session, self.town.office, self.town.now)

    @rule()
    def a_pass(self) -> None:
        self.town.carry(Kind.BLOCK, Kind.UNBLOCK)

    @invariant()
    def nobody_is_blocked_unlawfully(self) -> None:
        assert self.unlawful == []

    @invariant()
    def one_decision_holds_and_the_ledger_agrees(self) -> None:
        with self.store.read() as session:
            every = session.scalars(select(Decision).order_by(Decision.number)).all()
            stages = {one.id: one.stage for one in session.scalars(select(Proposal))}
            actions = session.scalars(select(Action).filter_by(kind=Kind.BLOCK)).all()
        states = {int(one.subject): one.state for one in actions}
        for case, stage in stages.items():
            rows = [one for one in every if one.proposal_id == case]
            assert all(one.ended for one in rows[:-1]), "действует не больше одного"
            assert [one.number for one in rows] == list(range(1, len(rows) + 1))
            assert all(one.official == "head" for one in rows[1:])
            assert bool(rows) == (stage is ProposalStage.DECIDED)
        blocks = {one.id for one in every if one.verdict is DecisionVerdict.BLOCK}
        assert set(states) == blocks, "одно действие на решение, и только на решение"
        for one in every:
            if one.ended in (Ended.STOPPED, Ended.REPLACED) and one.id in states:
                assert states[one.id] is State.CANCELLED
        if State.CONFIRMED not in states.values():
            assert not self.town.wall.blocked

    def case(self) -> int:
        """The newest case."""
        with self.store.read() as session:
            return session.scalars(select(func.max(Proposal.id))).one()

    def last(self, who: str) -> str:
        return self.town.codes.get((self.case(), who), ["нет"])[-1]

    def last_decision(self) -> Decision | None:
        of_case = [one for one in self.town.decisions() if one.proposal_id == self.case()]
        return of_case[-1] if of_case else None


@pytest.fixture
def machine(sqlite_store: Store) -> type[Orders]:
    class WithStore(Orders):
        store = sqlite_store

    return WithStore


def test_any_order(machine: type[Orders]) -> None:
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=15,
            stateful_step_count=20,
            deadline=timedelta(seconds=60),
            suppress_health_check=list(HealthCheck),
        ),
    )
