"""What an earlier life of the office left on the server, put right before the worker starts."""

from datetime import UTC, datetime
from typing import Any

from office.api import Api
from office.environment import POOL

IN_POOL = {"work_pools": {"name": {"any_": [POOL]}}}
WITH_A_PROCESS = ("RUNNING", "PENDING", "CANCELLING")


def cancel_missed_runs(api: Api) -> int:
    """Cancel all but the newest of each deployment's overdue scheduled runs; returns how many.

    A pass does what is due now, so ten missed passes are one. Only runs that a schedule made and
    that never started are touched: a run somebody asked for, a question and an answered question
    on its way back are all different from each other.
    """
    due = {
        "state": {"type": {"any_": ["SCHEDULED"]}, "name": {"any_": ["Scheduled", "Late"]}},
        "next_scheduled_start_time": {"before_": datetime.now(UTC).isoformat()},
    }
    order = "EXPECTED_START_TIME_DESC"
    runs = api.all("/flow_runs/filter", {**IN_POOL, "flow_runs": due, "sort": order})
    newest: set[str] = set()
    cancelled = 0
    for run in runs:
        if not run["auto_scheduled"] or run["run_count"]:
            continue
        if run["deployment_id"] in newest:
            message = "Пропущен, пока программа не работала; выполнит более поздний запуск."
            _set_state(api, run, "CANCELLED", message)
            cancelled += 1
        newest.add(run["deployment_id"])
    return cancelled


def crash_runs_without_process(api: Api) -> list[str]:
    """Mark runs that count as running, but whose process is gone; returns their names.

    Only for the owner of the pool's one worker, before it starts: nothing can be running then.
    Suspended runs have no process and wait on.
    """
    states = {"state": {"type": {"any_": list(WITH_A_PROCESS)}}}
    runs = api.all("/flow_runs/filter", {**IN_POOL, "flow_runs": states})
    for run in runs:
        _set_state(api, run, "CRASHED", "Процесс запуска не пережил остановки программы.")
    return [run["name"] for run in runs]


def _set_state(api: Api, run: dict[str, Any], kind: str, message: str) -> None:
    body = {"state": {"type": kind, "message": message}, "force": True}
    api.post(f"/flow_runs/{run['id']}/set_state", body)
