"""VK's stand-in against the official schema."""

from __future__ import annotations

import pytest
from vk_api.bot_longpoll import VkBotEventType

from sandbox.vk.api import METHODS
from sandbox.vk.errors import MESSAGES
from sandbox.vk.upload_http import FIELDS
from tests.contract.published import VK, deviations, need
from tests.contract.vk_schema import check_answer, check_event, error_codes, validator
from tests.contract.vk_walk import HEARD, Found
from tests.sandbox.kit import Client

Walked = tuple[Client, Found]


def test_every_answer_is_what_the_official_schema_says(vk: Walked) -> None:
    client, _ = vk
    uploads, events = {f"upload:{one}" for one in FIELDS}, {f"longpoll:{one}" for one in HEARD}
    served = {*METHODS, *uploads, *events, "error"}
    assert client.answers.keys() == served, "every method must be walked through"
    need(VK)  # each was held against it as it came; see kit.py


def test_no_member_is_invented(vk: Walked) -> None:
    need(VK)
    extra = {(one["definition"], one["member"]) for one in deviations("vk", "member")}
    used = set()
    for definition, objects in vk[1].items():
        judge = validator(f"objects.json#/definitions/{definition}", closed=True)
        assert objects, definition
        for one in objects:
            allowed = {name for name in one if (definition, name) in extra}
            used |= {(definition, name) for name in allowed}
            judge.validate({name: one[name] for name in one if name not in allowed})
    assert used == extra, "a deviation nobody needs any more"


def test_events_are_those_that_an_independent_client_knows() -> None:
    assert {one.value for one in VkBotEventType} >= HEARD


def test_errors_bear_the_official_words() -> None:
    need(VK)
    assert {code: error_codes()[code] for code in MESSAGES} == MESSAGES


def test_the_schema_check_can_fail() -> None:
    need(VK)
    with pytest.raises(Exception, match="post_id"):
        check_answer("wall.post", {}, {"response": {"post": 1}})
    with pytest.raises(Exception, match="event_id"):
        check_event({"type": "user_block", "group_id": 1, "v": "5.199", "object": {}})
