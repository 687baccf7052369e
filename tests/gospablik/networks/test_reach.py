"""What each network tells of reach: a number, that nobody is told, or no answer: three things."""

from datetime import UTC, datetime
from typing import Any

import pytest

from gospablik.errors import CouldNotRead
from gospablik.networks.reach import PostReach
from tests.gospablik.networks.fake_max import FakeMax, channel, message
from tests.gospablik.networks.fake_ok import FakeOk, topic_item, topics
from tests.gospablik.networks.fake_telegram import FakeTelegram
from tests.gospablik.networks.fake_vk import GROUP, NO_USER, ONLY_COMMUNITY, FakeVk, post_item

T0 = datetime(2026, 11, 23, tzinfo=UTC)
S0 = int(T0.timestamp())
COMMUNITY: dict[str, Any] = {"id": GROUP, "name": "Администрация"}


def test_vk_tells_members_and_counts_its_posts(vk: FakeVk) -> None:
    vk.put({"groups": [{**COMMUNITY, "members_count": 5120}]})
    assert vk.page(NO_USER).members() == 5120
    told: dict[str, Any] = {"views": {"count": 312}, "likes": {"count": 7}, "reposts": {"count": 2}}
    vk.put({"count": 2, "items": [post_item(6, S0 + 60, **told), post_item(5, S0)]})
    found = vk.page(NO_USER).reach(T0)
    assert found is not None
    assert found[0] == PostReach("6", datetime(2026, 11, 23, 0, 1, tzinfo=UTC), 312, 7, 2, 0)
    assert found[1] == PostReach("5", T0, views=None, reactions=None, reposts=None, comments=0)
    assert vk.methods() == ["groups.getById", "wall.get"]


def test_what_vk_leaves_out_is_told_to_nobody_and_no_zero(vk: FakeVk) -> None:
    vk.put({"groups": [COMMUNITY]})
    assert vk.page().members() is None
    odd: dict[str, Any] = {"views": {"count": True}, "likes": 5, "reposts": None}
    vk.put({"count": 1, "items": [post_item(5, S0, **odd, from_id=-GROUP)]})
    assert vk.page().reach(T0) == (PostReach("5", T0, comments=0),)


def test_a_residents_entry_is_no_post_of_the_page(vk: FakeVk) -> None:
    vk.put({"count": 1, "items": [post_item(5, S0, from_id=500, views={"count": 9})]})
    assert vk.page().reach(T0) == ()


def test_vk_shows_its_wall_to_no_community_key(vk: FakeVk) -> None:
    with pytest.raises(CouldNotRead, match=r"wall\.get"):
        vk.page(ONLY_COMMUNITY).reach(T0)
    vk.put_error(10)
    with pytest.raises(CouldNotRead, match="Число подписчиков"):
        vk.page(ONLY_COMMUNITY).members()


def test_ok_tells_members_and_counts_its_topics(ok: FakeOk) -> None:
    ok.put({"counters": {"members": 0, "themes": 3}})
    assert ok.page().members() == 0
    told: dict[str, Any] = {
        "views_count": 90,
        "like_summary": {"count": 4},
        "reshare_summary": {"count": 0},
        "discussion_summary": {"comments_count": 2},
    }
    member = topic_item(7, S0 * 1000, author_ref="user:5", views_count=8)
    ok.put(topics(topic_item(6, S0 * 1000, **told), member, topic_item(5, S0 * 1000)))
    assert ok.page().reach(T0) == (PostReach("6", T0, 90, 4, 0, 2), PostReach("5", T0))


@pytest.mark.parametrize("answer", [{}, {"counters": {}}, {"counters": {"members": "9"}}, []])
def test_ok_that_tells_no_members_was_not_read(ok: FakeOk, answer: Any) -> None:
    ok.put(answer)
    with pytest.raises(CouldNotRead, match="Число участников"):
        ok.page().members()


def test_telegram_tells_members_and_no_bot_how_often_a_post_was_seen(
    telegram: FakeTelegram,
) -> None:
    telegram.put(512)
    assert telegram.page().members() == 512
    assert telegram.page().reach(T0) is None
    assert telegram.methods() == ["getChatMemberCount"]
    telegram.put_error(403, "Forbidden: bot was kicked")
    with pytest.raises(CouldNotRead):
        telegram.page().members()


def test_max_tells_members_and_views_alone(fake: FakeMax) -> None:
    fake.put(channel(participants_count=33))
    assert fake.page().members() == 33
    silent = message("mid.2", S0 * 1000, top={"stat": None})
    seen, at = message("mid.3", S0 * 1000), S0 * 1000
    bare = {"timestamp": at, "body": None, "link": {"type": "forward"}}
    fake.put({"messages": [seen, silent, bare]}, {"messages": []})
    assert fake.page().reach(T0) == (PostReach("mid.3", T0, views=12), PostReach("mid.2", T0))


def test_a_counter_of_max_that_is_no_number_is_not_read(fake: FakeMax) -> None:
    fake.put({"messages": [message("mid.2", S0 * 1000, top={"stat": {"views": "12"}})]})
    with pytest.raises(CouldNotRead, match="Просмотры постов"):
        fake.page().reach(T0)
