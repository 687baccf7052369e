from typing import Any

import pytest

from gospablik.networks.capabilities import Answer, Operation, Probed, Way
from gospablik.networks.ok.capabilities import MATRIX
from gospablik.networks.ok.methods import METHODS
from gospablik.networks.ok.probe import NEEDED
from tests.gospablik.networks.fake_ok import GROUP, FakeOk, comments, topic_item, topics

METHODS_OF_WRITES = sorted({method for needed in NEEDED.values() for method in needed})
PERMISSIONS = ("GROUP_CONTENT", "PHOTO_CONTENT", "VALUABLE_ACCESS", "VIDEO_CONTENT")
PUBLISHING = {
    Operation.PUBLISH_TEXT,
    Operation.LINK_CARD,
    Operation.EDIT_POST,
    Operation.DELETE_POST,
}
WITH_PHOTO = {Operation.PUBLISH_PHOTO, Operation.PUBLISH_ALBUM}
ERRANDS = {
    Operation.REPOST,
    Operation.DESCRIBE_PAGE,
    Operation.REPLY,
    Operation.REMOVE_COMMENT,
    Operation.RESTORE_COMMENT,
    Operation.BLOCK,
    Operation.UNBLOCK,
}


def person(status: str = "ADMIN", **more: Any) -> list[dict[str, Any]]:
    return [{"userId": "9", "groupId": str(GROUP), "status": status, **more}]


def left(*gone: str) -> list[dict[str, Any]]:
    return [{"name": m, "callsLeft": 0, "available": m not in gone} for m in METHODS_OF_WRITES]


def asked(
    ok: FakeOk,
    granted: tuple[bool, ...] = (True, True, True, True),
    membership: Any = None,
    calls: Any = None,
    posts: Any = None,
) -> dict[Operation, Probed]:
    """All that the probe asks, in its order, and what came of it."""
    listed = topics(topic_item(17, 1)) if posts is None else posts
    ok.put("9", *granted, {"uid": "9", "first_name": "Айта", "last_name": "Иванова"})
    ok.put(person() if membership is None else membership, left() if calls is None else calls)
    ok.put([{"uid": str(GROUP), "name": "Администрация"}], {"counters": {"members": 1}}, listed)
    if listed["media_topics"]:
        ok.put(comments())
    return {told.operation: told for told in ok.page().probe()}


def with_answer(told: dict[Operation, Probed], answer: Answer) -> set[Operation]:
    return {operation for operation, one in told.items() if one.answer is answer}


def test_a_key_that_may_all_that_can_be_asked(ok: FakeOk) -> None:
    told = asked(ok)
    assert set(told) == set(Operation)
    assert with_answer(told, Answer.NO) == {Operation.PUBLISH_FILE}
    assert with_answer(told, Answer.NOT_ASKED) == {
        *ERRANDS,
        Operation.PIN_POST,
        Operation.LIST_BLOCKED,
    }
    assert "Ключ принадлежит: Айта Иванова" in told[Operation.PAGE_INFO].why
    assert "ADMIN" in told[Operation.PAGE_INFO].why
    assert all(one.why for one in told.values() if one.answer is not Answer.YES)


def test_nothing_is_written_and_no_closed_method_is_called(ok: FakeOk) -> None:
    asked(ok)
    assert not [method for method in ok.methods() if METHODS[method].writes]
    assert ok.forms()[1:5] == [{"uid": "9", "ext_perm": name} for name in PERMISSIONS]
    assert ok.forms()[7] == {"uid": "9", "methods": ",".join(METHODS_OF_WRITES)}
    assert ok.forms()[-1]["mark_as_read"] == "false"


def test_a_permission_that_is_missing(ok: FakeOk) -> None:
    told = asked(ok, granted=(True, False, True, True))
    assert with_answer(told, Answer.NO) == {*WITH_PHOTO, Operation.PUBLISH_FILE}
    assert "PHOTO_CONTENT" in told[Operation.PUBLISH_PHOTO].why


