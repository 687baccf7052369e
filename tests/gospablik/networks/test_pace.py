"""No order of events lets a key be used more often than its network allows."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gospablik.networks import pace
from gospablik.networks.errors import Hold, Kind, NetworkError
from gospablik.networks.pace import Lane, Pace
from gospablik.networks.turns import MemoryTurns

SECOND = 1.0
A_DAY = timedelta(days=1)


@dataclass
class Town:
    """Several processes over the same turns, and when each request with the key was sent."""

    reads: float
    writes: float
    now: float = 0.0
    takes: int = 0
    sent: dict[Lane, list[float]] = field(default_factory=lambda: {lane: [] for lane in Lane})
    processes: list[Pace] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.turns = Counted(self)
        self.processes = [self.fresh() for _ in range(3)]

    def fresh(self) -> Pace:
        return Pace(self.turns, lambda: self.now)

    def ask(self, number: int, lane: Lane, patience: float = 60.0) -> float:
        rate = self.reads if lane is Lane.READ else self.writes
        pause = self.processes[number].reserve("key", rate, lane, patience=patience)
        if pause < patience:
            self.sent[lane].append(self.now + pause)
        return pause


class Counted(MemoryTurns):
    def __init__(self, town: Town) -> None:
        super().__init__(lambda: town.now)
        self.town = town

    def take(self, *args, **kwargs):  # type: ignore[no-untyped-def]
        self.town.takes += 1
        return super().take(*args, **kwargs)


def busiest(moments: list[float]) -> int:
    """The most of them that fall into one second, its end left out."""
    moments = sorted(moments)
    return max((sum(t <= m < t + SECOND for m in moments) for t in moments), default=0)


@dataclass(frozen=True)
class Asks:
    """So many requests of a process in a row; with a `latency` each waits for the one before."""

    process: int
    lane: Lane
    times: int
    latency: float | None


@dataclass(frozen=True)
class Dies:
    process: int


@dataclass(frozen=True)
class IsTold:
    """The network tells a process to wait."""

    process: int
    lane: Lane


PROCESS, LANE = st.integers(0, 2), st.sampled_from(Lane)
ASKS = st.builds(
    Asks,
    PROCESS,
    st.sampled_from([Lane.READ, Lane.READ, Lane.WRITE]),
    st.integers(1, 12),
    st.none() | st.floats(0.0, 0.6),
)
STEPS = st.one_of(ASKS, ASKS, ASKS, st.floats(0.0, 1.5), st.builds(Dies, PROCESS),
                  st.builds(IsTold, PROCESS, LANE))  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([(19.0, 1.0), (3.0, 1.0), (2.0, 0.5)]), st.lists(STEPS, max_size=30))
def test_no_interleaving_of_processes_exceeds_the_rate(
    rates: tuple[float, float], steps: list[Asks | float | Dies | IsTold]
) -> None:
    town = Town(*rates)
    for step in steps:
        match step:
            case Asks():
                for _ in range(step.times):
                    pause = town.ask(step.process, step.lane)
                    if step.latency is not None:
                        town.now += pause + step.latency
            case Dies():
                town.processes[step.process] = town.fresh()
            case IsTold():
                town.processes[step.process].penalise(
                    "key", timedelta(seconds=1), Hold.LANE, lane=step.lane, method="m"
                )
            case _:
                town.now += step
    reads, writes = town.sent[Lane.READ], town.sent[Lane.WRITE]
    assert busiest(reads) <= rates[0]
    assert busiest(writes) <= 1
    assert busiest(reads + writes) <= rates[0] + 1


@settings(max_examples=50, deadline=None)
@given(st.lists(st.floats(0.0, 0.3), min_size=1, max_size=60))
def test_a_killed_process_loses_its_block_at_most(waits: list[float]) -> None:
    town = Town(19, 1)
    for wait in waits:
        town.now = max(town.now, town.now + town.ask(0, Lane.READ)) + wait
    last = town.sent[Lane.READ][-1]
    town.processes[0] = town.fresh()
    town.now = max(town.now, last)
    assert town.ask(0, Lane.READ) <= pace.WINDOW


@pytest.mark.parametrize(("rate", "most"), [(19, 24), (3, 105)])
def test_a_harvest_takes_its_places_by_the_second(rate: int, most: int) -> None:
    """300 requests that are answered in 20 ms: a transaction a second, not one each."""
    town = Town(rate, 1)
    for _ in range(300):
        town.now += town.ask(0, Lane.READ) + 0.02
    assert town.takes <= most
    assert town.now <= 300 * pace.WINDOW / rate + 1


def test_a_slow_network_costs_no_place() -> None:
    """Answers come later than places: each request goes at once, and takes its place alone."""
    town = Town(3, 1)
    for _ in range(20):
        assert town.ask(0, Lane.READ) == 0
        town.now += 0.4


def test_a_write_goes_at_once_if_none_went_just_before() -> None:
    town = Town(19, 1)
    for _ in range(40):
        town.ask(0, Lane.READ)
    assert [town.ask(n, Lane.WRITE) for n in (0, 1, 2)] == [
        0, pytest.approx(pace.WINDOW), pytest.approx(2 * pace.WINDOW)
    ]  # fmt: skip


def test_who_cannot_wait_takes_nothing() -> None:
    town = Town(3, 1)
    town.ask(0, Lane.WRITE)
    for _ in range(5):
        assert town.ask(1, Lane.WRITE, patience=0.5) > 0.5
    assert town.ask(1, Lane.WRITE) == pytest.approx(pace.WINDOW)


def test_keys_do_not_wait_for_each_other() -> None:
    one = Pace(clock=lambda: 0.0)
    assert one.reserve("a", 1) == one.reserve("b", 1) == 0
    assert one.reserve("a", 1) == pytest.approx(pace.WINDOW)


def test_a_wait_that_a_network_told_one_process_holds_for_all() -> None:
    town = Town(3, 1)
    town.processes[0].penalise("key", timedelta(seconds=30), Hold.KEY, lane=Lane.READ, method="m")
    assert town.ask(1, Lane.READ) == town.ask(2, Lane.WRITE) == 30
    assert town.ask(0, Lane.READ, patience=9) >= 30


def test_a_method_held_for_hours_stops_nothing_else() -> None:
    town = Town(3, 1)
    town.processes[0].penalise("key", A_DAY, Hold.METHOD, lane=Lane.READ, method="wall.get")
    for process in town.processes:
        held = process.reserve("key", 3, method="wall.get", patience=9)
        assert held == A_DAY.total_seconds()
        assert process.reserve("key", 3, method="wall.getById", patience=9) < 2
    town.now += A_DAY.total_seconds()
    assert town.processes[1].reserve("key", 3, method="wall.get", patience=9) == 0


def test_places_taken_ahead_are_given_up_when_the_network_says_wait() -> None:
    town = Town(19, 1)
    for _ in range(8):
        town.ask(0, Lane.READ)
    town.processes[0].penalise("key", A_DAY, Hold.LANE, lane=Lane.READ, method="m")
    assert town.ask(0, Lane.READ, patience=1e9) >= A_DAY.total_seconds()


def test_a_turn_remembers_what_the_network_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr(pace, "SHARED", Pace(clock=lambda: now[0]))
    monkeypatch.setattr("time.sleep", lambda pause: now.__setitem__(0, now[0] + pause))
    wait = timedelta(minutes=10)

    def answered(error: NetworkError) -> None:
        with pace.turn("key", 3, method="m", network="сеть", patience=9):
            raise error

    for error in (
        NetworkError(Kind.LATER, 22, "файл не загрузился", wait=wait),
        NetworkError(Kind.LATER, 9, "наводнение", wait=wait, hold=Hold.LANE),
    ):
        with pytest.raises(NetworkError) as caught:
            answered(error)
        assert caught.value is error
    with pytest.raises(NetworkError) as caught:
        answered(error)
    assert caught.value.kind is Kind.LATER
    assert caught.value.wait == wait
    assert "настанет через 10 мин, столько" in caught.value.why


@pytest.mark.parametrize(
    ("patience", "held", "words"),
    [
        (9, 60, "очередь этого ключа настанет через 60 с, столько запрос не ждёт"),
        (9, 119, "через 119 с,"),
        (9, 121, "через 3 мин,"),
        (0, 0, "До сети VK не дошло: на этот запрос не осталось времени."),
        (-3, 600, "на этот запрос не осталось времени"),
    ],
)
def test_a_request_that_may_not_wait_says_why_it_did_not_leave(
    monkeypatch: pytest.MonkeyPatch, patience: float, held: int, words: str
) -> None:
    busy = Pace(clock=lambda: 0.0)
    busy.penalise("key", timedelta(seconds=held), Hold.KEY, lane=Lane.READ, method="m")
    monkeypatch.setattr(pace, "SHARED", busy)
    with (
        pytest.raises(NetworkError) as caught,
        pace.turn("key", 3, method="m", network="VK", patience=patience),
    ):
        pytest.fail("запрос ушёл")
    assert words in caught.value.why
    assert caught.value.wait
    assert caught.value.wait.total_seconds() >= held
