from __future__ import annotations

import pytest

from sandbox.vk.api import METHODS
from sandbox.vk.errors import MESSAGES
from tests.contract.vk_walk import walk
from tests.sandbox.kit import Client, check_answer, deviations, need_schemas, schemas, validator


def test_every_answer_is_what_the_official_schema_says(vk: Client) -> None:
    need_schemas()
    walk(vk)
    assert vk.checked == set(METHODS), "every method of the sandbox must be held to the schema"


def test_no_member_is_invented(vk: Client) -> None:
    need_schemas()
    extra = {(one["object"], one["name"]) for one in deviations()["member"]}
    used = set()
    for definition, objects in walk(vk).items():
        judge = validator(f"objects.json#/definitions/{definition}", closed=True)
        assert judge is not None
        assert objects, definition
        for one in objects:
            allowed = {name for name in one if (definition, name) in extra}
            used |= {(definition, name) for name in allowed}
            judge.validate({name: one[name] for name in one if name not in allowed})
    assert used == extra, "a deviation nobody needs any more"


def test_errors_bear_the_official_words() -> None:
    need_schemas()
    known = schemas()
    assert known is not None
    official = known[0]["errors.json"].contents["errors"].values()
    words = {one["code"]: one["description"] for one in official if "code" in one}
    assert {code: words[code] for code in MESSAGES} == MESSAGES


def test_the_schema_check_can_fail() -> None:
    need_schemas()
    with pytest.raises(Exception, match="post_id"):
        check_answer("wall.post", {}, {"response": {"post": 1}})
