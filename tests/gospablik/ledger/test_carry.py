"""One pass over the ledger: patience, terms, order, the stop. Transitions: test_ledger."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from gospablik.ledger import book
from gospablik.ledger.carry import BREATH, Carried, Ledger
from gospablik.ledger.task import Task, claim_time
from gospablik.outcomes import TOO_OLD, ConfirmedBy, LookOutcome, NotNow, Unknown
from gospablik.store.session import Store
from gospablik.store.tables import Action, Attempt, Kind, State
from tests.gospablik.ledger.world import Clock, Killed, World


@dataclass
class Office:
    """A ledger on a clock of its own; `waited` keeps each wait of a pass, in seconds."""

    store: Store
    clock: Clock = field(default_factory=Clock)
    waited: list[float] = field(default_factory=list)
    stopped: bool = False

    def __post_init__(self) -> None:
        self.world = World(self.clock)

    def wait(self, seconds: float) -> None:
        self.waited.append(seconds)
        self.clock.sleep(seconds)

    def ledger(self, kinds: Sequence[Kind] = (Kind.PUBLISH,)) -> Ledger:
        return Ledger(
            self.store, "town", dict.fromkeys(kinds, self.world), run="run-1",
            stopped=self.stopped, now=self.clock, wait=self.wait,
        )  # fmt: skip

    def carry(self, patience: float = 0, kinds: Sequence[Kind] = (Kind.PUBLISH,)) -> list[Carried]:
        return self.ledger(kinds).carry_out(kinds, patience=timedelta(seconds=patience))

    def enter(
        self,
        subject: str = "1",
        kind: Kind = Kind.PUBLISH,
        *,
        not_before: float | None = None,
        not_after: float | None = None,
    ) -> None:
        with self.store.write() as session:
            book.record(
                session, organisation="town", kind=kind, page="p", subject=subject,
                now=self.clock(), not_before=self._in(not_before), not_after=self._in(not_after),
            )  # fmt: skip

    def _in(self, seconds: float | None) -> datetime | None:
        return None if seconds is None else self.clock() + timedelta(seconds=seconds)

    def states(self) -> dict[str, State]:
        with self.store.read() as session:
            return {a.subject: a.state for a in session.scalars(select(Action))}


@pytest.fixture
def office(sqlite_store: Store) -> Office:
    return Office(sqlite_store)


def test_nothing_to_do_is_no_wait(office: Office) -> None:
    assert (office.carry(patience=100), office.waited) == ([], [])


def test_only_the_kinds_that_were_asked_for(office: Office) -> None:
    office.enter("1")
    office.enter("2", Kind.MAIL)
    assert [one.subject for one in office.carry()] == ["1"]
    assert office.states() == {"1": State.CONFIRMED, "2": State.DUE}


def test_what_is_due_longest_goes_first(office: Office) -> None:
    for subject, ago in (("late", 0), ("early", -60), ("middle", -30)):
        office.enter(subject, not_before=ago)
    assert [one.subject for one in office.carry()] == ["early", "middle", "late"]


@pytest.mark.parametrize(
    ("not_before", "not_after", "state"),
    [
        (0, None, State.CONFIRMED),
        (1, None, State.DUE),
        (None, 0, State.CONFIRMED),
        (None, -1, State.MISSED),
    ],
)
def test_terms_hold_to_the_second(
    office: Office, not_before: float | None, not_after: float | None, state: State
) -> None:
    office.enter("1", not_before=not_before, not_after=not_after)
    office.carry()
    assert office.states() == {"1": state}
    assert len(office.world.happened) == (state is State.CONFIRMED)


def test_a_term_that_ends_while_the_pass_waits_is_missed(office: Office) -> None:
    office.world.answer = "busy"  # come again in 3 s
    office.enter("1", not_after=2)
    office.carry(patience=30)
    assert (office.states(), office.world.happened) == ({"1": State.MISSED}, [])


def test_a_patient_pass_stays_for_what_comes_within_its_patience(office: Office) -> None:
    office.enter("soon", not_before=20)
    office.enter("later", not_before=200)
    office.carry(patience=60)
    assert office.states() == {"soon": State.CONFIRMED, "later": State.DUE}
    assert office.waited == [20 + BREATH.total_seconds()]


def test_without_patience_it_waits_for_nothing(office: Office) -> None:
    office.enter("1", not_before=1)
    office.carry()
    assert office.waited == []


def test_patience_ends_though_the_network_stays_silent(office: Office) -> None:
    """A pass that waited for ever would hold its place among the worker's few for ever."""
    office.world.answer, office.world.readable = "silence", "down"
    office.enter("1")
    begun = office.clock()
    office.carry(patience=100)
    assert office.states() == {"1": State.UNKNOWN}
    assert office.clock() - begun < timedelta(seconds=100) + 2 * office.world.limit
    assert min(office.waited) >= BREATH.total_seconds(), "молчащую сеть не долбят"


