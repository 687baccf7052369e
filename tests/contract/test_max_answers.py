"""MAX's stand-in against the official OpenAPI."""

from __future__ import annotations

import pytest

from sandbox.max.api import METHODS, UPDATES
from tests.contract.max_schema import UPLOADS, check_answer
from tests.contract.published import MAX, need
from tests.sandbox.max_kit import Max

REFUSALS = {("error", "400"), ("error", "404")}


def test_every_answer_is_what_the_official_schema_says(mx: Max) -> None:
    uploads = {("upload", kind) for kind in UPLOADS}
    served = {*METHODS, UPDATES, *uploads, *REFUSALS}
    assert mx.answers.keys() == served, "every method must be walked through"
    told = [one for answer in mx.answers[UPDATES] for one in answer["updates"]]
    kinds = {"bot_added", "message_created", "message_edited", "message_removed"}
    assert {one["update_type"] for one in told} == kinds
    need(MAX)  # each was held against it as it came; see max_kit.py


def test_what_the_schema_dropped_is_still_sent(mx: Max) -> None:
    assert all("name" in one for one in mx.answers["GET", "/me"])


def test_the_schema_check_can_fail() -> None:
    need(MAX)
    with pytest.raises(Exception, match="success"):
        check_answer("DELETE", "/messages", {"done": True})
    with pytest.raises(AssertionError, match="done"):
        check_answer("DELETE", "/messages", {"success": True, "done": True})
    post = {"mid": "mid.1", "seq": 1, "text": "", "attachments": [{"type": "image"}]}
    message = {"recipient": {"chat_id": -1, "chat_type": "channel", "user_id": None}}
    with pytest.raises(Exception, match="payload"):
        check_answer(
            "GET",
            "/messages/{messageId}",
            {**message, "timestamp": 1, "sender": None, "body": post},
        )
