from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from gospablik.errors import CouldNotRead
from gospablik.networks.base import Network, PageInfo
from gospablik.networks.vk import VkPage
from gospablik.outcomes import (
    Absent,
    CannotTell,
    Done,
    DoOutcome,
    LookOutcome,
    NeedsPerson,
    NothingHappened,
    NotNow,
    Present,
    Refused,
    Unknown,
)
from tests.gospablik.networks.fake_vk import (
    GROUP,
    NO_USER,
    SERVICE,
    FakeVk,
    comment_item,
    post_item,
    sheet,
    the_page,
)

T0 = datetime(2026, 10, 1, tzinfo=UTC)
S0 = int(T0.timestamp())
NEWS = "https://adm.example.ru/news/1"


def test_it_is_a_network(vk: FakeVk) -> None:
    page: Network = vk.page()
    assert page.limit == page.settle == timedelta(seconds=15)


def test_page_info(vk: FakeVk) -> None:
    group = {"id": GROUP, "name": "Администрация", "description": "О нас", "verified": 1}
    vk.put({"groups": [{"id": 3, "name": "чужая"}, group], "profiles": []})
    info = vk.page().page_info()
    assert info == PageInfo("Администрация", "О нас", "", verified=True, site="")


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


def test_no_key_may_read(vk: FakeVk) -> None:
    vk.put_error(28)
    with pytest.raises(CouldNotRead, match="28"):
        vk.page(NO_USER).posts(T0)
    vk.put_error(27)
    found = vk.page(NO_USER).find_block("5")
    assert isinstance(found, CannotTell)


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


# Comments.

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


