"""The floor of a whole day: Prefect alone, server and worker, and one empty flow run to its end."""

import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.empty import deploy_empty
from bench.machine import resident
from gospablik.errors import OfficeError
from office.api import Api
from office.child import Child
from office.environment import prefect_environment
from office.probes import answers, free_port

POOL = "empty"
PATIENCE = 120.0


@dataclass(frozen=True, slots=True)
class Floor:
    """Seconds from nothing to the end of the empty run, and MB of server and worker after it."""

    seconds: float
    server: float
    worker: float


def floor() -> Floor:
    """Start Prefect as its own command line does, in a fresh home; everything is ended again.

    Raises OfficeError if it does not come up or the run does not complete.
    """
    with TemporaryDirectory(prefix="gospablik-floor-") as folder, ExitStack() as ending:
        state, port = Path(folder), free_port("127.0.0.1", 0)
        env = prefect_environment(root=state, state=state, address=f"http://127.0.0.1:{port}")
        began = time.monotonic()
        place = ("--host", "127.0.0.1", "--port", str(port))
        server = _start(state, env, "server", "server", "start", *place)
        ending.callback(server.stop)
        _until(lambda: answers(f"{env['PREFECT_API_URL']}/health"), "сервер не отвечает")
        with Api(env) as api:
            api.post("/work_pools/", {"name": POOL, "type": "process"})
            worker = _start(
                state, env, "worker", "worker", "start",
                "--pool", POOL, "--type", "process", "--install-policy", "never",
            )  # fmt: skip
            ending.callback(worker.stop)
            deployment = deploy_empty(api, state, {"work_pool_name": POOL})
            run = api.post(f"/deployments/{deployment}/create_flow_run")["id"]
            _until(lambda: _over(api, run), "пустой запуск не закончился")
        return Floor(time.monotonic() - began, resident(server.pid), resident(worker.pid))


def _start(state: Path, env: dict[str, str], name: str, *words: str) -> Child:
    return Child(
        name=name,
        command=[sys.executable, "-m", "prefect", *words],
        env=env,
        cwd=state,
        log=state / f"{name}.log",
        grace=2.5,
    )


def _over(api: Api, run: str) -> bool:
    kind = api.get(f"/flow_runs/{run}")["state_type"]
    if kind in ("FAILED", "CRASHED", "CANCELLED"):
        raise _failed(f"пустой запуск закончился так: {kind}")
    return bool(kind == "COMPLETED")


def _until(ready: Callable[[], bool], words: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not ready():
        if time.monotonic() > deadline:
            raise _failed(words)
        time.sleep(0.1)


def _failed(words: str) -> OfficeError:
    return OfficeError(
        f"Пустой Prefect: {words}.",
        not_done="сравнивать не с чем, замер не удался.",
        next_step="повторить, когда машина меньше занята.",
    )
