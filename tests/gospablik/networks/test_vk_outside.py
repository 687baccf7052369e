from datetime import UTC, datetime
from typing import Any

import pytest

from gospablik.networks.base import LiveComment
from tests.gospablik.networks.fake_vk import (
    GROUP,
    NO_USER,
    ONLY_COMMUNITY,
    SERVICE,
    USER,
    FakeVk,
    comment_item,
    post_item,
    sheet,
)

S0 = 1_767_225_600
SINCE = datetime.fromtimestamp(S0, UTC)
NAMES = {
    "profiles": [{"id": 500, "first_name": "Айта", "last_name": "Иванова"}],
    "groups": [{"id": GROUP, "name": "Администрация"}],
}
NOTHING: dict[str, Any] = {"count": 0, "items": []}


def test_residents_own_entries_on_the_wall(vk: FakeVk) -> None:
    fresh, old = post_item(9, S0 + 5, "Когда?", from_id=500), post_item(8, S0 - 1, from_id=500)
    vk.put({"count": 300, "items": [fresh, old], **NAMES})
    vk.put(NOTHING)
    outside = vk.page(NO_USER).outside_posts(SINCE)
    assert outside.found == (
        LiveComment(
            network_id="entry:9",
            post_network_id="entry:9",
            author_id="500",
            author_name="Айта Иванова",
            text="Когда?",
            written_at=datetime.fromtimestamp(S0 + 5, UTC),
            thread_root=None,
            address=f"https://vk.com/wall-{GROUP}_9",
        ),
    )
    (entry,) = outside.entries
    assert (entry.network_id, entry.text, entry.comments) == ("9", "Когда?", 0)
    assert not entry.by_page
    form = vk.forms()[0]
    assert (form["filter"], form["extended"]) == ("others", "1")
    assert vk.keys() == [SERVICE, SERVICE]


def test_discussions_with_fresh_words(vk: FakeVk) -> None:
    topics = [
        {"id": 3, "title": "Правила", "updated": S0 - 900, "is_fixed": 1},
        {"id": 12, "title": "Дороги", "updated": S0 + 9},
        {"id": 11, "title": "Старое", "updated": S0 - 5},
    ]
    vk.put(NOTHING)
    vk.put({"count": 40, "items": topics})
    said = [comment_item(5, "Ямы"), comment_item(4, from_id=-GROUP), comment_item(-3)]
    vk.put({"count": 80, "items": said, **NAMES})
    outside = vk.page(NO_USER).outside_posts(SINCE)
    assert [(c.network_id, c.post_network_id) for c in outside.found] == [
        ("board:12:4", "board:12"),
        ("board:12:5", "board:12"),
    ]
    assert [c.by_page for c in outside.found] == [True, False]
    assert {c.address for c in outside.found} == {f"https://vk.com/topic-{GROUP}_12"}
    assert vk.methods() == ["wall.get", "board.getTopics", "board.getComments"]
    assert (vk.forms()[1]["order"], vk.forms()[2]["sort"]) == ("1", "desc")


def test_a_fixed_topic_alone_on_its_sheet_does_not_stop_it(vk: FakeVk) -> None:
    fixed = {"id": 3, "updated": S0 - 900, "is_fixed": 1}
    vk.put(NOTHING)
    vk.put({"count": 2, "items": [fixed]})
    vk.put({"count": 2, "items": [fixed, {"id": 12, "updated": S0 + 9}]})
    vk.put({"count": 1, "items": [comment_item(5)]})
    assert [c.network_id for c in vk.page(NO_USER).outside_posts(SINCE).found] == ["board:12:5"]


def test_comments_under_photos_and_videos_want_a_user_key(vk: FakeVk) -> None:
    vk.put(NOTHING)
    vk.put(NOTHING)
    photos = [comment_item(7, pid=55), comment_item(6, photo_id=54, from_id=-GROUP)]
    vk.put({"count": 2, "items": photos})
    vk.put([{"id": 500, "first_name": "Айта", "last_name": "Иванова"}])
    videos = [{"id": 9, "comments": 2}, {"id": 8, "comments": 0}, {"id": 7}]
    vk.put({"count": 3, "items": videos})
    thread = {"count": 1, "items": [comment_item(2)]}
    vk.put({**sheet([comment_item(1, thread=thread)]), **NAMES})
    outside = vk.page().outside_posts(SINCE)
    assert outside.unread == ()
    assert [(c.network_id, c.author_name, c.thread_root) for c in outside.found] == [
        ("video:9:1", "Айта Иванова", None),
        ("video:9:2", "Айта Иванова", "video:9:1"),
        ("photo:54:6", f"club{GROUP}", None),
        ("photo:55:7", "Айта Иванова", None),
    ]
    assert [c.address for c in outside.found[1:3]] == [
        f"https://vk.com/video-{GROUP}_9",
        f"https://vk.com/photo-{GROUP}_54",
    ]
    asked = ["photos.getAllComments", "users.get", "video.get", "video.getComments"]
    assert vk.methods()[2:] == asked
    assert vk.keys()[2:] == [USER, SERVICE, USER, USER]


def test_a_long_thread_under_a_video_is_read_to_its_end(vk: FakeVk) -> None:
    for _ in range(3):
        vk.put(NOTHING)
    vk.put({"count": 1, "items": [{"id": 9, "comments": 13}]})
    inner = [comment_item(n) for n in range(2, 14)]
    vk.put(sheet([comment_item(1, thread={"count": 12, "items": inner[:10]})]))
    vk.put(sheet(inner))
    assert len(vk.page().outside_posts(SINCE).found) == 13
    assert vk.forms()[-1]["comment_id"] == "1"


def test_what_no_key_of_ours_may_see_is_said(vk: FakeVk) -> None:
    vk.put(NOTHING)
    vk.put(NOTHING)
    unread = vk.page(NO_USER).outside_posts(SINCE).unread
    assert [(one.kind, one.shut) for one in unread] == [("photo", True), ("video", True)]
    assert unread[0].why.startswith("Комментарии под фотографиями: страница «Администрация»")
    assert all("нужен ключ пользователя" in one.why for one in unread)
    assert len(vk.page(ONLY_COMMUNITY).outside_posts(SINCE).unread) == 4


@pytest.mark.parametrize("code", [5, 10, 15, 29])
def test_a_place_that_failed_does_not_hide_the_others(vk: FakeVk, code: int) -> None:
    vk.put_error(code)
    vk.put({"count": 1, "items": [{"id": 12, "updated": S0 + 9}]})
    vk.put({"count": 1, "items": [comment_item(5)]})
    outside = vk.page(NO_USER).outside_posts(SINCE)
    assert len(outside.found) == 1
    assert outside.read == {"board"}
    assert outside.unread[0].shut is (code == 15)
    assert str(code) in outside.unread[0].why


@pytest.mark.parametrize("item", [{"id": 9}, {"id": 9, "from_id": 5, "text": "т"}, {}])
def test_a_place_half_read_is_not_read(vk: FakeVk, item: dict[str, Any]) -> None:
    vk.put({"count": 1, "items": [item]})
    vk.put(NOTHING)
    outside = vk.page(NO_USER).outside_posts(SINCE)
    assert outside.found == ()
    assert (outside.unread[0].kind, outside.unread[0].shut) == ("entry", False)


def test_since_needs_a_zone(vk: FakeVk) -> None:
    with pytest.raises(ValueError, match="пояс"):
        vk.page().outside_posts(datetime(2026, 1, 1))  # noqa: DTZ001 - that is what is tried
