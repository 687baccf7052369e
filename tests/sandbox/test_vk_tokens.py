from __future__ import annotations

from typing import Any

import httpx
import pytest

from sandbox.vk.api import METHODS
from tests.sandbox.kit import AYAAL, GID, Client

WALL: dict[str, Any] = {"owner_id": -GID}


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("wall.get", WALL),
        ("wall.getById", {"posts": f"-{GID}_1"}),
        ("wall.getComments", {**WALL, "post_id": 1}),
        ("wall.getComment", {**WALL, "comment_id": 1}),
        ("wall.deleteComment", {**WALL, "comment_id": 1}),
        ("wall.restoreComment", {**WALL, "comment_id": 1}),
        ("wall.delete", {**WALL, "post_id": 1}),
        ("groups.ban", {"group_id": GID, "owner_id": AYAAL}),
        ("groups.unban", {"group_id": GID, "owner_id": AYAAL}),
        ("account.getAppPermissions", {}),
    ],
)
def test_a_community_token_is_told_27(vk: Client, method: str, params: dict[str, Any]) -> None:
    assert vk.refusal(method, "community-1", **params) == 27


@pytest.mark.parametrize("method", ["wall.post", "groups.ban", "groups.edit", "wall.getComment"])
def test_a_service_key_is_told_28(vk: Client, method: str) -> None:
    assert vk.refusal(method, "service-1", **WALL, group_id=GID, message="x") == 28


def test_every_method_refuses_a_call_without_a_good_token(vk: Client) -> None:
    for method in METHODS:
        assert vk.refusal(method, None) == 5
        assert vk.refusal(method, "no-such") == 5


def test_a_revoked_token_is_dead_and_a_narrowed_one_lacks_rights(vk: Client) -> None:
    vk.control("PATCH", "/vk/tokens/community-1", {"scopes": ["photos"]})
    body = vk.raw("wall.post", "community-1", **WALL, message="x")["error"]
    assert (body["error_code"], body["error_subcode"]) == (15, 1133)
    assert vk.call("groups.getTokenPermissions", "community-1")["mask"] == 4
    vk.control("PATCH", "/vk/tokens/community-1", {"revoked": True})
    assert vk.refusal("groups.getById", "community-1") == 5


def test_what_a_token_is_can_be_told_from_two_harmless_calls(vk: Client) -> None:
    assert vk.call("users.get", "community-1") == []
    assert vk.call("groups.getById", "community-1")["groups"][0]["id"] == GID
    assert vk.call("users.get", "ayaal-1")[0]["id"] == AYAAL


def test_access_can_be_opened_by_a_control(vk: Client) -> None:
    post = vk.post()
    vk.control("POST", "/vk/access", {"wall.delete": ["user", "community"]})
    assert vk.call("wall.delete", "community-1", **WALL, post_id=post) == 1


def test_a_stranger_may_not_run_the_page(vk: Client) -> None:
    post = vk.post()
    comment = vk.comment(post, "Текст", 778)
    calls = [
        ("wall.post", {**WALL, "message": "x", "from_group": 1}, 214),
        ("wall.edit", {**WALL, "post_id": post, "message": "x"}, 210),
        ("wall.delete", {**WALL, "post_id": post}, 210),
        ("wall.deleteComment", {**WALL, "comment_id": comment}, 211),
        ("groups.ban", {"group_id": GID, "owner_id": 778}, 15),
        ("groups.edit", {"group_id": GID, "description": "x"}, 15),
        ("groups.getBanned", {"group_id": GID}, 15),
        ("wall.get", {**WALL, "filter": "postponed"}, 15),
    ]
    for method, params, code in calls:
        assert vk.refusal(method, "ayaal-1", **params) == code, method
    assert vk.state()["posts"][0]["text"] == "Отключение воды"


def test_a_community_acts_only_on_its_own_wall(vk: Client) -> None:
    assert vk.refusal("wall.post", "community-1", owner_id=-2, message="x") == 15
    assert vk.refusal("groups.edit", "community-1", group_id=2, description="x") == 15


def test_a_moderator_removes_and_bans_but_does_not_post(vk: Client) -> None:
    post = vk.post()
    comment = vk.comment(post, "Текст")
    vk.control("PATCH", "/vk/tokens/admin-1", {"admin_levels": {str(GID): 1}})
    assert vk.refusal("wall.post", **WALL, message="x", from_group=1) == 214
    assert vk.refusal("groups.edit", group_id=GID, description="x") == 15
    assert vk.call("wall.deleteComment", **WALL, comment_id=comment) == 1
    assert vk.call("groups.ban", group_id=GID, owner_id=AYAAL) == 1


@pytest.mark.parametrize("way", ["query", "form", "multipart", "header"])
def test_all_ways_to_call_are_equal(vk: Client, way: str) -> None:
    params = {"v": "5.199", "owner_id": f"-{GID}", "message": "Вода & свет", "from_group": "1"}
    url, token = "/vk/method/wall.post", {"access_token": "community-1"}
    if way == "query":
        answer = vk.web.get(url, params=params | token)
    elif way == "form":
        answer = vk.web.post(url, data=params | token)
    elif way == "multipart":
        parts = {name: (None, value) for name, value in (params | token).items()}
        answer = vk.web.post(url, files=parts)
    else:
        bearer = {"Authorization": "Bearer community-1"}
        answer = vk.web.post(url, data=params, headers=bearer)
    assert answer.json() == {"response": {"post_id": 1}}
    assert vk.state()["posts"][0]["text"] == "Вода & свет"


def test_json_is_not_read_and_the_version_is_a_must(vk: Client) -> None:
    sent = {"v": "5.199", "access_token": "community-1"}
    answer: httpx.Response = vk.web.post("/vk/method/groups.getById", json=sent)
    assert answer.json()["error"]["error_code"] == 8
    assert vk.raw("groups.getById", v="")["error"]["error_code"] == 8
    assert vk.refusal("groups.noSuchMethod") == 3
    assert vk.refusal("wall.GET") == 3


def test_before_5_199_objects_were_lists(vk: Client) -> None:
    old = vk.raw("groups.getById", group_id=GID, v="5.131")["response"]
    assert [group["id"] for group in old] == [GID]


def test_an_error_shows_the_call_without_its_token(vk: Client) -> None:
    body = vk.raw("wall.get", "community-1", owner_id=-GID)
    assert set(body["error"]) == {"error_code", "error_msg", "request_params"}
    pairs = {one["key"]: one["value"] for one in body["error"]["request_params"]}
    assert pairs == {"method": "wall.get", "v": "5.199", "owner_id": f"-{GID}"}
    assert "community-1" not in str(body)


def test_too_fast_is_told_6_each_kind_by_its_own_rate(vk: Client) -> None:
    vk.control("POST", "/vk/limits", {"enabled": True})
    codes = [vk.raw("utils.getServerTime", "service-1") for _ in range(5)]
    assert [one.get("error", {}).get("error_code") for one in codes] == [None] * 3 + [6] * 2
    quick = [vk.raw("utils.getServerTime", "community-1") for _ in range(20)]
    assert all("response" in one for one in quick)
    assert vk.refusal("utils.getServerTime", "community-1") == 6
    vk.control("POST", "/vk/limits", {"service": 100})
    assert vk.call("utils.getServerTime", "service-1") > 0
