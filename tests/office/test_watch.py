"""The watch tells an outage once, and again if nobody could be told."""

from collections.abc import Callable

import pytest

from gospablik.errors import OfficeError
from office.watch import ALL_CLEAR, NO_WORKER, Watch

ENV = {"PREFECT_API_URL": "http://127.0.0.1:9/api"}


class Told(list[str]):
    def __init__(self, failures: int = 0) -> None:
        self.failures = failures

    def __call__(self, text: str) -> None:
        if self.failures:
            self.failures -= 1
            raise OSError("почта не работает")
        self.append(text)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], None]:
    def turn(on: bool) -> None:
        monkeypatch.setattr("office.watch.answers", lambda _: on)

    turn(True)
    return turn


def looks(watch: Watch, times: int) -> None:
    for _ in range(times):
        watch.look()


def test_outage_is_told_once_after_patience(server: Callable[[bool], None]) -> None:
    alarm, clear = Told(), Told()
    watch = Watch(env=ENV, alarm=alarm, all_clear=clear, worker_alive=lambda: True, patience=3)
    server(False)
    looks(watch, 2)
    assert alarm == []
    looks(watch, 5)
    assert len(alarm) == 1
    assert "Сервер Prefect не отвечает" in alarm[0]
    server(True)
    looks(watch, 3)
    assert clear == [ALL_CLEAR]
    server(False)
    looks(watch, 3)
    assert len(alarm) == 2


def test_short_gap_is_no_outage(server: Callable[[bool], None]) -> None:
    alarm, clear = Told(), Told()
    watch = Watch(env=ENV, alarm=alarm, all_clear=clear, worker_alive=lambda: True, patience=2)
    for on in (False, True) * 3:
        server(on)
        watch.look()
    assert (alarm, clear) == ([], [])


def test_dead_worker_is_an_outage_of_its_own(server: Callable[[bool], None]) -> None:
    alarm = Told()
    watch = Watch(env=ENV, alarm=alarm, all_clear=Told(), worker_alive=lambda: False, patience=1)
    watch.look()
    assert alarm == [NO_WORKER]


def test_runs_that_do_not_begin_are_one_outage_however_many(
    server: Callable[[bool], None],
) -> None:
    alarm, clear, waiting, alive = Told(), Told(), [0], [True]
    watch = Watch(
        env=ENV, alarm=alarm, all_clear=clear, worker_alive=lambda: alive[0],
        runs_late=lambda: waiting[0], patience=2,
    )  # fmt: skip
    looks(watch, 3)
    waiting[0] = 21
    looks(watch, 2)
    alive[0] = False  # it hung, and now it died: still the same outage
    looks(watch, 5)
    assert len(alarm) == 1
    assert "дольше 15 минут ждут 21 запуск." in alarm[0]
    assert clear == []
    waiting[0], alive[0] = 0, True
    looks(watch, 3)
    assert (len(alarm), clear) == (1, [ALL_CLEAR])


def test_a_server_that_cannot_count_its_runs_does_not_work(server: Callable[[bool], None]) -> None:
    def refuses() -> int:
        raise OfficeError("500", not_done="не посчитано.", next_step="подождать.")

    alarm = Told()
    watch = Watch(
        env=ENV, alarm=alarm, all_clear=Told(), worker_alive=lambda: True, runs_late=refuses,
        patience=1,
    )  # fmt: skip
    watch.look()
    assert "Сервер Prefect не отвечает" in alarm[0]


def test_unreachable_person_is_told_later(server: Callable[[bool], None]) -> None:
    alarm = Told(failures=2)
    watch = Watch(env=ENV, alarm=alarm, all_clear=Told(), worker_alive=lambda: False, patience=1)
    looks(watch, 5)
    assert len(alarm) == 1


def test_thread_looks_by_itself() -> None:
    alarm = Told()
    with Watch(env=ENV, alarm=alarm, all_clear=Told(), every=0.01, patience=1):
        for _ in range(300):
            if alarm:
                break
            import time

            time.sleep(0.01)
    assert "не отвечает" in alarm[0]
