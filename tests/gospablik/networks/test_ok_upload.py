from typing import Any

import httpx
import pytest

from gospablik.networks.base import MediumKind, Uploaded
from gospablik.outcomes import NeedsPerson, NothingHappened, Refused
from tests.gospablik.networks.fake_ok import GROUP, SECRETS, UPLOAD_URL, FakeOk, as_json, medium

WHERE = {"photo_ids": ["1"], "upload_url": UPLOAD_URL, "ttl_ms": 86399988}
VIDEO = {"video_id": 77, "upload_url": UPLOAD_URL}


def test_a_photograph_becomes_a_token(ok: FakeOk) -> None:
    photo = medium()
    ok.put(WHERE, {"photos": {"1": {"token": "t1"}}})
    assert ok.page().upload(photo) == Uploaded(photo, "t1")
    assert ok.methods() == ["photosV2.getUploadUrl", "upload"]
    assert ok.forms() == [{"gid": str(GROUP), "count": "1"}]
    sent = ok.asked[1]
    assert photo.content in sent.content
    assert not any(secret.encode() in sent.content for secret in SECRETS)


def test_a_video_becomes_an_id(ok: FakeOk) -> None:
    video = medium(MediumKind.VIDEO, alt="Праздник")
    ok.put(VIDEO)
    ok.put_raw(200, b"<retval>1</retval>")
    ok.put_raw(200, b"")
    assert ok.page().upload(video) == Uploaded(video, "77")
    assert ok.methods() == ["video.getUploadUrl", "upload", "video.update"]
    assert ok.forms() == [
        {
            "gid": str(GROUP),
            "file_name": "ролик.mp4",
            "file_size": "20000",
            "post_form": "true",
        },
        {"vid": "77", "title": "Праздник"},
    ]


def test_a_video_without_words_goes_by_its_file(ok: FakeOk) -> None:
    ok.put(VIDEO | {"video_id": "78"}, {}, None)
    assert isinstance(ok.page().upload(medium(MediumKind.VIDEO)), Uploaded)
    assert ok.forms()[1] == {"vid": "78", "title": "ролик.mp4"}


@pytest.mark.parametrize("size", [0, 16 * 1024 - 1])
def test_a_video_that_ok_would_not_take_is_not_sent(ok: FakeOk, size: int) -> None:
    came_to = ok.page().upload(medium(MediumKind.VIDEO, size))
    assert isinstance(came_to, Refused)
    assert "16 КБ" in came_to.why
    assert not ok.asked


def test_a_file_cannot_be_attached(ok: FakeOk) -> None:
    came_to = ok.page().upload(medium(MediumKind.FILE))
    assert isinstance(came_to, Refused)
    assert "ссылку на файл" in came_to.why
    assert not ok.asked


@pytest.mark.parametrize("code", [500, 501, 502, 503, 504, 505, 508, 324])
def test_a_photograph_that_ok_does_not_take(ok: FakeOk, code: int) -> None:
    ok.put(WHERE)
    ok.put_error(code)
    came_to = ok.page().upload(medium())
    assert isinstance(came_to, Refused)
    assert "замените фотографию" in came_to.why


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (1, NothingHappened),
        (8, NothingHappened),
        (102, NothingHappened),
        (10, NeedsPerson),
        (200, NeedsPerson),
        (3, NeedsPerson),
        (514, NeedsPerson),
    ],
)
def test_no_address_to_send_to(ok: FakeOk, code: int, kind: type) -> None:
    ok.put_error(code)
    assert isinstance(ok.page().upload(medium()), kind)
    assert len(ok.asked) == 1


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"null",
        b"{}",
        b"<html>",
        b'{"photos":{"1":{"tok',
        as_json({"photos": []}),
        as_json({"photos": {}}),
        as_json({"photos": {"1": {}}}),
        as_json({"photos": {"1": {"token": ""}}}),
        as_json({"photos": {"1": {"token": "a"}, "2": {"token": "b"}}}),
    ],
)
def test_a_broken_upload_put_nothing_on_the_page(ok: FakeOk, answer: bytes) -> None:
    ok.put(WHERE)
    ok.put_raw(200, answer)
    came_to = ok.page().upload(medium())
    assert isinstance(came_to, NothingHappened)
    assert "На странице ничего не изменилось" in came_to.why


def test_a_truncated_upload_put_nothing_on_the_page(ok: FakeOk) -> None:
    for failure in (httpx.WriteError("pipe"), httpx.ReadTimeout("slow")):
        ok.put(WHERE)
        ok.put_failure(failure)
        assert isinstance(ok.page().upload(medium()), NothingHappened)
    ok.put(VIDEO)
    ok.put_raw(500, b"")
    assert isinstance(ok.page().upload(medium(MediumKind.VIDEO)), NothingHappened)


@pytest.mark.parametrize(
    "where",
    [None, [], {}, {"upload_url": "http://up.ok.ru/x"}, {"upload_url": 5}, {"upload_url": ""}],
)
def test_an_address_that_is_none(ok: FakeOk, where: Any) -> None:
    ok.put(where)
    assert isinstance(ok.page().upload(medium()), NothingHappened)
    assert len(ok.asked) == 1


@pytest.mark.parametrize("number", [None, "", True, []])
def test_a_video_without_a_number(ok: FakeOk, number: Any) -> None:
    ok.put(VIDEO | {"video_id": number})
    assert isinstance(ok.page().upload(medium(MediumKind.VIDEO)), NothingHappened)
