"""Judges of requests to MAX and of its answers, by its official OpenAPI.

Outside any schema, and so unchecked: the XML that the hosts of videos and sounds answer.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from gospablik.networks.max.requests import Request
from tests.contract.max_openapi import Json, cleaned, defined, definitions, kinds, operations
from tests.contract.published import MAX

KINDS = {
    "attachments": ("Attachment", "type"),
    "markup": ("MarkupElement", "type"),
    "updates": ("Update", "update_type"),
}
UPLOADS = {"image": "PhotoTokens", "file": "UploadedInfo"}


def at_hand() -> bool:
    """Whether the schema is there; without it every check passes unchecked."""
    return MAX.exists()


def _validate(schema: Json, value: Any) -> None:
    # Imported late: all tests of the sandbox share a conftest, and only MAX's need this.
    from openapi_schema_validator import OAS30Validator

    OAS30Validator({**schema, "components": {"schemas": definitions()}}).validate(value)


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
        rule = cleaned(told.parameters[name]["schema"])
        _validate(rule, int(value) if rule.get("type") == "integer" else value)
    assert (request.body is None) == (told.body is None), template
    if told.body is None:
        return
    _validate(cleaned(told.body), request.body)
    extra = unknown(cleaned(told.body), request.body)
    assert not extra, f"{template}: the schema does not know {sorted(extra)}"
    for one in request.body.get("attachments") or []:
        _validate(defined(kinds()["AttachmentRequest"][one["type"]]), one)


def check_answer(verb: str, template: str, answer: Any) -> None:
    """The answer is what the schema says of this operation, member by member."""
    schema = operations()[verb, template].answer
    assert schema is not None, f"no answer of {verb} {template} is described"
    _check(schema, answer, f"{verb} {template}")
    _check_kinds(answer)


def check_error(answer: Any) -> None:
    """A refusal is an Error; unchecked where the schema is absent."""
    if at_hand():
        _check(defined("Error"), answer, "an error")


def check_upload(kind: str, answer: Any) -> None:
    """What the host of pictures or files answers; unchecked where the schema is absent."""
    if at_hand():
        _check(defined(UPLOADS[kind]), answer, f"upload of {kind}")


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
            _validate(defined(kinds()[base][one[key]]), one)
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
