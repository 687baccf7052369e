"""Each transition of the ledger, on both databases."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import select

from gospablik.ledger import book
from gospablik.ledger.carry import Ledger
from gospablik.ledger.outcome import write_do
from gospablik.outcomes import ConfirmedBy, Done
from gospablik.store.ledger import Action, Attempt, Kind, State
from gospablik.store.session import Store
from tests.gospablik.ledger.world import Clock, Killed, World

PUBLISH = (Kind.PUBLISH,)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def world(clock: Clock) -> World:
    return World(clock)


@pytest.fixture
def ledger(store: Store, world: World, clock: Clock) -> Ledger:
    return Ledger(store, "town", {Kind.PUBLISH: world}, now=clock, wait=clock.sleep)


def enter(ledger: Ledger, subject: str = "1", **more: object) -> bool:
    with ledger.store.write() as session:
        return book.record(
            session, organisation="town", kind=Kind.PUBLISH, page="p", subject=subject,
            now=ledger.now(), **more,  # type: ignore[arg-type]
        )  # fmt: skip


def the_action(ledger: Ledger, subject: str = "1") -> Action:
    with ledger.store.read() as session:
        return session.scalars(select(Action).filter_by(subject=subject)).one()


def test_done_and_read_back(ledger: Ledger, world: World) -> None:
    assert enter(ledger)
    (carried,) = ledger.carry_out(PUBLISH)
    assert carried.state is State.CONFIRMED
    assert the_action(ledger).confirmed_by is ConfirmedBy.READBACK
    assert len(world.happened) == 1


def test_entered_twice_is_done_once(ledger: Ledger, world: World) -> None:
    assert enter(ledger)
    assert not enter(ledger)
    ledger.carry_out(PUBLISH)
    assert not enter(ledger)
    ledger.carry_out(PUBLISH)
    assert len(world.happened) == 1


def test_without_a_right_to_read_it_stands_on_the_answer(ledger: Ledger, world: World) -> None:
    world.readable = "no right"
    enter(ledger)
    ledger.carry_out(PUBLISH)
    assert the_action(ledger).state is State.CONFIRMED
    assert the_action(ledger).confirmed_by is ConfirmedBy.ANSWER
    world.readable = "yes"
    ledger.carry_out(PUBLISH)
    assert the_action(ledger).confirmed_by is ConfirmedBy.READBACK


@pytest.mark.parametrize("accepted", [True, False])
def test_killed_while_the_answer_is_held(ledger: Ledger, world: World, accepted: bool) -> None:
    enter(ledger)
    world.answer, world.accepts = "killed", accepted
    with pytest.raises(Killed):
        ledger.carry_out(PUBLISH)
    assert the_action(ledger).state is State.CLAIMED
    world.answer, world.accepts = "done", True
    ledger.carry_out(PUBLISH, patience=timedelta(minutes=2))
    assert the_action(ledger).state is State.CONFIRMED
    assert len(world.happened) == 1


def test_a_claim_that_ran_out_is_unknown_and_never_simply_due(
    ledger: Ledger, world: World, clock: Clock
) -> None:
    enter(ledger)
    world.answer = "killed"
    with pytest.raises(Killed):
        ledger.carry_out(PUBLISH)
    world.readable = "down"
    clock.sleep(60)
    ledger.carry_out(PUBLISH)
    assert the_action(ledger).state is State.UNKNOWN
    clock.sleep(25 * 3600)
    ledger.carry_out(PUBLISH)
    assert the_action(ledger).state is State.ERRAND
    assert "Не сделано" in str(the_action(ledger).why)


def test_absent_counts_only_after_the_settle_time(
    ledger: Ledger, world: World, clock: Clock
) -> None:
    world.shows_after = timedelta(seconds=4)
    world.answer = "silence"
    enter(ledger)
    ledger.carry_out(PUBLISH)
    clock.at -= timedelta(seconds=9)  # the network shows it only 3 s after the time-out
    world.answer = "done"
    ledger.carry_out(PUBLISH, patience=timedelta(minutes=1))
    assert len(world.happened) == 1


def test_cannot_tell_becomes_an_errand_that_says_why(ledger: Ledger, world: World) -> None:
    world.answer, world.readable = "silence", "no right"
    enter(ledger)
    ledger.carry_out(PUBLISH)
    ledger.carry_out(PUBLISH)
    action = the_action(ledger)
    assert action.state is State.ERRAND
    assert "нет права" in str(action.why)


def test_an_errand_done_by_hand_is_read_back(ledger: Ledger, world: World) -> None:
    world.answer = "person"
    enter(ledger)
    ledger.carry_out(PUBLISH)
    action = the_action(ledger)
    assert (action.state, action.link, action.press) == (
        State.ERRAND, "https://a.test", "Нажмите «Удалить»",
    )  # fmt: skip
    ledger.carry_out(PUBLISH)
    assert the_action(ledger).state is State.ERRAND
    world.happened.append((action.key, ledger.now()))
    ledger.carry_out(PUBLISH)
    assert the_action(ledger).confirmed_by is ConfirmedBy.READBACK


def test_an_errand_may_stand_on_a_persons_word(ledger: Ledger, world: World) -> None:
    world.answer, world.readable = "person", "no right"
    enter(ledger)
    ledger.carry_out(PUBLISH)
    with ledger.store.write() as session:
        action = session.scalars(select(Action)).one()
        assert book.confirm_errand(session, action.id, person="petrova", now=ledger.now())
    assert the_action(ledger).confirmed_by is ConfirmedBy.PERSON


def test_busy_waits_as_long_as_it_was_told(ledger: Ledger, world: World, clock: Clock) -> None:
    world.answer = "busy"
    enter(ledger)
    ledger.carry_out(PUBLISH)
    assert the_action(ledger).state is State.DUE
    world.answer = "done"
    ledger.carry_out(PUBLISH)
    assert world.happened == []
    clock.sleep(3)
    ledger.carry_out(PUBLISH)
    assert len(world.happened) == 1


def test_refused_waits_for_a_person(ledger: Ledger, world: World) -> None:
    world.answer = "refused"
    enter(ledger)
    ledger.carry_out(PUBLISH)
    world.answer = "done"
    ledger.carry_out(PUBLISH)
    assert the_action(ledger).state is State.REJECTED
    with ledger.store.write() as session:
        assert book.allow_again(session, the_action(ledger).id, person="Имя", now=ledger.now())
    ledger.carry_out(PUBLISH)
    assert the_action(ledger).state is State.CONFIRMED


def test_a_bug_in_an_effect_is_an_unknown_outcome(ledger: Ledger, world: World) -> None:
    world.answer = "bug"
    enter(ledger)
    ledger.carry_out(PUBLISH)
    assert the_action(ledger).state is State.UNKNOWN
    ledger.carry_out(PUBLISH)
    assert the_action(ledger).state is State.CONFIRMED
    assert len(world.happened) == 1


def test_too_late_is_missed_and_never_done(ledger: Ledger, world: World, clock: Clock) -> None:
    enter(ledger, not_after=clock() + timedelta(hours=1))
    clock.sleep(3601)
    ledger.carry_out(PUBLISH)
    assert the_action(ledger).state is State.MISSED
    assert world.happened == []


def test_not_before_its_time(ledger: Ledger, world: World, clock: Clock) -> None:
    enter(ledger, not_before=clock() + timedelta(hours=4))
    ledger.carry_out(PUBLISH)
    assert world.happened == []
    clock.sleep(4 * 3600)
    ledger.carry_out(PUBLISH)
    assert len(world.happened) == 1


def test_stopped_looks_but_does_not_act(store: Store, world: World, clock: Clock) -> None:
    ledger = Ledger(store, "town", {Kind.PUBLISH: world}, stopped=True, now=clock)
    enter(ledger)
    ledger.carry_out(PUBLISH)
    assert world.happened == []
    assert the_action(ledger).state is State.DUE


@pytest.mark.parametrize("by_person", [True, False])
@pytest.mark.parametrize("answer", ["person", "refused"])
def test_cancelled_while_it_waits_for_people(
    ledger: Ledger, world: World, answer: str, by_person: bool
) -> None:
    """The week's letter names what has something to press: what a person took back."""
    world.answer = answer
    enter(ledger)
    ledger.carry_out(PUBLISH)
    world.answer = "done"
    with ledger.store.write() as session:
        action = the_action(ledger).id
        why = "решение отменено"
        assert book.cancel(session, action, why=why, now=ledger.now(), by_person=by_person)
    ledger.carry_out(PUBLISH)
    assert world.happened == []
    assert (the_action(ledger).press is not None) is by_person


