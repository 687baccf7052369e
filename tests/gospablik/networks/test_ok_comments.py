from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from gospablik.errors import CouldNotRead
from gospablik.networks.base import LiveComment
from gospablik.networks.verdicts import gone
from gospablik.outcomes import Absent, CannotTell, NeedsPerson, NotNow, Present, Refused
from tests.gospablik.networks.fake_ok import GROUP, FakeOk, comment_item, comments

POST = f"https://ok.ru/group/{GROUP}/topic/17"
WRITTEN = datetime(2026, 11, 1, 7, tzinfo=UTC)


def ours(number: int, text: str = "слово", **more: Any) -> dict[str, Any]:
    page = {"author_id": str(GROUP), "author_name": "Администрация", "author_ref": f"group:{GROUP}"}
    return comment_item(number, text, **(page | more))


def test_a_comment(ok: FakeOk) -> None:
    reply = ours(4, "Ответ", reply_to_comment_id="MTI3", date="2026-11-01 10:00:01")
    photo = comment_item(5, "", attachments=[{"type": "PHOTO"}, {}], date="2026-11-01 10:00:02")
    ok.put(comments(comment_item(3), reply, photo))
    found = ok.page().comments("17")
    assert found[0] == LiveComment(
        network_id="MTI3",
        post_network_id="17",
        author_id="500",
        author_name="Айта Иванова",
        text="слово",
        written_at=WRITTEN,
        thread_root=None,
    )
    assert found[0].written_at.tzinfo is UTC
    assert (found[1].by_page, found[1].thread_root) == (True, "MTI3")
    assert found[2].attachments == ("photo", "?")
    assert ok.forms() == [
        {
            "discussionId": "17",
            "discussionType": "GROUP_TOPIC",
            "anchor": "FIRST",
            "direction": "FORWARD",
            "count": "100",
            "mark_as_read": "false",
            "fields": "comment.ID,comment.TEXT,comment.DATE,comment.AUTHOR_ID,comment.AUTHOR_NAME,"
            "comment.AUTHOR_REF,comment.REPLY_TO_COMMENT_ID,comment.TYPE,comment.ATTACHMENTS",
        }
    ]


@pytest.mark.parametrize(
    ("times", "written"),
    [
        ({"date_ms": 1_761_980_400_000}, datetime(2025, 11, 1, 7, tzinfo=UTC)),
        ({"created_ms": 1_761_980_400_000}, datetime(2025, 11, 1, 7, tzinfo=UTC)),
        ({"date_ms": None}, WRITTEN),
        ({"date": "2026-07-01 00:30:00"}, datetime(2026, 6, 30, 21, 30, tzinfo=UTC)),
    ],
)
def test_times_are_moscow_s_unless_counted(
    ok: FakeOk, times: dict[str, Any], written: datetime
) -> None:
    ok.put(comments(comment_item(3, **times)))
    assert ok.page().comments("17")[0].written_at == written


def test_an_author_by_what_is_told(ok: FakeOk) -> None:
    entities = {"users": [{"uid": "502", "name": "Пётр"}, {"uid": "503"}], "groups": None}
    bare = {"id": "MTI1", "text": "т", "date": "2026-11-01 10:00:00"}
    ok.put(
        comments(
            bare,
            {**bare, "id": "MTI2", "author_ref": "user:502"},
            {**bare, "id": "MTI3", "author_id": "503", "author_name": None},
            {**bare, "id": "MTI4", "author_ref": f"group:{GROUP}"},
            entities=entities,
        )
    )
    found = ok.page().comments("17")
    assert [c.author_id for c in found] == [None, "502", "503", str(GROUP)]
    assert [c.author_name for c in found][:3] == ["автор не назван", "Пётр", "profile/503"]
    assert [c.unnamed for c in found][:3] == [True, False, True]
    assert [c.by_page for c in found] == [False, False, False, True]


def test_all_sheets_are_read_oldest_first(ok: FakeOk) -> None:
    late = comment_item(1, date="2026-11-01 12:00:00")
    ok.put(
        comments(late, comment_item(2), has_more=True),
        comments(comment_item(2), comment_item(3), anchor="a2"),
    )
    found = ok.page().comments("17")
    assert [c.network_id for c in found] == ["MTI2", "MTI3", "MTI1"]
    assert [form["anchor"] for form in ok.forms()] == ["FIRST", "a1"]


def test_an_anchor_that_repeats_stops_and_complains(ok: FakeOk) -> None:
    ok.put(*[comments(comment_item(2), has_more=True)] * 2)
    with pytest.raises(CouldNotRead, match="закладка повторилась"):
        ok.page().comments("17")


def test_silence_is_no_comments_but_only_of_this_post(ok: FakeOk) -> None:
    page = ok.page()
    ok.put({"discussionId": "17", "has_more": False}, comments(comments=None))
    assert page.comments("17") == page.comments("17") == []


@pytest.mark.parametrize(
    "answer",
    [
        None,
        {},
        [],
        {"has_more": False},
        comments(topic="18"),
        comments(comments={}),
        comments(has_more="no"),
        comments("нет"),  # type: ignore[arg-type]
        *(
            comments({k: v for k, v in comment_item(3).items() if k != gone})
            for gone in ("id", "date")
        ),
        comments(comment_item(3, date="вчера")),
        comments({**comment_item(3), "text": 5}),
        comments(comment_item(3, date_ms=10**20)),
    ],
)
def test_what_is_half_read_is_not_read(ok: FakeOk, answer: Any) -> None:
    ok.put(answer)
    with pytest.raises(CouldNotRead, match="не значит, что всё в порядке"):
        ok.page().comments("17")


