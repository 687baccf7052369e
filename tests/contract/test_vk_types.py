"""VK by the types of vkbottle: what is left where the official schema is not at hand.

They are made of a later state of the same schema, with its holes; they know names and kinds.
"""

from __future__ import annotations

import inspect
import re
from importlib import import_module
from typing import Any, get_type_hints

import pytest
from pydantic import ValidationError

from gospablik.networks.vk.requests import Request
from sandbox.vk.api import METHODS
from tests.contract.published import deviations
from tests.contract.typed import faults
from tests.contract.vk_examples import EVERY
from tests.contract.vk_walk import HEARD, Found
from tests.sandbox.kit import Client


def method(name: str) -> Any:
    """Their function for a method of VK."""
    section, _, short = name.partition(".")
    module = import_module(f"vkbottle_types.methods.{section}")
    category = getattr(module, f"{section.capitalize()}Category")
    return getattr(category, re.sub(r"([A-Z])", r"_\1", short).lower())


def check(request: Request) -> None:
    """Names of parameters, none that they demand missing."""
    known = dict(inspect.signature(method(request.method)).parameters)
    for name in ("self", "kwargs"):
        del known[name]
    beyond = {(one["method"], one["parameter"]) for one in deviations("vk", "parameter")}
    extra = {name for name in request.params if name not in known}
    assert {(request.method, name) for name in extra} <= beyond, (request.method, extra)
    needed = {name for name, one in known.items() if one.default is one.empty}
    assert needed <= request.params.keys(), request.method


def test_every_request_has_the_names_they_know() -> None:
    for request in EVERY:
        check(request)
    for wrong in (
        Request("wall.get", {"owner_id": "-77", "size": "5"}),
        Request("groups.ban", {"owner_id": "5"}),
    ):
        with pytest.raises(AssertionError):
            check(wrong)


def returned(name: str) -> Any:
    """The type of a method's answer."""
    return get_type_hints(method(name))["return"]


def test_every_answer_is_of_their_types(vk: tuple[Client, Found]) -> None:
    found: set[str] = set()
    for name in METHODS:
        kind = returned(name)
        found = found.union(*(faults(kind, one) for one in answers(vk, name)))
    assert found == {"WallWallpostFull.postponed_id"}  # in deviations.toml too


def test_every_event_is_of_their_types(vk: tuple[Client, Found]) -> None:
    events = import_module("vkbottle_types.events.bot_events")
    for event in HEARD:
        kind = getattr(events, "".join(part.capitalize() for part in event.split("_")))
        holes = {f"{kind.__name__}.v"}  # the schema knows these
        if event in {"photo_comment_delete", "board_post_delete"}:
            holes.add(f"{kind.__name__}Object.deleter_id")
        for one in answers(vk, f"longpoll:{event}"):
            assert faults(kind, one) == holes, event


def answers(vk: tuple[Client, Found], name: str) -> list[Any]:
    """What the stand-in told on the walk, never nothing."""
    assert vk[0].answers[name], name
    return vk[0].answers[name]


def test_what_they_do_not_know_is_noticed() -> None:
    assert faults(returned("wall.post"), {"post_id": 1, "mood": 1}) == {
        "WallPostResponseModel.mood"
    }
    with pytest.raises(ValidationError):
        faults(returned("wall.post"), {"post": 1})
    with pytest.raises(AssertionError):
        faults(returned("wall.delete"), 2)
