"""VK's official JSON schema 5.199.93 as it lies there, and as today's JSON Schema that judges.

Loaded once a process.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import jsonschema
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from tests.contract.published import VK, deviations

Json = dict[str, Any]
FILES = ("objects.json", "responses.json", "errors.json")
PARTS = ("allOf", "anyOf", "oneOf")


def at_hand() -> bool:
    """Whether the schema is there; without it every check passes unchecked."""
    return VK.exists()


@cache
def official(name: str) -> Json:
    """One of the schema's files as it is."""
    return dict(json.loads((VK / name).read_text("utf-8")))


@cache
def methods() -> dict[str, Json]:
    """What methods.json says of each method."""
    return {method["name"]: method for method in official("methods.json")["methods"]}


def error_codes() -> dict[int, str]:
    """Code → official words."""
    told = official("errors.json")["errors"].values()
    return {one["code"]: one["description"] for one in told if "code" in one}


def subcodes() -> set[int]:
    """What may specify an error further."""
    told = official("errors.json")["definitions"]["subcodes"].values()
    return {one["subcode"] for one in told}


@cache
def registry() -> Registry[Any]:
    """The files as today's JSON Schema, with the rules and members that deviations.toml changes."""
    loaded = {name: json.loads((VK / name).read_text("utf-8")) for name in FILES}
    objects = loaded["objects.json"]["definitions"]
    for one in deviations("vk", "rule"):
        holder, last = at(objects[one["definition"]], one["drop"])
        del holder[last]
    for one in deviations("vk", "member"):
        for name in one["definitions"]:
            rules = objects[name].setdefault("properties", {})
            rules |= {member: {"type": kind} for member, kind in one["members"].items()}
    return Registry().with_resources(
        (name, DRAFT202012.create_resource({"definitions": _judging(body["definitions"])}))
        for name, body in loaded.items()
    )


def _judging(definitions: Json) -> Json:
    return {name: _closed(_hoisted(one)) for name, one in definitions.items()}


def at(definition: Any, path: str) -> tuple[Any, str]:
    """What holds the last step of a dotted path, and that step. KeyError if there is none."""
    *way, last = path.split(".")
    for step in way:
        definition = definition[int(step) if step.isdigit() else step]
    definition[last]
    return definition, last


def members(definition: Json) -> set[str]:
    """All members that a definition names, through $ref and allOf."""
    if "$ref" in definition:
        file, _, name = definition["$ref"].partition("#/definitions/")
        definition = official(file)["definitions"][name]
    found = set(definition.get("properties", {}))
    return found.union(*(members(part) for part in definition.get("allOf", ())))


def _hoisted(schema: Any) -> Any:
    """VK writes `required: true` into the member, today's JSON Schema lists the names above."""
    if isinstance(schema, list):
        return [_hoisted(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: _hoisted(value) for key, value in schema.items() if key != "required"}
    if isinstance(schema.get("required"), list):
        made["required"] = schema["required"]
    members = schema.get("properties")
    if isinstance(members, dict):
        needed = [name for name, one in members.items() if one.get("required") is True]
        if "required" in members:
            made["properties"]["required"] = _hoisted(members["required"])
        if needed:
            made["required"] = needed
    return made


def _closed(schema: Json) -> Json:
    """The same, and whatever stands in a member or in a list has no member that it does not name.

    The schema itself stays open: it may be a part of another one, which then has further members.
    """
    made = dict(schema)
    for part in PARTS:
        if part in made:
            made[part] = [_closed(one) for one in made[part]]
    if "properties" in made:
        made["properties"] = {name: _sealed(one) for name, one in made["properties"].items()}
    if isinstance(made.get("items"), dict):
        made["items"] = _sealed(made["items"])
    return made


def _sealed(schema: Json) -> Json:
    names = any(part in schema for part in ("$ref", "properties", *PARTS))
    return ({"unevaluatedProperties": False} if names else {}) | _closed(schema)


@cache
def validator(reference: str) -> jsonschema.protocols.Validator:
    """A validator of one definition; members that it does not know are refused, at any depth."""
    return jsonschema.Draft202012Validator(_sealed({"$ref": reference}), registry=registry())
