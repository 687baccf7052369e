"""Runs started and forms answered through Prefect's API, exactly as its pages do it."""

import time
from collections.abc import Mapping
from typing import Any

from gospablik.errors import OfficeError
from office.api import Api

PATIENCE = 240.0
OVER = {"COMPLETED", "FAILED", "CRASHED", "CANCELLED"}


class People:
    """Somebody at the Prefect UI."""

    def __init__(self, env: Mapping[str, str], ui: str) -> None:
        self._api, self._ui = Api(env), ui

    def link(self, run_id: str) -> str:
        """The run's page."""
        return f"{self._ui}/runs/flow-run/{run_id}"

    def start(self, name: str, **parameters: Any) -> str:
        """Quick run of a deployment (flow and deployment bear the same name); the run's id."""
        deployment = self._api.get(f"/deployments/name/{name}/{name}")
        run = self._api.post(
            f"/deployments/{deployment['id']}/create_flow_run",
            {"parameters": {**deployment["parameters"], **parameters}},
        )
        return str(run["id"])

    def run(self, name: str, **parameters: Any) -> dict[str, Any]:
        """Start and wait for the end. Raises OfficeError with the run's words if it failed."""
        return self.wait(self.start(name, **parameters))

    def wait(self, run_id: str) -> dict[str, Any]:
        """The run when it is over. Raises OfficeError if it failed or takes too long."""
        run = self._until(run_id, OVER)
        if run["state_type"] != "COMPLETED":
            raise OfficeError(
                f"Запуск «{run['name']}» закончился так: {run['state']['message']}",
                not_done="день не доигран.",
                next_step=f"посмотрите журнал запуска: {self.link(run_id)}",
            )
        return run

    def last_words(self, run_id: str) -> str:
        """What the run's page says of its end, whatever the end was."""
        return str(self._until(run_id, OVER)["state"]["message"])

    def question(self, flow_name: str, named: str = "") -> str:
        """The id of the run of that flow that waits for an answer; `named`: what its name says."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            for run in self.waiting(flow_name):
                if named in run["name"]:
                    self.form(run["id"])  # nobody can answer what is not stored yet
                    return str(run["id"])
            time.sleep(0.5)
        raise _too_long(f"форма «{flow_name}» не появилась")

    def waiting(self, flow_name: str) -> list[dict[str, Any]]:
        """Runs of that flow that wait for an answer."""
        return list(
            self._api.post(
                "/flow_runs/filter",
                {
                    "flows": {"name": {"any_": [flow_name]}},
                    "flow_runs": {"state": {"type": {"any_": ["PAUSED"]}}},
                },
            )
        )

    def form(self, run_id: str) -> dict[str, Any]:
        """The form's JSON schema, as the dialog gets it.

        Prefect suspends the run first and stores the form a moment later: it is waited for.
        """
        run = self._api.get(f"/flow_runs/{run_id}")
        key = run["state"]["state_details"]["run_input_keyset"]["schema"]
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            schema = self._api.call("GET", f"/flow_runs/{run_id}/input/{key}", absent=True)
            if schema is not None:
                return dict(schema)
            time.sleep(0.3)
        raise _too_long(f"форма запуска {self.link(run_id)} не записана")

    def answer(self, run_id: str, values: Mapping[str, Any]) -> dict[str, Any]:
        """Press Resume with these values and wait for the end of the run."""
        self.submit(run_id, values)
        return self.wait(run_id)

    def submit(self, run_id: str, values: Mapping[str, Any]) -> None:
        """Press Resume. Raises OfficeError if Prefect does not take the form."""
        result = self._api.post(f"/flow_runs/{run_id}/resume", {"run_input": dict(values)})
        if result["status"] != "ACCEPT":
            raise OfficeError(
                f"Prefect не принял форму: {result['details'].get('reason')}",
                not_done="ответ не записан.",
                next_step="исправьте форму и отправьте снова.",
            )

    def _until(self, run_id: str, types: set[str]) -> dict[str, Any]:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            run = self._api.get(f"/flow_runs/{run_id}")
            if run["state_type"] in types:
                return dict(run)
            time.sleep(0.3)
        raise _too_long(f"запуск {self.link(run_id)} не закончился")


def _too_long(what: str) -> OfficeError:
    return OfficeError(
        f"За {PATIENCE:.0f} секунд {what}.",
        not_done="день не доигран.",
        next_step="посмотрите worker.log и server.log в папке состояния.",
    )
