import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from gospablik.errors import CouldNotRead
from gospablik.networks.base import Network, PageInfo
from gospablik.networks.vk import VkPage
from gospablik.outcomes import (
    CannotTell,
    Done,
    DoOutcome,
    LookOutcome,
    NeedsPerson,
    NothingHappened,
    NotNow,
    Refused,
    Unknown,
)
from tests.gospablik.networks.fake_vk import (
    ALL,
    COMMUNITY,
    GROUP,
    NO_USER,
    USER,
    FakeVk,
    draft,
    the_page,
)

T0 = datetime(2026, 10, 1, tzinfo=UTC)
NEWS = "https://adm.example.ru/news/1"
TOLD = {
    "id": GROUP,
    "name": "Администрация",
    "description": "О нас",
    "verified": 1,
    "members_count": 5120,
}


def test_it_is_a_network(vk: FakeVk) -> None:
    page: Network = vk.page()
    assert page.limit == page.settle == timedelta(seconds=15)
    assert not page.removal_is_repeatable
    assert vk.page().upload_limit == timedelta(minutes=2)


def test_page_info(vk: FakeVk) -> None:
    vk.put({"groups": [{"id": 3, "name": "чужая"}, TOLD], "profiles": []})
    info = vk.page(NO_USER).page_info()
    assert info == PageInfo("Администрация", "О нас", "", verified=True, site="", members=5120)
    assert vk.methods() == ["groups.getById"]


def test_those_who_run_the_page_are_named_by_a_user_key(vk: FakeVk) -> None:
    vk.put({"groups": [TOLD]})
    people = [
        {"id": 1, "first_name": "Мария", "last_name": "Слепцова"},
        {"id": 2, "role": "editor"},
    ]
    vk.put({"count": 2, "items": people})
    assert vk.page().page_info().administrators == ("Мария Слепцова", "id2")
    assert vk.keys() == [COMMUNITY, USER]
    assert vk.forms()[1]["filter"] == "managers"


@pytest.mark.parametrize("code", [5, 7, 10, 15, 29])
def test_the_page_is_read_though_its_managers_are_not_told(vk: FakeVk, code: int) -> None:
    vk.put({"groups": [TOLD]})
    vk.put_error(code)
    info = vk.page().page_info()
    assert (info.members, info.administrators) == (5120, None)


def test_a_description_emptied_by_hand_is_an_empty_one(vk: FakeVk) -> None:
    vk.put({"groups": [{"id": GROUP, "name": "Администрация", "description": ""}]})
    vk.put({"groups": [{"id": GROUP, "name": "Администрация"}]})
    page = vk.page(NO_USER)
    for _ in range(2):
        info = page.page_info()
        assert (info.description, info.members) == ("", None)


@pytest.mark.parametrize(
    "response",
    [
        [],
        {"groups": []},
        {"groups": [{"id": 3, "name": "x"}]},
        {"groups": [{"id": GROUP}]},
        {"groups": [{"id": GROUP, "name": "x", "deactivated": "banned"}]},
    ],
)
def test_page_info_that_says_nothing(vk: FakeVk, response: Any) -> None:
    vk.put(response)
    with pytest.raises(CouldNotRead):
        vk.page().page_info()


def test_describing_the_page_touches_nothing_else(vk: FakeVk) -> None:
    vk.put(1)
    assert vk.page(NO_USER).describe_page("Официальная страница") == Done(str(GROUP))
    assert vk.forms()[0] == {
        "group_id": str(GROUP),
        "description": "Официальная страница",
        "v": "5.199",
    }
    assert vk.keys() == [COMMUNITY]


def test_no_key_may_read(vk: FakeVk) -> None:
    vk.put_error(28)
    with pytest.raises(CouldNotRead, match="28"):
        vk.page(NO_USER).posts(T0)
    vk.put_error(27)
    found = vk.page(NO_USER).find_block("5")
    assert isinstance(found, CannotTell)


@pytest.mark.parametrize(
    ("code", "kind"), [(5, NotNow), (22, NotNow), (10, NotNow), (15, CannotTell), (28, CannotTell)]
)
def test_a_look_that_failed_is_tried_again_if_that_may_help(
    vk: FakeVk, code: int, kind: type
) -> None:
    """A network that is down for a minute gives nobody an errand."""
    page = vk.page(NO_USER)
    looks: list[Callable[[], LookOutcome]] = [
        lambda: page.find_post(NEWS, since=T0),
        lambda: page.find_reply("Ответ", post_id="17", since=T0),
        lambda: page.find_block("500"),
    ]
    for look in looks:
        vk.put_error(code)
        assert isinstance(look(), kind)


