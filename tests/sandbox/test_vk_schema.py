from __future__ import annotations

from typing import Any

import pytest

from sandbox.vk.api import METHODS
from sandbox.vk.errors import MESSAGES
from tests.sandbox.kit import (
    AYAAL,
    GID,
    OLGA,
    Client,
    check_answer,
    deviations,
    need_schemas,
    schemas,
    validator,
)


def walk(vk: Client) -> dict[str, list[Any]]:
    """Use every method at least once; the objects that came back, by their definition."""
    found: dict[str, list[Any]] = {}
    wall: dict[str, Any] = {"owner_id": -GID}
    group: dict[str, Any] = {"group_id": GID}
    post = vk.post("Один", attachments="https://example.ru/1", copyright="https://example.ru/1")
    vk.call("wall.edit", **wall, post_id=post, message="Два")
    vk.call("wall.delete", **wall, post_id=post)
    vk.call("wall.restore", **wall, post_id=post)
    top = vk.comment(post, "Первый")
    reply = vk.comment(post, "Ответ", OLGA, reply_to=top)
    vk.call(
        "wall.createComment",
        "community-1",
        **wall,
        post_id=post,
        message="Да",
        reply_to_comment=top,
    )
    listed = {**wall, "post_id": post, "thread_items_count": 10, "need_likes": 1}
    vk.call("wall.getComments", **listed, start_comment_id=top)
    page = vk.call("wall.getComments", **listed, extended=1, fields="description,verified")
    found["wall_wall_comment"] = page["items"] + page["items"][0]["thread"]["items"]
    vk.call("wall.getComment", **wall, comment_id=reply)
    vk.call("wall.getComment", **wall, comment_id=reply, extended=1)
    vk.call("wall.deleteComment", **wall, comment_id=top)
    page = vk.call("wall.getComments", **listed, extended=1)
    found["wall_wall_comment"] += page["items"]
    vk.call("wall.restoreComment", **wall, comment_id=top)
    vk.call("groups.ban", **group, owner_id=AYAAL, reason=2, comment="Оскорбления")
    vk.call("groups.ban", **group, owner_id=-2)
    banned = vk.call("groups.getBanned", "community-1", **group)
    found["groups_owner_xtr_ban_info"] = banned["items"]
    vk.call("groups.unban", **group, owner_id=AYAAL)
    fields = "description,status,verified,site,members_count,activity,wall"
    groups = vk.call("groups.getById", **group, fields=fields)
    found["groups_group_full"] = groups["groups"]
    vk.call("groups.edit", "community-1", **group, description="Официальная страница")
    vk.call("groups.getTokenPermissions", "community-1")
    vk.call("account.getAppPermissions")
    found["users_user_full"] = vk.call("users.get", user_ids=f"{AYAAL},id{OLGA}")
    vk.call("utils.getServerTime")
    later = vk.call("utils.getServerTime") + 3600
    vk.call("wall.post", **wall, from_group=1, message="Потом", publish_date=later)
    vk.call("wall.get", **wall, filter="postponed")
    vk.control("POST", "/clock", {"offset_seconds": 3700})
    posts = vk.call("wall.get", **wall, extended=1)
    vk.call("wall.get", "service-1", domain="adm_zhatay")
    found["wall_wallpost_full"] = posts["items"]
    name = f"-{GID}_{post}"
    vk.call("wall.getById", posts=name)
    vk.call("wall.getById", posts=name, extended=1)
    return found


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
        assert objects
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
