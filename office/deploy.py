"""Makes the server's deployments equal to `prefect.yaml`.

Two things people should know: a schedule switched off in the UI is on again after the next
deploy, because the file is the truth (pause the deployment or set `active: false` in the file);
and parameters changed in the UI go back to the file's.
"""

import shlex
import subprocess
import sys
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gospablik.errors import OfficeError
from office.api import Api
from office.environment import POOL, SILENT_AFTER_SECONDS
from office.leftovers import cancel_missed_runs
from office.prefect_yaml import Planned, read_prefect_yaml

Deployment = dict[str, Any]  # as the server answers it: id, name, entrypoint, schedules, …

SILENT_RUN = {
    "name": "silent-run",
    "description": "Запуск, от процесса которого нет вестей, считается упавшим.",
    "enabled": True,
    "trigger": {
        "type": "event",
        "posture": "Proactive",
        # Running, too: a run resumed without a process never had a heartbeat.
        "after": ["prefect.flow-run.heartbeat", "prefect.flow-run.Running"],
        "expect": ["prefect.flow-run.*"],
        "match": {"prefect.resource.id": "prefect.flow-run.*"},
        "for_each": ["prefect.resource.id"],
        "threshold": 1,
        "within": SILENT_AFTER_SECONDS,
    },
    "actions": [
        {
            "type": "change-flow-run-state",
            "state": "CRASHED",
            "message": f"{SILENT_AFTER_SECONDS} секунд нет вестей от процесса запуска.",
        }
    ],
}


@dataclass(frozen=True, kw_only=True)
class Deployed:
    """What a deploy did."""

    names: list[str]
    deleted: list[str]
    cancelled_late_runs: int


def deploy(
    *,
    root: Path,
    env: Mapping[str, str],
    organisation: Path | None = None,
    variables: Mapping[str, Any] | None = None,
    before_delete: Callable[[Deployment], None] | None = None,
) -> Deployed:
    """Bring pool, variables, deployments and the `silent-run` automation up to the file.

    To be called with the server up and the worker not yet. May be repeated. `organisation` is the
    organisation.toml whose zone the schedules must keep. `before_delete` gets each deployment the
    file no longer has, before any of them goes; if it raises, none has been deleted.

    Raises OfficeError if the file is wrong or Prefect did not take all of it.
    """
    planned = read_prefect_yaml(root, zone=_zone(organisation))
    with Api(env) as api:
        _prepare_pool(api, root)
        for name, value in (variables or {}).items():
            _set_variable(api, name, value)
        said = _run_prefect_deploy(root, env, planned)
        ours, strangers = _sort(api, planned)
        if missing := [p.name for p in planned if p not in ours]:
            raise _not_deployed(f"не развёрнуты: {', '.join(missing)}", said)
        _delete(api, strangers, before_delete)
        _replace_automation(api)
        late = cancel_missed_runs(api)
    return Deployed(
        names=[p.name for p in planned],
        deleted=[d["name"] for d in strangers],
        cancelled_late_runs=late,
    )


def _zone(organisation: Path | None) -> str | None:
    if organisation is None:
        return None
    try:
        return str(tomllib.loads(organisation.read_text("utf-8"))["organisation"]["time_zone"])
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError) as problem:
        raise OfficeError(
            f"В {organisation} не найден часовой пояс организации: {problem!r}.",
            not_done="ничего не развёрнуто.",
            next_step="записать в [organisation] строку time_zone и запустить снова.",
        ) from problem


def _prepare_pool(api: Api, root: Path) -> None:
    """The pool of this machine: flow runs start in the checkout and nothing is copied.

    The path stands in the pool because the pool is of this machine; deployments bear none.
    """
    template = next(
        kind["default_base_job_configuration"]
        for group in api.get("/collections/views/aggregate-worker-metadata").values()
        for kind in group.values()
        if kind["type"] == "process"
    )
    properties = template["variables"]["properties"]
    properties["working_dir"]["default"] = str(root)
    # Without a command Prefect starts a second interpreter first, only to find the same folder.
    properties["command"]["default"] = shlex.join([sys.executable, "-m", "prefect.engine"])
    pool = api.call("GET", f"/work_pools/{POOL}", absent=True)
    if pool is None:
        body = {"name": POOL, "type": "process", "base_job_template": template}
        api.post("/work_pools/", body)
    elif pool["base_job_template"] != template:
        api.call("PATCH", f"/work_pools/{POOL}", {"base_job_template": template})


def _set_variable(api: Api, name: str, value: object) -> None:
    body = {"name": name, "value": value}
    if api.call("GET", f"/variables/name/{name}", absent=True) is None:
        api.post("/variables/", body)
    else:
        api.call("PATCH", f"/variables/name/{name}", body)


def _sort(api: Api, planned: list[Planned]) -> tuple[list[Planned], list[Deployment]]:
    """What of the plan is on the server now, and the deployments there that are not of the plan.

    A flow that was renamed leaves a deployment with the same name and entrypoint behind; of two
    the one just deployed is ours.
    """
    ours: list[Planned] = []
    strangers: list[Deployment] = []
    rows = api.all("/deployments/filter", {"work_pools": {"name": {"any_": [POOL]}}})
    for row in sorted(rows, key=lambda d: str(d["updated"]), reverse=True):
        here = Planned(name=row["name"], entrypoint=row["entrypoint"])
        if here in planned and here not in ours:
            ours.append(here)
        else:
            strangers.append(row)
    return ours, strangers


def _delete(
    api: Api, strangers: list[Deployment], before_delete: Callable[[Deployment], None] | None
) -> None:
    for deployment in strangers:
        if before_delete:
            before_delete(deployment)
    for deployment in strangers:
        api.delete(f"/deployments/{deployment['id']}")


def _run_prefect_deploy(root: Path, env: Mapping[str, str], planned: list[Planned]) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "office.deploy_prefect", *(p.entrypoint for p in planned)],
        cwd=root,
        env=dict(env),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        raise _not_deployed(f"prefect deploy завершился с кодом {done.returncode}", done.stdout)
    return done.stdout


def _not_deployed(what: str, said: str) -> OfficeError:
    tail = "\n".join(said.strip().splitlines()[-25:])
    return OfficeError(
        f"Prefect развернул не всё: {what}. Он написал:\n{tail}\n",
        not_done="исполнитель не запущен; часть развёртываний обновлена, остальные прежние.",
        next_step="исправить prefect.yaml или задачу и запустить снова.",
    )


def _replace_automation(api: Api) -> None:
    wanted = {"automations": {"name": {"any_": [SILENT_RUN["name"]]}}}
    for automation in api.post("/automations/filter", wanted):
        api.delete(f"/automations/{automation['id']}")
    api.post("/automations/", SILENT_RUN)
