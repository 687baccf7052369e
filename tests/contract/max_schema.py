"""MAX's official OpenAPI 0.0.32 with the later changes that deviations.toml names, and its judges.

Loaded once a process. Outside any schema, and so unchecked: the XML that the hosts of videos and
sounds answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from gospablik.networks.max.requests import Request
from tests.contract.published import MAX, MAX_DELTA, deviations

VERBS = {"get", "post", "put", "patch", "delete"}
COMMENT_BODY = ("mid", "seq", "text", "markup")  # the delta says so in words
KINDS = {
    "attachments": ("Attachment", "type"),
    "markup": ("MarkupElement", "type"),
    "updates": ("Update", "update_type"),
}
UPLOADS = {"image": "PhotoTokens", "file": "UploadedInfo"}
Json = dict[str, Any]


@dataclass(frozen=True)
class Operation:
    """What one verb takes and answers at one path."""

    parameters: dict[str, Json] = field(default_factory=dict)
    body: Json | None = None
    answer: Json | None = None


def at_hand() -> bool:
    """Whether the schema is there; without it every check passes unchecked."""
    return MAX.exists()


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
    for name, schema in official()["components"]["schemas"].items():
        mapping = schema.get("discriminator", {}).get("mapping", {})
        targets = {k: v if isinstance(v, str) else v["$ref"] for k, v in mapping.items()}
        found[name] = {kind: target.rsplit("/", 1)[1] for kind, target in targets.items()}
    return {name: mapping for name, mapping in found.items() if mapping}


@cache
def definitions() -> Json:
    """The schemas of both files as one."""
    made: Json = _cleaned(official()["components"]["schemas"])
    newer = delta()["components"]["schemas"]
    made = {name: schema for name, schema in newer.items() if name not in made} | made
    for one in deviations("max", "property"):
        name, member = one["definition"], one["member"]
        made[name]["properties"][member] = newer[name]["properties"][member]
    body = made["MessageBody"]["properties"]
    comment = {name: body[name] for name in COMMENT_BODY}
    made["CommentMessage"]["properties"] |= {
        "sender": _defined("User"),
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
        return dict(_cleaned(answer["content"]["application/json"]["schema"]))
    return _defined(answer["description"])


def _validate(schema: Json, value: Any) -> None:
    # Imported late: all tests of the sandbox share a conftest, and only MAX's need this.
    from openapi_schema_validator import OAS30Validator

    OAS30Validator({**schema, "components": {"schemas": definitions()}}).validate(value)


def _defined(definition: str) -> Json:
    return {"$ref": f"#/components/schemas/{definition}"}


@cache
def template_of(verb: str, path: str, known: frozenset[tuple[str, str]]) -> str | None:
    """The template of this path among the known (VERB, template)."""
    for each, template in sorted(known, key=lambda one: "{" in one[1]):
        if each == verb and re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", template), path):
            return template
    return None


def check_request(request: Request) -> None:
    """Path, query and body are what the schema knows, and nothing more."""
    template = template_of(request.verb, request.path, frozenset(operations()))
    assert template is not None, f"MAX has no {request.verb} {request.path}"
    told = operations()[request.verb, template]
    assert set(request.query) <= set(told.parameters), (template, request.query)
    needed = {name for name, one in told.parameters.items() if one.get("required")}
    assert needed <= set(request.query), (template, needed)
    for name, value in request.query.items():
        rule = _cleaned(told.parameters[name]["schema"])
        _validate(rule, int(value) if rule.get("type") == "integer" else value)
    assert (request.body is None) == (told.body is None), template
    if told.body is None:
        return
    _validate(_cleaned(told.body), request.body)
    extra = unknown(_cleaned(told.body), request.body)
    assert not extra, f"{template}: the schema does not know {sorted(extra)}"
    for one in request.body.get("attachments") or []:
        _validate(_defined(kinds()["AttachmentRequest"][one["type"]]), one)


def check_answer(verb: str, template: str, answer: Any) -> None:
    """The answer is what the schema says of this operation, member by member."""
    schema = operations()[verb, template].answer
    assert schema is not None, f"no answer of {verb} {template} is described"
    _check(schema, answer, f"{verb} {template}")
    _check_kinds(answer)


def check_error(answer: Any) -> None:
    """A refusal is an Error; unchecked where the schema is absent."""
    if at_hand():
        _check(_defined("Error"), answer, "an error")


def check_upload(kind: str, answer: Any) -> None:
    """What the host of pictures or files answers; unchecked where the schema is absent."""
    if at_hand():
        _check(_defined(UPLOADS[kind]), answer, f"upload of {kind}")


def _check(schema: Json, answer: Any, what: str) -> None:
    _validate(schema, answer)
    extra = unknown(schema, answer)
    assert not extra, f"{what}: the schema does not know {sorted(extra)}"


def _check_kinds(value: Any) -> None:
    """Attachments, markup and updates are each held to the definition that their kind names."""
    if isinstance(value, list):
        for one in value:
            _check_kinds(one)
    if not isinstance(value, dict):
        return
    for name, (base, key) in KINDS.items():
        for one in value.get(name) or ():
            _validate(_defined(kinds()[base][one[key]]), one)
    for one in value.values():
        _check_kinds(one)


def unknown(schema: Json, value: Any, where: str = "") -> set[str]:
    """Members of the value that the schema does not know, by their path."""
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