@pytest.mark.parametrize(
    ("code", "kind"), [(5, NotNow), (9, NotNow), (10, NotNow), (15, CannotTell), (28, CannotTell)]
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


# Writes.


def verbs(page: VkPage) -> dict[str, Callable[[], DoOutcome]]:
    until = datetime(2027, 1, 1, 9, tzinfo=UTC)
    return {
        "publish": lambda: page.publish("текст", key="k1"),
        "reply": lambda: page.reply("ответ", post_id="17", key="k2"),
        "remove": lambda: page.remove_comment("9", post_id="17"),
        "block": lambda: page.block("500", until=until, reason="п. 4.3"),
    }


VERBS = ["publish", "reply", "remove", "block"]


def test_writes_that_succeed(vk: FakeVk) -> None:
    vk.put({"post_id": 18})
    vk.put({"comment_id": 19, "parents_stack": []})
    vk.put(1)
    vk.put(1)
    came_to = [do() for do in verbs(vk.page()).values()]
    assert came_to == [Done("18"), Done("19"), Done("9"), Done("500")]
    assert vk.methods() == ["wall.post", "wall.createComment", "wall.deleteComment", "groups.ban"]
    assert [form.get("guid") for form in vk.forms()] == ["k1", "k2", None, None]
    assert vk.forms()[3]["owner_id"] == "500"


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize(
    ("code", "kind"),
    [
        *((code, NothingHappened) for code in (5, 6, 9, 29, 1116, 1117)),
        *((code, Unknown) for code in (1, 10, 32, 36, 43, 999)),
        *((code, Refused) for code in (7, 15, 100, 125, 203, 213, 222)),
        *((code, NeedsPerson) for code in (14, 17, 24, 25, 3300, 3304)),
    ],
)
def test_writes_by_code(vk: FakeVk, verb: str, code: int, kind: type) -> None:
    vk.put_error(code)
    came_to = verbs(vk.page())[verb]()
    assert isinstance(came_to, kind)
    assert str(code) in str(came_to)


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("body", [b"<html>", b"{}", b'{"response":null}', b'{"response":{', b""])
def test_writes_with_a_useless_answer_are_unknown(vk: FakeVk, verb: str, body: bytes) -> None:
    vk.put_raw(200, body)
    assert isinstance(verbs(vk.page())[verb](), Unknown)


@pytest.mark.parametrize(
    ("verb", "link"),
    [
        ("publish", f"https://vk.com/club{GROUP}"),
        ("reply", f"https://vk.com/wall-{GROUP}_17"),
        ("remove", f"https://vk.com/wall-{GROUP}_17?reply=9"),
        ("block", f"https://vk.com/club{GROUP}?act=blacklist"),
    ],
)
def test_without_a_fitting_key_a_person_is_told_where_and_what(
    vk: FakeVk, verb: str, link: str
) -> None:
    if verb in {"publish", "reply"}:
        vk.put_error(27)
    came_to = verbs(vk.page(NO_USER))[verb]()
    assert isinstance(came_to, NeedsPerson)
    assert came_to.link == link
    assert "нажмите" in came_to.press
    if verb == "block":
        assert "https://vk.com/id500" in came_to.press
        assert "01.01.2027 09:00" in came_to.press


def test_the_daily_limit_waits(vk: FakeVk) -> None:
    vk.put_error(214, "Access to adding post denied: you can only add 50 posts a day")
    came_to = vk.page().publish("т", key="k")
    assert isinstance(came_to, NothingHappened)
    assert came_to.wait == timedelta(hours=3)


def test_removing_what_is_gone_is_done(vk: FakeVk) -> None:
    page = vk.page()
    vk.put_error(104)
    assert page.remove_comment("9", post_id="17") == Done("9")
    vk.put_error(211)
    vk.put(sheet([comment_item(2)]))
    assert page.remove_comment("9", post_id="17") == Done("9")
    vk.put_error(211)
    vk.put(sheet([comment_item(9)]))
    assert isinstance(page.remove_comment("9", post_id="17"), Refused)
    vk.put_error(211)
    vk.put_error(10)
    assert isinstance(page.remove_comment("9", post_id="17"), Refused)


# Blocks.

UNTIL = datetime(2036, 1, 1, tzinfo=UTC)


def ban_item(end: int | None, author: int = 500) -> dict[str, Any]:
    info: dict[str, Any] = {"date": S0, "reason": 0}
    if end is not None:
        info["end_date"] = end
    who = {"type": "profile", "profile": {"id": author}}
    if author < 0:
        who = {"type": "group", "group": {"id": -author}}
    return {**who, "ban_info": info}


@pytest.mark.parametrize(
    ("end", "until", "present"),
    [
        (int(UNTIL.timestamp()), UNTIL, True),
        (int(UNTIL.timestamp()) - 3600, UNTIL, True),
        (int(UNTIL.timestamp()) + 3601, UNTIL, False),
        (int(UNTIL.timestamp()) + 3601, None, True),
        (0, UNTIL, False),
        (0, None, True),
        (None, None, True),
        (1_700_000_000, None, False),
    ],
)
def test_find_block(vk: FakeVk, end: int | None, until: datetime | None, present: bool) -> None:
    vk.put({"count": 1, "items": [ban_item(end)]})
    found = vk.page().find_block("500", until=until)
    if present:
        assert found == Present("500")
    else:
        assert isinstance(found, Absent)
        assert found.detail
    assert vk.forms()[0]["owner_id"] == "500"


def test_find_block_of_a_community(vk: FakeVk) -> None:
    vk.put({"count": 1, "items": [ban_item(0, author=-8)]})
    assert vk.page().find_block("-8") == Present("-8")


def test_find_block_without_an_entry(vk: FakeVk) -> None:
    page = vk.page()
    vk.put_error(104)
    assert page.find_block("500") == Absent()
    vk.put({"count": 0, "items": []})
    assert page.find_block("500") == Absent()
    vk.put({"count": 1, "items": [ban_item(0, author=501)]})
    assert isinstance(page.find_block("500"), CannotTell)
    vk.put({"count": 1, "items": [{"type": "profile"}]})
    assert isinstance(page.find_block("500"), NotNow)
    vk.put_error(15)
    assert isinstance(page.find_block("500"), CannotTell)


def test_addresses_follow_the_page(vk: FakeVk) -> None:
    page = the_page().model_copy(update={"address": "http://localhost:9/vk/"})
    came_to = VkPage(page, NO_USER, vk.http()).remove_comment("9", post_id="17")
    assert isinstance(came_to, NeedsPerson)
    assert came_to.link == f"http://localhost:9/vk/wall-{GROUP}_17?reply=9"
