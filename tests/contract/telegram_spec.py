"""The official Bot API 10.1 as data, and judges of requests and answers made of it."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

from gospablik.networks.telegram.requests import Request
from tests.contract.published import TELEGRAM
from tests.contract.shapes import faults_of, members


def at_hand() -> bool:
    """Whether the description is there; without it every check passes unchecked."""
    return TELEGRAM.exists()


@cache
def spec() -> dict[str, Any]:
    """The whole description: `methods` and `types`."""
    return dict(json.loads(TELEGRAM.read_text("utf-8")))


def check_request(request: Request) -> None:
    """Parameters and files are the method's; what is announced as attached comes along."""
    fields = spec()["methods"][request.method].get("fields", [])
    given = dict(request.params)
    announced = set(re.findall(r"attach://(\w+)", json.dumps(given)))
    for upload in request.files:
        if upload.field in announced:
            announced.remove(upload.field)
            continue
        rule = next(field for field in fields if field["name"] == upload.field)
        assert "InputFile" in rule["types"]
        given[upload.field] = ""  # a file takes the place of a string there
    assert not announced, f"announced and not sent: {announced}"
    assert members(given, fields, spec()["types"], request.method) == []


def check_answer(method: str, result: Any) -> None:
    """The result is what the description says this method returns."""
    if at_hand():
        told = spec()
        assert faults_of(result, told["methods"][method]["returns"], told["types"], method) == []


def check_error(body: dict[str, Any]) -> None:
    """An envelope of failure: the description names its members in words only (Making requests)."""
    known = {"ok": bool, "error_code": int, "description": str, "parameters": dict}
    assert body["ok"] is False
    assert {name: type(value) for name, value in body.items()}.items() <= known.items()
    assert {"error_code", "description"} <= set(body)
    if at_hand() and "parameters" in body:
        assert faults(body["parameters"], "ResponseParameters") == []


def faults(value: Any, kind: str) -> list[str]:
    """What is wrong with a value of one of the description's types; [] if it is right."""
    return faults_of(value, [kind], spec()["types"], kind)