def test_cancelled_before_it_began(ledger: Ledger, world: World) -> None:
    enter(ledger)
    with ledger.store.write() as session:
        assert book.cancel(session, the_action(ledger).id, why="решение отменено", now=ledger.now())
    ledger.carry_out(PUBLISH)
    assert world.happened == []


def test_confirmed_cannot_be_cancelled(ledger: Ledger) -> None:
    enter(ledger)
    ledger.carry_out(PUBLISH)
    with ledger.store.write() as session:
        assert not book.cancel(session, the_action(ledger).id, why="поздно", now=ledger.now())


def test_a_late_answer_is_kept_but_moves_nothing(
    ledger: Ledger, world: World, clock: Clock
) -> None:
    enter(ledger)
    (task,) = book.due(ledger.store, "town", clock(), PUBLISH)
    claimed = book.claim(ledger.store, task, now=clock(), hold=timedelta(seconds=30))
    assert claimed is not None
    clock.sleep(31)
    book.sweep(ledger.store, "town", clock(), PUBLISH)
    late = write_do(ledger.store, world, claimed, Done("7"), now=clock(), run=None)
    assert not late
    assert the_action(ledger).state is State.UNKNOWN
    with ledger.store.read() as session:
        (attempt,) = session.scalars(select(Attempt))
        assert (attempt.counted, attempt.detail) == (False, "7")


