"""Any order of acts, kills, lies of the network and clock jumps: never twice, nothing forgotten."""

from contextlib import suppress
from datetime import timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import delete, select

from gospablik.ledger import book
from gospablik.ledger.carry import Ledger
from gospablik.ledger.errands import open_errand, say_again
from gospablik.store.ledger import Action, Attempt, Kind, State
from gospablik.store.session import Store
from tests.gospablik.ledger.world import Clock, Killed, World

ANSWERS = ["done", "killed", "silence", "bug", "busy", "refused", "person"]
FINAL = {State.CONFIRMED, State.MISSED, State.CANCELLED}


class Orders(RuleBasedStateMachine):
    """A network that shows what it accepted within the settle time, and lies otherwise."""

    store: Store

    @initialize()
    def begin(self) -> None:
        with self.store.write() as session:
            session.execute(delete(Attempt))
            session.execute(delete(Action))
        self.clock = Clock()
        self.world = World(self.clock)
        self.ledger = Ledger(
            self.store, "town", {Kind.PUBLISH: self.world}, now=self.clock, wait=self.clock.sleep
        )
        self.ended: dict[str, State] = {}
        for subject in "abc":
            self.enter(subject, None)

    @rule(subject=st.sampled_from("abc"), term=st.sampled_from([None, 60, 3600]))
    def enter(self, subject: str, term: int | None) -> None:
        not_after = self.clock() + timedelta(seconds=term) if term else None
        with self.store.write() as session:
            book.record(
                session, organisation="town", kind=Kind.PUBLISH, page="p", subject=subject,
                now=self.clock(), not_after=not_after,
            )  # fmt: skip

    @rule(later=st.sampled_from([0, 60, 3600]), patience=st.sampled_from([0, 90]))
    def a_quiet_pass(self, later: int, patience: int) -> None:
        self.clock.sleep(later)
        self.a_pass("done", accepts=True, readable="yes", shows_after=0, patience=patience)

    @rule(
        answer=st.sampled_from(ANSWERS),
        accepts=st.booleans(),
        readable=st.sampled_from(["yes", "yes", "down", "no right"]),
        shows_after=st.sampled_from([0, 4]),
        patience=st.sampled_from([0, 90]),
        later=st.sampled_from([0, 1, 60]),
    )
    def a_troubled_pass(  # noqa: PLR0917
        self, answer: str, accepts: bool, readable: str, shows_after: int, patience: int, later: int
    ) -> None:
        self.clock.sleep(later)
        self.a_pass(answer, accepts, readable, shows_after, patience)

    def a_pass(
        self, answer: str, accepts: bool, readable: str, shows_after: int, patience: int
    ) -> None:
        self.world.answer, self.world.accepts = answer, accepts
        self.world.readable = readable
        self.world.shows_after = timedelta(seconds=shows_after)
        with suppress(Killed):
            self.ledger.carry_out((Kind.PUBLISH,), patience=timedelta(seconds=patience))

    @rule(seconds=st.sampled_from([10, 90000]))
    def time_passes(self, seconds: int) -> None:
        self.clock.sleep(seconds)

    @rule()
    def a_person_cancels(self) -> None:
        with self.store.write() as session:
            for action in session.scalars(select(Action).filter_by(subject="c")).all():
                book.cancel(session, action.id, why="отменено", now=self.clock())

    @rule()
    def a_person_allows_again(self) -> None:
        with self.store.read() as session:
            actions = session.scalars(select(Action)).all()
            waiting = [task for a in actions if (task := open_errand(session, a.id))]
        for task in waiting:
            say_again(self.store, self.world, task, person="Имя", now=self.clock())

    @rule(later=st.sampled_from([0, 10]), shows_after=st.sampled_from([0, 4]))
    def a_person_does_it_by_hand(self, later: int, shows_after: int) -> None:
        """What is an errand; the page itself shows at once whether it is done already."""
        self.clock.sleep(later)
        self.world.shows_after = timedelta(seconds=shows_after)
        done = {key for key, _ in self.world.happened}
        with self.store.read() as session:
            errands = session.scalars(select(Action).filter_by(state=State.ERRAND)).all()
        for errand in errands:
            if errand.key not in done:
                self.world.happened.append((errand.key, self.clock()))

    @invariant()
    def never_twice(self) -> None:
        if hasattr(self, "world"):
            keys = [key for key, _ in self.world.happened]
            assert len(keys) == len(set(keys)), keys

    @invariant()
    def what_ended_stays_ended_and_confirmed_is_true(self) -> None:
        if not hasattr(self, "world"):
            return
        with self.store.read() as session:
            actions = session.scalars(select(Action)).all()
        done = {key for key, _ in self.world.happened}
        for action in actions:
            assert self.ended.get(action.key, action.state) is action.state
            if action.state in FINAL:
                self.ended[action.key] = action.state
            if action.state is State.CONFIRMED:
                assert action.key in done
            if action.key in done:
                assert action.state is not State.DUE, "сделанное снова стоит в очереди"


def test_any_order_of_events(sqlite_store: Store) -> None:
    Orders.store = sqlite_store
    run_state_machine_as_test(
        Orders,
        settings=settings(
            max_examples=120,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
