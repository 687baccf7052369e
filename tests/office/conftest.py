"""A toy organisation: two flows, a prefect.yaml, and one running stack for the module that asks."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest

from office.api import Api
from office.demo.people import People
from office.deploy import deploy
from office.stack import Stack

T = TypeVar("T")

FLOWS = """
import time
from typing import Literal

from prefect import flow, suspend_flow_run
from prefect.input import RunInput
from pydantic import Field


class Answer(RunInput):
    verdict: Literal["оставить", "скрыть"] = Field(title="Решение")


@flow(name="Вопрос")
def ask():
    answer = suspend_flow_run(wait_for_input=Answer, key="question-1", timeout=None)
    print("ответ:", answer.verdict)


@flow(name="Долгий")
def long(seconds: int = 0):
    time.sleep(seconds)
"""
PREFECT_YAML = """
name: toy
definitions:
  pool: &pool {name: gospablik}
  zone: &zone Asia/Yakutsk
pull: []
deployments:
- {name: ask, entrypoint: "flows/toy.py:ask", work_pool: *pool}
- name: long
  entrypoint: flows/toy.py:long
  work_pool: *pool
  schedules: [{cron: "0 3 * * *", timezone: *zone, slug: nightly}]
"""


def make_toy(root: Path) -> Path:
    """The toy checkout at `root`."""
    (root / "flows").mkdir(parents=True)
    (root / "flows" / "toy.py").write_text(FLOWS)
    (root / "prefect.yaml").write_text(PREFECT_YAML)
    (root / "organisation.toml").write_text('[organisation]\ntime_zone = "Asia/Yakutsk"\n')
    return root


def wait_for(look: Callable[[], T], *, seconds: float = 40, what: str = "") -> T:
    """The first true answer of `look`."""
    deadline = time.monotonic() + seconds
    while not (seen := look()):
        assert time.monotonic() < deadline, f"не дождались: {what}"
        time.sleep(0.1)
    return seen


def processes_of(state: Path) -> list[int]:
    """Processes that were started for that state folder."""
    mark = f"PREFECT_HOME={state}/prefect".encode()
    found = []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and mark in (entry / "environ").read_bytes().split(b"\0"):
                found.append(int(entry.name))
        except OSError:
            continue
    return found


class Office:
    """The running toy office and the few things tests do with it."""

    def __init__(self, stack: Stack, api: Api) -> None:
        self.stack, self.api = stack, api

    def start(self, deployment: str, **parameters: Any) -> str:
        """Ask for a run by hand; its id."""
        rows = self.api.all(
            "/deployments/filter", {"deployments": {"name": {"any_": [deployment]}}}
        )
        path = f"/deployments/{rows[0]['id']}/create_flow_run"
        return str(self.api.post(path, {"parameters": parameters})["id"])

    def state(self, run: str) -> str:
        """Name of the run's state."""
        return str(self.api.get(f"/flow_runs/{run}")["state"]["name"])

    def wait(self, run: str, *states: str) -> str:
        """Wait until the run is in one of these states."""
        return wait_for(
            lambda: state if (state := self.state(run)) in states else "",
            what=f"{states}, а запуск в состоянии {self.state(run)}",
        )

    def wait_for_form(self, run: str) -> None:
        """Wait until the run asks and its form can be answered."""
        self.wait(run, "Suspended")
        People(self.stack.env, self.stack.ui_url).form(run)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Server, deployments, worker; with a space in the path."""
    folder = tmp_path_factory.mktemp("toy office")
    root = make_toy(folder / "root")
    with Stack(root=root, state=folder / "state", port=0) as stack:
        deploy(root=root, env=stack.env, organisation=root / "organisation.toml")
        stack.start_worker()
        with Api(stack.env) as api:
            yield Office(stack, api)
