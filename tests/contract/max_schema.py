"""MAX's official OpenAPI with the hand-written delta, and judges of answers made of it."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

SCHEMAS = Path(__file__).parents[3] / "shared" / "schemas"
OFFICIAL = SCHEMAS / "max-bot-api-2026-07-01.yaml"
DELTA = SCHEMAS / "max-bot-api-0.0.33-delta.yaml"
VERBS = {"get", "post", "put", "patch", "delete"}
COMMENT_BODY = ("mid", "seq", "text", "markup")  # the delta says so in words
Json = dict[str, Any]


def deviations() -> Json:
    """Where the sandbox or the schema itself departs from the schema, with the source."""
    path = Path(__file__).parent / "max_deviations.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def need_schema() -> None:
    """Skip where MAX's schema is absent."""
    if not OFFICIAL.exists():
        pytest.skip(f"MAX's official schema is not at {OFFICIAL}")


def _load(path: Path) -> Json:
    return dict(yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader))


def _cleaned(schema: Any) -> Any:
    """`required: false` inside a member and discriminators that name no strings say nothing."""
    if isinstance(schema, list):
        return [_cleaned(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {name: _cleaned(value) for name, value in schema.items() if name != "discriminator"}
    if isinstance(kept.get("required"), bool):
        del kept["required"]
    return kept


@cache
def kinds() -> dict[str, dict[str, str]]:
    """Base definition → value of its `type` member → definition (the discriminators' mappings)."""
    found = {}
    for name, schema in _load(OFFICIAL)["components"]["schemas"].items():
        mapping = schema.get("discriminator", {}).get("mapping", {})
        targets = {k: v if isinstance(v, str) else v["$ref"] for k, v in mapping.items()}
        found[name] = {kind: target.rsplit("/", 1)[1] for kind, target in targets.items()}
    return {name: mapping for name, mapping in found.items() if mapping}


@cache
def definitions() -> Json:
    """The schemas of both files as one."""
    made: Json = _cleaned(_load(OFFICIAL)["components"]["schemas"])
    delta = _load(DELTA)
    for name, schema in delta["components"]["schemas"].items():
        old = made.setdefault(name, {})
        made[name] = old | schema | {"properties": old.get("properties", {}) | schema["properties"]}
    for field in (one.split(".") for one in delta["x-removed-fields"]):
        made[field[0]]["properties"].pop(field[1])
        made[field[0]]["required"].remove(field[1])
    body = made["MessageBody"]
    comment = {name: body["properties"][name] for name in COMMENT_BODY}
    made["CommentMessage"]["properties"] |= {
        "sender": _defined("User"),
        "body": {"properties": comment, "required": ["mid", "seq", "text"]},
    }
    for one in deviations()["enum"]:
        made[one["definition"]]["enum"] += one["add"]
    for one in deviations()["optional"]:
        made[one["definition"]]["required"].remove(one["member"])
    for one in deviations()["member"]:
        made[one["definition"]]["properties"][one["name"]] = {}
    return made


@cache
def operations() -> dict[tuple[str, str], Json]:
    """(METHOD, path) → the schema of its successful answer."""
    official, delta = _load(OFFICIAL), _load(DELTA)
    found = {}
    for paths in (official["paths"], delta["paths"]):
        for path, methods in paths.items():
            for verb in VERBS & set(methods):
                answer = methods[verb].get("responses", {}).get("200")
                if answer is not None:
                    found[verb.upper(), path] = _answer(answer, official)
    for removed in delta["x-removed-paths"]:
        verb, path = removed.split()
        found.pop((verb, path), None)
    return found


def _answer(answer: Json, official: Json) -> Json:
    """The schema of a response; the delta names some by their description alone."""
    if "$ref" in answer:
        answer = official["components"]["responses"][answer["$ref"].rsplit("/", 1)[1]]
    if "content" in answer:
        return dict(_cleaned(answer["content"]["application/json"]["schema"]))
    return _defined(answer["description"])


def _validate(schema: Json, answer: Any) -> None:
    # Imported late: all tests of the sandbox share a conftest, and only MAX's need this.
    from openapi_schema_validator import OAS30Validator

    OAS30Validator({**schema, "components": {"schemas": definitions()}}).validate(answer)


def _defined(definition: str) -> Json:
    return {"$ref": f"#/components/schemas/{definition}"}


def operation_of(method: str, path: str) -> str | None:
    """The template of this path among the operations, if it has a successful answer."""
    for verb, template in sorted(operations(), key=lambda one: "{" in one[1]):
        pattern = re.sub(r"\{\w+\}", "[^/]+", template)
        if verb == method and re.fullmatch(pattern, path):
            return template
    return None


def check_answer(method: str, template: str, answer: Any) -> None:
    """The answer is what the schema says of this operation, member by member."""
    schema = operations()[method, template]
    _validate(schema, answer)
    _check_kinds(answer)
    extra = unknown(schema, answer)
    assert not extra, f"{method} {template}: the schema does not know {sorted(extra)}"


def check_error(answer: Any) -> None:
    """A refusal is an Error; unchecked where the schema is absent."""
    if not OFFICIAL.exists():
        return
    _validate(_defined("Error"), answer)
    assert not unknown(_defined("Error"), answer)


def _check_kinds(value: Any) -> None:
    """Attachments, markup and updates are each held to the definition that their kind names."""
    if isinstance(value, list):
        for one in value:
            _check_kinds(one)
    if not isinstance(value, dict):
        return
    for name, base in (
        ("attachments", "Attachment"),
        ("markup", "MarkupElement"),
        ("updates", "Update"),
    ):
        for one in value.get(name) or ():
            kind = one["update_type"] if base == "Update" else one["type"]
            _validate(_defined(kinds()[base][kind]), one)
    for one in value.values():
        _check_kinds(one)


def unknown(schema: Json, value: Any, where: str = "") -> set[str]:
    """Members of the answer that the schema does not know, by their path."""
    if isinstance(value, list):
        return {one for each in value for one in unknown(schema.get("items", {}), each, where)}
    if not isinstance(value, dict):
        return set()
    members = _members(_kind_of(schema, value))
    if not members:
        return set()
    found = {f"{where}{one}" for one in value if one not in members}
    for one in set(value) & set(members):
        found |= unknown(members[one], value[one], f"{where}{one}.")
    return found


def _kind_of(schema: Json, value: Json) -> Json:
    """The definition that the value's kind names, where the schema has several."""
    name = schema.get("$ref", "").rsplit("/", 1)[-1]
    kind = value.get("update_type" if name == "Update" else "type")
    target = kinds().get(name, {}).get(str(kind))
    return definitions()[target] if target else schema


def _members(schema: Json) -> Json:
    """All members that may be there, through $ref and allOf."""
    if "$ref" in schema:
        schema = definitions()[schema["$ref"].rsplit("/", 1)[1]]
    members = dict(schema.get("properties", {}))
    for part in schema.get("allOf", ()):
        members |= _members(part)
    return members
