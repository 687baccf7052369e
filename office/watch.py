"""Notices that Prefect itself is down: flows cannot report that, they do not run then."""

import threading
from collections.abc import Callable, Mapping
from datetime import timedelta
from types import TracebackType
from typing import Self

from gospablik.errors import OfficeError
from gospablik.templates import plural
from office.api import Api
from office.probes import answers, workers_online

NO_SERVER = (
    "Сервер Prefect не отвечает ({url}). Не выполняется ничего: ни публикация, ни сбор "
    "комментариев, ни отчёты. Программа запускает его снова сама. Что делать: если отбой не "
    "придёт за полчаса, посмотреть server.log."
)
NO_WORKER = (
    "Исполнитель Prefect не работает. Запуски копятся и не начинаются: ни публикация, ни сбор "
    "комментариев, ни отчёты. Программа запускает его снова сама. Что делать: если отбой не "
    "придёт за полчаса, посмотреть worker.log."
)
LATE = timedelta(minutes=15)
RUNS_LATE = (
    "Prefect отвечает, но запуски не начинаются: дольше 15 минут ждут {late}. Исполнитель занят "
    "или завис; публикация, сбор комментариев и отчёты стоят или опаздывают. Что делать: в "
    "Prefect, раздел Runs, посмотреть, что идёт слишком долго, и отменить (Cancel); если отбой не "
    "придёт за полчаса, остановить программу (Ctrl-C), запустить ./run up и посмотреть worker.log."
)
_RUNS = ("запуск", "запуска", "запусков")
ALL_CLEAR = "Сервер и исполнитель Prefect снова работают, запуски начинаются вовремя."


class Watch:
    """A thread that looks every `every` seconds and tells an outage once.

    `alarm(text)` is called after `patience` bad looks in a row, `all_clear(text)` after the first
    good one. If a call raises (the mail server is down, too), it is made again at the next look.
    `worker_alive` is asked where the worker is a child of ours; without it the server is: it
    calls a worker offline after three missed heartbeats, 90 seconds. `runs_late`: how many runs
    wait for longer than `LATE`; a dead worker makes many, and is one outage.
    """

    def __init__(
        self,
        *,
        env: Mapping[str, str],
        alarm: Callable[[str], None],
        all_clear: Callable[[str], None],
        worker_alive: Callable[[], bool] | None = None,
        runs_late: Callable[[], int] = lambda: 0,
        every: float = 20.0,
        patience: int = 3,
    ) -> None:
        self._env, self._alarm, self._all_clear = env, alarm, all_clear
        self._worker_alive, self._runs_late = worker_alive, runs_late
        self._every, self._patience = every, patience
        self._bad = 0
        self._told = False
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="watch", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        self._ended.set()
        self._thread.join(timeout=2)

    def look(self) -> None:
        """One look, and a call if it is time for one."""
        trouble = self.trouble()
        self._bad = self._bad + 1 if trouble else 0
        if trouble and self._bad >= self._patience and not self._told:
            self._told = self._call(self._alarm, trouble)
        elif not trouble and self._told:
            self._told = not self._call(self._all_clear, ALL_CLEAR)

    def trouble(self) -> str | None:
        """What is down now, in words for a person; None if nothing."""
        url = self._env["PREFECT_API_URL"]
        if not answers(f"{url}/health"):
            return NO_SERVER.format(url=url)
        if not self._worker_works():
            return NO_WORKER
        try:
            late = self._runs_late()
        except OfficeError:  # it says that it is well, and does not answer a question
            return NO_SERVER.format(url=url)
        return RUNS_LATE.format(late=plural(late, *_RUNS)) if late else None

    def _worker_works(self) -> bool:
        if self._worker_alive is not None:
            return self._worker_alive()
        try:
            with Api(self._env) as api:
                return bool(workers_online(api))
        except OfficeError:
            return False

    def _call(self, tell: Callable[[str], None], text: str) -> bool:
        try:
            tell(text)
        except Exception as problem:  # the watch outlives the mail path
            print(f"Тревога не передана ({problem!r}), повторю. {text}", flush=True)
            return False
        return True

    def _run(self) -> None:
        while not self._ended.wait(self._every):
            self.look()
