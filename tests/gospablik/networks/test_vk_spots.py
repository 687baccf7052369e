"""What was written outside the posts: looked for, taken off, answered, always by the right id."""

import httpx
import pytest

from gospablik.networks import addresses
from gospablik.networks.outside import Spot, said, spot
from gospablik.networks.verdicts import gone
from gospablik.outcomes import (
    Absent,
    CannotTell,
    Done,
    NeedsPerson,
    NothingHappened,
    Present,
    Unknown,
)
from tests.gospablik.networks.fake_vk import (
    COMMUNITY,
    GROUP,
    NO_USER,
    USER,
    FakeVk,
    comment_item,
    post_item,
    sheet,
    the_page,
)
from tests.gospablik.networks.test_vk_outside import NAMES, S0, SINCE

BY_HAND = {
    "board:12:5": f"https://vk.com/topic-{GROUP}_12",
    "photo:55:5": f"https://vk.com/photo-{GROUP}_55",
    "video:9:5": f"https://vk.com/video-{GROUP}_9",
}


@pytest.mark.parametrize(
    ("name", "place", "written"),
    [
        ("entry:9", Spot("entry", "9"), True),
        ("board:12", Spot("board", "12"), False),
        ("board:12:5", Spot("board", "12", "5"), True),
        ("17", None, False),
        ("-17", None, False),
        ("", None, False),
        ("shop:1:2", None, False),
        ("board:x", None, False),
        ("board:1:2:3", None, False),
    ],
)
def test_names_are_read_back(name: str, place: Spot | None, written: bool) -> None:
    assert spot(name) == place
    assert said(name) == (place if written else None)
    assert place is None or str(place) == name


@pytest.mark.parametrize("name", [*BY_HAND, "entry:9"])
def test_the_address_of_a_place_is_the_adapters(name: str) -> None:
    place = name.rpartition(":")[0] if name.count(":") > 1 else name
    link = BY_HAND.get(name, f"https://vk.com/wall-{GROUP}_9")
    assert addresses.post(the_page(), place) == link
    assert addresses.comment(the_page(), name, post_id=place) == link


@pytest.mark.parametrize(
    ("name", "method", "form", "key"),
    [
        ("entry:9", "wall.delete", {"owner_id": f"-{GROUP}", "post_id": "9"}, USER),
        (
            "board:12:5",
            "board.deleteComment",
            {"group_id": f"{GROUP}", "topic_id": "12", "comment_id": "5"},
            COMMUNITY,
        ),
        ("photo:55:5", "photos.deleteComment", {"owner_id": f"-{GROUP}", "comment_id": "5"}, USER),
        ("video:9:5", "video.deleteComment", {"owner_id": f"-{GROUP}", "comment_id": "5"}, USER),
    ],
)
def test_each_is_taken_off_by_its_own_method(
    vk: FakeVk, name: str, method: str, form: dict[str, str], key: str
) -> None:
    vk.put(1)
    place = name.rpartition(":")[0] if name.count(":") > 1 else name
    assert vk.page().remove_comment(name, post_id=place) == Done(name)
    assert (vk.methods(), vk.keys()) == ([method], [key])
    assert vk.forms()[0] == {**form, "v": "5.199"}


def test_what_is_gone_already_was_not_removed_by_us(vk: FakeVk) -> None:
    vk.put(0)
    assert vk.page().remove_comment("photo:55:5", post_id="photo:55") == gone("photo:55:5")
    vk.put_error(104)
    assert vk.page().remove_comment("board:12:5", post_id="board:12") == gone("board:12:5")
    vk.put_error(210)
    vk.put({"items": []})
    assert vk.page().remove_comment("entry:9", post_id="entry:9") == gone("entry:9")


