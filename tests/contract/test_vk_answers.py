"""VK's stand-in against the official schema."""

from __future__ import annotations

import pytest
from vk_api.bot_longpoll import VkBotEventType

from sandbox.vk.api import METHODS
from sandbox.vk.errors import MESSAGES
from sandbox.vk.upload_http import FIELDS
from tests.contract.published import VK, need
from tests.contract.vk_json import error_codes
from tests.contract.vk_schema import check_answer, check_event, check_upload
from tests.contract.vk_walk import HEARD, Found
from tests.sandbox.kit import Client

Walked = tuple[Client, Found]


def test_every_answer_is_what_the_official_schema_says(vk: Walked) -> None:
    client, _ = vk
    uploads, events = {f"upload:{one}" for one in FIELDS}, {f"longpoll:{one}" for one in HEARD}
    served = {*METHODS, *uploads, *events, "error"}
    assert client.answers.keys() == served, "every method must be walked through"
    need(VK)  # each was held against it as it came; see kit.py


def test_every_kind_of_object_came_back(vk: Walked) -> None:
    assert [definition for definition, objects in vk[1].items() if not objects] == []


def test_events_are_those_that_an_independent_client_knows() -> None:
    assert {one.value for one in VkBotEventType} >= HEARD


def test_errors_bear_the_official_words() -> None:
    need(VK)
    assert {code: error_codes()[code] for code in MESSAGES} == MESSAGES


def test_the_schema_check_can_fail() -> None:
    need(VK)
    with pytest.raises(Exception, match="post_id"):
        check_answer("wall.post", {}, {"response": {"post": 1}})
    with pytest.raises(Exception, match="mood"):
        check_answer("wall.post", {}, {"response": {"post_id": 1, "mood": 1}})
    post = {"id": 1, "owner_id": -1, "likes": {"count": 1, "user_likes": 0, "mood": 1}}
    with pytest.raises(Exception, match="mood"):
        check_answer("wall.get", {}, {"response": {"count": 1, "items": [post]}})
    event = {"type": "user_block", "group_id": 1, "v": "5.199", "object": {}}
    with pytest.raises(Exception, match="event_id"):
        check_event(event)
    with pytest.raises(Exception, match="mood"):
        check_event(event | {"event_id": "e", "mood": 1})
    with pytest.raises(AssertionError):
        check_upload("photo", {"photo": "[]", "hash": "h"})
    with pytest.raises(Exception, match="mood"):
        check_upload("photo", {"server": 1, "photo": "[]", "hash": "h", "mood": 1})
