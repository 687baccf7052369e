"""Every request to MAX that can be built, against the official OpenAPI."""

from __future__ import annotations

import pytest
from jsonschema import ValidationError

from gospablik.networks.max.requests import Request
from tests.contract.max_examples import EVERY
from tests.contract.max_schema import check_request
from tests.contract.published import MAX, need


def test_every_request_is_in_the_official_schema() -> None:
    need(MAX)
    for request in EVERY:
        check_request(request)


def test_the_schema_would_notice() -> None:
    need(MAX)
    whole = {"text": "т", "attachments": None, "link": None}
    odd = [{"type": "image", "payload": {"photo": "t"}}]
    for wrong in (
        Request("GET", "/chats"),
        Request("POST", "/messages", {"chat": "1"}, whole),
        Request("POST", "/messages", {"chat_id": "1"}, {"text": "т"}),
        Request("POST", "/messages", {"chat_id": "1"}, {**whole, "silent": True}),
        Request("POST", "/messages", {"chat_id": "1"}, {**whole, "attachments": odd}),
        Request("POST", "/messages/mid.1/comments", body={"text": "т" * 4001}),
        Request("POST", "/uploads", {"type": "photo"}),
        Request("PATCH", "/chats/-1", body={"about": "т"}),
        Request("GET", "/messages", {"chat_id": "1", "from": "5"}),
    ):
        with pytest.raises((AssertionError, ValidationError)):
            check_request(wrong)


def test_only_what_is_got_changes_nothing() -> None:
    assert {request.verb for request in EVERY if request.reads} == {"GET"}
