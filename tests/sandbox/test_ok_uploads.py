from __future__ import annotations

import io
import json
from typing import Any
from urllib.parse import urlsplit

import pytest
from PIL import Image

from tests.sandbox.ok_kit import GID, OkClient, picture


def place(ok: OkClient, count: int = 1) -> tuple[list[str], str]:
    told = ok.call("photosV2.getUploadUrl", gid=GID, count=count)
    return told["photo_ids"], told["upload_url"]


def code(ok: OkClient, url: str, data: bytes) -> int:
    answer = ok.web.post(url, files={"pic1": ("1.jpg", data)})
    assert answer.status_code == 200
    body = answer.json()
    assert answer.headers["invocation-error"] == str(body["error_code"])
    return int(body["error_code"])


def publish(ok: OkClient, *tokens: str) -> Any:
    photo = {"type": "photo", "list": [{"id": one} for one in tokens]}
    media = [{"type": "text", "text": "Снег"}, photo]
    sent = {"media": media, "onBehalfOfGroup": "true"}
    return ok.call("mediatopic.post", type="GROUP_THEME", gid=GID, attachment=json.dumps(sent))


def test_two_photos_from_upload_to_topic(ok: OkClient) -> None:
    told = ok.call("photosV2.getUploadUrl", gid=GID, count=2)
    assert set(told) == {"photo_ids", "upload_url", "ttl_ms", "expires_ms"}
    assert told["upload_url"].startswith(f"{ok.http}/ok/upload/photo?")
    parts = {"любое": ("a.png", picture()), "file": ("b.jpg", picture(kind="JPEG"))}
    answer = ok.web.post(told["upload_url"], files=parts).json()
    assert list(answer["photos"]) == told["photo_ids"]
    tokens = [one["token"] for one in answer["photos"].values()]
    publish(ok, *tokens)
    refs = ok.topics()[0]["media"][1]["photo_refs"]
    assert refs == [f"group_photo:{one}" for one in told["photo_ids"]]
    shown = ok.web.get(f"/ok/photo/{told['photo_ids'][1]}")
    assert shown.headers["content-type"] == "image/jpeg"
    assert "token" not in ok.state()["photos"][0]["token"]


def test_the_address_is_where_the_caller_found_us(ok: OkClient) -> None:
    host = {"host": "ok.sandbox.test:8080"}
    sent = ok.params("photosV2.getUploadUrl", gid=GID)
    url = ok.web.post("/ok/fb.do", data=sent, headers=host).json()["upload_url"]
    assert urlsplit(url).netloc == host["host"]


def test_an_existing_photo_can_be_attached_again(ok: OkClient) -> None:
    number = next(iter(ok.upload(picture())))
    photo = {"type": "photo", "list": [{"existing_photo_id": number, "group": True}]}
    attachment = json.dumps({"media": [photo]})
    assert ok.call("mediatopic.post", type="GROUP_THEME", gid=GID, attachment=attachment)


@pytest.mark.parametrize(("size", "stored"), [((3360, 100), (1680, 50)), ((1680, 9), (1680, 9))])
def test_a_large_picture_is_made_smaller(
    ok: OkClient, size: tuple[int, int], stored: tuple[int, int]
) -> None:
    number = next(iter(ok.upload(picture(*size))))
    kept = Image.open(io.BytesIO(ok.web.get(f"/ok/photo/{number}").content))
    assert kept.size == stored


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", 505),
        (b"%PDF-1.7 not a picture", 503),
        (picture(20, 20, kind="BMP"), 503),
        (picture(300, 300)[:120], 504),
        (picture(4, 40), 501),
        (picture(600, 40), 502),
        (picture() + b"\0" * 3000, 500),
    ],
)
def test_a_bad_picture_is_refused_and_not_kept(ok: OkClient, data: bytes, expected: int) -> None:
    limits = {"photo_bytes": 3000, "photo_min_side": 5, "photo_max_side": 500}
    ok.control("POST", "/ok/limits", limits)
    (number,), url = place(ok)
    assert code(ok, url, data) == expected
    assert ok.web.get(f"/ok/photo/{number}").status_code == 404
    assert "photos" in ok.web.post(url, files={"pic1": ("1.png", picture())}).json()


def test_all_files_or_none(ok: OkClient) -> None:
    (first, _), url = place(ok, 2)
    parts = [("pic1", ("1.png", picture())), ("pic2", ("2.png", b"text"))]
    assert ok.web.post(url, files=parts).json()["error_code"] == 503
    assert ok.web.get(f"/ok/photo/{first}").status_code == 404
    third = [*parts, ("pic3", ("3.png", picture()))]
    assert ok.web.post(url, files=third).json()["error_code"] == 100


def test_what_is_no_upload_at_all(ok: OkClient) -> None:
    _, url = place(ok)
    assert ok.web.post(url, data={"pic1": "text"}).json()["error_code"] == 324
    broken = {"content-type": "multipart/form-data; boundary=x"}
    answer = ok.web.post(url, content=b"--x\r\nno header", headers=broken)
    assert answer.json()["error_code"] in {324, 505}
    assert ok.web.post(url, files={"pic1": (None, "text")}).json()["error_code"] == 505
    assert code(ok, url.replace("apiToken=", "apiToken=x"), picture()) == 100
    ok.control("POST", "/clock", {"offset_seconds": 86_400})
    assert code(ok, url, picture()) == 100


def test_albums_do_not_stand_here(ok: OkClient) -> None:
    assert ok.refusal("photosV2.getUploadUrl", gid=GID, aid="1") == 120
    assert ok.refusal("photosV2.getUploadUrl", gid=GID, count=0) == 100
    assert ok.refusal("photosV2.commit", photo_id="1", token="x") == 3


def test_a_video_from_upload_to_topic(ok: OkClient) -> None:
    sent: dict[str, Any] = {
        "gid": GID,
        "file_name": "снег.mp4",
        "file_size": 20_000,
        "post_form": "true",
    }
    told = ok.call("video.getUploadUrl", **sent)
    assert set(told) == {"video_id", "upload_url"}
    media = {"media": [{"type": "movie", "list": [{"id": told["video_id"]}]}]}
    topic = {"type": "GROUP_THEME", "gid": GID, "attachment": json.dumps(media)}
    assert ok.refusal("mediatopic.post", **topic) == 300
    answer = ok.web.post(told["upload_url"], files={"data": ("1.mp4", b"\0" * 20_000)})
    assert (answer.status_code, answer.content) == (200, b"")
    update = {"vid": told["video_id"], "title": "Снегопад", "publish": "true"}
    assert ok.call("video.update", **update) == {"success": True}
    assert ok.call("mediatopic.post", **topic)
    kept = ok.state()["videos"][0]
    assert (kept["title"], kept["size"], kept["published"]) == ("Снегопад", 20_000, True)
    small = ok.web.post(told["upload_url"], files={"data": ("1.mp4", b"\0")}).json()
    assert small["error_msg"] == "PARAM : FileToSmall"
    large = {**sent, "file_size": 2 * 1024**3}
    assert ok.raw("video.getUploadUrl", **large).json()["error_msg"] == "PARAM : FileToLarge"
    assert ok.refusal("video.update", vid="1") == 300
