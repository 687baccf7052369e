"""MAX's official OpenAPI 0.0.32 with what 0.0.33 changed, as the tests hold requests against it."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from openapi_schema_validator import OAS30Validator
from referencing import Registry
from referencing.jsonschema import DRAFT4

from gospablik.networks.max.requests import Request

SCHEMAS = Path(__file__).parents[4] / "shared" / "schemas"
_OFFICIAL, _DELTA = "max-bot-api-2026-07-01.yaml", "max-bot-api-0.0.33-delta.yaml"
_ATTACHMENTS = {"image": "Photo", "video": "Video", "file": "File"}


@cache
def schema() -> dict[str, Any]:
    """The merged document; skips where it is not at hand."""
    if not (SCHEMAS / _OFFICIAL).exists():
        pytest.skip(f"no official schema of MAX at {SCHEMAS}")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the other takes seconds
    official, delta = (
        yaml.load((SCHEMAS / name).read_text("utf-8"), loader) for name in (_OFFICIAL, _DELTA)
    )
    for removed in delta["x-removed-paths"]:
        verb, path = removed.split()
        official["paths"][path].pop(verb.lower(), None)
    for path, verbs in delta["paths"].items():
        known = official["paths"].setdefault(path, {})
        for verb, told in verbs.items():
            if verb == "parameters":
                known[verb] = told
                continue
            ours = known.setdefault(verb, {})
            ours["parameters"] = told.get("parameters", ours.get("parameters", []))
            ours.setdefault("requestBody", told.get("requestBody"))
    for name, told in delta["components"]["schemas"].items():
        known = official["components"]["schemas"].setdefault(name, {"properties": {}})
        known["properties"] |= told.get("properties", {})
    return dict(official)


@cache
def _judge(reference: str) -> OAS30Validator:
    resource = DRAFT4.create_resource(schema())
    registry: Registry[Any] = Registry().with_resource("max", resource)
    return OAS30Validator({"$ref": f"max{reference}"}, registry=registry)


def check(request: Request) -> None:
    """The request's path, parameters and body are what the schema knows, and nothing more."""
    path, told = _operation(request)
    parameters = schema()["paths"][path].get("parameters", []) + told.get("parameters", [])
    known = {one["name"]: one for one in parameters if one["in"] == "query"}
    assert set(request.query) <= set(known), (path, request.query)
    assert {name for name, one in known.items() if one.get("required")} <= set(request.query)
    for name, value in request.query.items():
        rule = _resolved(known[name]["schema"])
        given = int(value) if rule.get("type") == "integer" else value
        OAS30Validator(rule).validate(given)
    wanted = told.get("requestBody")
    assert (request.body is not None) == (wanted is not None), path
    if wanted:
        reference = wanted["content"]["application/json"]["schema"]["$ref"]
        _judge(reference).validate(request.body)
        members = _resolved({"$ref": reference})["properties"]
        assert set(request.body) <= set(members), reference
        for one in request.body.get("attachments") or []:
            kind = f"{_ATTACHMENTS[one['type']]}AttachmentRequest"
            _judge(f"#/components/schemas/{kind}").validate(one)


def _operation(request: Request) -> tuple[str, dict[str, Any]]:
    for path, verbs in schema()["paths"].items():
        shape = re.sub(r"\{\w+\}", "[^/]+", path)
        if re.fullmatch(shape, request.path) and request.verb.lower() in verbs:
            return path, verbs[request.verb.lower()]
    raise AssertionError(f"MAX has no {request.verb} {request.path}")


def _resolved(rule: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in rule:
        return rule
    return dict(schema()["components"]["schemas"][rule["$ref"].rsplit("/", 1)[-1]])
