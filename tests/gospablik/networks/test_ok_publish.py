import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from gospablik.networks.base import Draft, MediumKind
from gospablik.networks.ok import OkPage
from gospablik.outcomes import (
    Done,
    DoOutcome,
    NeedsPerson,
    NothingHappened,
    Refused,
    Unknown,
)
from tests.gospablik.networks.fake_ok import (
    GROUP,
    NEWS,
    FakeOk,
    topic_item,
    topics,
    uploaded,
)

M0 = int(datetime(2026, 10, 1, tzinfo=UTC).timestamp()) * 1000
POST = f"https://ok.ru/group/{GROUP}/topic/17"


def attachment(ok: FakeOk) -> dict[str, Any]:
    sent: dict[str, Any] = json.loads(ok.forms()[-1]["attachment"])
    return sent


def test_publish(ok: FakeOk) -> None:
    page = ok.page()
    ok.put("155013581046904", 18)
    media = (uploaded("t1"), uploaded("t2"))
    draft = Draft(f"Новость 👍\n{NEWS}", link=NEWS, media=media)
    assert page.publish(draft, key="k") == Done("155013581046904")
    assert ok.forms()[0] | {"attachment": ""} == {
        "type": "GROUP_THEME",
        "gid": str(GROUP),
        "attachment": "",
    }
    assert attachment(ok) == {
        "media": [
            {"type": "text", "text": draft.text},
            {"type": "photo", "list": [{"id": "t1"}, {"id": "t2"}]},
        ],
        "onBehalfOfGroup": "true",
    }
    assert page.publish(Draft(NEWS, link=NEWS), key="k") == Done("18")
    assert attachment(ok)["media"][1] == {"type": "link", "url": NEWS}


def test_a_text_too_long_is_refused_and_not_cut(ok: FakeOk) -> None:
    page = ok.page()
    for text in ("я" * 20_000, "👍" * 8_001):
        came_to = page.publish(Draft(text), key="k")
        assert isinstance(came_to, Refused)
        assert "8000" in came_to.why
        assert "не отправлена" in came_to.why
        assert isinstance(page.edit_post("17", Draft(text)), Refused)
    assert not ok.asked
    ok.put("17")
    assert page.publish(Draft("👍" * 8_000), key="k") == Done("17")
    assert attachment(ok)["media"][0]["text"] == "👍" * 8_000


def test_a_file_needs_its_link_in_the_text(ok: FakeOk) -> None:
    page = ok.page()
    address = "https://adm.example.ru/files/plan.pdf"
    file = (uploaded(address, MediumKind.FILE),)
    for draft in (
        Draft("План", media=file),
        Draft(f"План: {address}x", media=file),
        Draft("План", media=(uploaded("", MediumKind.FILE),)),
    ):
        came_to = page.publish(draft, key="k")
        assert isinstance(came_to, Refused)
        assert "ссылку на файл" in came_to.why
    assert not ok.asked
    ok.put("17")
    assert page.publish(Draft(f"План: {address}", media=file), key="k") == Done("17")
    assert [block["type"] for block in attachment(ok)["media"]] == ["text"]


def test_nothing_is_not_published(ok: FakeOk) -> None:
    assert isinstance(ok.page().publish(Draft("  "), key="k"), Refused)
    assert not ok.asked


def verbs(page: OkPage) -> dict[str, Callable[[], DoOutcome]]:
    return {
        "publish": lambda: page.publish(Draft("текст"), key="k"),
        "edit": lambda: page.edit_post("17", Draft("текст")),
        "delete": lambda: page.delete_post("17"),
        "pin": lambda: page.pin_post("17"),
    }


def prepare(ok: FakeOk, verb: str) -> None:
    """What is read before the write itself."""
    if verb in {"edit", "pin"}:
        ok.put(topics(topic_item(17, M0, pin_id="p1")))


@pytest.mark.parametrize("verb", ["publish", "edit", "delete", "pin"])
@pytest.mark.parametrize(
    ("code", "kind"),
    [
        *((code, NothingHappened) for code in (7, 8, 9, 11, 26, 101, 102, 103, 104, 453)),
        *((code, Unknown) for code in (1, 2, 30, 31, 5000, 9999, 777)),
        *((code, Refused) for code in (4, 100, 160, 454, 456, 600, 601, 607)),
        *((code, NeedsPerson) for code in (3, 10, 24, 50, 200, 511, 514)),
    ],
)
def test_writes_by_code(ok: FakeOk, verb: str, code: int, kind: type) -> None:
    prepare(ok, verb)
    ok.put_error(code)
    came_to = verbs(ok.page())[verb]()
    assert isinstance(came_to, kind)
    assert str(code) in str(came_to)


@pytest.mark.parametrize("verb", ["publish", "edit", "delete", "pin"])
@pytest.mark.parametrize("body", [b"<html>", b"", b"null", b"{}", b'{"success":{', b"false"])
def test_writes_with_a_useless_answer_are_unknown(ok: FakeOk, verb: str, body: bytes) -> None:
    prepare(ok, verb)
    ok.put_raw(200, body)
    assert isinstance(verbs(ok.page())[verb](), Unknown)