def verbs(page: VkPage) -> dict[str, Callable[[], DoOutcome]]:
    until = datetime(2027, 1, 1, 9, tzinfo=UTC)
    return {
        "publish": lambda: page.publish(draft(), key="k1"),
        "reply": lambda: page.reply("ответ", post_id="17", key="k2"),
        "remove": lambda: page.remove_comment("9", post_id="17"),
        "block": lambda: page.block("500", until=until, reason="п. 4.3"),
        # The files are named, so that nothing is read first.
        "edit": lambda: page.edit_post("17", draft("текст", "", "doc-77_1")),
        "delete": lambda: page.delete_post("17"),
        "pin": lambda: page.pin_post("17"),
        "repost": lambda: page.repost("https://vk.com/wall-1_2", "текст", key="k3"),
        "describe": lambda: page.describe_page("О нас"),
        "restore": lambda: page.restore_comment("9", post_id="17"),
        "unblock": lambda: page.unblock("500"),
    }


VERBS = list(verbs(VkPage(the_page(), ALL)))


def test_writes_that_succeed(vk: FakeVk) -> None:
    vk.put({"post_id": 18})
    vk.put({"comment_id": 19, "parents_stack": []})
    vk.put(1)
    vk.put(1)
    vk.put({"post_id": 17})
    vk.put(1)
    vk.put(1)
    vk.put({"success": 1, "post_id": 20, "reposts_count": 1, "likes_count": 0})
    for _ in range(3):
        vk.put(1)
    came_to = [do() for do in verbs(vk.page()).values()]
    ids = ["18", "19", "9", "500", "17", "17", "17", "20", str(GROUP), "9", "500"]
    assert came_to == [Done(each) for each in ids]
    assert vk.methods() == [
        "wall.post",
        "wall.createComment",
        "wall.deleteComment",
        "groups.ban",
        "wall.edit",
        "wall.delete",
        "wall.pin",
        "wall.repost",
        "groups.edit",
        "wall.restoreComment",
        "groups.unban",
    ]
    assert [form["guid"] for form in vk.forms() if "guid" in form] == ["k1", "k2"]
    assert vk.forms()[3]["owner_id"] == "500"


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize(
    ("code", "kind"),
    [
        *((code, NothingHappened) for code in (5, 6, 29)),
        *((code, Unknown) for code in (10, 999)),
        (100, Refused),
        *((code, NeedsPerson) for code in (7, 14, 200, 203, 3304)),
    ],
)
def test_writes_by_code(vk: FakeVk, verb: str, code: int, kind: type) -> None:
    vk.put_error(code)
    if verb == "remove" and code in (7, 200, 203):
        vk.put_error(5)  # whether the comment is gone is read after a refusal
    came_to = verbs(vk.page())[verb]()
    assert isinstance(came_to, kind)
    assert str(code) in str(came_to)


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("body", [b"<html>", b"{}", b'{"response":null}', b'{"response":{', b""])
def test_writes_with_a_useless_answer_are_unknown(vk: FakeVk, verb: str, body: bytes) -> None:
    vk.put_raw(200, body)
    assert isinstance(verbs(vk.page())[verb](), Unknown)


BY_COMMUNITY = {"publish", "reply", "edit", "delete", "describe"}
"""What is tried with the community key before a person is asked."""


@pytest.mark.parametrize(
    ("verb", "link"),
    [
        ("publish", f"https://vk.com/club{GROUP}"),
        ("reply", f"https://vk.com/wall-{GROUP}_17"),
        ("remove", f"https://vk.com/wall-{GROUP}_17?reply=9"),
        ("block", f"https://vk.com/club{GROUP}?act=blacklist"),
        ("edit", f"https://vk.com/wall-{GROUP}_17"),
        ("delete", f"https://vk.com/wall-{GROUP}_17"),
        ("pin", f"https://vk.com/wall-{GROUP}_17"),
        ("repost", "https://vk.com/wall-1_2"),
        ("describe", f"https://vk.com/club{GROUP}?act=edit"),
        ("restore", f"https://vk.com/wall-{GROUP}_17"),
        ("unblock", f"https://vk.com/club{GROUP}?act=blacklist"),
    ],
)
def test_without_a_fitting_key_a_person_is_told_where_and_what(
    vk: FakeVk, verb: str, link: str
) -> None:
    if verb in BY_COMMUNITY:
        vk.put_error(27)
    came_to = verbs(vk.page(NO_USER))[verb]()
    assert isinstance(came_to, NeedsPerson)
    assert came_to.link == link
    assert "нажмите" in came_to.press
    assert not re.search(r"[A-Za-z]{4,}", re.sub(r"https?://\S+", "", came_to.press))
    if verb == "block":
        assert "https://vk.com/id500" in came_to.press
        assert "01.01.2027 09:00" in came_to.press


def test_addresses_follow_the_page(vk: FakeVk) -> None:
    page = the_page().model_copy(update={"address": "http://localhost:9/vk/"})
    came_to = VkPage(page, NO_USER, vk.http()).remove_comment("9", post_id="17")
    assert isinstance(came_to, NeedsPerson)
    assert came_to.link == f"http://localhost:9/vk/wall-{GROUP}_17?reply=9"
