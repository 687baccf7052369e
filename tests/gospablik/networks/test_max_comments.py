"""Comments, authors and rights of a channel."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from gospablik.errors import CouldNotRead
from gospablik.networks.capabilities import Answer, Operation, Way
from gospablik.networks.max import MaxToken
from gospablik.networks.max.capabilities import MATRIX
from gospablik.networks.max.rights import NEEDS, SEEN
from gospablik.networks.verdicts import gone
from gospablik.outcomes import (
    Absent,
    CannotTell,
    Done,
    NeedsPerson,
    NothingHappened,
    NotNow,
    Present,
    Refused,
    Unknown,
)
from tests.gospablik.networks.fake_max import (
    ADDRESS,
    BOT,
    CHAT,
    HOME,
    FakeMax,
    channel,
    comment,
    membership,
    message,
    user,
)

T0 = datetime(2026, 10, 1, tzinfo=UTC)
S0 = int(T0.timestamp()) * 1000
POST = "mid.post"
ME = user(BOT)


def listed(*items: dict[str, Any]) -> list[dict[str, Any]]:
    """The answers to reading a list that fits a sheet: the sheet, and that there is no more."""
    return [{"messages": list(items)}, {"messages": list(items[-1:])}]


def test_comments(fake: FakeMax) -> None:
    answers = [
        comment("mid.3", S0 + 3, "Здравствуйте", sender=user(BOT, "Бот", None)),
        comment("mid.2", S0 + 2, link={"type": "reply", "message": {"mid": "mid.1"}}),
        comment("mid.1", S0 + 1, "Яма", sender=user(500), link={"type": "reply", "message": {}}),
    ]
    fake.put(ME, *listed(*answers))
    page = fake.page()
    found = page.comments(POST)
    assert [c.network_id for c in found] == ["mid.1", "mid.2", "mid.3"]
    assert [c.author_id for c in found] == ["500", None, str(BOT)]
    assert [c.author_name for c in found] == ["Айта Иванова", "", "Бот"]
    assert [c.by_page for c in found] == [False, False, True]
    assert [c.thread_root for c in found] == [None, "mid.1", None]
    assert {c.post_network_id for c in found} == {POST}
    assert found[0].written_at == T0 + timedelta(milliseconds=1)
    assert fake.calls() == ["GET /me"] + [f"GET /messages/{POST}/comments"] * 2
    assert fake.query(1) == {"count": "100"}
    fake.put({"messages": []})
    assert page.comments(POST) == []
    assert fake.calls().count("GET /me") == 1


def test_an_answer_to_the_post_itself_is_no_thread(fake: FakeMax) -> None:
    fake.put(ME, *listed(comment("mid.1", S0, link={"type": "reply", "message": {"mid": POST}})))
    assert fake.page().comments(POST)[0].thread_root is None


def test_long_lists_are_read_to_the_end_through_equal_times(fake: FakeMax) -> None:
    items = [comment(f"mid.{n}", S0 + 500 - n // 3) for n in range(250)]
    fake.put(ME)
    for start in (0, 99, 198, 247):
        fake.put({"messages": items[start : start + 100]})
    assert len({c.network_id for c in fake.page().comments(POST)}) == 250
    assert fake.query(2)["before"] == str(items[99]["timestamp"] + 1)


@pytest.mark.parametrize(
    "spoilt",
    [{"body": None}, {"body": {"mid": "mid.1"}}, {"timestamp": None}, {"sender": {"name": "я"}}],
)
def test_a_half_read_comment_is_not_read(fake: FakeMax, spoilt: dict[str, Any]) -> None:
    fake.put(ME, {"messages": [comment("mid.1", S0, **spoilt)]})
    with pytest.raises(CouldNotRead):
        fake.page().comments(POST)


def test_reply(fake: FakeMax) -> None:
    fake.put({"message": comment("mid.7", S0)})
    assert fake.page().reply("Добрый <день>!", post_id=POST, key="k") == Done("mid.7")
    assert fake.calls() == [f"POST /messages/{POST}/comments"]
    assert fake.body() == {"text": "Добрый <день>!"}
    assert isinstance(fake.page().reply("ы" * 20_000, post_id=POST, key="k"), Refused)


def test_a_reply_while_comments_are_off_is_unknown_and_says_why(fake: FakeMax) -> None:
    fake.put_error(500, "internal.error", "id 7")
    came_to = fake.page().reply("Добрый день!", post_id=POST, key="k")
    assert isinstance(came_to, Unknown)
    assert "комментарии в канале выключены" in came_to.why


def test_find_reply(fake: FakeMax) -> None:
    text = "Добрый день!"
    for sender in (None, user(BOT)):
        fake.put(ME, *listed(comment("mid.7", S0 - 60_000, "Добрый  день! ", sender=sender)))
        assert fake.page().find_reply(text, post_id=POST, since=T0) == Present("mid.7")
    assert fake.query(1)["after"] == str(S0 - 60_001)
    for other in (
        comment("mid.7", S0, text, sender=user(500)),
        comment("mid.7", S0, "Добрый день"),
    ):
        fake.put(ME, *listed(other))
        assert fake.page().find_reply(text, post_id=POST, since=T0) == Absent()
    fake.put(ME, {"messages": [comment("mid.7", S0 - 60_001, text)]})
    assert fake.page().find_reply(text, post_id=POST, since=T0) == Absent()
    fake.put_error(500, "internal.error")
    assert isinstance(fake.page().find_reply(text, post_id=POST, since=T0), NotNow)


def test_find_comment(fake: FakeMax) -> None:
    fake.put(comment("mid.1", S0))
    assert fake.page().find_comment("mid.1", post_id=POST) == Present("mid.1")
    assert fake.calls() == [f"GET /messages/{POST}/comments/mid.1"]
    fake.put(comment("mid.2", S0))
    assert isinstance(fake.page().find_comment("mid.1", post_id=POST), NotNow)


@pytest.mark.parametrize(("status", "code"), [(404, "not.found"), (400, "proto.payload")])
def test_a_comment_is_absent_if_the_list_says_so_too(fake: FakeMax, status: int, code: str) -> None:
    fake.put_error(status, code)
    fake.put(*listed(comment("mid.2", S0)))
    assert fake.page().find_comment("mid.1", post_id=POST) == Absent()
    fake.put_error(status, code)
    fake.put(*listed(comment("mid.1", S0)))
    assert fake.page().find_comment("mid.1", post_id=POST) == Present("mid.1")
    for _ in range(3):
        fake.put_error(status, code)
    fake.put(membership("read_all_messages"))
    found = fake.page().find_comment("mid.1", post_id=POST)
    assert isinstance(found, Absent)
    assert "поста" in found.detail


def test_a_comment_that_cannot_be_looked_for(fake: FakeMax) -> None:
    fake.put_error(500, "internal.error")
    assert isinstance(fake.page().find_comment("mid.1", post_id=POST), NotNow)
    fake.put_error(403, "access.denied")
    assert isinstance(fake.page().find_comment("mid.1", post_id=POST), CannotTell)
    fake.put_error(404, "not.found")
    fake.put_error(500, "internal.error")
    assert isinstance(fake.page().find_comment("mid.1", post_id=POST), NotNow)
    for _ in range(3):
        fake.put_error(404, "not.found")
    fake.put(membership())
    assert isinstance(fake.page().find_comment("mid.1", post_id=POST), CannotTell)
    assert isinstance(fake.page().find_comment("", post_id=POST), CannotTell)


def remove(fake: FakeMax) -> Any:
    return fake.page().remove_comment("mid.1", post_id=POST)


def test_remove_comment(fake: FakeMax) -> None:
    fake.put({"success": True})
    assert remove(fake) == Done("mid.1")
    assert fake.calls() == [f"DELETE /messages/{POST}/comments"]
    assert fake.query() == {"comment_id": "mid.1"}


@pytest.mark.parametrize(
    ("status", "answer"),
    [(404, {"code": "not.found"}), (400, {"code": "proto.payload"}), (200, {"success": False})],
)
def test_a_comment_that_is_gone_was_not_removed_by_us(
    fake: FakeMax, status: int, answer: dict[str, Any]
) -> None:
    fake.answers.append(httpx.Response(status, json=answer))
    fake.put_error(404, "not.found")
    fake.put({"messages": []})
    assert remove(fake) == gone("mid.1")
    fake.answers.append(httpx.Response(status, json=answer))
    fake.put(comment("mid.1", S0))
    assert isinstance(remove(fake), Refused)


def test_what_else_a_removal_comes_to(fake: FakeMax) -> None:
    fake.put_raw(429, b"")
    assert isinstance(remove(fake), NothingHappened)
    fake.put_error(401, "verify.token")
    assert isinstance(remove(fake), NothingHappened)
    fake.put_error(500, "internal.error")
    assert isinstance(remove(fake), Unknown)
    fake.put_failure(httpx.ReadTimeout("x"))
    assert isinstance(remove(fake), Unknown)
    fake.put_error(403, "access.denied")
    fake.put(message(POST, S0))
    came_to = remove(fake)
    assert isinstance(came_to, NeedsPerson)
    assert came_to.link == ADDRESS
    assert "Удалить" in came_to.press


def test_nobody_restores_a_comment(fake: FakeMax) -> None:
    assert isinstance(fake.page().restore_comment("mid.1", post_id=POST), Refused)


def test_blocking_is_a_persons_work(fake: FakeMax) -> None:
    page = fake.page()
    until = T0 + timedelta(days=30)
    blocking = page.block("500", until=until, reason="п. 4.3")
    assert isinstance(blocking, NeedsPerson)
    assert blocking.link == HOME
    for word in ("500", "31.10.2026 00:00 (UTC)", "п. 4.3"):
        assert word in blocking.press
    unblocking = page.unblock("500")
    assert isinstance(unblocking, NeedsPerson)
    assert "500" in unblocking.press
    assert isinstance(page.find_block("500", until=until), CannotTell)
    with pytest.raises(CouldNotRead, match="не показывают"):
        page.blocked()
    with pytest.raises(ValueError, match="пояс"):
        page.block("500", until=until.replace(tzinfo=None), reason="")


# Rights.


def test_the_matrix_is_complete_and_sourced() -> None:
    for cells in MATRIX.values():
        assert set(cells) == set(Operation)
        assert all(cell.source for cell in cells.values())


def test_what_is_done_by_the_api_can_be_asked_about() -> None:
    for cells in MATRIX.values():
        by_api = {operation for operation, cell in cells.items() if cell.way is Way.API}
        assert by_api == {*NEEDS, *SEEN}


def probed(fake: FakeMax, token: MaxToken | None = None) -> dict[Operation, Answer]:
    answers = (fake.page(token) if token else fake.page()).probe()
    assert all(one.why for one in answers)
    told = {one.operation: one.answer for one in answers}
    assert len(answers) == len(told)
    assert set(told) == set(Operation)
    return told


def test_probe_by_rights_of_old_and_new_names(fake: FakeMax) -> None:
    fake.put(ME, channel(), membership("read_all_messages", "edit_message", "pin_message"))
    told = probed(fake)
    assert fake.calls() == ["GET /me", f"GET /chats/{CHAT}", f"GET /chats/{CHAT}/members/me"]
    yes = {operation for operation, answer in told.items() if answer is Answer.YES}
    assert yes == {
        Operation.PAGE_INFO,
        Operation.COUNTERS,
        Operation.LIST_POSTS,
        Operation.READ_COMMENTS,
        Operation.EDIT_POST,
        Operation.PIN_POST,
    }
    assert told[Operation.BLOCK] is told[Operation.RESTORE_COMMENT] is Answer.NOT_ASKED
    assert told[Operation.PUBLISH_TEXT] is Answer.NO


def test_probe_of_a_mere_member(fake: FakeMax) -> None:
    fake.put(ME, channel(), membership())
    told = probed(fake)
    assert [told[op] for op in (Operation.PAGE_INFO, Operation.REPLY)] == [Answer.YES, Answer.NO]


@pytest.mark.parametrize("token", [None, MaxToken("")])
def test_probe_with_a_dead_key_or_none(fake: FakeMax, token: MaxToken | None) -> None:
    if token is None:
        fake.put_error(401, "verify.token")
    assert set(probed(fake, token).values()) == {Answer.NO}


def test_probe_without_the_channel_or_the_net(fake: FakeMax) -> None:
    fake.put(ME)
    fake.put_error(404, "chat.not.found")
    assert probed(fake)[Operation.PAGE_INFO] is Answer.NO
    fake.put(ME, channel())
    fake.put_error(403, "access.denied")
    told = probed(fake)
    assert (told[Operation.PAGE_INFO], told[Operation.REPLY]) == (Answer.YES, Answer.NO)
    fake.put_failure(httpx.ConnectError("x"))
    assert set(probed(fake).values()) == {Answer.SILENT}
