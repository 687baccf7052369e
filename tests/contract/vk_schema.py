"""VK's official JSON schema 5.199.93, and judges of requests and answers made of it.

Loaded once a process. Outside any schema, and so unchecked: the query of Long Poll and the names of
the fields that go to the upload hosts.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import jsonschema
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from gospablik.networks.vk.requests import Request
from tests.contract.published import VK, deviations

Json = dict[str, Any]
FILES = ("objects.json", "responses.json", "errors.json")
# Which definition of responses.json the answer of an upload host obeys, by the host's kind.
UPLOADS = {
    "photo": "photos_wall_upload_response",
    "doc": "docs_doc_upload_response",
    "video": "video_upload_response",
}
# Which definition of objects.json an event's object obeys, where it is not named after the event.
EVENTS = {
    "wall_reply_delete": "callback_wall_comment_delete",
    "photo_comment_new": "callback_photo_comment",
}


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
    """The files as today's JSON Schema, without the rules that deviations.toml drops."""
    loaded = {name: json.loads((VK / name).read_text("utf-8")) for name in FILES}
    for one in deviations("vk", "rule"):
        holder, last = at(loaded["objects.json"]["definitions"][one["definition"]], one["drop"])
        del holder[last]
    return Registry().with_resources(
        (name, DRAFT202012.create_resource(_hoisted(body))) for name, body in loaded.items()
    )


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


@cache
def validator(reference: str, *, closed: bool = False) -> jsonschema.protocols.Validator:
    """A validator of one definition; `closed` also refuses members the schema does not know."""
    schema: Json = {"$ref": reference}
    if closed:
        schema["unevaluatedProperties"] = False
    return jsonschema.Draft202012Validator(schema, registry=registry())


def check_request(request: Request) -> None:
    """Every parameter is one of the method's and of its kind; none that it demands is missing."""
    rules = parameters(request.method)
    for name, value in request.params.items():
        assert name in rules, f"{request.method} has no {name}"
        rule = {key: part for key, part in rules[name].items() if key != "required"}
        judge = jsonschema.Draft202012Validator(rule, registry=registry())
        assert any(judge.is_valid(one) for one in _readings(value, rule)), (name, value, rule)
    needed = {name for name, rule in rules.items() if rule.get("required")}
    assert needed <= set(request.params), f"{request.method} needs {needed - set(request.params)}"


@cache
def parameters(method: str) -> dict[str, Json]:
    """The method's parameters by name, with those that the schema forgot."""
    rules = {rule["name"]: rule for rule in methods()[method].get("parameters", [])}
    for one in deviations("vk", "parameter"):
        if one["method"] == method:
            rules[one["parameter"]] = {"type": one["type"]}
    return rules


def _readings(text: str, rule: Json) -> Iterator[Any]:
    """What a form's text may stand for: VK takes everything as text."""
    kinds = rule["type"] if isinstance(rule["type"], list) else [rule["type"]]
    if "string" in kinds:
        yield text
    if "integer" in kinds and text.removeprefix("-").isdecimal():
        yield int(text)
    if "boolean" in kinds and text in {"0", "1"}:
        yield text == "1"
    if "array" in kinds and text:
        items = rule.get("items", {})
        numbers = items.get("type") == "integer"
        yield [int(one) if numbers else one for one in text.split(",")]


def check_answer(method: str, params: Json, body: Json) -> None:
    """The successful answer is what methods.json says of this method."""
    if not at_hand():
        return
    responses = methods()[method]["responses"]
    kind = "extendedResponse" if params.get("extended") in (1, "1") else "response"
    if "filterResponse" in responses and "filter" in params:
        kind = "fieldsResponse" if "fields" in params else "filterResponse"
    validator(responses.get(kind, responses["response"])["$ref"]).validate(body)


def check_error(error: Json) -> None:
    """An error is VK's error object."""
    if at_hand():
        validator("objects.json#/definitions/base_error").validate(error)


def check_upload(kind: str, body: Json) -> None:
    """An upload host's answer; the schema has it in an envelope (see deviations.toml)."""
    if at_hand():
        judge = validator(f"responses.json#/definitions/{UPLOADS[kind]}", closed=True)
        judge.validate({"response": body})


def check_event(event: Json) -> None:
    """An event of Long Poll: its envelope and its object."""
    if at_hand():
        definition = EVENTS.get(event["type"], f"callback_{event['type']}")
        validator("objects.json#/definitions/callback_base").validate(event)
        validator(f"objects.json#/definitions/{definition}").validate(event["object"])
