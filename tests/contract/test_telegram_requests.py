"""Every request that can be built, and all that the fake shows, against the official Bot API."""

from __future__ import annotations

import pytest

from gospablik.networks.telegram import requests
from gospablik.networks.telegram.messages import MEDIA, SERVICE
from gospablik.networks.telegram.requests import Request
from gospablik.networks.transport import Upload
from tests.contract.published import TELEGRAM, need
from tests.contract.telegram_examples import EVERY
from tests.contract.telegram_spec import check_request, faults, spec
from tests.gospablik.networks.fake_telegram import (
    PHOTO,
    channel_item,
    comment_item,
    copy_item,
    sent,
    update,
    user_item,
)


def test_every_request_is_of_the_official_api() -> None:
    need(TELEGRAM)
    for request in EVERY:
        check_request(request)


def test_the_description_would_notice() -> None:
    need(TELEGRAM)
    file = Upload("file0", "a.png", b"", "image/png")
    item = {"type": "photo", "media": "attach://file0"}
    for wrong in (
        Request("getChat", {}),
        Request("getChat", {"chat_id": 1.5}),
        Request("getChat", {"chat_id": 1, "wide": True}),
        Request("editMessageMedia", {"chat_id": 1, "message_id": 2, "media": item}),
        Request("sendPhoto", {"chat_id": 1, "caption": 5}, (Upload("photo", "a", b"", ""),)),
    ):
        with pytest.raises(AssertionError):
            check_request(wrong)
    check_request(
        Request("editMessageMedia", {"chat_id": 1, "message_id": 2, "media": item}, (file,))
    )


def test_every_method_is_a_read_or_a_write() -> None:
    for request in EVERY:
        assert request.writes != request.method.startswith("get")
    need(TELEGRAM)
    assert set(spec()["methods"]) >= requests.READS


def test_updates_asked_for_exist() -> None:
    need(TELEGRAM)
    assert set(requests.UPDATES) <= {one["name"] for one in spec()["types"]["Update"]["fields"]}


def test_the_fake_shows_what_telegram_would() -> None:
    need(TELEGRAM)
    album = copy_item(100, 57, photo=PHOTO, caption="т", media_group_id="1")
    answer = comment_item(101, reply_to_message=copy_item(100, 57))
    for value, kind in (
        (sent(), "Message"),
        (channel_item(), "Chat"),
        (user_item(), "User"),
        (update(1, copy_item(100, 57)), "Update"),
        (update(1, album), "Update"),
        (update(1, comment_item(101, 100), "edited_message"), "Update"),
        (update(1, answer), "Update"),
    ):
        assert faults(value, kind) == []


ENVELOPE = {
    *("message_id", "message_thread_id", "direct_messages_topic", "from", "sender_chat"),
    *("sender_boost_count", "sender_business_bot", "sender_tag", "date", "guest_query_id"),
    *("business_connection_id", "chat", "forward_origin", "is_topic_message"),
    *("is_automatic_forward", "reply_to_message", "external_reply", "quote", "reply_to_story"),
    *("reply_to_checklist_task_id", "reply_to_poll_option_id", "via_bot"),
    *("guest_bot_caller_user", "guest_bot_caller_chat", "edit_date", "has_protected_content"),
    *("is_from_offline", "is_paid_post", "media_group_id", "author_signature"),
    *("paid_star_count", "text", "entities", "link_preview_options", "suggested_post_info"),
    *("effect_id", "caption", "caption_entities", "show_caption_above_media"),
    *("has_media_spoiler", "reply_markup"),
}


def test_no_member_of_a_message_is_forgotten() -> None:
    need(TELEGRAM)
    members = {field["name"] for field in spec()["types"]["Message"]["fields"]}
    assert members == ENVELOPE | MEDIA.keys() | SERVICE
    assert len(members) == len(ENVELOPE) + len(MEDIA) + len(SERVICE)
