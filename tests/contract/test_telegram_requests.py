"""Every request that can be built, and all that the fake shows, against the official Bot API."""

import json
import re
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from gospablik.networks.base import Draft, MediumKind
from gospablik.networks.telegram import drafts, requests
from gospablik.networks.telegram.messages import MEDIA, SERVICE
from gospablik.networks.telegram.requests import Request
from tests.gospablik.networks.fake_telegram import (
    AUTHOR,
    CHANNEL,
    GROUP,
    PHOTO,
    channel_item,
    comment_item,
    copy_item,
    medium,
    sent,
    update,
    user_item,
)

SPEC = Path(__file__).parents[3] / "shared/schemas/telegram-bot-api.min.json"
UNTIL = datetime(2027, 1, 2, 12, tzinfo=UTC)
NEWS = "https://adm.example.ru/news/1"
SHORT = Draft("Заголовок\nтекст", "Заголовок", NEWS)
PICTURES = (medium(), medium(MediumKind.VIDEO), medium())

EVERY = [
    requests.me(),
    requests.chat(CHANNEL),
    requests.member_count(CHANNEL),
    requests.administrators(CHANNEL),
    requests.member(GROUP, AUTHOR),
    requests.updates(0),
    requests.updates(12),
    requests.delete(CHANNEL, (5,)),
    requests.delete(CHANNEL, (5, 6, 7)),
    requests.pin(CHANNEL, 5),
    requests.forward(CHANNEL, "@other", 5),
    requests.forward(CHANNEL, -1005, 5),
    requests.describe(CHANNEL, "О нас"),
    requests.reply(GROUP, 5, "ответ"),
    requests.ban(GROUP, AUTHOR, until=UNTIL),
    requests.ban(GROUP, -1005, until=UNTIL),
    requests.unban(GROUP, AUTHOR),
    requests.unban(GROUP, -1005),
    drafts.post(CHANNEL, SHORT),
    drafts.post(CHANNEL, Draft("т")),
    drafts.post(CHANNEL, Draft("т", link=NEWS, media=PICTURES)),
    drafts.post(CHANNEL, Draft("т" * 2000, link=NEWS, media=(medium(),))),
    *(drafts.post(CHANNEL, Draft("т", media=(medium(kind),))) for kind in MediumKind),
    drafts.post(CHANNEL, Draft("т", media=(medium(MediumKind.FILE),) * 2)),
    drafts.new_text(CHANNEL, 5, SHORT),
    drafts.new_caption(CHANNEL, 5, SHORT),
    drafts.new_medium(CHANNEL, 5, Draft("т", media=(medium(),))),
]


@pytest.fixture(scope="module")
def spec() -> dict[str, Any]:
    if not SPEC.exists():
        pytest.skip(f"no official Bot API at {SPEC}")
    return dict(json.loads(SPEC.read_text("utf-8")))


def suits(value: Any, kind: str, spec: dict[str, Any]) -> bool:
    """Whether a JSON value is of one of the Bot API's types, unknown members refused."""
    if kind.startswith("Array of "):
        inner = kind.removeprefix("Array of ")
        return isinstance(value, list) and all(suits(one, inner, spec) for one in value)
    plain = {"Integer": int, "String": str, "Boolean": bool, "Float": float}
    if kind in plain:
        return isinstance(value, plain[kind]) and (kind == "Boolean" or not isinstance(value, bool))
    known = spec["types"][kind]
    if subtypes := known.get("subtypes"):
        return any(suits(value, subtype, spec) for subtype in subtypes)
    return isinstance(value, dict) and not problems(value, known["fields"], spec)


def problems(
    given: dict[str, Any], fields: list[dict[str, Any]], spec: dict[str, Any]
) -> list[str]:
    rules = {field["name"]: field for field in fields}
    found = [f"no {name}" for name, rule in rules.items() if rule["required"] and name not in given]
    for name, value in given.items():
        if name not in rules:
            found.append(f"unknown {name}")
        elif not any(suits(value, kind, spec) for kind in rules[name]["types"]):
            found.append(f"{name} is no {rules[name]['types']}")
    return found


@pytest.mark.parametrize("request_", EVERY, ids=lambda r: f"{r.method}-{len(r.params)}")
def test_every_request_is_of_the_official_api(request_: Request, spec: dict[str, Any]) -> None:
    fields = spec["methods"][request_.method].get("fields", [])
    given = dict(request_.params)
    mentioned = set(re.findall(r"attach://(\w+)", json.dumps(given)))
    for upload in request_.files:
        if upload.field in mentioned:
            mentioned.remove(upload.field)
            continue
        rule = next(field for field in fields if field["name"] == upload.field)
        assert "InputFile" in rule["types"]
        given[upload.field] = ""  # a file takes the place of a string there
    assert not mentioned, "announced and not sent"
    assert problems(given, fields, spec) == []


def test_every_method_is_a_read_or_a_write(spec: dict[str, Any]) -> None:
    assert set(spec["methods"]) >= requests.READS
    for request in EVERY:
        assert request.writes != request.method.startswith("get")


def test_updates_asked_for_exist(spec: dict[str, Any]) -> None:
    assert set(requests.UPDATES) <= {f["name"] for f in spec["types"]["Update"]["fields"]}


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (sent(), "Message"),
        (channel_item(), "Chat"),
        (user_item(), "User"),
        (update(1, copy_item(100, 57)), "Update"),
        (update(1, copy_item(100, 57, photo=PHOTO, caption="т", media_group_id="1")), "Update"),
        (update(1, comment_item(101, 100), "edited_message"), "Update"),
        (update(1, comment_item(101, reply_to_message=copy_item(100, 57))), "Update"),
    ],
)
def test_the_fake_shows_what_telegram_would(value: Any, kind: str, spec: dict[str, Any]) -> None:
    assert problems(value, spec["types"][kind]["fields"], spec) == []


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


def test_no_member_of_a_message_is_forgotten(spec: dict[str, Any]) -> None:
    members = {field["name"] for field in spec["types"]["Message"]["fields"]}
    assert members == ENVELOPE | MEDIA.keys() | SERVICE
    assert len(members) == len(ENVELOPE) + len(MEDIA) + len(SERVICE)


def test_a_form_holds_text_as_it_is_and_the_rest_as_json() -> None:
    form = requests.reply(GROUP, 5, "ответ").form()
    assert form["text"] == "ответ"
    assert form["chat_id"] == str(GROUP)
    assert json.loads(form["reply_parameters"]) == {
        "message_id": 5,
        "allow_sending_without_reply": False,
    }
    assert requests.me().form() == {}


def test_the_end_of_a_ban_does_not_depend_on_the_zone() -> None:
    yakutsk = UNTIL.astimezone(timezone(timedelta(hours=9)))
    one, two = (requests.ban(GROUP, 5, until=moment) for moment in (UNTIL, yakutsk))
    assert one == two
    assert one.params["until_date"] == int(UNTIL.timestamp())
    with pytest.raises(ValueError, match="пояс"):
        requests.ban(GROUP, 5, until=UNTIL.replace(tzinfo=None))


def test_a_member_is_never_thrown_out_by_an_unban() -> None:
    assert requests.unban(GROUP, 5).params["only_if_banned"] is True
