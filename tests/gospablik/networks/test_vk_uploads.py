import logging
from typing import Any

import pytest

from gospablik.networks.base import MediumKind, Uploaded
from gospablik.outcomes import NeedsPerson, NothingHappened, Refused
from tests.gospablik.networks.fake_vk import (
    ALL,
    COMMUNITY,
    GROUP,
    NO_USER,
    SECRETS,
    USER,
    FakeVk,
    a_file,
    as_json,
)

HOST = "https://pu.vk.test/upload?act=do_add&hash=secret-of-the-upload"
SENT = {"server": 5, "photo": '[{"sizes":[]}]', "hash": "abc"}


def put_photo(vk: FakeVk, sent: Any = SENT) -> None:
    vk.put({"album_id": -14, "upload_url": HOST, "user_id": 1})
    vk.put_raw(200, as_json(sent))


def test_a_photo_is_sent_checked_and_kept(vk: FakeVk) -> None:
    put_photo(vk)
    vk.put([{"id": 8, "owner_id": -GROUP, "access_key": "k1"}])
    medium = a_file(alt="Двор после ремонта")
    assert vk.page().upload(medium) == Uploaded(medium, f"photo-{GROUP}_8_k1")
    assert vk.keys() == [USER, "", USER]
    sent = vk.asked[1]
    assert (sent.method, str(sent.url)) == ("POST", HOST)
    assert sent.headers["Content-Type"].startswith("multipart/form-data")
    assert b'name="photo"; filename=' in sent.content
    assert b"bytes" in sent.content
    form = vk.forms()[2]
    assert (form["server"], form["photo"], form["hash"]) == ("5", SENT["photo"], "abc")
    assert (form["group_id"], form["caption"]) == (str(GROUP), "Двор после ремонта")


def test_a_document_goes_by_the_community_key(vk: FakeVk) -> None:
    vk.put({"upload_url": HOST})
    vk.put_raw(200, as_json({"file": "f1"}))
    vk.put({"type": "doc", "doc": {"id": 8, "owner_id": -GROUP}})
    medium = a_file(MediumKind.FILE)
    assert vk.page(NO_USER).upload(medium) == Uploaded(medium, f"doc-{GROUP}_8")
    assert vk.keys() == [COMMUNITY, "", COMMUNITY]
    assert b'name="file"; filename=' in vk.asked[1].content
    assert (vk.forms()[2]["file"], vk.forms()[2]["title"]) == ("f1", "приказ.pdf")


def test_a_video_is_named_before_it_is_sent(vk: FakeVk) -> None:
    vk.put({"upload_url": HOST, "owner_id": -GROUP, "video_id": 9, "access_key": "k2"})
    vk.put_raw(200, as_json({"size": 5, "video_hash": "h"}))
    medium = a_file(MediumKind.VIDEO, alt="Двор")
    assert vk.page().upload(medium) == Uploaded(medium, f"video-{GROUP}_9_k2")
    assert b'name="video_file"; filename=' in vk.asked[1].content
    form = vk.forms()[0]
    assert (form["name"], form["description"], form["wallpost"]) == ("двор.mp4", "Двор", "0")


@pytest.mark.parametrize(
    "spoilt",
    [
        b'{"server":5,"photo":"","hash":"a"}',
        b'{"server":5,"photo":"[]","hash":"a"}',
        b'{"server":5,"photo":"[{\\"si',
        b"<html>413</html>",
        b"{}",
        b"[]",
        b'{"error":"ERR_UPLOAD_BAD_IMAGE_SIZE"}',
        b'{"photo":"[{}]","hash":"a"}',
    ],
)
def test_a_spoilt_upload_is_sent_to_a_fresh_address(vk: FakeVk, spoilt: bytes) -> None:
    vk.put({"upload_url": HOST})
    vk.put_raw(200, spoilt)
    put_photo(vk)
    vk.put([{"id": 8, "owner_id": -GROUP}])
    assert isinstance(vk.page().upload(a_file()), Uploaded)
    vk.put({"upload_url": HOST})
    vk.put_raw(200, spoilt)
    vk.put({"upload_url": HOST})
    vk.put_raw(200, spoilt)
    came_to = vk.page().upload(a_file())
    assert isinstance(came_to, NothingHappened)
    assert came_to.wait