@pytest.mark.parametrize("verb", ["edit", "pin"])
def test_a_failed_reading_before_a_write_changed_nothing(ok: FakeOk, verb: str) -> None:
    do = verbs(ok.page())[verb]
    ok.put_raw(200, b"<html>")
    came_to = do()
    assert isinstance(came_to, NothingHappened)
    assert "ничего не изменилось" in came_to.why
    ok.put_failure(httpx.ReadTimeout("slow"))
    assert isinstance(do(), NothingHappened)
    ok.put_error(10)
    assert isinstance(do(), NeedsPerson)
    ok.put(topics())
    gone = do()
    assert isinstance(gone, Refused)
    assert "больше нет" in gone.why


@pytest.mark.parametrize("verb", ["edit", "delete", "pin"])
def test_a_person_is_sent_to_the_post(ok: FakeOk, verb: str) -> None:
    prepare(ok, verb)
    ok.put_error(3)
    came_to = verbs(ok.page())[verb]()
    assert isinstance(came_to, NeedsPerson)
    assert came_to.link == POST
    assert "Откройте тему" in came_to.press


def test_an_edit_sends_anew_what_the_post_carries(ok: FakeOk) -> None:
    media = [
        {"type": "text", "text": "старое"},
        {"type": "photo", "photo_refs": ["group_photo:1", "group_photo:2"]},
        {"type": "movie", "movie_refs": ["movie:3"]},
        {"type": "link", "url": NEWS},
    ]
    ok.put(topics(topic_item(17, M0, media=media)), {"success": True})
    assert ok.page().edit_post("17", Draft("новое", link=NEWS + "2")) == Done("17")
    assert ok.methods() == ["mediatopic.getByIds", "mediatopic.edit"]
    assert ok.forms()[1]["topic_id"] == "17"
    assert attachment(ok)["media"] == [
        {"type": "text", "text": "новое"},
        {
            "type": "photo",
            "list": [
                {"existing_photo_id": "1", "group": True},
                {"existing_photo_id": "2", "group": True},
            ],
        },
        {"type": "movie", "list": [{"id": "3"}]},
        {"type": "link", "url": NEWS + "2"},
    ]


def test_an_edit_with_pictures_of_its_own_takes_the_old_ones_off(ok: FakeOk) -> None:
    media = [{"type": "photo", "photo_refs": ["group_photo:1"]}]
    ok.put(topics(topic_item(17, M0, media=media)), True)
    draft = Draft("новое", media=(uploaded("t1"),))
    assert ok.page().edit_post("17", draft) == Done("17")
    assert attachment(ok)["media"][1] == {"type": "photo", "list": [{"id": "t1"}]}


@pytest.mark.parametrize(
    "more",
    [
        {"media": [{"type": "poll", "question": "?"}]},
        {"media": [{"type": "topic"}]},
        {"media": [{"type": "photo"}]},
        {"media": [{"type": "photo", "photo_refs": ["photo:1"]}]},
        {"media": [{"type": "photo", "photo_refs": ["group_photo:1", "1"]}]},
        {"media": [{"type": "movie", "movie_refs": []}]},
        {"media": [{"type": "link"}]},
        {"media": [{"type": "text", "text": "х"}], "has_more": True},
    ],
)
def test_what_an_edit_would_lose_makes_it_an_errand(ok: FakeOk, more: dict[str, Any]) -> None:
    ok.put(topics(topic_item(17, M0, **more)))
    came_to = ok.page().edit_post("17", Draft("новое"))
    assert isinstance(came_to, NeedsPerson)
    assert came_to.link == POST
    assert "вложения не трогайте" in came_to.press


def test_delete(ok: FakeOk) -> None:
    page = ok.page()
    ok.put({"success": True, "restore_id": "r1"})
    ok.put_error(300)
    assert page.delete_post("17") == Done("17")
    assert page.delete_post("17") == Done("17")
    assert ok.forms()[0] == {"topic_id": "17", "gid": str(GROUP)}


def test_pin_once(ok: FakeOk) -> None:
    page = ok.page()
    ok.put(topics(topic_item(17, M0, pin_id="p1")), True)
    assert page.pin_post("17") == Done("17")
    assert ok.forms()[1] == {"pin_id": "p1"}
    ok.put(topics(topic_item(17, M0, pin_id="p1", is_sticky=True)))
    assert page.pin_post("17") == Done("17")
    ok.put(topics(topic_item(17, M0)))
    came_to = page.pin_post("17")
    assert isinstance(came_to, NeedsPerson)
    assert (came_to.link, "pin_id" in came_to.why) == (POST, True)
    assert "ничего не нажимайте" in came_to.press


def test_repost_is_an_errand(ok: FakeOk) -> None:
    came_to = ok.page().repost("https://ok.ru/group/9/topic/1", "Полезно", key="k")
    assert isinstance(came_to, NeedsPerson)
    assert came_to.link == "https://ok.ru/group/9/topic/1"
    assert "«Поделиться»" in came_to.press
    assert "«Администрация»" in came_to.press


def test_limits() -> None:
    assert OkPage.limit == timedelta(seconds=15)
    assert OkPage.upload_limit == OkPage.harvest_limit == timedelta(minutes=2)
    assert OkPage.removal_is_repeatable is False
    assert OkPage.removal_window is None
