"""The independent client vk_api against the sandbox, with another base URL and nothing else."""

from __future__ import annotations

import io
from typing import Any

import pytest
import requests
from jconfig import MemoryConfig  # type: ignore[import-untyped]
from vk_api import ApiError, VkApi, VkTools, VkUpload
from vk_api.bot_longpoll import VkBotEventType, VkBotLongPoll

from tests.sandbox.kit import AYAAL, GID, Client, picture


class Redirected(requests.Session):
    """A session that finds api.vk.ru in the sandbox."""

    def __init__(self, http: str) -> None:
        super().__init__()
        self.http = http

    def request(  # type: ignore[override]
        self, method: str, url: Any, *args: Any, **kwargs: Any
    ) -> requests.Response:
        moved = str(url).replace("https://api.vk.ru", f"{self.http}/vk")
        return super().request(method, moved, *args, **kwargs)


def client(http: str, token: str) -> Any:
    return VkApi(token=token, api_version="5.199", session=Redirected(http), config=MemoryConfig)


def test_it_posts_reads_removes_and_bans(vk: Client) -> None:
    vk.control("POST", "/vk/limits", {"enabled": True})
    page = client(vk.http, "community-1").get_api()
    post = page.wall.post(owner_id=-GID, from_group=1, message="Отключение воды")["post_id"]
    ids = [vk.comment(post, f"Комментарий {n}") for n in range(130)]
    admin = client(vk.http, "admin-1")
    tools = VkTools(admin)
    read = tools.get_all_slow("wall.getComments", 100, {"owner_id": -GID, "post_id": post})
    assert [one["id"] for one in read["items"]] == ids
    api = admin.get_api()
    assert api.wall.deleteComment(owner_id=-GID, comment_id=ids[0]) == 1
    assert api.groups.ban(group_id=GID, owner_id=AYAAL, reason=2) == 1
    assert page.groups.getBanned(group_id=GID)["items"][0]["profile"]["id"] == AYAAL
    with pytest.raises(ApiError) as caught:
        page.wall.get(owner_id=-GID)
    assert caught.value.code == 27


def test_it_waits_when_told_6_and_comes_through(vk: Client) -> None:
    vk.fault("vk:utils.getServerTime", "error", error={"error_code": 6})
    assert client(vk.http, "admin-1").get_api().utils.getServerTime() > 0


def test_it_solves_the_captcha(vk: Client) -> None:
    vk.fault("vk:wall.post", "error", times=None, error={"error_code": 14})

    def solve(captcha: Any) -> Any:
        assert captcha.redirect_uri.startswith("https://id.vk.ru/")
        return session.method("wall.post", sent, success_token="решено")

    sent = {"owner_id": -GID, "message": "Пост"}
    session = client(vk.http, "community-1")
    session.error_handlers[14] = solve
    assert session.method("wall.post", sent) == {"post_id": 1}


def test_it_uploads_a_picture_and_posts_it(vk: Client) -> None:
    api = client(vk.http, "admin-1").get_api()
    file = io.BytesIO(picture())
    file.name = "a.png"
    saved = VkUpload(api).photo_wall(file, group_id=GID, caption="Набережная")[0]
    name = f"photo{saved['owner_id']}_{saved['id']}"
    api.wall.post(owner_id=-GID, from_group=1, message="Пост", attachments=name)
    shown = api.wall.get(owner_id=-GID)["items"][0]["attachments"][0]["photo"]
    assert (shown["text"], shown["sizes"][0]["width"]) == ("Набережная", 30)
    with pytest.raises(ApiError) as caught:
        VkUpload(client(vk.http, "community-1")).photo_wall(file, group_id=GID)
    assert caught.value.code == 27


def test_it_listens_to_the_community(vk: Client) -> None:
    page = client(vk.http, "community-1")
    wanted = {"group_id": GID, "enabled": 1, "wall_reply_new": 1, "wall_reply_delete": 1}
    page.get_api().groups.setLongPollSettings(**wanted)
    poll = VkBotLongPoll(page, GID, wait=0)
    post = vk.post()
    comment = vk.comment(post, "Когда?")
    vk.call("wall.deleteComment", owner_id=-GID, comment_id=comment)
    new, gone = poll.check()
    assert (new.type, new.object.text) == (VkBotEventType.WALL_REPLY_NEW, "Когда?")
    assert (gone.type, gone.object.id) == (VkBotEventType.WALL_REPLY_DELETE, comment)
    for failed in (1, 2, 3):
        vk.control("POST", "/vk/longpoll", {"group_id": GID, "failed": failed})
        assert poll.check() == []
        vk.comment(post, f"После {failed}")
        assert [one.object.text for one in poll.check()] == [f"После {failed}"]
