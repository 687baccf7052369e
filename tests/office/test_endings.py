"""However the owner ends, nothing it started stays behind."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from gospablik.root import ROOT
from office.child import Child
from office.stack import Stack
from tests.office.conftest import make_toy, processes_of, wait_for

OWNER = """
import signal, sys, time
from pathlib import Path
from office.api import Api
from office.deploy import deploy
from office.stack import Stack
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job ignores it
root, state = map(Path, sys.argv[1:])
with Stack(root=root, state=state, port=0) as stack:
    with Api(stack.env) as api:
        if not api.all("/deployments/filter"):
            deploy(root=root, env=stack.env)
        stack.start_worker()
        long = [d for d in api.all("/deployments/filter") if d["name"] == "long"][0]
        path = f"/deployments/{long['id']}/create_flow_run"
        run = api.post(path, {"parameters": {"seconds": 600}})["id"]
        while api.get(f"/flow_runs/{run}")["state"]["name"] != "Running":
            time.sleep(0.1)
    print("ready", flush=True)
    time.sleep(600)
"""
# A child that ignores SIGTERM and has moved a child of its own to another session.
STUBBORN = """
import signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
subprocess.Popen(["sleep", "600"], start_new_session=True)
print("ready", flush=True)
time.sleep(600)
"""


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("endings")
    return make_toy(folder / "root"), folder / "state"


@pytest.mark.parametrize("signum", [signal.SIGKILL, signal.SIGINT])
def test_stack_with_a_running_flow_ends_with_its_owner(
    folders: tuple[Path, Path], signum: signal.Signals
) -> None:
    root, state = folders
    owner = subprocess.Popen(
        [sys.executable, "-c", OWNER, str(root), str(state)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert owner.stdout is not None
    assert owner.stdout.readline() == "ready\n"
    assert len(processes_of(state)) == 5, "сервер, исполнитель, два хранителя и запуск"
    owner.send_signal(signum)
    owner.wait(10)
    owner.stdout.close()
    wait_for(lambda: not processes_of(state), seconds=7, what="конец всех процессов")


@pytest.mark.parametrize("ending", ["stop", "kill", "owner"])
def test_a_stubborn_child_and_its_runaway_end(tmp_path: Path, ending: str) -> None:
    child = Child(
        name="stubborn",
        command=[sys.executable, "-c", STUBBORN],
        env={**os.environ, "PREFECT_HOME": f"{tmp_path}/prefect"},
        cwd=tmp_path,
        log=tmp_path / "log",
        grace=0.3,
    )
    wait_for(lambda: child.tail() == "ready")
    assert len(processes_of(tmp_path)) == 3
    match ending:
        case "stop":
            child.stop()
        case "kill":
            child.kill()
        case _:
            child.ask_to_stop()
    wait_for(lambda: not processes_of(tmp_path), seconds=2)


def test_second_stack_in_the_same_folder_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("office.stack.LOCK_PATIENCE", 0.1)
    monkeypatch.setattr(Stack, "start_server", lambda _: None)
    with (
        Stack(root=tmp_path, state=tmp_path, port=0),
        pytest.raises(Exception, match="уже запущена"),
        Stack(root=tmp_path, state=tmp_path, port=0),
    ):
        pass


def test_a_child_that_fails_at_start_is_quoted(tmp_path: Path) -> None:
    stack = Stack(
        root=tmp_path,
        state=tmp_path,
        port=0,
        extra_env={"PREFECT_SERVER_DATABASE_CONNECTION_URL": "nonsense://"},
    )
    with pytest.raises(Exception, match=r"(?s)завершился с кодом 1.*nonsense.*server\.log"), stack:
        pass
    assert processes_of(tmp_path) == []