def test_a_pass_that_stays_for_an_unknown_outcome_asks_once_for_an_errand(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.world.answer = "person"
    office.enter("errand")
    office.carry()
    office.world.answer = "silence"
    office.enter("lost")
    asked: list[str] = []

    def look(task: Task) -> LookOutcome:
        asked.append(task.subject)
        return NotNow("сеть не отвечает")

    monkeypatch.setattr(office.world, "look", look)
    office.carry(patience=100)
    assert office.states() == {"errand": State.ERRAND, "lost": State.UNKNOWN}
    assert asked.count("errand") == 1
    assert asked.count("lost") > 10


def test_the_claim_of_a_killed_pass_is_waited_out_and_then_looked_for(office: Office) -> None:
    office.world.answer = "killed"
    office.enter("1")
    with pytest.raises(Killed):
        office.carry()
    office.world.answer = "done"
    office.carry(patience=100)
    assert office.states() == {"1": State.CONFIRMED}
    assert len(office.world.happened) == 1
    assert sum(office.waited) >= (2 * office.world.limit).total_seconds() + 30


def test_a_process_that_slept_through_its_claim_does_nothing(office: Office) -> None:
    """The machine was suspended between the claim and the act: somebody else may be at it."""
    ledger = office.ledger()
    office.enter("1")
    [task] = book.due(office.store, "town", office.clock(), [Kind.PUBLISH])
    moments = iter([office.clock(), office.clock() + claim_time(office.world, task)])
    asleep = Ledger(office.store, "town", ledger.effects, now=lambda: next(moments))
    assert not asleep._do(task)
    assert (office.world.happened, office.states()) == ([], {"1": State.CLAIMED})


def test_a_bug_in_one_look_does_not_keep_the_others_from_their_turn(office: Office) -> None:
    office.world.answer = "silence"
    office.enter("lost")
    office.carry()
    office.world.answer = "done"
    look = office.world.look

    def broken(task: Task) -> LookOutcome:
        if task.subject == "lost":
            raise KeyError("items")
        return look(task)

    office.world.look = broken  # type: ignore[method-assign]
    office.enter("new")
    office.carry()
    assert office.states() == {"lost": State.UNKNOWN, "new": State.CONFIRMED}
    office.clock.sleep(25 * 3600)
    office.carry()
    with office.store.read() as session:
        action = session.scalars(select(Action).filter_by(subject="lost")).one()
    assert action.state is State.ERRAND
    assert "ошибка программы: KeyError" in str(action.why)


def test_stopped_it_finds_out_what_happened_and_does_not_do_it_again(office: Office) -> None:
    office.world.answer = "silence"
    office.enter("stands there")
    office.carry()
    office.world.accepts = False
    office.enter("is not there")
    office.carry()
    office.clock.sleep(60)
    office.stopped, office.world.answer, office.world.accepts = True, "done", True
    office.enter("new")
    office.carry(patience=100)
    assert office.states() == {
        "stands there": State.CONFIRMED, "is not there": State.DUE, "new": State.DUE,
    }  # fmt: skip
    assert len(office.world.happened) == 1
    assert office.waited == [], "остановленный проход не ждёт"


def test_stopped_it_still_lets_old_news_be_missed(office: Office) -> None:
    office.stopped = True
    office.enter("1", not_after=60)
    office.clock.sleep(61)
    office.carry()
    assert office.states() == {"1": State.MISSED}


def test_each_attempt_keeps_the_run_and_what_it_came_to(office: Office) -> None:
    office.world.answer = "silence"
    office.enter("1")
    office.carry()
    office.carry()
    with office.store.read() as session:
        kept = session.scalars(select(Attempt).order_by(Attempt.id)).all()
    assert [(a.verb, a.outcome, a.counted, a.run) for a in kept] == [
        ("do", Unknown.__name__, True, "run-1"),
        ("look", "Present", True, "run-1"),
    ]


def test_only_what_is_confirmed_or_taken_back_is_settled() -> None:
    settled = {s for s in State if Carried(1, Kind.MAIL, "1", s, None).settled}
    assert settled == {State.CONFIRMED, State.CANCELLED}


@pytest.mark.parametrize(
    ("state", "open_"),
    [(s, s in (State.DUE, State.CLAIMED, State.UNKNOWN, State.ERRAND)) for s in State],
)
def test_an_idle_pass_knows_it_from_one_question(office: Office, state: State, open_: bool) -> None:
    office.enter("1")
    with office.store.write() as session:
        session.scalars(select(Action)).one().state = state
    assert book.anything_open(office.store, "town", office.clock(), [Kind.PUBLISH]) is open_
    assert not book.anything_open(office.store, "town", office.clock(), [Kind.MAIL])
    assert not book.anything_open(office.store, "other", office.clock(), [Kind.PUBLISH])


@pytest.mark.parametrize("kind", list(Kind))
def test_an_answer_is_read_back_for_a_day_and_a_letter_never(office: Office, kind: Kind) -> None:
    office.enter("1", kind)
    with office.store.write() as session:
        action = session.scalars(select(Action)).one()
        action.state, action.confirmed_by = State.CONFIRMED, ConfirmedBy.ANSWER
        action.state_since = office.clock()
    readable = kind is not Kind.MAIL
    assert book.anything_open(office.store, "town", office.clock(), [kind]) is readable
    ends = book.open_ends(office.store, "town", office.clock(), [kind])
    assert len(ends) == readable
    office.clock.sleep(TOO_OLD.total_seconds())
    assert not book.anything_open(office.store, "town", office.clock(), [kind])
    assert book.open_ends(office.store, "town", office.clock(), [kind]) == []


TERMS = st.none() | st.integers(-30, 30)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    actions=st.lists(st.tuples(TERMS, TERMS), max_size=5),
    passes=st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.booleans()), max_size=4),
)
def test_nothing_is_done_outside_its_terms_in_any_order_of_passes(
    sqlite_store: Store,
    actions: list[tuple[int | None, int | None]],
    passes: list[tuple[int, int, bool]],
) -> None:
    with sqlite_store.write() as session:
        session.execute(delete(Attempt))
        session.execute(delete(Action))
    office = Office(sqlite_store)
    begun = office.clock()
    for number, (before, after) in enumerate(actions):
        office.enter(str(number), not_before=before, not_after=after)
    for later, patience, stopped in passes:
        office.clock.sleep(later)
        office.stopped = stopped
        office.carry(patience)
    for key, at in office.world.happened:
        before, after = actions[int(key.split("/")[-2])]
        assert before is None or at >= begun + timedelta(seconds=before)
        assert after is None or at <= begun + timedelta(seconds=after)
    keys = [key for key, _ in office.world.happened]
    assert len(keys) == len(set(keys))
    if passes and not passes[-1][2]:
        due = [n for n, s in office.states().items() if s is State.DUE]
        assert all((actions[int(n)][0] or 0) > (office.clock() - begun).total_seconds()
                   for n in due), "готовое не осталось лежать"  # fmt: skip


@pytest.mark.parametrize(
    ("state", "tries", "wait", "told"),
    [
        (State.DUE, 1, 600, True),  # tried and put off
        (State.DUE, 0, 0, True),  # should have been tried
        (State.DUE, 0, 600, False),  # its time has not come
        (State.UNKNOWN, 1, 0, True),
        (State.CLAIMED, 1, 0, False),  # another run is at it
        (State.CONFIRMED, 1, 0, False),
        (State.ERRAND, 1, 0, False),
        (State.REJECTED, 1, 0, False),  # told by the run that was refused, and in the report
    ],
)
def test_what_a_pass_leaves_undone_is_known_to_the_next(
    office: Office, state: State, tries: int, wait: int, told: bool
) -> None:
    office.enter("1")
    with office.store.write() as session:
        action = session.scalars(select(Action)).one()
        action.state, action.tries = state, tries
        action.not_before = office.clock() + timedelta(seconds=wait)
    ledger = Ledger(office.store, "town", {}, now=office.clock)
    assert bool(ledger.left_undone([Kind.PUBLISH])) is told
    assert not ledger.left_undone([Kind.MAIL])
