import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from gospablik.errors import CouldNotRead
from gospablik.networks.base import Draft, MediumKind
from gospablik.networks.ok import OkPage
from gospablik.outcomes import (
    Absent,
    CannotTell,
    Done,
    DoOutcome,
    NeedsPerson,
    NothingHappened,
    NotNow,
    Present,
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

T0 = datetime(2026, 10, 1, tzinfo=UTC)
M0 = int(T0.timestamp()) * 1000
MINUTE = 60_000
POST = f"https://ok.ru/group/{GROUP}/topic/17"


# Reading.


def test_posts_are_the_groups_own_newest_first(ok: FakeOk) -> None:
    person = topic_item(5, M0 + 3 * MINUTE, author_ref="user:500")
    waiting = topic_item(6, M0 + 4 * MINUTE, is_unpublished_post=True)
    foreign = topic_item(7, M0 + 5 * MINUTE, owner_ref="group:9")
    ok.put(
        topics(
            topic_item(1, M0 - 99 * MINUTE, is_sticky=True),
            foreign,
            waiting,
            person,
            topic_item(4, M0 + MINUTE),
            topic_item(3, M0, discussion_summary={"comments_count": 4}),
            topic_item(2, M0 - 1),
        )
    )
    found = ok.page().posts(T0)
    assert [post.network_id for post in found] == ["4", "3"]
    assert found[1].published_at == T0
    assert found[1].published_at.tzinfo is UTC
    assert [post.comments for post in found] == [-1, 4]
    assert found[1].address == f"https://ok.ru/group/{GROUP}/topic/3"
    assert ok.forms() == [{"gid": str(GROUP), "count": "100", "fields": "media_topic.*"}]


def test_what_a_post_carries_is_told_one_by_one(ok: FakeOk) -> None:
    media = [
        {"type": "text", "text": "Первое"},
        {"type": "photo", "photo_refs": ["group_photo:1", "group_photo:2"]},
        {"type": "movie", "movie_refs": ["movie:3"]},
        {"type": "photo"},
        {"type": "link", "url": NEWS},
        {"type": "poll", "question": "?"},
        {"type": "topic"},
        {"type": "unheard", "text": "не текст"},
        {"type": "text", "text": "Второе"},
    ]
    ok.put(topics(topic_item(17, M0, media=media)))
    post = ok.page().post("17")
    assert post
    assert post.text == "Первое\n\nВторое"
    assert post.attachments == (
        *("photo", "photo", "video", "photo", "link", "poll", "repost", "unheard"),
    )
    assert post.links == (NEWS,)
    assert ok.forms() == [{"topic_ids": "17", "fields": "media_topic.*"}]


def test_one_post_that_is_not_there(ok: FakeOk) -> None:
    page = ok.page()
    ok.put(topics(), topics(topic_item(17, M0, owner_ref="group:9")), topics(topic_item(18, M0)))
    ok.put_error(300)
    assert [page.post("17") for _ in range(4)] == [None] * 4
    ok.put_error(106)
    with pytest.raises(CouldNotRead, match="106"):
        page.post("mid.чужой")


def test_a_list_longer_than_a_sheet_is_read_only_if_ok_names_the_next(ok: FakeOk) -> None:
    page = ok.page()
    sheet = [topic_item(1000 - n, M0 + (500 - n) * MINUTE) for n in range(100)]
    ok.put(topics(*sheet))
    with pytest.raises(CouldNotRead, match="длиннее одного листа"):
        page.posts(T0)
    ok.put(topics(*sheet[:99], topic_item(3, M0 - 1)))
    assert len(page.posts(T0)) == 99
    ok.put(topics(*sheet, anchor="a1"), topics(topic_item(4, M0), topic_item(3, M0 - 1)))
    assert len(page.posts(T0)) == 101
    assert ok.forms()[-1]["anchor"] == "a1"
    assert ok.forms()[-1]["direction"] == "FORWARD"


@pytest.mark.parametrize(
    "answer",
    [
        None,
        [],
        {},
        "17",
        {"media_topics": {}},
        topics({}),
        *(
            topics({k: v for k, v in topic_item(1, M0).items() if k != gone})
            for gone in ("id", "created_ms", "owner_ref", "media")
        ),
        topics(topic_item(1, M0, media=[{"type": "text"}])),
        topics(topic_item(1, M0, media=[{"text": "без вида"}])),
        topics(topic_item(1, M0, discussion_summary={})),
        topics(topic_item(1, 10**20)),
    ],
)
def test_what_is_half_read_is_not_read(ok: FakeOk, answer: Any) -> None:
    ok.put(answer)
    with pytest.raises(CouldNotRead, match="не значит, что всё в порядке"):
        ok.page().posts(T0)


@pytest.mark.parametrize("code", [3, 8, 10, 102, 777])
def test_reads_report_every_error(ok: FakeOk, code: int) -> None:
    ok.put_error(code)
    with pytest.raises(CouldNotRead) as caught:
        ok.page().posts(T0)
    assert str(code) in str(caught.value)
    assert ("getTopics" in caught.value.next_step) == (code == 3)


def test_html_and_a_dead_key(ok: FakeOk) -> None:
    page = ok.page()
    ok.put_raw(200, b"<html>maintenance</html>")
    with pytest.raises(CouldNotRead, match="не JSON"):
        page.posts(T0)
    ok.put_error(102, "PARAM_SESSION_EXPIRED : Session expired")
    with pytest.raises(CouldNotRead) as caught:
        page.posts(T0)
    assert "замените его в блоке" in caught.value.next_step


def test_find_post(ok: FakeOk) -> None:
    page = ok.page()
    card = [{"type": "text", "text": "Новость"}, {"type": "link", "url": NEWS + "/"}]
    for item in (
        topic_item(5, M0 - 299_000, f"Новость\n{NEWS}"),
        topic_item(5, M0, media=card),
        topic_item(5, M0, NEWS, author_ref="user:9"),
    ):
        ok.put(topics(item))
        assert page.find_post(NEWS, since=T0) == Present("5")
    for item in (topic_item(5, M0 - 301_000, NEWS), topic_item(5, M0, NEWS + "2")):
        ok.put(topics(item))
        assert page.find_post(NEWS, since=T0) == Absent()
    with pytest.raises(ValueError, match="пояс"):
        page.find_post(NEWS, since=T0.replace(tzinfo=None))


@pytest.mark.parametrize(
    ("code", "kind"), [(2, NotNow), (8, NotNow), (102, NotNow), (10, CannotTell), (777, NotNow)]
)
def test_absent_only_if_all_was_read(ok: FakeOk, code: int, kind: type) -> None:
    for _ in range(3 if code == 2 else 1):
        ok.put_error(code)
    assert isinstance(ok.page().find_post(NEWS, since=T0), kind)


def test_absent_is_not_said_of_a_list_that_goes_on(ok: FakeOk) -> None:
    ok.put(topics(*[topic_item(1000 - n, M0 + 1) for n in range(100)]))
    assert isinstance(ok.page().find_post(NEWS, since=T0), NotNow)


def test_statistics_show_what_is_there_and_never_what_is_not(ok: FakeOk) -> None:
    page = ok.page()
    stats = {"topics": [{"id": "5"}, {"id": "6"}], "anchor": "a", "has_more": True}
    more = {"topics": [{"id": "7"}], "anchor": "b", "has_more": False}
    seen = [topic_item(n, M0) for n in (5, 6)]
    ok.put_error(3)
    ok.put(stats, more, topics(*seen, topic_item(7, M0, NEWS)))
    assert page.find_post(NEWS, since=T0) == Present("7")
    asked = ok.forms()
    assert asked[1]["start_time"] == str(M0 - 300_000)
    assert asked[2]["anchor"] == "a"
    assert (asked[3]["topic_ids"], asked[3]["media_limit"]) == ("5,6,7", "3")
    ok.put_error(3)
    ok.put(more, topics(topic_item(7, M0)))
    assert isinstance(page.find_post(NEWS, since=T0), CannotTell)
    ok.put_error(3)
    ok.put({"topics": []})
    assert isinstance(page.find_post(NEWS, since=T0), CannotTell)
    ok.put_error(3)
    ok.put_error(8)
    assert isinstance(page.find_post(NEWS, since=T0), NotNow)


# Publishing.


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
        *((code, Refused) for code in (4, 10, 50, 100, 160, 200, 454, 456, 600, 601, 607)),
        *((code, NeedsPerson) for code in (3, 511, 514)),
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
    assert isinstance(do(), Refused)
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


# Changing.


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
