from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from gospablik.errors import CouldNotRead
from gospablik.outcomes import Absent, NotNow, Present
from tests.gospablik.networks.fake_vk import GROUP, FakeVk, post_item

T0 = datetime(2026, 10, 1, tzinfo=UTC)
S0 = int(T0.timestamp())
NEWS = "https://adm.example.ru/news/1"


def test_posts_are_read_to_the_moment_and_pinned_ones_do_not_stop_it(vk: FakeVk) -> None:
    pinned = post_item(1, S0 - 9_000_000, is_pinned=1)
    fresh = [post_item(1000 - n, S0 + 20_000 - n * 60) for n in range(150)]
    old = [post_item(10, S0 - 1), post_item(9, S0 - 100)]
    wall = [pinned, *fresh, *old]
    vk.put({"count": 300, "items": wall[:100]})
    vk.put({"count": 300, "items": wall[99:]})
    found = vk.page().posts(T0)
    assert [post.network_id for post in found] == [str(item["id"]) for item in fresh]
    assert [form["offset"] for form in vk.forms()] == ["0", "99"]
    assert found[0].published_at == T0 + timedelta(seconds=20_000)
    assert found[0].address == f"https://vk.com/wall-{GROUP}_1000"
    assert vk.forms()[0]["filter"] == "owner"


def test_a_pinned_post_alone_on_its_sheet_does_not_stop_it(vk: FakeVk) -> None:
    vk.put({"count": 2, "items": [post_item(1, S0 - 9_000_000, is_pinned=1)]})
    vk.put({"count": 2, "items": [post_item(1, S0 - 9_000_000, is_pinned=1), post_item(5, S0)]})
    assert [post.network_id for post in vk.page().posts(T0)] == ["5"]


@pytest.mark.parametrize("missing", ["id", "date", "text"])
def test_a_post_with_a_missing_key_is_not_read(vk: FakeVk, missing: str) -> None:
    item = post_item(5, S0)
    del item[missing]
    vk.put({"count": 1, "items": [item]})
    with pytest.raises(CouldNotRead):
        vk.page().posts(T0)


@pytest.mark.parametrize(
    "response", [{}, [], {"items": []}, {"count": 1}, {"count": 0, "items": {}}]
)
def test_a_nonsense_sheet_is_not_read(vk: FakeVk, response: Any) -> None:
    vk.put(response)
    with pytest.raises(CouldNotRead, match="не значит, что всё в порядке"):
        vk.page().posts(T0)


@pytest.mark.parametrize("code", [1, 5, 7, 9, 10, 14, 15, 17, 19, 29, 100, 104, 777])
def test_reads_report_every_error(vk: FakeVk, code: int) -> None:
    vk.put_error(code)
    with pytest.raises(CouldNotRead) as caught:
        vk.page().posts(T0)
    assert str(code) in str(caught.value)
    assert caught.value.next_step


def test_one_post(vk: FakeVk) -> None:
    vk.put({"items": [post_item(5, S0, comments={"count": 3})]})
    vk.put({"items": []})
    vk.put({"items": [{"id": 5, "is_deleted": True}]})
    page = vk.page()
    post = page.post("5")
    assert post
    assert post.comments == 3
    assert page.post("5") is None
    assert page.post("5") is None
    assert vk.forms()[0]["posts"] == f"-{GROUP}_5"


def test_find_post(vk: FakeVk) -> None:
    page = vk.page()
    for item in (
        post_item(5, S0 - 299, f"Новость\n{NEWS}"),
        post_item(5, S0, copyright={"link": NEWS, "name": "x", "type": "y"}),
        post_item(5, S0, attachments=[{"type": "link", "link": {"url": NEWS + "/"}}]),
    ):
        vk.put({"count": 1, "items": [item]})
        assert page.find_post(NEWS, since=T0) == Present("5")
    for item in (post_item(5, S0 - 301, NEWS), post_item(5, S0, NEWS + "2")):
        vk.put({"count": 1, "items": [item]})
        assert page.find_post(NEWS, since=T0) == Absent()


def test_absent_only_if_all_was_read(vk: FakeVk) -> None:
    vk.put({"count": 150, "items": [post_item(1000 - n, S0 + 1000) for n in range(100)]})
    vk.put_error(10)
    assert isinstance(vk.page().find_post(NEWS, since=T0), NotNow)


def test_since_needs_a_zone(vk: FakeVk) -> None:
    with pytest.raises(ValueError, match="пояс"):
        vk.page().posts(datetime(2026, 1, 1))  # noqa: DTZ001 - that is what is tried


def attached(kind: str, **more: Any) -> dict[str, Any]:
    return {"type": kind, kind: {"id": 8, "owner_id": -GROUP, **more}}


LINK = {"type": "link", "link": {"url": NEWS}}


def test_what_hangs_on_a_post_is_counted(vk: FakeVk) -> None:
    kinds = ["photo", "photo", "video", "doc", "poll", "clip", "graffiti"]
    media = [*(attached(kind) for kind in kinds), LINK]
    vk.put({"items": [post_item(5, S0, attachments=media)]})
    post = vk.page().post("5")
    assert post
    assert post.attachments == (
        "photo",
        "photo",
        "video",
        "file",
        "poll",
        "video",
        "graffiti",
        "link",
    )
    assert post.links == (NEWS,)


def test_a_repost_says_so_and_names_its_source(vk: FakeVk) -> None:
    copied = [{"id": 2, "owner_id": -1, "text": "чужое", "date": S0}]
    item = post_item(5, S0, "наше", copy_history=copied)
    page = vk.page()
    vk.put({"items": [item]})
    post = page.post("5")
    assert post
    assert (post.text, post.attachments) == ("наше", ("repost",))
    assert post.links == ("https://vk.com/wall-1_2",)
    for source in ("https://vk.com/wall-1_2", "https://vk.ru/feed?w=wall-1_2"):
        vk.put({"count": 1, "items": [item]})
        assert page.find_post(source, since=T0) == Present("5")
    vk.put({"count": 1, "items": [item]})
    assert page.find_post("https://vk.com/wall-1_22", since=T0) == Absent()


def test_a_post_of_another_wall_is_not_taken_for_ours(vk: FakeVk) -> None:
    vk.put({"items": [post_item(5, S0, owner_id=-3)]})
    with pytest.raises(CouldNotRead, match="чужой стены"):
        vk.page().post("5")