def test_the_older_method_is_asked_when_the_first_is_gone(ok: FakeOk) -> None:
    page = ok.page()
    ok.put_error(3)
    ok.put(
        {"commentss": [comment_item(1), comment_item(2)]},
        {"commentss": [comment_item(2), comment_item(3)]},
        {"commentss": [comment_item(3)]},
    )
    assert [c.network_id for c in page.comments("17")] == ["MTI1", "MTI2", "MTI3"]
    assert [form["offset"] for form in ok.forms()[1:]] == ["0", "1", "2"]
    assert ok.forms()[1]["entityId"] == "17"
    ok.put_error(3)
    ok.put({"commentss": []})
    assert page.comments("17") == []
    ok.put_error(3)
    ok.put({"comments": []})
    with pytest.raises(CouldNotRead, match="commentss"):
        page.comments("17")
    ok.put_error(3)
    ok.put({"commentss": [comment_item(1), comment_item(2)]}, {"commentss": [comment_item(3)]})
    with pytest.raises(CouldNotRead, match="менялся"):
        page.comments("17")


@pytest.mark.parametrize("code", [8, 10, 102, 300, 777])
def test_other_errors_are_told(ok: FakeOk, code: int) -> None:
    ok.put_error(code)
    with pytest.raises(CouldNotRead, match=str(code)):
        ok.page().comments("17")
    assert len(ok.asked) == 1


def test_find_comment(ok: FakeOk) -> None:
    page = ok.page()
    ok.put(comment_item(3), {"comment": comment_item(3)})
    assert page.find_comment("MTI3", post_id="17") == Present("MTI3")
    assert page.find_comment("MTI3", post_id="17") == Present("MTI3")
    assert ok.forms()[0]["comment_id"] == "MTI3"
    for code in (700, 702, 300):
        ok.put_error(code)
        assert isinstance(page.find_comment("MTI3", post_id="17"), Absent)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (8, NotNow),
        (102, NotNow),
        (777, NotNow),
        (10, CannotTell),
        (106, CannotTell),
        (141, CannotTell),
    ],
)
def test_a_comment_that_could_not_be_looked_for(ok: FakeOk, code: int, kind: type) -> None:
    ok.put_error(code)
    assert isinstance(ok.page().find_comment("MTI3", post_id="17"), kind)


@pytest.mark.parametrize("answer", [None, {}, [], {"comment": {}}, comment_item(4)])
def test_another_comment_proves_nothing(ok: FakeOk, answer: Any) -> None:
    ok.put(answer)
    assert isinstance(ok.page().find_comment("MTI3", post_id="17"), NotNow)


def test_without_the_method_the_list_is_looked_through(ok: FakeOk) -> None:
    page = ok.page()
    for sheet, outcome in (
        (comments(comment_item(3)), Present("MTI3")),
        (comments(comment_item(4)), Absent()),
    ):
        ok.put_error(3)
        ok.put(sheet)
        assert page.find_comment("MTI3", post_id="17") == outcome
    for code, kind in ((300, Absent), (10, CannotTell), (8, NotNow)):
        ok.put_error(3)
        ok.put_error(code)
        assert isinstance(page.find_comment("MTI3", post_id="17"), kind)


def test_find_reply(ok: FakeOk) -> None:
    page = ok.page()
    for item, outcome in (
        (ours(9, "Добрый день!\n Ответ."), Present("MTI9")),
        (comment_item(9, "Добрый день! Ответ."), Absent()),
        (ours(9, "Другое"), Absent()),
        (ours(9, "Добрый день! Ответ.", date="2026-11-01 09:54:59"), Absent()),
    ):
        ok.put(comments(item))
        assert page.find_reply("Добрый день! Ответ.", post_id="17", since=WRITTEN) == outcome
    ok.put_error(10)
    assert isinstance(page.find_reply("x", post_id="17", since=WRITTEN), CannotTell)


def test_what_ok_has_no_method_for_is_an_errand(ok: FakeOk) -> None:
    page = ok.page()
    verbs: dict[str, Callable[[], object]] = {
        "ответ от имени группы": lambda: page.reply("ответ", post_id="17", key="k"),
        "найдите под ней этот комментарий": lambda: page.reply(
            "ответ", post_id="17", key="k", to="MTI3"
        ),
        "восстановить": lambda: page.restore_comment("MTI3", post_id="17"),
    }
    for press, do in verbs.items():
        came_to = do()
        assert isinstance(came_to, NeedsPerson)
        assert came_to.link == POST
        assert press in came_to.press
        assert came_to.why.startswith("В API Одноклассников нет метода, чтобы ")
    assert not ok.asked


def test_a_removal_tells_which_comment(ok: FakeOk) -> None:
    page = ok.page()
    ok.put(comment_item(3, "слова", author_name="Айта\n Иванова"))
    came_to = page.remove_comment("MTI3", post_id="17")
    assert isinstance(came_to, NeedsPerson)
    assert came_to.link == POST
    assert "автор «Айта Иванова», 01.11.2026 10:00:00 по Москве" in came_to.press
    assert "слова" not in str(came_to)
    ok.put_error(700)
    assert page.remove_comment("MTI3", post_id="17") == gone("MTI3")
    ok.put_error(8)
    blind = page.remove_comment("MTI3", post_id="17")
    assert isinstance(blind, NeedsPerson)
    assert "комментарий, наведите" in blind.press
    assert {"discussions.getComment"} == set(ok.methods())


def test_a_reply_too_long_for_anyone_is_no_errand(ok: FakeOk) -> None:
    page = ok.page()
    came_to = page.reply("я" * 20_000, post_id="17", key="k")
    assert isinstance(came_to, Refused)
    assert "3000" in came_to.why
    assert isinstance(page.reply("👍" * 3_000, post_id="17", key="k"), NeedsPerson)
    assert isinstance(page.reply("👍" * 3_001, post_id="17", key="k"), Refused)
