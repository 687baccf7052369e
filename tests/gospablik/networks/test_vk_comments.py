from datetime import UTC, datetime
from typing import Any

import pytest

from gospablik.errors import CouldNotRead
from gospablik.networks.verdicts import gone
from gospablik.outcomes import Absent, CannotTell, Done, NeedsPerson, NotNow, Present, Refused
from tests.gospablik.networks.fake_vk import (
    GROUP,
    NO_USER,
    SERVICE,
    USER,
    FakeVk,
    comment_item,
    post_item,
    sheet,
)

S0 = int(datetime(2026, 10, 1, tzinfo=UTC).timestamp())
NEWS = "https://adm.example.ru/news/1"


NAMES = {
    "profiles": [{"id": 500, "first_name": "Айта", "last_name": "Иванова"}],
    "groups": [{"id": GROUP, "name": "Администрация"}],
}


def test_comments_with_threads_and_names(vk: FakeVk) -> None:
    thread = {"count": 1, "items": [comment_item(3, "Ответ", from_id=-GROUP, parents_stack=[2])]}
    photo = {"type": "photo", "photo": {"id": 8, "owner_id": 500}}
    link = {"type": "link", "link": {"url": NEWS}}
    sticker: dict[str, Any] = {"type": "sticker", "sticker": {"sticker_id": 9}}
    items = [
        comment_item(2, thread=thread, attachments=[photo, link, sticker]),
        comment_item(4, from_id=501),
        comment_item(5, from_id=-9),
    ]
    vk.put({**sheet(items), **NAMES, "count": 4})
    found = vk.page().comments("17")
    assert [c.network_id for c in found] == ["2", "3", "4", "5"]
    assert [c.author_name for c in found] == ["Айта Иванова", "Администрация", "id501", "club9"]
    assert [c.thread_root for c in found] == [None, "2", None, None]
    assert found[0].attachments == ("photo500_8", NEWS, "sticker")
    assert found[1].author_id == str(-GROUP)
    assert found[0].written_at.tzinfo is UTC
    assert vk.forms()[0] == {
        "owner_id": str(-GROUP),
        "post_id": "17",
        "sort": "asc",
        "count": "100",
        "offset": "0",
        "preview_length": "0",
        "extended": "1",
        "thread_items_count": "10",
        "v": "5.199",
    }
    assert vk.keys() == [SERVICE]


@pytest.mark.parametrize(
    ("profile", "name", "unnamed"),
    [
        ({"first_name": "DELETED", "last_name": "", "deactivated": "deleted"}, "id500", True),
        ({"first_name": "Айта", "last_name": "Иванова", "deactivated": "banned"}, None, True),
        ({"first_name": "DELETED", "last_name": ""}, "DELETED", False),  # somebody is called so
        ({"first_name": "Айта", "last_name": "Иванова"}, None, False),
        ({}, "id500", True),
    ],
)
def test_what_vk_says_of_a_deactivated_author_is_no_name_of_his(
    vk: FakeVk, profile: dict[str, Any], name: str | None, unnamed: bool
) -> None:
    vk.put({**sheet([comment_item(2)]), "profiles": [{"id": 500, **profile}]})
    (found,) = vk.page().comments("17")
    assert (found.author_id, found.author_name) == ("500", name or "Айта Иванова")
    assert found.unnamed is unnamed


def test_a_community_may_be_deactivated_too(vk: FakeVk) -> None:
    group = {"id": 9, "name": "DELETED", "deactivated": "deleted"}
    vk.put({**sheet([comment_item(2, from_id=-9)]), "groups": [group]})
    (found,) = vk.page().comments("17")
    assert (found.author_name, found.unnamed) == ("club9", True)


