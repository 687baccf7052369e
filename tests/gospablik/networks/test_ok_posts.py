from datetime import UTC, datetime
from typing import Any

import pytest

from gospablik.errors import CouldNotRead
from gospablik.outcomes import (
    Absent,
    CannotTell,
    NotNow,
    Present,
)
from tests.gospablik.networks.fake_ok import (
    GROUP,
    NEWS,
    FakeOk,
    topic_item,
    topics,
)

T0 = datetime(2026, 10, 1, tzinfo=UTC)
M0 = int(T0.timestamp()) * 1000
MINUTE = 60_000


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