@pytest.mark.parametrize("code", [22, 118, 121, 122, 129])
def test_a_photo_that_is_not_kept_is_sent_anew(vk: FakeVk, code: int) -> None:
    put_photo(vk)
    vk.put_error(code)
    put_photo(vk)
    vk.put([{"id": 8, "owner_id": -GROUP}])
    assert isinstance(vk.page().upload(a_file()), Uploaded)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (1, NothingHappened),
        (5, NothingHappened),
        (10, NothingHappened),
        (29, NothingHappened),
        (7, NeedsPerson),
        (15, NeedsPerson),
        (14, NeedsPerson),
        (27, NeedsPerson),
        (1051, NeedsPerson),
    ],
)
@pytest.mark.parametrize("medium", list(MediumKind))
def test_errors_of_the_first_step(vk: FakeVk, medium: MediumKind, code: int, kind: type) -> None:
    vk.put_error(code)
    if medium is MediumKind.FILE and code in (27, 1051):
        vk.put_error(code)  # the user key is tried too
    came_to = vk.page().upload(a_file(medium))
    assert isinstance(came_to, kind)
    assert str(code) in str(came_to)


@pytest.mark.parametrize("medium", list(MediumKind))
def test_a_server_that_breaks_does_no_harm(vk: FakeVk, medium: MediumKind) -> None:
    tries = 1 if medium is MediumKind.VIDEO else 2
    for _ in range(tries):
        vk.put({"upload_url": HOST, "owner_id": -GROUP, "video_id": 9})
        vk.put_raw(502, b"<html>")
    came_to = vk.page().upload(a_file(medium))
    assert isinstance(came_to, NothingHappened)
    assert "502" in came_to.why


@pytest.mark.parametrize("saved", [[], {}, 1, [{}], [{"id": 8}], None])
def test_a_photo_without_its_number_is_not_one(vk: FakeVk, saved: Any) -> None:
    for _ in range(2):
        put_photo(vk)
        vk.put(saved)
    assert isinstance(vk.page().upload(a_file()), NothingHappened)


@pytest.mark.parametrize("saved", [{}, {"type": "graffiti", "graffiti": {}}, {"doc": None}])
def test_a_document_without_its_number_is_not_one(vk: FakeVk, saved: Any) -> None:
    for _ in range(2):
        vk.put({"upload_url": HOST})
        vk.put_raw(200, as_json({"file": "f1"}))
        vk.put(saved)
    assert isinstance(vk.page().upload(a_file(MediumKind.FILE)), NothingHappened)


@pytest.mark.parametrize("medium", [MediumKind.PHOTO, MediumKind.VIDEO])
def test_without_a_user_key_a_person_adds_it(vk: FakeVk, medium: MediumKind) -> None:
    came_to = vk.page(NO_USER).upload(a_file(medium))
    assert isinstance(came_to, NeedsPerson)
    assert came_to.link == f"https://vk.com/club{GROUP}"
    words = {MediumKind.PHOTO: "Добавьте картинку «двор.jpg» вручную", MediumKind.VIDEO: "видео"}
    assert words[medium] in came_to.press
    assert not vk.asked


def test_a_picture_is_never_sent_as_a_document(vk: FakeVk) -> None:
    came_to = vk.page().upload(a_file(MediumKind.FILE, mime="image/png", name="план.png"))
    assert isinstance(came_to, Refused)
    assert "план.png" in came_to.why
    assert not vk.asked


def test_a_caption_is_not_cut(vk: FakeVk) -> None:
    assert isinstance(vk.page().upload(a_file(alt="я" * 2049)), Refused)
    assert not vk.asked


@pytest.mark.parametrize("address", ["http://pu.vk.test/up", "ftp://pu.vk.test/up", "pu", ""])
def test_files_do_not_travel_in_the_clear(vk: FakeVk, address: str) -> None:
    for _ in range(2):
        vk.put({"upload_url": address})
    came_to = vk.page().upload(a_file())
    assert isinstance(came_to, NothingHappened)
    assert vk.keys() == [USER, USER]


def test_a_sandbox_of_this_machine_may_take_them(vk: FakeVk) -> None:
    vk.put({"upload_url": "http://127.0.0.1:9/up"})
    vk.put_raw(200, as_json(SENT))
    vk.put([{"id": 8, "owner_id": -GROUP}])
    assert isinstance(vk.page().upload(a_file()), Uploaded)


def test_neither_keys_nor_the_address_of_an_upload_are_logged(
    vk: FakeVk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    put_photo(vk)
    vk.put([{"id": 8, "owner_id": -GROUP}])
    vk.page(ALL).upload(a_file())
    assert "pu.vk.test/upload?***" in caplog.text
    assert not any(secret in caplog.text for secret in (*SECRETS, "secret-of-the-upload"))
    assert "photos.saveWallPhoto" in caplog.text
