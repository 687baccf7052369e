"""Uploads and attachments, as facts A4 and A6 tell them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.kit import AYAAL, GID, Client, picture

WALL: dict[str, Any] = {"owner_id": -GID}
PAGE: dict[str, Any] = {"group_id": GID}


def attachments(vk: Client, post: int) -> list[dict[str, Any]]:
    return list(vk.call("wall.getById", posts=f"-{GID}_{post}")["items"][0]["attachments"])


def triple(vk: Client, data: bytes, name: str = "a.png") -> dict[str, Any]:
    """The answer of the upload host to one picture."""
    server = vk.call("photos.getWallUploadServer", **PAGE)
    return dict(vk.upload(server["upload_url"], "photo", (name, data)))


def test_a_picture_goes_up_and_is_shown(vk: Client) -> None:
    name = vk.photo(picture(40, 30), caption="Набережная")
    photo = attachments(vk, vk.post("Пост", attachments=name))[0]["photo"]
    size = photo["sizes"][0]
    assert (size["width"], size["height"], photo["text"]) == (40, 30, "Набережная")
    assert size["url"].startswith(f"{vk.http}/vk/media/")
    shown = vk.web.get(size["url"])
    assert (shown.content, shown.headers["content-type"]) == (picture(40, 30), "image/png")


def test_a_picture_alone_is_a_post(vk: Client) -> None:
    post = vk.call("wall.post", "community-1", **WALL, attachments=vk.photo())["post_id"]
    assert [one["type"] for one in attachments(vk, post)] == ["photo"]


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("photos.getWallUploadServer", PAGE),
        ("photos.saveWallPhoto", PAGE),
        ("video.save", PAGE),
        ("polls.create", WALL),
        ("wall.repost", {"object": "wall-1_1"}),
        ("wall.pin", {**WALL, "post_id": 1}),
        ("groups.getSettings", PAGE),
        ("status.set", PAGE),
        ("stats.get", PAGE),
        ("photos.getComments", WALL),
        ("board.getComments", PAGE),
    ],
)
def test_a_community_token_is_told_27(vk: Client, method: str, params: dict[str, Any]) -> None:
    assert vk.refusal(method, "community-1", **params) == 27


def test_a_stranger_uploads_nothing_to_the_page(vk: Client) -> None:
    for method in ("photos.getWallUploadServer", "docs.getWallUploadServer", "video.save"):
        assert vk.refusal(method, "ayaal-1", **PAGE) == 15
    assert vk.refusal("docs.getWallUploadServer", "community-1", group_id=2) == 15


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "a.png"),
        (b"no picture", "a.jpg"),
        (picture(kind="BMP"), "a.bmp"),
        (picture(210, 10), "a.png"),
        (picture(13991, 10), "a.png"),
        (picture()[:40], "a.png"),
        (picture(), "picture-without-an-ending"),
    ],
)
def test_a_bad_picture_leaves_an_empty_list(vk: Client, data: bytes, name: str) -> None:
    sent = triple(vk, data, name)
    assert sent["photo"] == "[]"
    assert vk.refusal("photos.saveWallPhoto", **PAGE, **sent) == 100
    assert vk.state()["media"] == []


@pytest.mark.parametrize(("kind", "name"), [("JPEG", "a.jpg"), ("PNG", "a.png"), ("GIF", "a.gif")])
def test_the_formats_that_vk_takes(vk: Client, kind: str, name: str) -> None:
    sent = triple(vk, picture(200, 10, kind), name)
    assert vk.call("photos.saveWallPhoto", **PAGE, **sent)[0]["sizes"][0]["width"] == 200


def test_several_files_at_once_are_none(vk: Client) -> None:
    server = vk.call("photos.getWallUploadServer", **PAGE)
    two = [("a.png", picture()), ("b.png", picture())]
    assert vk.upload(server["upload_url"], "photo", *two)["photo"] == ""
    assert vk.upload(server["upload_url"], "image", ("a.png", picture()))["photo"] == ""


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"hash": "0"}, 121),
        ({"server": 1}, 118),
        ({"photo": "[{}]"}, 129),
        ({"photo": ""}, 100),
        ({"group_id": 2}, 15),
        ({"caption": "д" * 2049}, 100),
    ],
)
def test_a_wrong_triple_saves_nothing(vk: Client, change: dict[str, Any], code: int) -> None:
    sent = PAGE | triple(vk, picture()) | change
    assert vk.refusal("photos.saveWallPhoto", **sent) == code
    assert vk.state()["media"] == []


def test_the_upload_host_has_bad_days(vk: Client) -> None:
    for photo in ("", "[]"):
        vk.fault("vk:upload:photo", "error", error={"photo": photo})
        assert triple(vk, picture())["photo"] == photo
    server = vk.call("photos.getWallUploadServer", **PAGE)
    vk.fault("vk:upload:*", "status", status=200)
    page = vk.web.post(server["upload_url"], files={"photo": ("a.png", picture())})
    assert (page.status_code, page.headers["content-type"][:9]) == (200, "text/html")
    lost = vk.web.post("/vk/upload/photo/no-such", files={"photo": ("a.png", picture())})
    assert lost.status_code == 404


def test_the_journal_keeps_no_upload_key(vk: Client) -> None:
    server = vk.call("photos.getWallUploadServer", **PAGE)
    vk.upload(server["upload_url"], "photo", ("a.png", picture()))
    entry = vk.control("GET", "/journal")[-1]
    size = str(len(picture()))
    assert (entry["where"], entry["outcome"]) == ("vk:upload:photo", "ok")
    assert entry["params"] == {"file": "a.png", "bytes": size}


def test_a_document_of_the_community(vk: Client) -> None:
    name = vk.doc("order.pdf", b"%PDF-1.7 text", title="Постановление № 5")
    doc = attachments(vk, vk.post("Документ", attachments=name))[0]["doc"]
    assert (doc["title"], doc["ext"], doc["size"]) == ("Постановление № 5", "pdf", 13)
    kept = vk.web.get(doc["url"])
    assert kept.content == b"%PDF-1.7 text"
    assert kept.headers["content-disposition"] == f'attachment; filename="{name}.pdf"'
    plain = attachments(vk, vk.post("Файл", attachments=vk.doc("список.жители", b"x")))[0]["doc"]
    assert (plain["ext"], vk.web.get(plain["url"]).content) == ("", b"x")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", b""),
        ("a.exe", b"MZ"),
        ("a.mp3", b"ID3"),
        ("a.png", picture()),
        ("a.pdf", picture()),
    ],
)
def test_what_is_no_document(vk: Client, name: str, data: bytes) -> None:
    server = vk.call("docs.getWallUploadServer", "community-1", **PAGE)
    sent = vk.upload(server["upload_url"], "file", (name, data))
    assert vk.refusal("docs.save", "community-1", **sent) == 105
    assert vk.refusal("docs.save", "community-1", file="no such") == 105


def test_a_video_is_promised_first_and_filled_later(vk: Client) -> None:
    saved = vk.call("video.save", **PAGE, name="Праздник")
    name = f"video{saved['owner_id']}_{saved['video_id']}"
    post = vk.post("Видео", attachments=name)
    assert attachments(vk, post)[0]["video"]["processing"] == 1
    assert vk.upload(saved["upload_url"], "video_file", ("a.mp4", b""))["error"]
    sent = vk.upload(saved["upload_url"], "video_file", ("a.mp4", b"video"))
    assert sent["video_id"] == saved["video_id"]
    assert "processing" not in attachments(vk, post)[0]["video"]
    there = vk.call("video.save", **PAGE, link="https://example.ru/v")
    assert vk.upload(there["upload_url"], "video_file", ("a.mp4", b"")) == {"response": 1}


def test_what_does_not_exist_is_dropped_without_a_word(vk: Client) -> None:
    photo = vk.photo()
    server = vk.call("photos.getMessagesUploadServer", "community-1")
    sent = vk.upload(server["upload_url"], "photo", ("a.png", picture()))
    private = vk.call("photos.saveMessagesPhoto", "community-1", **sent)[0]
    names = f"photo-1_1,{photo}_key,photo{private['owner_id']}_{private['id']},audio1_2,doc,x"
    post = vk.post("Пост", attachments=names)
    assert [one["type"] for one in attachments(vk, post)] == ["photo"]
    assert vk.state()["posts"][0]["attachments"] == [photo]
    assert vk.refusal("wall.post", "community-1", **WALL, attachments="photo-1_1") == 100


def test_at_most_ten_and_one_link(vk: Client) -> None:
    photo = vk.photo()
    ten = [photo] * 9 + ["https://example.ru/1"]
    assert len(attachments(vk, vk.post("Десять", attachments=",".join(ten)))) == 10
    eleven = ",".join([*ten, photo])
    call = {**WALL, "message": "x"}
    assert vk.refusal("wall.post", "community-1", **call, attachments=eleven) == 100
    links = "https://a.ru,https://b.ru"
    assert vk.refusal("wall.post", "community-1", **call, attachments=links) == 222


def test_an_edit_drops_the_pictures_not_sent_again(vk: Client) -> None:
    photo, doc = vk.photo(), vk.doc()
    post = vk.post("Было", attachments=f"{photo},{doc}")
    edit = {**WALL, "post_id": post, "message": "Стало"}
    vk.call("wall.edit", "community-1", **edit, attachments=photo)
    assert [one["type"] for one in attachments(vk, post)] == ["photo"]
    vk.call("wall.edit", "community-1", **edit)
    assert attachments(vk, post) == []


def test_a_poll(vk: Client) -> None:
    call = {**WALL, "question": "Нужен ли каток?"}
    poll = vk.call("polls.create", **call, add_answers='["Да","Нет"]')
    assert [one["text"] for one in poll["answers"]] == ["Да", "Нет"]
    for bad in ("Да", "[]", str(list(range(11)))):
        assert vk.refusal("polls.create", **call, add_answers=bad) == 100
    post = vk.post("Опрос", attachments=f"poll-{GID}_{poll['id']}")
    assert attachments(vk, post)[0]["poll"]["question"] == "Нужен ли каток?"


def test_a_resident_attaches_a_picture_to_a_comment(vk: Client) -> None:
    body = {"kind": "photo", "owner_id": AYAAL, "text": "Двор"}
    photo = vk.control("POST", "/vk/media", body)["name"]
    post = vk.post()
    vk.comment(post, "Смотрите", attachments=[photo])
    page = vk.call("wall.getComments", "service-1", **WALL, post_id=post)
    shown = page["items"][0]["attachments"][0]["photo"]
    assert (shown["owner_id"], shown["user_id"]) == (AYAAL, AYAAL)
    assert vk.web.get(shown["sizes"][0]["url"]).content[:2] == b"\xff\xd8"
    say = {"group_id": GID, "post_id": post, "user_id": AYAAL, "text": "x"}
    vk.control("POST", "/vk/comments", say | {"attachments": ["photo1_1"]}, status=404)
    vk.control("POST", "/vk/media", body | {"data": "AAAA"}, status=400)
