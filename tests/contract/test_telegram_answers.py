"""Telegram's stand-in against the official Bot API."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.telegram.api import METHODS
from sandbox.telegram.records import PERMISSIONS
from tests.contract.published import TELEGRAM, need
from tests.contract.telegram_spec import faults, spec
from tests.contract.telegram_walk import EVERYTHING
from tests.sandbox.kit_telegram import Client


def test_every_answer_is_what_the_description_says(tg: Client) -> None:
    assert tg.answers.keys() == {*METHODS, "error"}, "every method must be walked through"
    heard = [one for answer in tg.answers["getUpdates"] for one in answer]
    assert {kind for one in heard for kind in one} == {"update_id", *EVERYTHING}
    need(TELEGRAM)  # each was held against it as it came; see kit_telegram.py


def test_methods_and_permissions_are_spelt_as_in_the_description() -> None:
    need(TELEGRAM)
    assert set(METHODS) <= set(spec()["methods"])
    permissions = spec()["types"]["ChatPermissions"]["fields"]
    assert set(PERMISSIONS) == {one["name"] for one in permissions}


def test_the_check_can_fail() -> None:
    need(TELEGRAM)
    channel: dict[str, Any] = {"id": -1, "type": "channel"}
    right = {"message_id": 1, "date": 1, "chat": channel}
    assert faults(right, "Message") == []
    for wrong, fault in (
        ({"date": 1, "chat": channel}, "message_id is missing"),
        (right | {"date": "1"}, "is no Integer"),
        (right | {"chat": {"id": -1, "type": 5}}, "chat.type is no String"),
        (right | {"y": 1}, "y is unknown"),
        (right | {"message_id": True}, "is no Integer"),
    ):
        assert any(fault in one for one in faults(wrong, "Message")), fault
    with pytest.raises(KeyError):
        faults({}, "NoSuchType")
