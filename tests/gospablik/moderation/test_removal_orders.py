"""Any order of writing, rewording, ruling, sealing, removing, telling, undoing: all stays true."""

import re
from collections import Counter
from dataclasses import replace
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
from sqlalchemy import select, text

from gospablik.errors import OfficeError
from gospablik.moderation.fate import What, fates
from gospablik.moderation.proof import proof_of, verify, verify_chain
from gospablik.moderation.queue import count_standing
from gospablik.moderation.undoing import answer_undoing, find_ruling, open_undoing, undo_case
from gospablik.outcomes import Done, NothingHappened
from gospablik.store.base import Base
from gospablik.store.ledger import Kind
from gospablik.store.review import Proof, Ruling, Verdict
from gospablik.store.session import Store
from tests.gospablik.moderation.town import INSULT, Town

INSULTS = {"1": "ты дурак", "2": "сам ты идиот"}
NUMBERS = st.sampled_from(sorted(INSULTS))
DAYS = st.sampled_from(["", "", "down", "new words", "new words, too", "up"])
BUSY = NothingHappened("Сеть просит подождать.", timedelta(minutes=1))
REMOVED, STAYS, VOID = "удалён с этой страницы", "остаётся в силе", "Нарушением он не считается"


class Orders(RuleBasedStateMachine):
    """One author's two comments; whatever the page shows and is told is watched as it happens."""

    store: Store

    @initialize(then=DAYS)
    def begin(self, then: str) -> None:
        with self.store.write() as session:
            if session.get_bind().dialect.name == "sqlite":
                session.execute(text("PRAGMA defer_foreign_keys=ON"))
            for table in reversed(Base.metadata.sorted_tables):
                session.execute(table.delete())
        self.town = Town(self.store)
        self.untrue, self.runs = list[str](), 0
        self.said: dict[str, str] = {}
        self.told = Counter[str]()
        self.last_shown: dict[str, Any] = {}
        wall = self.town.wall
        self.take, self.write_reply = wall.remove_comment, wall.reply
        wall.remove_comment = self.watched_removal  # type: ignore[method-assign]
        wall.restore_comment = self.put_back  # type: ignore[method-assign]
        wall.reply = self.watched_reply  # type: ignore[method-assign, assignment]
        self.a_day("1", then)

    # The ledger outlives any error here, so what is wrong is noted.

    def watched_removal(self, comment_id: str, *, post_id: str) -> Any:
        if self.town.wall.answers is None:
            shown = self.town.wall.standing[comment_id].text
            with self.store.read() as session:
                proofs = [
                    proof
                    for one in self.rulings(session, comment_id)
                    if one.annulled_at is None and one.version.text == shown
                    if (proof := proof_of(session, one.id)) and verify(session, proof.id) is None
                ]
            if not proofs:
                self.untrue.append(f"удалён без доказательства: {shown}")
        return self.take(comment_id, post_id=post_id)

    def put_back(self, comment_id: str, *, post_id: str) -> Any:
        wall = self.town.wall
        if wall.answers:
            return wall.answers
        if comment_id not in wall.standing:
            if comment_id not in wall.taken_off:
                self.untrue.append(f"возвращён не нами удалённый {comment_id}")
            wall.standing[comment_id] = self.last_shown[comment_id]
        return Done(comment_id)

    def watched_reply(self, words: str, **where: Any) -> Any:
        if self.town.wall.answers is None:
            self.is_true(words)
        return self.write_reply(words, **where)

    def is_true(self, words: str) -> None:
        """What the author reads holds at the moment at which it is written."""
        [numbers] = re.findall(r"запис[ьи] ([\d, ]+)\.|номер записи: (\d+)\.", words)
        newest = int((numbers[0] or numbers[1]).split(", ")[-1])
        with self.store.read() as session:
            proof = session.scalars(select(Proof).filter_by(number=newest)).one()
            of = session.get_one(Ruling, proof.ruling_id).comment.network_id
            stands = [one for one in self.rulings(session, of) if one.annulled_at is None]
        [kind] = [one for one in (REMOVED, STAYS, VOID) if one in words]
        self.told[of] += kind is REMOVED
        if bool(stands) is (kind is VOID):
            self.untrue.append(f"неправда автору: {words}")
        if self.told[of] > self.town.wall.removed.count(of):
            self.untrue.append(f"сказано «удалён», а удалили не мы: {words}")
        self.said[of] = kind

    def rulings(self, session: Any, network_id: str) -> list[Ruling]:
        found = session.scalars(select(Ruling).filter_by(verdict=Verdict.REMOVE))
        return [one for one in found if one.comment.network_id == network_id]

    # What the author does.

    @rule(number=NUMBERS)
    def writes(self, number: str) -> None:
        if number not in self.last_shown:
            self.town.write(int(number), INSULTS[number])
            self.last_shown[number] = self.town.wall.standing[number]

    @rule(number=NUMBERS)
    def rewords(self, number: str) -> None:
        if number in self.town.wall.standing:
            before = self.town.wall.standing[number]
            again = replace(before, text=f"{before.text}, {INSULTS[number]}"[:200])
            self.town.wall.standing[number] = self.last_shown[number] = again

    @rule(number=NUMBERS)
    def takes_down(self, number: str) -> None:
        self.town.wall.standing.pop(number, None)

    @rule(number=NUMBERS)
    def puts_up_again(self, number: str) -> None:
        if number in self.last_shown:
            self.town.wall.standing[number] = self.last_shown[number]

    # What the office does.

    @rule(minutes=st.sampled_from([1, 6]))
    def harvests(self, minutes: int) -> None:
        self.town.later(minutes=minutes)
        self.town.harvest()

    @rule(choice=st.sampled_from([INSULT, INSULT, INSULT, "оставить"]))
    def people_rule(self, choice: str) -> None:
        for question in self.town.ask():
            self.town.answer(question, choice)

    @rule()
    def seals(self) -> None:
        self.town.seal()

    @rule(busy=st.booleans())
    def removes(self, busy: bool) -> None:
        self.carries(Kind.REMOVE, busy)

    @rule(busy=st.booleans())
    def restores(self, busy: bool) -> None:
        self.carries(Kind.RESTORE, busy)

    @rule(busy=st.booleans())
    def tells(self, busy: bool) -> None:
        self.town.tell()
        self.carries(Kind.REPLY, busy)

    def carries(self, kind: Kind, busy: bool) -> None:
        self.town.later(minutes=2)
        self.town.wall.answers = BUSY if busy else None
        self.town.carry(kind)
        self.town.wall.answers = None

    @rule(number=NUMBERS, then=DAYS)
    def a_day(self, number: str, then: str) -> None:
        """From the comment to its ruling under seal; then its author may be quicker than we."""
        self.writes(number)
        if then == "up":
            self.puts_up_again(number)
        self.is_ruled_on()
        if then == "down":
            self.takes_down(number)
        elif then.startswith("new words"):
            self.rewords(number)
        self.a_quiet_evening()
        if then.endswith("too"):
            self.is_ruled_on()
            self.a_quiet_evening()

    def is_ruled_on(self) -> None:
        self.harvests(6)
        self.people_rule(INSULT)
        self.seals()

    @rule(
        named=st.sampled_from(["1", "2", "3", "?reply=1", "?reply=2", "?reply=1"]),
        by=st.sampled_from(["it-head", "it-head", "head", "spec"]),
        at_once=st.booleans(),
    )
    def undoes(self, named: str, by: str, at_once: bool) -> None:
        self.runs += 1
        self.town.later(minutes=1)
        now, at = self.town.now, self.town.office
        name = f"https://vk.com/wall-7_1{named}" if named.startswith("?") else named
        with self.store.write() as session:
            try:
                ruling = find_ruling(session, at, name)
            except OfficeError:
                return
            case = undo_case(
                session, at, open_undoing(session, at, ruling, run=f"run-{self.runs}", now=now)
            )
            refused = answer_undoing(
                session, at, case, official_key=by, agreed=True, reason="ошибка", now=now
            )
            assert bool(refused) is (by == "spec"), refused
        if at_once:
            self.a_quiet_evening()

    @rule()
    def a_quiet_evening(self) -> None:
        """Everything that is ordered is carried out: now the last word to the author holds."""
        self.seals()
        for _ in range(2):
            self.removes(busy=False)
            self.restores(busy=False)
            self.tells(busy=False)
        with self.store.read() as session:
            assert verify_chain(session, "town") is None
            for number, last in self.said.items():
                stands = [one for one in self.rulings(session, number) if one.annulled_at is None]
                assert stands or last is VOID, f"{number}: сказано «{last}», а нарушения нет"

    # What always holds.

    @invariant()
    def nothing_untrue_was_done_or_said(self) -> None:
        assert self.untrue == []

    @invariant()
    def violations_are_the_comments_whose_rulings_stand_under_seal(self) -> None:
        with self.store.read() as session:
            raw = session.execute(
                text(
                    "SELECT count(DISTINCT r.comment_id) FROM ruling r JOIN proof p"
                    " ON p.ruling_id = r.id WHERE r.verdict = 'remove' AND r.annulled_at IS NULL"
                )
            ).scalar_one()
            authors = {one.comment.author_id for one in session.scalars(select(Ruling))}
            assert sum(count_standing(session, one) for one in authors) == raw

    @invariant()
    def nothing_is_called_ours_that_we_never_removed(self) -> None:
        with self.store.read() as session:
            for one in fates(session, self.town.office, "Житель").found:
                number = one.link.rpartition("=")[2]
                assert one.what is not What.OURS or number in self.town.wall.removed


def run(store_: Store, examples: int) -> None:
    class WithStore(Orders):
        store = store_

    run_state_machine_as_test(
        WithStore,
        settings=settings(
            max_examples=examples,
            stateful_step_count=12,
            deadline=None,
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_any_order(store: Store, request: pytest.FixtureRequest) -> None:
    run(store, 30 if "sqlite" in request.node.name else 2)
