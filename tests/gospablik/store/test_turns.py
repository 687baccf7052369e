"""Turns that processes share through the database, on both kinds of it."""

import multiprocessing
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from multiprocessing.connection import Connection

import pytest

from gospablik.networks import pace
from gospablik.networks.errors import Hold
from gospablik.networks.pace import Lane, Pace
from gospablik.store.session import Store
from gospablik.store.turns import StoredTurns

RATE, EACH = 40, 60
FORK = multiprocessing.get_context("fork")  # a process that has imported all there is


def ask(url: str, line: Connection) -> None:
    """What a process does: it books its turns, says when they are, and stays."""
    asking = Pace(StoredTurns(Store(url)))
    asking.reserve("another key", 1)  # connected
    line.send("ready")
    line.recv()
    pauses = [(asking.reserve("key", RATE), time.monotonic()) for _ in range(EACH)]
    line.send([pause + now for pause, now in pauses])
    line.recv()


@contextmanager
def process(url: str) -> Iterator[Connection]:
    """A process that asks; at the end it is killed with places in hand."""
    ours, theirs = FORK.Pipe()
    started = FORK.Process(target=ask, args=(url, theirs), daemon=True)
    started.start()
    try:
        yield ours
    finally:
        started.kill()
        started.join()


def test_two_processes_keep_one_limit_and_killed_ones_lose_a_block_each(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A window of three seconds leaves one for whatever a busy machine is late."""
    monkeypatch.setattr(pace, "WINDOW", 3.0)
    with ExitStack() as ending:
        lines = [ending.enter_context(process(database_url)) for _ in range(2)]
        assert [line.recv() for line in lines] == ["ready", "ready"]
        for line in lines:
            line.send("go")
        sent = sorted(moment for line in lines for moment in line.recv())
    store = Store(database_url)
    pause = Pace(StoredTurns(store)).reserve("key", RATE)
    sent.append(pause + time.monotonic())
    store.close()
    assert all(later - one >= 2 for one, later in zip(sent, sent[RATE:], strict=False))
    assert sent[-1] - sent[0] <= (2 * EACH / RATE + 2) * 3 + 1


def test_a_lane_is_taken_place_by_place(store: Store) -> None:
    turns = StoredTurns(store)
    began = time.monotonic()

    def seconds(key: str, lane: str, count: int = 1, patience: float = 60) -> float:
        at, busy = turns.take(key, lane, apart=10, count=count, patience=patience)
        seen.update(busy)
        return at - began

    seen: dict[str, float] = {}
    assert seconds("key", "read", 3) == pytest.approx(0, abs=3)
    assert seen == {"read": pytest.approx(began + 30, abs=3)}
    assert seconds("key", "read") == pytest.approx(30, abs=3)
    assert seconds("key", "write") == pytest.approx(0, abs=3)
    assert seconds("other", "read") == pytest.approx(0, abs=3)
    assert [seconds("key", "read", patience=9) for _ in "ab"] == [pytest.approx(40, abs=3)] * 2


def test_a_wait_is_remembered_for_everybody_and_never_shortened(store: Store) -> None:
    told, other = Pace(StoredTurns(store)), Pace(StoredTurns(store))
    for minutes in (10, 1):
        wait = timedelta(minutes=minutes)
        told.penalise("key", wait, Hold.KEY, lane=Lane.READ, method="wall.get")
    told.penalise("key", timedelta(hours=3), Hold.METHOD, lane=Lane.READ, method="wall.get")
    for lane in Lane:
        assert other.reserve("key", 3, lane, patience=9) == pytest.approx(600, abs=5)
    held = other.reserve("key", 3, method="wall.get", patience=9)
    assert held == pytest.approx(3 * 3600, abs=5)


def test_no_key_lies_in_the_database(store: Store) -> None:
    Pace(StoredTurns(store)).reserve("vk1.a.secret", 3)
    with store.read() as session:
        rows = session.connection().exec_driver_sql("SELECT * FROM turn").all()
    assert rows
    assert "secret" not in str(rows)
