"""OK's stand-in against the documented answers: OK publishes no schema, see ok_facts.toml."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.ok.api import METHODS, PRIVATE
from tests.contract.ok_facts import answers, check_answer
from tests.sandbox.ok_kit import OkClient


def test_every_method_answers_what_the_facts_say(ok: OkClient) -> None:
    served = {*METHODS, *PRIVATE, "upload:photo", "error"}
    assert ok.answers.keys() == served, "every method must be walked through"
    assert answers().keys() == served
    media = [topic["media"] for topic in ok.answers["mediatopic.getByIds"][0]["media_topics"]]
    assert {block["type"] for block in media[0]} == {"text", "photo", "movie", "link", "poll"}


def test_the_check_can_fail() -> None:
    wrongs: list[Any] = [
        {"media_topics": [{"id": 1}]},
        {"topics": []},
        {"media_topics": [{"x": 1}]},
    ]
    for wrong in wrongs:
        with pytest.raises(AssertionError):
            check_answer("mediatopic.getTopics", wrong)
    with pytest.raises(AssertionError):
        check_answer("mediatopic.post", 155013581046904)
