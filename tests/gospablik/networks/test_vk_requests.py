from datetime import UTC, datetime, timedelta, timezone

import pytest

from gospablik.networks.vk import requests, upload_requests
from gospablik.networks.vk.routes import ROUTES

UNTIL = datetime(2027, 1, 2, 12, tzinfo=UTC)


def test_pictures_and_videos_go_by_the_user_key_first() -> None:
    kinds = {}
    for name in ("photo-77_1", "video-77_1", "doc-77_1", "https://adm.example.ru/photo"):
        request = requests.publish(77, "т", [name], key="k")
        kinds[name] = ROUTES[request.route or request.method].kinds[0].value
    assert list(kinds.values()) == ["user", "user", "community", "community"]


def test_post_and_comment_carry_the_key_of_the_action() -> None:
    post, reply = requests.publish(77, "т", key="abc"), requests.reply(77, 5, "т", key="abc")
    assert post.params == {"owner_id": "-77", "from_group": "1", "message": "т", "guid": "abc"}
    assert (reply.params["guid"], reply.params["from_group"]) == ("abc", "77")


def test_an_edit_tells_all_that_is_to_stay() -> None:
    edit = requests.edit_post(77, 5, "т", ["photo-77_1", "https://adm.example.ru/1"])
    assert edit.params["attachments"] == "photo-77_1,https://adm.example.ru/1"
    assert "attachments" not in requests.edit_post(77, 5, "т", []).params


def test_a_video_is_not_put_on_the_wall_by_itself() -> None:
    assert upload_requests.video_server(77, "а", "б").params["wallpost"] == "0"


def test_the_end_of_a_ban_does_not_depend_on_the_zone() -> None:
    yakutsk = UNTIL.astimezone(timezone(timedelta(hours=9)))
    one, two = (requests.ban(77, 5, until=u, comment="") for u in (UNTIL, yakutsk))
    assert one == two
    assert one.params["end_date"] == str(int(UNTIL.timestamp()))
    assert one.params["comment_visible"] == "1"
    with pytest.raises(ValueError, match="пояс"):
        requests.ban(77, 5, until=UNTIL.replace(tzinfo=None), comment="")