def test_many_passes_at_once_do_it_once(ledger: Ledger, world: World) -> None:
    for n in range(8):
        enter(ledger, subject=str(n))
    passes = [threading.Thread(target=ledger.carry_out, args=(PUBLISH,)) for _ in range(6)]
    for one in passes:
        one.start()
    for one in passes:
        one.join()
    assert sorted(key for key, _ in world.happened) == sorted({key for key, _ in world.happened})
    assert len(world.happened) == 8


def test_organisations_do_not_touch_each_other(store: Store, world: World, clock: Clock) -> None:
    enter(Ledger(store, "town", {Kind.PUBLISH: world}, now=clock))
    Ledger(store, "other", {Kind.PUBLISH: world}, now=clock).carry_out(PUBLISH)
    assert world.happened == []


def test_what_an_earlier_pass_did_is_told_as_done_before(
    ledger: Ledger, world: World, clock: Clock
) -> None:
    enter(ledger)
    world.readable = "down"
    (first,) = ledger.carry_out(PUBLISH)
    world.readable = "yes"
    clock.sleep(60)
    (second,) = ledger.carry_out(PUBLISH)
    assert (first.state, first.done_before) == (State.CONFIRMED, False)
    assert (second.state, second.done_before) == (State.CONFIRMED, True)


def test_many_recorded_at_once_are_each_recorded_once(store: Store) -> None:
    def record(*about: tuple[str, str]) -> set[tuple[str, str]]:
        with store.write() as session:
            return book.record_many(
                session, organisation="town", kind=Kind.REMOVE, about=about, now=Clock()()
            )

    assert record() == set()
    assert record(("vk", "1"), ("ok", "2")) == {("vk", "1"), ("ok", "2")}
    assert record(("vk", "1"), ("vk", "2"), ("ok", "2")) == {("vk", "2")}
    with store.read() as session:
        rows = session.scalars(select(Action).order_by(Action.id)).all()
        assert [(row.page, row.subject, row.state, row.tries) for row in rows] == [
            ("vk", "1", State.DUE, 0), ("ok", "2", State.DUE, 0), ("vk", "2", State.DUE, 0),
        ]  # fmt: skip