def test_no_access_to_what_stands_is_no_success(vk: FakeVk) -> None:
    vk.put_error(210)
    vk.put({"items": [post_item(9, S0, from_id=500)]})
    assert isinstance(vk.page().remove_comment("entry:9", post_id="entry:9"), NeedsPerson)
    vk.put(0)
    assert isinstance(vk.page().remove_comment("video:9:5", post_id="video:9"), Unknown)
    vk.put_error(6)
    came_to = vk.page().remove_comment("board:12:5", post_id="board:12")
    assert isinstance(came_to, NothingHappened)
    vk.put_failure(httpx.ReadTimeout("slow"))
    assert isinstance(vk.page().remove_comment("board:12:5", post_id="board:12"), Unknown)


@pytest.mark.parametrize("name", BY_HAND)
def test_without_a_right_key_an_errand_says_where_and_whose(vk: FakeVk, name: str) -> None:
    place = name.rpartition(":")[0]
    if name.startswith("board"):
        vk.put_error(27)
        vk.put({"count": 1, "items": [comment_item(5)], **NAMES})
    came_to = vk.page(NO_USER).remove_comment(name, post_id=place)
    assert isinstance(came_to, NeedsPerson)
    assert came_to.link == BY_HAND[name]
    assert "найдите там комментарий" in came_to.press
    named = "автор «Айта Иванова», 01.01.2026 03:00 по Москве" in came_to.press
    assert named is name.startswith("board"), "без ключа пользователя её не прочесть"


def test_an_entry_without_a_user_key_is_an_errand_to_delete_the_entry(vk: FakeVk) -> None:
    vk.put_error(27)
    came_to = vk.page(NO_USER).remove_comment("entry:9", post_id="entry:9")
    assert isinstance(came_to, NeedsPerson)
    assert came_to.link == f"https://vk.com/wall-{GROUP}_9"
    assert "Удалить запись" in came_to.press


def test_places_are_read_whole_to_look_for_one(vk: FakeVk) -> None:
    page = vk.page()
    vk.put({"items": [post_item(9, S0, "Когда?", from_id=500)]})
    (entry,) = page.comments("entry:9")
    assert (entry.network_id, entry.text) == ("entry:9", "Когда?")
    vk.put({"items": [post_item(9, S0, is_deleted=True)]})
    assert page.find_comment("entry:9", post_id="entry:9") == Absent()
    vk.put({"count": 2, "items": [comment_item(6), comment_item(5)]})
    assert page.find_comment("board:12:5", post_id="board:12") == Present("board:12:5")
    vk.put({"count": 1, "items": [comment_item(6)]})
    assert page.find_comment("photo:55:5", post_id="photo:55") == Absent()
    vk.put(sheet([comment_item(1, thread={"count": 1, "items": [comment_item(5)]})]))
    assert page.find_comment("video:9:5", post_id="video:9") == Present("video:9:5")
    vk.put_error(104)
    assert page.find_comment("video:9:5", post_id="video:9") == Absent()
    vk.put_error(15)
    assert isinstance(page.find_comment("board:12:5", post_id="board:12"), CannotTell)


def test_a_person_answers_there_and_the_answer_is_looked_for(vk: FakeVk) -> None:
    page = vk.page(NO_USER)
    came_to = page.reply("Добрый день!", post_id="board:12", key="k")
    assert isinstance(came_to, NeedsPerson)
    assert came_to.link == BY_HAND["board:12:5"]
    below = page.reply("Добрый день!", post_id="board:12", key="k", to="5")
    assert isinstance(below, NeedsPerson)
    assert "найдите этот комментарий" in below.press
    said_by_us = comment_item(7, "Добрый день!", from_id=-GROUP)
    vk.put({"count": 1, "items": [said_by_us]})
    found = page.find_reply("Добрый день!", post_id="board:12", since=SINCE)
    assert found == Present("board:12:7")


def test_nothing_outside_the_posts_is_put_back_by_the_program(vk: FakeVk) -> None:
    came_to = vk.page().restore_comment("board:12:5", post_id="board:12")
    assert isinstance(came_to, NeedsPerson)
    assert came_to.link == BY_HAND["board:12:5"]
    assert not vk.asked
