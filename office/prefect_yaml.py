"""Reads `prefect.yaml` before Prefect does, and says in plain words what Prefect would swallow.

Prefect ignores a misspelt key, skips a deployment without a name, and, without an explicit
`pull: []`, writes the path of this machine into every deployment.
"""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from gospablik.errors import OfficeError
from office.environment import POOL

TOP_KEYS = {"name", "prefect-version", "definitions", "build", "push", "pull", "deployments"}
DEPLOYMENT_KEYS = {
    "name",
    "version",
    "version_type",
    "tags",
    "description",
    "schedules",
    "paused",
    "concurrency_limit",
    "entrypoint",
    "parameters",
    "enforce_parameter_schema",
    "build",
    "push",
    "pull",
    "work_pool",
    "triggers",
}
POOL_KEYS = {"name", "work_queue_name", "job_variables"}


@dataclass(frozen=True, kw_only=True)
class Planned:
    """One deployment of the file."""

    name: str
    entrypoint: str


def read_prefect_yaml(root: Path, *, zone: str | None) -> list[Planned]:
    """The deployments of `root/prefect.yaml`, in file order.

    Raises OfficeError that lists everything wrong at once. `zone` is the organisation's time zone;
    None: schedules need a zone, any.
    """
    path = root / "prefect.yaml"
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as problem:
        raise _refusal(path, [f"файл не читается: {problem}"]) from problem
    if not isinstance(content, dict) or not isinstance(content.get("deployments"), list):
        raise _refusal(path, ["нет списка deployments"])
    problems = list(_problems(root, content, zone))
    if problems:
        raise _refusal(path, problems)
    return [Planned(name=d["name"], entrypoint=d["entrypoint"]) for d in content["deployments"]]


def _refusal(path: Path, problems: list[str]) -> OfficeError:
    listed = "\n".join(f"  - {problem}" for problem in problems)
    return OfficeError(
        f"{path} написан с ошибками:\n{listed}\n",
        not_done="ничего не развёрнуто, расписания на сервере прежние.",
        next_step="исправить файл и запустить снова.",
    )


def _problems(root: Path, content: Mapping[str, Any], zone: str | None) -> Iterator[str]:
    yield from (f"неизвестный ключ «{key}»" for key in sorted(set(content) - TOP_KEYS))
    if content.get("pull") != []:
        yield "нужна строка «pull: []»: иначе Prefect запишет в развёртывания путь этой машины"
    seen: set[str] = set()
    for number, deployment in enumerate(content["deployments"], 1):
        if not isinstance(deployment, dict) or not isinstance(deployment.get("name"), str):
            yield f"развёртывание № {number} без имени (name)"
            continue
        name = deployment["name"]
        if name in seen:
            yield f"имя «{name}» повторяется"
        seen.add(name)
        for problem in _deployment_problems(root, deployment, zone):
            yield f"«{name}»: {problem}"


def _deployment_problems(
    root: Path, deployment: Mapping[str, Any], zone: str | None
) -> Iterator[str]:
    yield from (f"неизвестный ключ «{k}»" for k in sorted(set(deployment) - DEPLOYMENT_KEYS))
    pool = deployment.get("work_pool") or {}
    if pool.get("name") != POOL:
        yield f"work_pool.name должен быть «{POOL}», а не «{pool.get('name')}»"
    yield from (f"неизвестный ключ work_pool.{k}" for k in sorted(set(pool) - POOL_KEYS))
    if deployment.get("pull", []) != []:
        yield "pull привязывает развёртывание к одной машине"
    yield from _entrypoint_problems(root, deployment.get("entrypoint"))
    for schedule in deployment.get("schedules") or []:
        stated = schedule.get("timezone")
        if "cron" not in schedule and "rrule" not in schedule:
            continue
        if not stated:
            yield "у расписания нет часового пояса (timezone)"
        elif zone and stated != zone:
            yield f"расписание в поясе {stated}, а в organisation.toml пояс {zone}"


def _entrypoint_problems(root: Path, entrypoint: object) -> Iterator[str]:
    if not isinstance(entrypoint, str) or ":" not in entrypoint:
        yield "нет entrypoint вида flows/файл.py:функция"
        return
    file, _, function = entrypoint.rpartition(":")
    try:
        tree = ast.parse((root / file).read_text(encoding="utf-8"))
    except OSError:
        yield f"нет файла {file}"
    except SyntaxError as problem:
        yield f"{file} не разбирается: {problem}"
    else:
        defined = {
            n.name for n in tree.body if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)
        }
        if function not in defined:
            yield f"в {file} нет функции {function}"
