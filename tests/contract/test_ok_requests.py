"""Every request to OK that can be built, against its documents: OK publishes no schema."""

from __future__ import annotations

import pytest

from gospablik.networks.ok.methods import METHODS
from gospablik.networks.ok.requests import Request
from tests.contract.ok_examples import EVERY
from tests.contract.ok_facts import BEYOND, NEEDED, check_attachment, check_request


def test_every_request_is_in_the_facts() -> None:
    for request in EVERY:
        check_request(request)


def test_the_facts_would_notice() -> None:
    for wrong in (
        Request("group.getInfo", {"uids": "1"}),
        Request("group.getInfo", {"uids": "1", "fields": ""}),
        Request("group.getInfo", {"uids": "1", "fields": "name,mayor"}),
        Request("mediatopic.deleteTopic", {"topic_id": "1", "gid": "1", "why": "x"}),
        Request("discussions.deleteComment", {}),
    ):
        with pytest.raises(AssertionError):
            check_request(wrong)
    for text in (
        '{"media":[{"type":"photo","list":[{"token":"t"}]}]}',
        '{"media":[],"onBehalfOfGroup":true}',
    ):
        with pytest.raises(AssertionError):
            check_attachment(text)


def test_every_method_is_known_and_called() -> None:
    assert {request.method for request in EVERY} == set(METHODS)
    assert set(METHODS) == set(NEEDED) | set(BEYOND)
    assert all(request.writes == METHODS[request.method].writes for request in EVERY)
