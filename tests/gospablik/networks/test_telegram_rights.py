from typing import Any

import pytest

from gospablik.networks.capabilities import Answer, Operation, Probed, Way
from gospablik.networks.telegram.capabilities import MATRIX
from gospablik.networks.telegram.rights import IN_CHANNEL, IN_GROUP, NEVER
from tests.gospablik.networks.fake_telegram import BOT, CHANNEL, GROUP, FakeTelegram

RIGHTS = (
    *("can_post_messages", "can_edit_messages", "can_delete_messages", "can_change_info"),
    "can_restrict_members",
)
ME = {"id": BOT, "is_bot": True, "first_name": "Бот", "username": "adm_bot"}


def admin(*, but: str = "") -> dict[str, Any]:
    flags = {right: right != but for right in RIGHTS}
    return {"status": "administrator", "user": ME, **flags}


def probe(
    telegram: FakeTelegram, in_channel: Any, in_group: Any, **me: Any
) -> dict[Operation, Probed]:
    telegram.put({**ME, **me})
    telegram.put_channel()
    telegram.put(512)
    telegram.put(in_channel)
    telegram.put(in_group)
    found = telegram.page().probe()
    assert [one.operation for one in found] == list(Operation)
    return {one.operation: one for one in found}


def denied(found: dict[Operation, Probed]) -> set[Operation]:
    return {one.operation for one in found.values() if one.answer is Answer.NO}


def test_every_cell_of_the_matrix_is_filled() -> None:
    assert list(MATRIX)
    for cells in MATRIX.values():
        assert set(cells) == set(Operation)
        assert all(cell.source for cell in cells.values())


def test_the_matrix_and_the_probe_agree_on_what_no_bot_can() -> None:
    (cells,) = MATRIX.values()
    assert {o for o, cell in cells.items() if cell.way is not Way.API} == set(NEVER)


def test_an_administrator_of_both(telegram: FakeTelegram) -> None:
    found = probe(telegram, admin(), admin())
    assert denied(found) == set(NEVER)
    assert "@adm_bot" in found[Operation.PAGE_INFO].why
    assert "кому он принадлежит, Telegram не сообщает" in found[Operation.PAGE_INFO].why
    assert telegram.methods() == [
        "getMe",
        "getChat",
        "getChatMemberCount",
        "getChatMember",
        "getChatMember",
    ]
    assert [form["chat_id"] for form in telegram.forms()[3:]] == [CHANNEL, GROUP]
    assert {form["user_id"] for form in telegram.forms()[3:]} == {BOT}


@pytest.mark.parametrize("right", RIGHTS)
def test_a_right_that_is_missing(telegram: FakeTelegram, right: str) -> None:
    found = probe(telegram, admin(but=right), admin(but=right))
    needs = {o for o, rights in {**IN_CHANNEL, **IN_GROUP}.items() if rights == (right,)}
    assert denied(found) == set(NEVER) | needs
    assert all("права «" in found[operation].why for operation in needs)


def test_one_of_two_rights_is_enough_to_edit_and_delete(telegram: FakeTelegram) -> None:
    bare = {"status": "administrator", "user": ME}
    none = probe(telegram, bare, admin())
    assert {Operation.EDIT_POST, Operation.DELETE_POST} <= denied(none)
    assert "или" in none[Operation.EDIT_POST].why
    some = probe(telegram, {**bare, "can_post_messages": True}, admin())
    assert denied(some) == set(NEVER) | {Operation.PIN_POST, Operation.DESCRIBE_PAGE}


GROUP_WORK = {Operation.REMOVE_COMMENT, Operation.BLOCK, Operation.UNBLOCK}
HEARING = {Operation.LIST_POSTS, Operation.READ_COMMENTS}


@pytest.mark.parametrize(
    ("in_group", "me", "cannot"),
    [
        ({"status": "member"}, {}, GROUP_WORK | HEARING),
        ({"status": "member"}, {"can_read_all_group_messages": True}, GROUP_WORK),
        ({"status": "left"}, {}, GROUP_WORK | HEARING | {Operation.REPLY}),
        ({"status": "kicked"}, {}, GROUP_WORK | HEARING | {Operation.REPLY}),
        ({"status": "restricted"}, {}, GROUP_WORK | HEARING | {Operation.REPLY}),
        ({"status": "restricted", "can_send_messages": True}, {}, GROUP_WORK | HEARING),
    ],
)
def test_a_bot_that_is_no_administrator_of_the_group(
    telegram: FakeTelegram, in_group: Any, me: Any, cannot: set[Operation]
) -> None:
    assert denied(probe(telegram, admin(), in_group, **me)) == set(NEVER) | cannot


def test_a_channel_without_a_group(telegram: FakeTelegram) -> None:
    telegram.put(ME)
    telegram.put_channel(None)
    telegram.put(512)
    telegram.put(admin())
    found = {one.operation: one for one in telegram.page().probe()}
    assert denied(found) == set(NEVER) | GROUP_WORK | HEARING | {Operation.REPLY}
    assert "нет группы обсуждения" in found[Operation.BLOCK].why


def test_a_dead_key_may_do_nothing(telegram: FakeTelegram) -> None:
    telegram.put_error(401, "Unauthorized")
    found = telegram.page().probe()
    assert [one.operation for one in found] == list(Operation)
    assert {one.answer for one in found} == {Answer.NO}
    assert all("не действует" in one.why for one in found)


def test_what_could_not_be_asked_says_so(telegram: FakeTelegram) -> None:
    telegram.put_raw(502, b"<html>")
    assert {one.answer for one in telegram.page().probe()} == {Answer.SILENT}
    telegram.put(ME)
    telegram.put_channel()
    telegram.put_raw(502, b"<html>")
    telegram.put_error(403, "Forbidden: bot is not a member of the channel chat")
    telegram.put("nonsense")
    found = {one.operation: one for one in telegram.page().probe()}
    assert found[Operation.PAGE_INFO].answer is Answer.YES
    assert found[Operation.COUNTERS].answer is Answer.SILENT
    assert found[Operation.PUBLISH_TEXT].answer is Answer.NO
    assert "not a member" in found[Operation.PUBLISH_TEXT].why
    assert found[Operation.BLOCK].answer is Answer.SILENT
