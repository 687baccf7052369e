"""Judges of requests to VK and of its answers, by its official JSON schema.

Outside any schema, and so unchecked: the query of Long Poll, the names of the fields that go to the
upload hosts, and what those say without a file or to a wrong one.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import jsonschema

from gospablik.networks.vk.requests import Request
from tests.contract.published import deviations
from tests.contract.vk_json import Json, at_hand, methods, official, registry, validator

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
    """An upload host's answer; the schema has it in an envelope (see deviations.toml).

    It demands no member, so all are asked for here. In no schema are a refusal and the 1 for a
    video that stays where it is.
    """
    if not at_hand() or body.keys() == {"error"} or body == {"response": 1}:
        return
    whole = {"response": body}
    validator(f"responses.json#/definitions/{UPLOADS[kind]}").validate(whole)
    told = official("responses.json")["definitions"][UPLOADS[kind]]["properties"]["response"]
    assert body.keys() == told["properties"].keys(), (kind, body)


def check_event(event: Json) -> None:
    """An event of Long Poll: its envelope and its object."""
    if at_hand():
        bare = {name: value for name, value in event.items() if name != "object"}
        validator("objects.json#/definitions/callback_base").validate(bare)
        validator(f"objects.json#/definitions/{told_by(event['type'])}").validate(event["object"])


def told_by(event: str) -> str:
    """The definition of objects.json that the event's object obeys."""
    whole = {one["event"]: one["definition"] for one in deviations("vk", "event")}
    return whole.get(event) or EVENTS.get(event, f"callback_{event}")
