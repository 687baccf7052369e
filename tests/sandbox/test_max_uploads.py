"""Uploads and what hangs on a post."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from tests.sandbox.max_kit import CHANNEL, Max, Refusal, hung, picture


def refused(mx: Max, attachments: list[Any]) -> Refusal:
    body = {"text": "Пост", "attachments": attachments}
    with pytest.raises(Refusal) as caught:
        mx.call("POST", "/messages", chat_id=CHANNEL, body=body)
    return caught.value


def test_an_image_goes_all_the_way(mx: Max) -> None:
    url, token = mx.open_upload("image")
    assert (url.startswith(f"{mx.http}/max-upload/image/"), token) == (True, None)
    photos = mx.put_file(url, "дом.png", picture()).json()["photos"]
    mx.send("Дом", attachments=[{"type": "image", "payload": {"photos": photos}}])
    payload = mx.posts()[0]["body"]["attachments"][0]["payload"]
    assert payload["token"] == next(iter(photos.values()))["token"]
    shown = mx.web.get(payload["url"])
    assert (shown.content, shown.headers["content-type"]) == (picture(), "image/png")
    kept = mx.state()["posts"][0]["attachments"][0]
    assert (kept["name"], kept["sha256"]) == ("дом.png", sha256(picture()).hexdigest())
    assert mx.web.get("/max-upload/content/99").status_code == 404


def test_several_images_and_a_video_but_a_file_alone(mx: Max) -> None:
    mx.settings(not_ready={"file": 0, "video": 0})
    url, video = mx.open_upload("video")
    answer = mx.put_file(url, "a.mp4", b"video")
    assert (answer.text, answer.headers["content-type"]) == (
        "<retval>1</retval>",
        "application/xml",
    )
    images = [hung("image", mx.image()), hung("image", mx.image())]
    mx.send("Дом", attachments=[*images, hung("video", str(video))])
    kinds = [one["type"] for one in mx.posts()[0]["body"]["attachments"]]
    assert kinds == ["image", "image", "video"]
    plan = hung("file", mx.file())
    assert "only attachment" in refused(mx, [plan, images[0]]).message
    mx.send("План", attachments=[plan])
    shown = mx.posts()[0]["body"]["attachments"][0]
    assert (shown["filename"], shown["size"]) == ("plan.pdf", 8)


def test_a_fresh_file_is_not_ready_twice_and_a_token_is_used_again(mx: Max) -> None:
    plan = hung("file", mx.file())
    for _ in range(2):
        answer = refused(mx, [plan])
        assert (answer.status, answer.code) == (400, "attachment.not.ready")
        assert answer.message == "Key: errors.process.attachment.file.not.processed"
    assert mx.posts() == []
    mx.send("План", attachments=[plan])
    mx.send("Снова", attachments=[plan])
    mx.settings(not_ready={"image": 1})
    image = hung("image", mx.image())
    post = mx.posts()[0]["body"]["mid"]
    put = {"attachments": [image]}
    assert mx.refusal("PUT", "/messages", message_id=post, body=put)[1] == "attachment.not.ready"
    assert mx.call("PUT", "/messages", message_id=post, body=put)["success"]


def test_a_video_that_was_never_sent_is_never_ready(mx: Max) -> None:
    mx.settings(not_ready={"video": 0})
    url, token = mx.open_upload("video")
    for _ in range(3):
        assert refused(mx, [hung("video", str(token))]).code == "attachment.not.ready"
    mx.put_file(url, "a.mov", b"video")
    mx.send("Видео", attachments=[hung("video", str(token))])


@pytest.mark.parametrize(
    "payload",
    [
        {"token": "nobody"},
        {"url": "https://zhatay.example.ru/1.png"},
        {"token": "a", "url": "https://zhatay.example.ru/1.png"},
        {"token": None},
        {},
    ],
)
def test_images_that_are_none(mx: Max, payload: dict[str, Any]) -> None:
    assert refused(mx, [{"type": "image", "payload": payload}]).code == "proto.payload"


def test_a_token_serves_its_own_kind(mx: Max) -> None:
    assert refused(mx, [hung("file", mx.image())]).code == "proto.payload"
    assert refused(mx, [{"type": "share", "payload": {}}]).code == "proto.payload"


def test_one_address_takes_one_file(mx: Max) -> None:
    url, _ = mx.open_upload("image")
    assert mx.put_file(url, "a.png", picture(), field="file").status_code == 400
    assert mx.web.post(url, content=picture()).status_code == 400
    assert mx.put_file(url, "a.png", picture()).status_code == 200
    assert mx.put_file(url, "a.png", picture()).status_code == 400
    assert mx.put_file(url.replace("/image/", "/file/"), "a.png", picture()).status_code == 404
    assert mx.put_file("/max-upload/image/nobody", "a.png", picture()).status_code == 404
    assert mx.refusal("POST", "/uploads", type="photo") == (400, "proto.payload")


@pytest.mark.parametrize(
    ("kind", "name", "content", "told"),
    [
        ("image", "a.png", b"", "File is empty"),
        ("file", "a.pdf", b"", "File is empty"),
        ("image", "a.webp", picture(form="WEBP"), "File extension is forbidden"),
        ("image", "a.png", picture(form="WEBP"), "File extension is forbidden"),
        ("image", "a.png", b"no picture", "Image can not be read"),
        ("image", "a.png", picture(7681, 1), "Image is over 7680 pixels"),
        ("image", "a.png", picture(1, 7681), "Image is over 7680 pixels"),
        ("video", "a.avi", b"video", "File extension is forbidden"),
        ("file", "a.exe", b"MZ", "File extension is forbidden"),
    ],
)
def test_files_that_are_not_taken(mx: Max, kind: str, name: str, content: bytes, told: str) -> None:
    url, _ = mx.open_upload(kind)
    answer = mx.put_file(url, name, content)
    assert (answer.status_code, answer.json()["message"]) == (400, told)


def test_sizes_at_the_edge(mx: Max) -> None:
    mx.image(picture(7680, 1))
    mx.control("POST", "/max/limits", {"image_bytes": len(picture())})
    mx.image(picture())
    url, _ = mx.open_upload("image")
    assert "bytes" in mx.put_file(url, "a.png", picture() + b"x").json()["message"]


@pytest.mark.parametrize("form", ["JPEG", "GIF", "TIFF", "BMP"])
def test_formats_that_are_taken(mx: Max, form: str) -> None:
    extension = form.lower()
    assert mx.image(picture(form=form), f"a.{extension}")


def test_telephones_photograph_in_heic(mx: Max) -> None:
    from pillow_heif import register_heif_opener

    register_heif_opener()
    made = BytesIO()
    Image.new("RGB", (64, 64), (9, 9, 9)).save(made, "HEIF")
    assert mx.image(made.getvalue(), "photo.heic")