@pytest.mark.parametrize(
    ("membership", "words"),
    [
        (person("ACTIVE"), "ACTIVE"),
        (person("MODERATOR", role="ANALYST"), "ANALYST"),
        (person("MODERATOR", role=["ANALYST"]), "ANALYST"),
        (person("BLOCKED"), "BLOCKED"),
        ([], "не состоит в группе"),
    ],
)
def test_a_role_that_does_not_write(ok: FakeOk, membership: Any, words: str) -> None:
    told = asked(ok, membership=membership)
    assert with_answer(told, Answer.NO) == {*NEEDED, Operation.PUBLISH_FILE}
    assert words in told[Operation.PUBLISH_TEXT].why
    assert words in told[Operation.PAGE_INFO].why


@pytest.mark.parametrize("role", ["EDITOR", "MODERATOR", "SUPER_MODERATOR", None])
def test_a_role_that_writes(ok: FakeOk, role: str | None) -> None:
    told = asked(ok, membership=person("MODERATOR", role=role))
    assert with_answer(told, Answer.YES) >= PUBLISHING | WITH_PHOTO


def test_calls_used_up(ok: FakeOk) -> None:
    told = asked(ok, calls=left("mediatopic.post"))
    assert told[Operation.PUBLISH_TEXT].answer is Answer.NO
    assert "mediatopic.post" in told[Operation.PUBLISH_TEXT].why
    assert told[Operation.EDIT_POST].answer is Answer.YES


def test_without_posts_comments_cannot_be_tried(ok: FakeOk) -> None:
    told = asked(ok, posts=topics())
    assert told[Operation.LIST_POSTS].answer is Answer.YES
    assert told[Operation.READ_COMMENTS].answer is Answer.NOT_ASKED


def test_a_dead_key_may_nothing(ok: FakeOk) -> None:
    ok.put_error(103, "PARAM_SESSION_KEY : Invalid session key")
    told = ok.page().probe()
    assert [one.operation for one in told] == list(Operation)
    assert {one.answer for one in told} == {Answer.NO}
    assert all("103" in one.why for one in told)


@pytest.mark.parametrize("code", [7, 777])
def test_a_silent_network_has_said_nothing(ok: FakeOk, code: int) -> None:
    ok.put_error(code)
    assert {one.answer for one in ok.page().probe()} == {Answer.SILENT}
    ok.put(None)
    assert {one.answer for one in ok.page().probe()} == {Answer.SILENT}


def test_every_question_may_fail_by_itself(ok: FakeOk) -> None:
    ok.put(9)
    for code in (100, 100, 100, 100, 10, 10, 10, 10, 3, 3):
        ok.put_error(code)
    told = {one.operation: one for one in ok.page().probe()}
    assert with_answer(told, Answer.YES) == set()
    assert with_answer(told, Answer.NO) == {
        Operation.PAGE_INFO,
        Operation.COUNTERS,
        Operation.LIST_POSTS,
        Operation.PUBLISH_FILE,
    }
    assert "Ключ принадлежит: 9; роль в группе: не узнана" in told[Operation.PAGE_INFO].why
    assert "100" in told[Operation.PUBLISH_TEXT].why
    assert told[Operation.PUBLISH_TEXT].answer is Answer.NOT_ASKED, "отказ сказать — не отказ сети"


def test_a_permission_that_is_no_yes_and_no_no(ok: FakeOk) -> None:
    told = asked(ok, granted=("yes", True, True, True))  # type: ignore[arg-type]
    assert told[Operation.PUBLISH_TEXT].answer is Answer.SILENT


# The matrix.


def test_the_matrix_is_complete_and_has_sources() -> None:
    for cells in MATRIX.values():
        assert set(cells) == set(Operation)
        assert all(cell.source for cell in cells.values())


def test_the_matrix_and_the_probe_agree_on_what_there_is_no_method_for() -> None:
    for cells in MATRIX.values():
        assert {o for o, cell in cells.items() if cell.way is Way.ERRAND} == ERRANDS
        impossible = {o for o, cell in cells.items() if cell.way is Way.IMPOSSIBLE}
        assert impossible == {Operation.PUBLISH_FILE, Operation.LIST_BLOCKED}
