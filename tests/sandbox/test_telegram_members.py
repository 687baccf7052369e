"""Bans, restrictions and standings (facts 1.5, 1.8)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.kit_telegram import (
    AYAAL,
    BOT,
    CHANNEL,
    GROUP,
    OLGA,
    OTHER_BOT,
    OTHER_TOKEN,
    OWNER,
    PERSONA,
    Client,
)

AT: dict[str, Any] = {"chat_id": GROUP}


def blocked(tg: Client, post: int, user: int = AYAAL, **more: Any) -> str:
    """Why a comment cannot be written."""
    body = {"chat_id": CHANNEL, "post_id": post, "user_id": user, "text": "x", **more}
    return str(tg.control("POST", "/telegram/comments", body, status=403)["error"])


def test_a_ban_stops_writing_and_leaves_what_was_written(tg: Client) -> None:
    post = tg.post()
    comment = tg.comment(post)
    assert tg.call("banChatMember", **AT, user_id=AYAAL, revoke_messages=True) is True
    assert tg.call("banChatMember", **AT, user_id=AYAAL) is True, "twice is no error"
    assert tg.kept(GROUP, comment)["deleted"] is False
    assert blocked(tg, post) == "the author is banned from the chat"
    assert blocked(tg, post, as_chat=PERSONA) == "the author is banned from the chat"
    assert tg.call("getChatMember", **AT, user_id=AYAAL) == {
        "user": tg.call("getChatMember", **AT, user_id=AYAAL)["user"],
        "status": "kicked",
        "until_date": 0,
    }
    assert tg.call("unbanChatMember", **AT, user_id=AYAAL, only_if_banned=True) is True
    assert tg.comment(post) > comment


def test_until_when(tg: Client) -> None:
    post, now = tg.post(), tg.state()["now"]
    for seconds, kept in ((20, 0), (367 * 86400, 0), (86400, now + 86400)):
        tg.call("banChatMember", **AT, user_id=AYAAL, until_date=now + seconds)
        assert tg.call("getChatMember", **AT, user_id=AYAAL)["until_date"] == kept
    tg.clock(86400 - 60)
    assert blocked(tg, post)
    tg.clock(86400 + 1)
    assert tg.comment(post)
    assert tg.call("getChatMember", **AT, user_id=AYAAL)["status"] == "left"


def test_unban_makes_a_member_leave_unless_told_otherwise(tg: Client) -> None:
    tg.control("POST", "/telegram/members", {**AT, "user_id": OLGA, "status": "member"})
    assert tg.call("unbanChatMember", **AT, user_id=OLGA, only_if_banned=True) is True
    assert tg.call("getChatMember", **AT, user_id=OLGA)["status"] == "member"
    assert tg.call("unbanChatMember", **AT, user_id=OLGA) is True
    assert tg.call("getChatMember", **AT, user_id=OLGA)["status"] == "left"


@pytest.mark.parametrize("method", ["banChatMember", "restrictChatMember", "unbanChatMember"])
def test_whom_one_cannot_act_on(tg: Client, method: str) -> None:
    admin = {**AT, "user_id": OLGA, "status": "administrator"}
    tg.control("POST", "/telegram/members", admin)
    more: dict[str, Any] = {"permissions": {}} if method == "restrictChatMember" else {}
    for user, told in (
        (OLGA, "user is an administrator of the chat"),
        (OWNER, "can't remove chat owner"),
        (BOT, "can't restrict self"),
        (31337, "PARTICIPANT_ID_INVALID"),
        (0, "invalid user_id specified"),
    ):
        refusal = tg.refusal(method, **AT, user_id=user, **more)
        assert refusal == f"400 Bad Request: {told}"


def test_rights_to_ban(tg: Client) -> None:
    own = {**AT, "user_id": BOT, "status": "administrator", "rights": ["can_delete_messages"]}
    tg.control("POST", "/telegram/members", own)
    told = "400 Bad Request: not enough rights to restrict/unrestrict chat member"
    for method in ("banChatMember", "unbanChatMember"):
        assert tg.refusal(method, **AT, user_id=AYAAL) == told
    for method in ("banChatSenderChat", "unbanChatSenderChat"):
        assert tg.refusal(method, **AT, sender_chat_id=PERSONA) == told
    assert tg.refusal("restrictChatMember", **AT, user_id=AYAAL, permissions={}) == told


def test_a_channel_that_comments_is_banned_with_all_its_owners_channels(tg: Client) -> None:
    other = {"chat_id": -1009, "title": "Второй", "username": "second_one", "owner": AYAAL}
    tg.control("POST", "/telegram/channels", other)
    post = tg.post()
    assert tg.comment(post, as_chat=PERSONA)
    assert tg.call("banChatSenderChat", **AT, sender_chat_id=PERSONA) is True
    for persona in (PERSONA, -1009):
        assert blocked(tg, post, as_chat=persona) == "the channel is banned from the chat"
    assert tg.comment(post, user=AYAAL), "the person may still write"
    assert tg.call("unbanChatSenderChat", **AT, sender_chat_id=PERSONA) is True
    assert tg.comment(post, as_chat=PERSONA)
    for chat, told in ((-100777, "PARTICIPANT_ID_INVALID"), (0, "sender_chat_id is empty")):
        refusal = tg.refusal("banChatSenderChat", **AT, sender_chat_id=chat)
        assert refusal == f"400 Bad Request: {told}"


def test_a_mute_holds_for_what_it_names_and_as_long_as_it_says(tg: Client) -> None:
    post, now = tg.post(), tg.state()["now"]
    text_only = {"can_send_messages": True}
    sent = {**AT, "user_id": AYAAL, "until_date": now + 600}
    assert tg.call("restrictChatMember", **sent, permissions=text_only) is True
    assert tg.comment(post)
    assert blocked(tg, post, text="", media=["photo"]) == "the author is restricted in the chat"
    assert tg.call("restrictChatMember", **sent, permissions={}) is True
    member = tg.call("getChatMember", **AT, user_id=AYAAL)
    assert (member["status"], member["can_send_messages"]) == ("restricted", False)
    assert blocked(tg, post) == "the author is restricted in the chat"
    assert member["is_member"] is False
    tg.clock(601)
    assert tg.comment(post)
    assert tg.call("getChatMember", **AT, user_id=AYAAL)["status"] == "left"
    tg.control("POST", "/telegram/members", {**AT, "user_id": AYAAL, "status": "member"})
    everything = dict.fromkeys([name for name in member if name.startswith("can_")], True)
    assert tg.call("restrictChatMember", **sent, permissions=everything) is True
    assert tg.call("getChatMember", **AT, user_id=AYAAL)["status"] == "member"
    assert tg.refusal("restrictChatMember", chat_id=CHANNEL, user_id=AYAAL, permissions={}) == (
        "400 Bad Request: method is available only for supergroups"
    )


def test_permissions_imply_each_other_unless_independent(tg: Client) -> None:
    sent = {**AT, "user_id": AYAAL, "permissions": {"can_send_other_messages": True}}
    tg.call("restrictChatMember", **sent)
    member = tg.call("getChatMember", **AT, user_id=AYAAL)
    assert member["can_send_photos"] is member["can_send_messages"] is True
    tg.call("restrictChatMember", **sent, use_independent_chat_permissions=True)
    member = tg.call("getChatMember", **AT, user_id=AYAAL)
    assert (member["can_send_messages"], member["can_send_other_messages"]) == (False, True)


def test_only_members_may_write_where_it_is_so(tg: Client) -> None:
    post = tg.post()
    tg.control("PATCH", f"/telegram/chats/{GROUP}", {"join_to_send_messages": True})
    assert tg.call("getChat", **AT)["join_to_send_messages"] is True
    assert blocked(tg, post) == "only members of the chat may write"
    tg.control("POST", "/telegram/members", {**AT, "user_id": AYAAL, "status": "member"})
    assert tg.comment(post)
    assert "administrator" in blocked(tg, post, AYAAL, anonymous=True)


def test_who_leads_and_who_may_ask(tg: Client) -> None:
    led = tg.call("getChatAdministrators", chat_id=CHANNEL)
    assert [(one["user"]["id"], one["status"]) for one in led] == [
        (BOT, "administrator"),
        (OWNER, "creator"),
    ]
    assert led[0]["can_post_messages"] is True
    assert led[0]["can_promote_members"] is False
    tg.control("POST", "/telegram/members", {**AT, "user_id": OTHER_BOT, "status": "administrator"})
    assert len(tg.call("getChatAdministrators", **AT)) == 2
    assert len(tg.call("getChatAdministrators", **AT, return_bots=True)) == 3
    told = "400 Bad Request: member list is inaccessible"
    asked: dict[str, Any] = {"token": OTHER_TOKEN, "chat_id": CHANNEL}
    assert tg.refusal("getChatAdministrators", **asked) == told
    assert tg.refusal("getChatMember", **asked, user_id=AYAAL) == told
    assert tg.call("getChatMember", **asked, user_id=OTHER_BOT)["status"] == "left"
    assert tg.call("getChatMemberCount", **asked) == 2310
