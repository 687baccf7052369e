"""One flow run as the process worker runs it: the same command, folder and environment.

Prefect 3.9.1's process worker starts `python -m prefect.engine` (the command of our pool, see
`office.deploy`) in the checkout with PREFECT__FLOW_RUN_ID set. Here the run is created already
Pending, so no worker takes it, and the process is ours to measure.
"""

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gospablik.errors import OfficeError
from gospablik.root import ROOT
from office.api import Api


@dataclass(frozen=True, slots=True)
class Spent:
    """What a run cost: seconds from start to exit, seconds of CPU (user and system, children
    included), and the largest resident memory of one process in MB. `name`: the run's at its end.
    """

    wall: float
    cpu: float
    peak: float
    name: str


def run_once(
    env: Mapping[str, str], deployment: str, parameters: Mapping[str, Any], log: Path
) -> Spent:
    """Create a run of that deployment (by id), run it to its end, and measure its process.

    Raises OfficeError if the run did not complete; `log` holds what it wrote.
    """
    with Api(env) as api:
        body = {"parameters": dict(parameters), "state": {"type": "PENDING"}}
        run = str(api.post(f"/deployments/{deployment}/create_flow_run", body)["id"])
        spent = _measure(run, env, log)
        ended = api.get(f"/flow_runs/{run}")
    if ended["state_type"] != "COMPLETED":
        raise OfficeError(
            f"Запуск «{ended['name']}» закончился так: {ended['state']['message']}",
            not_done="замер не удался.",
            next_step=f"прочитать {log}.",
        )
    return Spent(*spent, name=str(ended["name"]))


def _measure(run: str, env: Mapping[str, str], log: Path) -> tuple[float, float, float]:
    own = {
        "PREFECT__FLOW_RUN_ID": run,
        "PREFECT__ENABLE_CANCELLATION_AND_CRASHED_HOOKS": "false",
    }
    with log.open("ab") as output:
        began = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, "-m", "prefect.engine"],
            cwd=ROOT,
            env={**env, **own},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        _, status, used = os.wait4(process.pid, 0)
        wall = time.monotonic() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
