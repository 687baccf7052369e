"""Every request to VK that can be built, and the keys it goes with, against the official schema."""

from __future__ import annotations

import pytest

from gospablik.networks.vk.codes import CODES, SUBCODES
from gospablik.networks.vk.requests import Request
from gospablik.networks.vk.routes import ROUTES
from gospablik.networks.vk.tokens import TokenKind
from tests.contract.published import VK, deviations, need
from tests.contract.vk_examples import EVERY
from tests.contract.vk_json import error_codes, methods, subcodes
from tests.contract.vk_schema import check_request

UPLOAD = {"group_id": "77", "server": "1", "photo": "[]", "hash": "h"}


def test_every_request_is_in_the_official_schema() -> None:
    need(VK)
    for request in EVERY:
        check_request(request)


def test_the_schema_would_notice() -> None:
    need(VK)
    for method, params in (
        ("wall.delete", {"owner_id": "-77", "post_id": "last"}),
        ("wall.get", {"owner_id": "-77", "filter": "ours"}),
        ("wall.get", {"owner_id": "-77", "size": "5"}),
        ("groups.ban", {"owner_id": "5"}),
        ("groups.getMembers", {"group_id": "77", "count": "1001"}),
        ("groups.getById", {"group_id": "77", "fields": "mayor"}),
        ("photos.saveWallPhoto", {**UPLOAD, "server": "near"}),
    ):
        with pytest.raises(AssertionError):
            check_request(Request(method, params))


def test_every_request_has_a_route_and_every_route_a_request() -> None:
    assert {request.route or request.method for request in EVERY} == set(ROUTES)


def test_a_form_names_the_version_and_no_key() -> None:
    for request in EVERY:
        assert request.form()["v"] == "5.199"
        assert "access_token" not in request.form()


def test_keys_are_those_the_schema_allows() -> None:
    need(VK)
    beyond = {(one["method"], one["token"]) for one in deviations("vk", "token")}
    for name, route in ROUTES.items():
        method = name.split(" ", 1)[0]
        told = methods()[method]["access_token_type"]
        allowed = {"community" if kind == "group" else kind for kind in told}
        allowed |= {token for of, token in beyond if of == method}
        assert set(route.kinds) <= {TokenKind(kind) for kind in allowed}, name
        assert route.source.startswith(f"схема: {', '.join(told)}"), name


def test_codes_are_those_of_the_schema() -> None:
    need(VK)
    beyond = {one["code"] for one in deviations("vk", "code")}
    assert set(CODES) - set(error_codes()) == beyond
    beyond = {one["subcode"] for one in deviations("vk", "subcode")}
    assert {subcode for _, subcode in SUBCODES} - subcodes() == beyond