def test_long_lists_and_long_threads_are_read_to_the_end(vk: FakeVk) -> None:
    tops = [comment_item(n) for n in range(1000, 1150)]
    inner = [comment_item(n) for n in range(2000, 2120)]
    tops[7]["thread"] = {"count": 120, "items": inner[:10]}
    vk.put(sheet(tops[:100], 150))
    vk.put(sheet(tops[99:], 150))
    vk.put(sheet(inner[:100], 120))
    vk.put(sheet(inner[99:], 120))
    found = vk.page().comments("17")
    assert len(found) == 270
    assert sum(c.thread_root == "1007" for c in found) == 120
    asked = vk.forms()
    assert [form["offset"] for form in asked] == ["0", "99", "0", "99"]
    assert asked[2]["comment_id"] == "1007"
    assert "thread_items_count" not in asked[2]


def test_deleted_comments_are_not_returned_but_their_threads_are(vk: FakeVk) -> None:
    thread = {"count": 1, "items": [comment_item(3)]}
    vk.put(sheet([{"id": 2, "deleted": True, "thread": thread}]))
    assert [c.network_id for c in vk.page().comments("17")] == ["3"]


@pytest.mark.parametrize("missing", ["id", "from_id", "date", "text"])
def test_a_comment_with_a_missing_key_is_not_read(vk: FakeVk, missing: str) -> None:
    item = comment_item(2)
    del item[missing]
    vk.put(sheet([item]))
    with pytest.raises(CouldNotRead):
        vk.page().comments("17")


def test_find_comment(vk: FakeVk) -> None:
    page = vk.page()
    thread = {"count": 1, "items": [comment_item(3)]}
    for wanted, outcome in (("2", Present("2")), ("3", Present("3")), ("4", Absent())):
        vk.put(sheet([comment_item(2, thread=thread)]))
        assert page.find_comment(wanted, post_id="17") == outcome


@pytest.mark.parametrize("code", [15, 19, 100, 104, 212])
def test_a_forbidden_post_tells_nothing_and_a_deleted_one_does(vk: FakeVk, code: int) -> None:
    page = vk.page()
    vk.put_error(code)
    vk.put({"items": [post_item(17, S0)]})
    assert isinstance(page.find_comment("2", post_id="17"), CannotTell)
    vk.put_error(code)
    vk.put({"items": []})
    assert isinstance(page.find_comment("2", post_id="17"), Absent)
    vk.put_error(code)
    vk.put_error(10)
    assert isinstance(page.find_comment("2", post_id="17"), CannotTell)


def test_other_errors_do_not_ask_about_the_post(vk: FakeVk) -> None:
    vk.put_error(10)
    assert isinstance(vk.page().find_comment("2", post_id="17"), NotNow)


def test_find_reply(vk: FakeVk) -> None:
    page = vk.page()
    since = datetime.fromtimestamp(1_767_225_600, UTC)
    ours = comment_item(9, "Добрый день!\n Ответ.", from_id=-GROUP)
    for item, outcome in (
        (ours, Present("9")),
        ({**ours, "from_id": 500}, Absent()),
        ({**ours, "text": "Другое"}, Absent()),
        ({**ours, "date": 1_767_225_600 - 301}, Absent()),
    ):
        vk.put(sheet([item]))
        assert page.find_reply("Добрый день! Ответ.", post_id="17", since=since) == outcome
    vk.put_error(15)
    assert isinstance(page.find_reply("x", post_id="17", since=since), CannotTell)


def test_what_is_gone_already_was_not_removed_by_us(vk: FakeVk) -> None:
    page = vk.page()
    vk.put_error(104)
    assert page.remove_comment("9", post_id="17") == gone("9")
    vk.put_error(211)
    vk.put(sheet([comment_item(2)]))
    assert page.remove_comment("9", post_id="17") == gone("9")


@pytest.mark.parametrize("code", [7, 15, 200, 203, 211])
def test_a_removal_without_the_right_is_an_errand_at_the_comment(vk: FakeVk, code: int) -> None:
    """The key's owner lost the role; whoever has it removes by hand. Gone is gone all the same."""
    page = vk.page()
    for answer in ({"items": [comment_item(9)]}, None):
        vk.put_error(code)
        if answer:
            vk.put(sheet([comment_item(9)]))
        else:
            vk.put_error(10)
        errand = page.remove_comment("9", post_id="17")
        assert isinstance(errand, NeedsPerson)
        assert errand.link == f"https://vk.com/wall-{GROUP}_17?reply=9"
        assert "«Удалить»" in errand.press
        assert "проверьте права ключа и роль его владельца" in errand.why
    vk.put_error(code)
    vk.put(sheet([comment_item(2)]))
    assert page.remove_comment("9", post_id="17") == gone("9")


