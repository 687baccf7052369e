"""Edit, delete, pin, forward, copy, describe (facts 1.5, 1.8, 1.9)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.kit_telegram import BOT, CHANNEL, GROUP, SERVICE_CHAT, Client, picture

AT: dict[str, Any] = {"chat_id": CHANNEL}
DAY = 86400


def rights(tg: Client, chat: int, *given: str) -> None:
    """Leave the bot only these rights."""
    body = {"chat_id": chat, "user_id": BOT, "status": "administrator", "rights": list(given)}
    tg.control("POST", "/telegram/members", body)


def by_hand(tg: Client, text: str = "Вручную") -> int:
    """A post of a human administrator."""
    made = tg.control("POST", "/telegram/posts", {"chat_id": CHANNEL, "text": text})
    return int(made["message_id"])


def test_an_edit_has_no_age_limit_and_reaches_the_copy(tg: Client) -> None:
    post = tg.post()
    tg.news()
    tg.clock(400 * DAY)
    edited = tg.call(
        "editMessageText", **AT, message_id=post, text="<i>Вода есть</i>", parse_mode="HTML"
    )
    assert edited["edit_date"] > edited["date"]
    (update,) = tg.news()
    assert update["edited_message"]["text"] == "Вода есть"
    assert update["edited_message"]["is_automatic_forward"] is True
    assert [one["text"] for one in tg.kept(CHANNEL, post)["versions"]] == [
        "Отключение воды",
        "Вода есть",
    ]


def test_nothing_new_is_not_an_edit(tg: Client) -> None:
    post = tg.post("<b>Вода</b>", parse_mode="HTML")
    same = {**AT, "message_id": post, "text": "<b>Вода</b>", "parse_mode": "HTML"}
    told = tg.refusal("editMessageText", **same)
    assert told.startswith("400 Bad Request: message is not modified: ")
    assert tg.call("editMessageText", **same | {"text": "Вода"})["text"] == "Вода"
    options = {"is_disabled": True}
    plain = {**AT, "message_id": post, "text": "Вода", "link_preview_options": options}
    assert tg.call("editMessageText", **plain)["link_preview_options"] == options


def test_text_and_caption_are_different_things(tg: Client) -> None:
    post = tg.post()
    photo = tg.call("sendPhoto", **AT, files={"photo": picture()})["message_id"]
    assert tg.refusal("editMessageText", **AT, message_id=photo, text="x") == (
        "400 Bad Request: there is no text in the message to edit"
    )
    assert tg.refusal("editMessageCaption", **AT, message_id=post, caption="x") == (
        "400 Bad Request: there is no caption in the message to edit"
    )
    captioned = tg.call("editMessageCaption", **AT, message_id=photo, caption="Подпись")
    assert captioned["caption"] == "Подпись"
    assert "caption" not in tg.call("editMessageCaption", **AT, message_id=photo)
    assert tg.refusal("editMessageText", **AT, message_id=99, text="x") == (
        "400 Bad Request: message to edit not found"
    )


def test_whose_messages_may_be_edited(tg: Client) -> None:
    theirs, own = by_hand(tg), tg.post()
    assert tg.call("editMessageText", **AT, message_id=theirs, text="Поправлено")
    rights(tg, CHANNEL, "can_post_messages")
    assert tg.call("editMessageText", **AT, message_id=own, text="Своё можно")
    cannot = "400 Bad Request: message can't be edited"
    assert tg.refusal("editMessageText", **AT, message_id=theirs, text="x") == cannot
    comment = tg.comment(own)
    assert tg.refusal("editMessageText", chat_id=GROUP, message_id=comment, text="x") == cannot
    assert tg.refusal("editMessageText", chat_id=GROUP, message_id=1, text="x") == cannot


def test_deleting_leaves_no_update_and_no_second_time(tg: Client) -> None:
    post = tg.post()
    comment = tg.comment(post)
    tg.news()
    assert tg.call("deleteMessage", chat_id=GROUP, message_id=comment) is True
    assert tg.call("deleteMessage", **AT, message_id=post) is True
    assert tg.news() == []
    for chat, one in ((GROUP, comment), (CHANNEL, post)):
        assert tg.refusal("deleteMessage", chat_id=chat, message_id=one) == (
            "400 Bad Request: message to delete not found"
        )
        assert tg.kept(chat, one)["deleted_by"] == BOT
    assert tg.kept(GROUP, 1)["deleted"] is False, "the copy of a post stays in the group"


def test_after_48_hours_nothing_can_be_deleted(tg: Client) -> None:
    post = tg.post()
    comment = tg.comment(post)
    tg.clock(2 * DAY - 60)
    assert tg.call("deleteMessage", **AT, message_id=tg.post("Новый"))
    tg.clock(2 * DAY + 1)
    cannot = "400 Bad Request: message can't be deleted"
    for chat, one in ((CHANNEL, post), (GROUP, comment), (GROUP, 1)):
        assert tg.refusal("deleteMessage", chat_id=chat, message_id=one) == cannot
    assert tg.refusal("deleteMessages", chat_id=GROUP, message_ids=[comment]) == cannot
    assert tg.call("editMessageText", **AT, message_id=post, text="удалено")


def test_rights_to_delete(tg: Client) -> None:
    own, theirs = tg.post(), by_hand(tg)
    comment = tg.comment(own)
    rights(tg, CHANNEL, "can_post_messages", "can_edit_messages")
    rights(tg, GROUP, "can_restrict_members")
    cannot = "400 Bad Request: message can't be deleted"
    assert tg.refusal("deleteMessage", **AT, message_id=theirs) == cannot
    assert tg.refusal("deleteMessage", chat_id=GROUP, message_id=comment) == cannot
    assert tg.call("deleteMessage", **AT, message_id=own)


def test_delete_many(tg: Client) -> None:
    post = tg.post()
    ids = [tg.comment(post, str(number)) for number in range(3)]
    at: dict[str, Any] = {"chat_id": GROUP}
    assert tg.call("deleteMessages", **at, message_ids=[*ids[:2], 500]) is True
    assert [tg.kept(GROUP, one)["deleted"] for one in ids] == [True, True, False]
    assert tg.call("deleteMessages", **at, message_ids=ids) is True
    for sent, told in (
        ("", "message identifiers are not specified"),
        ([1] * 101, "too many message identifiers specified"),
        ({"a": 1}, "expected an Array of message identifiers"),
        ([0], "invalid message identifier specified"),
        ("[", "can't parse message_ids JSON object"),
    ):
        refusal = tg.refusal("deleteMessages", **at, message_ids=sent)
        assert refusal == f"400 Bad Request: {told}"


def test_pins(tg: Client) -> None:
    first, second = tg.post("Первый"), tg.post("Второй")
    tg.clock(10)
    for one in (second, first, second):
        assert tg.call("pinChatMessage", **AT, message_id=one)
    assert tg.call("getChat", **AT)["pinned_message"]["message_id"] in {first, second}
    service = [one for one in tg.news() if "channel_post" in one]
    assert [one["channel_post"]["pinned_message"]["message_id"] for one in service] == [
        second,
        first,
    ]
    assert tg.call("unpinChatMessage", **AT)
    assert tg.call("unpinChatMessage", **AT, message_id=first)
    assert "pinned_message" not in tg.call("getChat", **AT)
    assert tg.refusal("unpinChatMessage", **AT).endswith("message to unpin not found")
    assert tg.refusal("pinChatMessage", **AT, message_id=99).endswith("message to pin not found")
    rights(tg, CHANNEL, "can_post_messages")
    rights(tg, GROUP)
    for chat, one in ((CHANNEL, first), (GROUP, 1)):
        assert tg.refusal("pinChatMessage", chat_id=chat, message_id=one).endswith(
            "not enough rights to manage pinned messages in the chat"
        )


def test_a_forward_proves_that_a_message_exists(tg: Client) -> None:
    theirs = by_hand(tg)
    ids: dict[str, Any] = {"chat_id": SERVICE_CHAT, "from_chat_id": CHANNEL}
    probe = tg.call("forwardMessage", **ids, message_id=theirs)
    assert probe["text"] == "Вручную"
    assert probe["forward_origin"]["type"] == "channel"
    assert probe["forward_origin"]["message_id"] == theirs
    assert "is_automatic_forward" not in probe
    assert tg.refusal("forwardMessage", **ids, message_id=theirs + 1) == (
        "400 Bad Request: message to forward not found"
    )
    comment = tg.comment(theirs)
    from_group: dict[str, Any] = {"chat_id": SERVICE_CHAT, "from_chat_id": GROUP}
    shown = tg.call("forwardMessage", **from_group, message_id=comment)
    assert shown["forward_origin"]["sender_user"]["first_name"] == "Айаал"
    of_copy = tg.call("forwardMessage", **from_group, message_id=1)
    assert of_copy["forward_origin"]["message_id"] == theirs


def test_a_copy_has_no_origin(tg: Client) -> None:
    photo = tg.call("sendPhoto", **AT, caption="Было", files={"photo": picture()})["message_id"]
    ids = {"chat_id": SERVICE_CHAT, "from_chat_id": "@adm_zhatay", "message_id": photo}
    for sent, caption in ((ids, "Было"), (ids | {"caption": "Стало"}, "Стало")):
        made = tg.kept(SERVICE_CHAT, tg.call("copyMessage", **sent)["message_id"])
        assert (made["text"], made["origin"], made["media"]["kind"]) == (caption, None, "photo")
    assert tg.refusal("copyMessage", chat_id=CHANNEL, message_id=1) == (
        '400 Bad Request: parameter "from_chat_id" is required'
    )
    secret = tg.post("Не для пересылки", protect_content=True)
    for method, told in (("forwardMessage", "forwarded"), ("copyMessage", "copied")):
        refusal = tg.refusal(method, **ids | {"message_id": secret})
        assert refusal == f"400 Bad Request: message can't be {told}"


@pytest.mark.parametrize("chat", [CHANNEL, GROUP])
def test_the_description(tg: Client, chat: int) -> None:
    wanted = "О" * 255
    assert tg.call("setChatDescription", chat_id=chat, description=wanted) is True
    assert tg.call("getChat", chat_id=chat)["description"] == wanted
    for text, told in (
        (wanted, "chat description is not modified"),
        (wanted + "О", "CHAT_ABOUT_TOO_LONG"),
    ):
        refusal = tg.refusal("setChatDescription", chat_id=chat, description=text)
        assert refusal == f"400 Bad Request: {told}"
    assert tg.call("setChatDescription", chat_id=chat) is True
    assert "description" not in tg.call("getChat", chat_id=chat)
    rights(tg, chat, "can_delete_messages")
    assert tg.refusal("setChatDescription", chat_id=chat, description="x") == (
        "400 Bad Request: not enough rights to set chat description"
    )
