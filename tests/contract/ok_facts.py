"""OK publishes no schema: its documented parameters, answers and signatures, and judges of them.

Weaker than a schema on purpose: ok_facts.toml is written down from documents and from clients, and
what the stand-in has to guess beyond it is listed in deviations.toml.
"""

from __future__ import annotations

import json
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from gospablik.networks.ok.requests import Request
from tests.contract.published import deviations
from tests.contract.shapes import faults_of

FACTS = tomllib.loads((Path(__file__).parent / "ok_facts.toml").read_text("utf-8"))
NEEDED = {method["name"]: set(method["needed"]) for method in FACTS["method"]}
MAY = {method["name"]: set(method.get("may", [])) for method in FACTS["method"]}
BEYOND = {one["method"]: set(one["parameters"]) for one in deviations("ok", "parameter")}


def check_request(request: Request) -> None:
    """Every parameter is in the facts, is text and is not empty; none that is needed is missing."""
    needed = NEEDED.get(request.method, set())
    known = needed | MAY.get(request.method, set()) | BEYOND.get(request.method, set())
    assert request.method in NEEDED.keys() | BEYOND.keys(), request.method
    assert needed <= set(request.params) <= known, (request.method, request.params)
    assert all(isinstance(one, str) and one for one in request.params.values()), request.params
    assert request.form() == {**request.params, "method": request.method}
    _check_fields(request)
    if "attachment" in request.params:
        check_attachment(request.params["attachment"])


def _check_fields(request: Request) -> None:
    """OK turns a whole call down for one field that it lacks: only seen ones are asked for."""
    if request.method == "group.getStatTopics":
        assert request.params["fields"] == "ID,CREATED_MS"
        return
    for one in filter(None, request.params.get("fields", "").split(",")):
        kind, _, name = one.rpartition(".")
        assert name in FACTS["fields"][kind or "group"], one


def check_attachment(text: str) -> None:
    """The content of a topic: known kinds of blocks, options as strings."""
    whole = json.loads(text)
    assert faults_of(whole, ["Attachment"], types(), "attachment") == []
    for block in whole["media"]:
        members = {**FACTS["blocks"][block["type"]], "type": "String"}
        shape = {"Given": _described(members, {})}
        assert faults_of(block, ["Given"], types() | shape, block["type"]) == []


def check_answer(method: str, answer: Any) -> None:
    """The answer is of the shape that the facts or our guesses give it."""
    assert faults_of(answer, [answers()[method]], types(), method) == []


@cache
def answers() -> dict[str, str]:
    """Method → the kind of its answer."""
    (guessed,) = deviations("ok", "answer")
    return {**FACTS["answers"], **guessed["answers"]}


@cache
def types() -> dict[str, dict[str, Any]]:
    """The objects of the facts with the members that we guess, in the notation of shapes.py."""
    (guessed,), (more,) = deviations("ok", "object"), deviations("ok", "member")
    told = {name: _described({}, members) for name, members in guessed["objects"].items()}
    for name, one in FACTS["objects"].items():
        may = one.get("may", {}) | more["objects"].get(name, {})
        told[name] = _described(one.get("needed", {}), may)
    return told


def _described(needed: dict[str, str], may: dict[str, str]) -> dict[str, Any]:
    fields = [
        {"name": name, "types": kind.split("|"), "required": name in needed}
        for name, kind in (needed | may).items()
    ]
    return {"fields": fields}
