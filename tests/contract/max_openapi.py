"""MAX's official OpenAPI 0.0.32 with the later changes that deviations.toml names, as data."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tests.contract.published import MAX, MAX_DELTA, deviations

VERBS = {"get", "post", "put", "patch", "delete"}
COMMENT_BODY = ("mid", "seq", "text", "markup")  # the delta says so in words
Json = dict[str, Any]


@dataclass(frozen=True)
class Operation:
    """What one verb takes and answers at one path."""

    parameters: dict[str, Json] = field(default_factory=dict)
    body: Json | None = None
    answer: Json | None = None


@cache
def loaded(path: Path) -> Json:
    """A YAML file as it is."""
    return dict(yaml.load(path.read_text("utf-8"), yaml.CSafeLoader))  # the other takes seconds


def official() -> Json:
    """The published description."""
    return loaded(MAX)


def delta() -> Json:
    """What the next one changed."""
    return loaded(MAX_DELTA)


def cleaned(schema: Any) -> Any:
    """`required: false` inside a member and discriminators that name no strings say nothing."""
    if isinstance(schema, list):
        return [cleaned(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {name: cleaned(value) for name, value in schema.items() if name != "discriminator"}
    if isinstance(kept.get("required"), bool):
        del kept["required"]
    return kept


@cache
def kinds() -> dict[str, dict[str, str]]:
    """Base definition → value of its `type` member → definition (the discriminators' mappings)."""
    found = {}
    for name, schema in official()["components"]["schemas"].items():
        mapping = schema.get("discriminator", {}).get("mapping", {})
        targets = {k: v if isinstance(v, str) else v["$ref"] for k, v in mapping.items()}
        found[name] = {kind: target.rsplit("/", 1)[1] for kind, target in targets.items()}
    return {name: mapping for name, mapping in found.items() if mapping}


@cache
def definitions() -> Json:
    """The schemas of both files as one."""
    made: Json = cleaned(official()["components"]["schemas"])
    newer = delta()["components"]["schemas"]
    made = {name: schema for name, schema in newer.items() if name not in made} | made
    for one in deviations("max", "property"):
        name, member = one["definition"], one["member"]
        made[name]["properties"][member] = newer[name]["properties"][member]
    body = made["MessageBody"]["properties"]
    comment = {name: body[name] for name in COMMENT_BODY}
    made["CommentMessage"]["properties"] |= {
        "sender": defined("User"),
        "body": {"properties": comment, "required": ["mid", "seq", "text"]},
    }
    for one in deviations("max", "value"):
        made[one["definition"]]["enum"].append(one["value"])
    for one in deviations("max", "optional"):
        made[one["definition"]]["required"].remove(one["member"])
    return made


@cache
def operations() -> dict[tuple[str, str], Operation]:
    """(VERB, path) → what it takes and answers."""
    paths = dict(official()["paths"])
    for one in deviations("max", "path"):
        paths |= {path: delta()["paths"][path] for path in one["paths"]}
    gone = {name for one in deviations("max", "gone") for name in one["operations"]}
    changed = {one["operation"] for one in deviations("max", "query")}
    found = {}
    for path, verbs in paths.items():
        for verb in VERBS & set(verbs):
            name, told = f"{verb.upper()} {path}", verbs[verb]
            if name in changed:
                told = told | {"parameters": delta()["paths"][path][verb]["parameters"]}
            if name not in gone:
                found[verb.upper(), path] = _operation(told, verbs.get("parameters", []))
    return found


def _operation(told: Json, common: list[Json]) -> Operation:
    parameters = [*common, *told.get("parameters", [])]
    body = (told.get("requestBody") or {}).get("content", {}).get("application/json", {})
    answer = told.get("responses", {}).get("200")
    return Operation(
        {one["name"]: one for one in parameters if one["in"] == "query"},
        body.get("schema"),
        None if answer is None else _answer(answer),
    )


def _answer(answer: Json) -> Json:
    """The schema of a response; the delta names some by their description alone."""
    if "$ref" in answer:
        answer = official()["components"]["responses"][answer["$ref"].rsplit("/", 1)[1]]
    if "content" in answer:
        return dict(cleaned(answer["content"]["application/json"]["schema"]))
    return defined(answer["description"])


def defined(definition: str) -> Json:
    return {"$ref": f"#/components/schemas/{definition}"}