def test_the_pages_own_comments_are_marked(vk: FakeVk) -> None:
    vk.put(sheet([comment_item(2, from_id=-GROUP), comment_item(3), comment_item(4, from_id=-9)]))
    assert [c.by_page for c in vk.page().comments("17")] == [True, False, False]


def test_restoring_a_comment(vk: FakeVk) -> None:
    page = vk.page()
    vk.put(1)
    assert page.restore_comment("9", post_id="17") == Done("9")
    vk.put_error(243)
    assert page.restore_comment("9", post_id="17") == Done("9")
    assert vk.forms()[0] == {"owner_id": str(-GROUP), "comment_id": "9", "v": "5.199"}
    assert vk.keys() == [USER, USER]


@pytest.mark.parametrize(("code", "kind"), [(104, Refused), (211, NeedsPerson)])
def test_what_is_gone_for_good_is_not_restored(vk: FakeVk, code: int, kind: type) -> None:
    """211 is also said of a missing right; the errand tells what to do if nothing can be done."""
    vk.put_error(code)
    assert isinstance(vk.page().restore_comment("9", post_id="17"), kind)


def test_a_person_is_told_where_the_way_back_is(vk: FakeVk) -> None:
    came_to = vk.page(NO_USER).restore_comment("9", post_id="17")
    assert isinstance(came_to, NeedsPerson)
    assert came_to.link == f"https://vk.com/wall-{GROUP}_17"
    assert "номер 9" in came_to.press


@pytest.mark.parametrize("text", ["я" * 2001, "я" * 20_000, "😀" * 2001, "я" * 2000 + "😀"])
def test_a_reply_that_vk_would_not_take_whole_is_not_sent(vk: FakeVk, text: str) -> None:
    came_to = vk.page().reply(text, post_id="17", key="k")
    assert isinstance(came_to, Refused)
    assert str(len(text)) in came_to.why
    assert "2000" in came_to.why
    assert not vk.asked


def test_who_answers_a_comment_by_hand_is_told_to_find_it(vk: FakeVk) -> None:
    vk.put_error(200)
    came_to = vk.page().reply("да", post_id="17", key="k", to="5")
    assert isinstance(came_to, NeedsPerson)
    assert "найдите этот комментарий" in came_to.press


def test_an_emoji_at_the_limit_counts_as_one(vk: FakeVk) -> None:
    vk.put({"comment_id": 9})
    text = "я" * 1999 + "😀"
    assert vk.page().reply(text, post_id="17", key="k") == Done("9")
    assert vk.forms()[0]["message"] == text


def test_a_reply_to_a_comment_stands_in_its_thread(vk: FakeVk) -> None:
    vk.put({"comment_id": 9, "parents_stack": [5]})
    assert vk.page().reply("да", post_id="17", key="k", to="5") == Done("9")
    assert vk.forms()[0]["reply_to_comment"] == "5"
    assert isinstance(vk.page().reply("да", post_id="17", key="k", to="board:1:2"), Refused)


def test_an_id_of_another_network_is_not_asked_about(vk: FakeVk) -> None:
    page = vk.page()
    for came_to in (
        page.remove_comment("photo:5", post_id="17"),
        page.restore_comment("x", post_id="17"),
        page.reply("ответ", post_id="wall", key="k"),
    ):
        assert isinstance(came_to, Refused)
        assert "не номер ВКонтакте" in came_to.why
    assert isinstance(page.find_comment("3", post_id="AAQ"), CannotTell)
    with pytest.raises(CouldNotRead, match="не номер"):
        page.comments("AAQ_1")
    assert not vk.asked
