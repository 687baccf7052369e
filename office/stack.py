"""Prefect's server, one process worker and, if asked, the sandbox, as children of this process."""

import fcntl
import json
import shutil
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from gospablik.errors import OfficeError
from office.api import Api
from office.child import Child
from office.environment import POOL, prefect_environment
from office.probes import answers, forget_workers, free_port, workers_online

MAILBOX = "smm@example.test"
"""Whose letters the sandbox lets read over IMAP: the sender of the demo's office."""
START_PATIENCE = 90.0
LOCK_PATIENCE = 8.0  # the children of an owner that was killed need a few seconds to end


class Stack:
    """Owns a state folder and the processes that work in it.

    Entering starts the server (and the sandbox) and waits until they answer; the worker starts
    by `start_worker`, so that one can deploy in between. Leaving ends everything within about
    five seconds; so does the death of this process, by whatever signal. Two stacks never share
    a state folder.
    """

    def __init__(
        self,
        *,
        root: Path,
        state: Path,
        port: int | None = None,
        host: str = "127.0.0.1",
        worker_limit: int = 4,
        sandbox: bool = False,
        fresh: bool = False,
        extra_env: Mapping[str, str] | None = None,
    ) -> None:
        """`port` None: 4200 if it is free, otherwise any; 0: any free one.

        `fresh`: what an earlier stack left in the state folder is wiped, once the folder is ours.
        `extra_env` is laid over the environment of every child (database URLs, addresses).
        """
        self.root, self.state, self.host = root, state, host
        self.worker_limit, self.wants_sandbox, self.fresh = worker_limit, sandbox, fresh
        self._wanted_port, self._extra = port, dict(extra_env or {})
        self._children: dict[str, Child] = {}
        self._on: set[str] = set()  # what should run; `revive` compares
        self.sandbox: dict[str, Any] = {}
        self.env: dict[str, str] = {}
        self.port = 0

    @property
    def address(self) -> str:
        """Where the server is reached, http://host:port."""
        return f"http://{self.host}:{self.port}"

    @property
    def api_url(self) -> str:
        """Prefect's API."""
        return f"{self.address}/api"

    @property
    def ui_url(self) -> str:
        """Prefect's pages for people."""
        return f"{self.address}/v2"

    def __enter__(self) -> Self:
        self.state.mkdir(parents=True, exist_ok=True)
        self._lock = (self.state / "lock").open("w")
        self._take_lock()
        try:
            if self.fresh:
                self._wipe()
            self.port = free_port(self.host, self._wanted_port)
            self.env = prefect_environment(root=self.root, state=self.state, address=self.address)
            self.env |= self._extra
            if self.wants_sandbox:
                self._begin_sandbox()
            self.start_server()
            if self.wants_sandbox:
                self._await_sandbox()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End every child: the worker first, so that its last words reach the server."""
        for name in ("worker", "server", "sandbox"):
            self._end(name, Child.stop)
        self._lock.close()

    def start_server(self) -> None:
        """Start the server and wait until it is healthy. On the same port after a kill."""
        command = [sys.executable, "-m", "office.prefect_server"]
        command += ["--host", self.host, "--port", str(self.port)]
        child = self._start("server", command, grace=2.5)
        self._await(child, "Сервер Prefect", lambda: answers(f"{self.api_url}/health"))

    def kill_server(self) -> None:
        """SIGKILL."""
        self._end("server", Child.kill)

    def start_worker(self) -> None:
        """Start the worker and wait until the server has heard from it."""
        command = [sys.executable, "-m", "prefect", "worker", "start", "--pool", POOL]
        command += ["--type", "process", "--limit", str(self.worker_limit)]
        # A new name for each start: the former one's heartbeat still counts for a while.
        name = f"office-{time.time_ns()}"
        command += ["--name", name, "--install-policy", "never"]
        child = self._start("worker", command, grace=2.5)
        with Api(self.env) as api:
            self._await(child, "Исполнитель Prefect", lambda: name in workers_online(api))
            forget_workers(api, but=name)

    def stop_worker(self) -> None:
        """SIGTERM; flow runs that do not end in time are killed."""
        self._end("worker", Child.stop)

    def kill_worker(self) -> None:
        """SIGKILL for the worker and every flow run it started."""
        self._end("worker", Child.kill)

    def revive(self) -> list[str]:
        """Start again what ended by itself; returns the names. Raises as the first start does."""
        starts = {"server": self.start_server, "worker": self.start_worker}
        fallen = [name for name in starts if name in self._on and not self.alive(name)]
        for name in fallen:
            starts[name]()
        return fallen

    def alive(self, name: str) -> bool:
        """Whether `server`, `worker` or `sandbox` runs."""
        child = self._children.get(name)
        return child is not None and child.alive

    def pid(self, name: str) -> int:
        """Process id of `server`, `worker` or `sandbox`."""
        return self._children[name].pid

    def log(self, name: str) -> Path:
        """Where the child of that name writes."""
        return self.state / "logs" / f"{name}.log"

    def _take_lock(self) -> None:
        deadline = time.monotonic() + LOCK_PATIENCE
        while True:
            try:
                fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() < deadline:
                    time.sleep(0.2)
                    continue
                self._lock.close()
                raise OfficeError(
                    f"Папка {self.state} занята: программа уже запущена.",
                    not_done="вторая не запущена.",
                    next_step="работать в первой или остановить её (Ctrl-C) и повторить.",
                ) from None
            else:
                return

    def _wipe(self) -> None:
        for entry in self.state.iterdir():
            if entry.is_dir():
                shutil.rmtree(entry)
            elif entry.name != "lock":
                entry.unlink()

    def _end(self, name: str, how: Callable[[Child], None]) -> None:
        self._on.discard(name)
        if child := self._children.pop(name, None):
            how(child)

    def _start(self, name: str, command: list[str], *, grace: float) -> Child:
        self._end(name, Child.stop)
        self._on.add(name)
        self._children[name] = Child(
            name=name,
            command=command,
            env=self.env,
            cwd=self.root,
            log=self.log(name),
            grace=grace,
            # The lock is held until the last child is gone, even if we are killed.
            keep_open=(self._lock.fileno(),),
        )
        return self._children[name]

    def _await(self, child: Child, title: str, ready: Callable[[], bool]) -> None:
        deadline = time.monotonic() + START_PATIENCE
        while not ready():
            if not child.alive or time.monotonic() > deadline:
                end = "не отвечает" if child.alive else f"завершился с кодом {child.exit_code}"
                said = child.tail() or "(ничего)"
                self._children.pop(child.name).stop()
                raise OfficeError(
                    f"{title} при запуске {end}. Последнее, что он написал:\n{said}\n",
                    not_done="ни один запуск не начат.",
                    next_step=f"прочитать {child.log}, устранить причину и запустить снова.",
                )
            time.sleep(0.1)

    def _begin_sandbox(self) -> None:
        self._ready_file = self.state / "sandbox.json"
        self._ready_file.unlink(missing_ok=True)
        command = [sys.executable, "-m", "sandbox", "--host", self.host, "--port", "0"]
        command += ["--smtp-port", "0", "--https", "--ready-file", str(self._ready_file)]
        command += ["--mailbox", MAILBOX]
        self._start("sandbox", command, grace=1.0)

    def _await_sandbox(self) -> None:
        self._await(self._children["sandbox"], "Песочница", self._ready_file.exists)
        self.sandbox = json.loads(self._ready_file.read_text())
