"""MAX by the types of maxapi: what is left where the official OpenAPI is not at hand.

They know names and kinds of what they read.
"""

from __future__ import annotations

import inspect
import re
from importlib import import_module
from typing import Any

import pytest
from pydantic import ValidationError

from gospablik.networks.max.requests import Request
from sandbox.max.api import METHODS, UPDATES
from tests.contract.max_examples import EVERY
from tests.contract.max_schema import template_of
from tests.contract.typed import faults
from tests.sandbox.max_kit import Max

# Their function for a call, and their type of its answer (module below maxapi, name).
THEIRS = {
    ("GET", "/me"): ("get_me", "types.users:User"),
    ("GET", "/chats/{chatId}"): ("get_chat_by_id", "types.chats:Chat"),
    ("PATCH", "/chats/{chatId}"): ("edit_chat", "types.chats:Chat"),
    ("GET", "/chats/{chatId}/members/me"): ("get_me_from_chat", "types.chats:ChatMember"),
    ("GET", "/chats/{chatId}/members/admins"): (
        "get_list_admin_chat",
        "methods.types.getted_list_admin_chat:GettedListAdminChat",
    ),
    ("GET", "/chats/{chatId}/members"): (
        "get_chat_members",
        "methods.types.getted_members_chat:GettedMembersChat",
    ),
    ("DELETE", "/chats/{chatId}/members"): (
        "kick_chat_member",
        "methods.types.removed_member_chat:RemovedMemberChat",
    ),
    ("GET", "/chats/{chatId}/pin"): (
        "get_pin_message",
        "methods.types.getted_pineed_message:GettedPin",
    ),
    ("PUT", "/chats/{chatId}/pin"): ("pin_message", "methods.types.pinned_message:PinnedMessage"),
    ("DELETE", "/chats/{chatId}/pin"): (
        "delete_pin_message",
        "methods.types.deleted_pin_message:DeletedPinMessage",
    ),
    ("POST", "/messages"): ("send_message", "methods.types.sended_message:SendedMessage"),
    ("PUT", "/messages"): ("edit_message", "methods.types.edited_message:EditedMessage"),
    ("DELETE", "/messages"): ("delete_message", "methods.types.deleted_message:DeletedMessage"),
    ("GET", "/messages"): ("get_messages", "types.message:Messages"),
    ("GET", "/messages/{messageId}"): ("get_message", "types.message:Message"),
    ("GET", "/messages/{messageId}/comments"): ("get_comments", "types.comment:Comments"),
    ("POST", "/messages/{messageId}/comments"): (
        "send_comment",
        "methods.types.sended_comment:SendedComment",
    ),
    ("PUT", "/messages/{messageId}/comments"): (
        "edit_comment",
        "methods.types.edited_comment:EditedComment",
    ),
    ("DELETE", "/messages/{messageId}/comments"): (
        "delete_comment",
        "methods.types.deleted_comment:DeletedComment",
    ),
    ("GET", "/messages/{messageId}/comments/{commentId}"): (
        "get_comment",
        "types.comment:CommentMessage",
    ),
    ("POST", "/uploads"): ("get_upload_url", "methods.types.getted_upload_url:GettedUploadUrl"),
    ("GET", "/subscriptions"): (
        "get_subscriptions",
        "methods.types.getted_subscriptions:GettedSubscriptions",
    ),
    ("POST", "/subscriptions"): ("subscribe_webhook", "methods.types.subscribed:Subscribed"),
    ("DELETE", "/subscriptions"): (
        "unsubscribe_webhook",
        "methods.types.unsubscribed:Unsubscribed",
    ),
}
RENAMED = {"after": "from_time", "before": "to_time"}
"""What maxapi 1.2.3 still calls by the older names, at GET /messages alone."""

HOLES = {"User.name", "ChatMember.name"}
"""What the server still sends and newer descriptions dropped (deviations.toml, «optional»)."""


def theirs(where: str) -> Any:
    """A name of maxapi."""
    module, _, name = where.rpartition(":")
    return getattr(import_module(f"maxapi.{module}"), name)


def in_path(template: str) -> set[str]:
    """What their functions call the parts of a path; one of them calls a chat's number «id»."""
    parts = re.findall(r"{(\w+)}", template)
    return {re.sub(r"([A-Z])", r"_\1", one).lower() for one in parts} | {"id"}


def check(request: Request) -> None:
    """Verb, path and the names of query and body, none missing; kinds of attachments and links."""
    template = template_of(request.verb, request.path, frozenset(THEIRS))
    assert template is not None, f"maxapi has no {request.verb} {request.path}"
    function = getattr(theirs("bot:Bot"), THEIRS[request.verb, template][0])
    known = dict(inspect.signature(function).parameters)
    del known["self"]
    body = request.body or {}
    named = {*request.query, *body}
    if template == "/messages" and request.verb == "GET":
        named = {RENAMED.get(name, name) for name in named}
    assert named <= known.keys(), (template, named - known.keys())
    needed = {name for name, one in known.items() if one.default is one.empty}
    assert needed <= named | in_path(template), (template, needed)
    for one in body.get("attachments") or ():
        theirs("types.attachments.upload:AttachmentUpload").model_validate(one)
    if body.get("link"):
        theirs("types.message:NewMessageLink").model_validate(body["link"])
    if "type" in request.query:
        theirs("enums.upload_type:UploadType")(request.query["type"])


def test_every_request_has_the_names_they_know() -> None:
    for request in EVERY:
        check(request)
    for wrong in (
        Request("GET", "/chats/-1/posts"),
        Request("DELETE", "/messages"),
        Request("POST", "/messages", {"chat_id": "1"}, {"words": "т"}),
        Request("POST", "/messages", {}, {"attachments": [{"type": "photo", "payload": {}}]}),
        Request("POST", "/uploads", {"type": "photo"}),
    ):
        with pytest.raises((AssertionError, ValueError)):
            check(wrong)


def test_every_answer_is_of_their_types(mx: Max) -> None:
    assert THEIRS.keys() == METHODS.keys(), "maxapi has a type for each answer"
    found: set[str] = set()
    for call, (_, where) in THEIRS.items():
        found = found.union(*(faults(theirs(where), answer) for answer in mx.answers[call]))
    assert found == HOLES
    message = theirs("types.message:Message")
    with pytest.raises(ValidationError):
        faults(message, {"body": {}})
    body = {"mid": "mid.1", "seq": 1, "mood": 1}
    recipient = {"chat_id": -1, "chat_type": "channel", "user_id": None}
    right = {"recipient": recipient, "timestamp": 1, "body": body}
    assert faults(message, right) == {"MessageBody.mood"}


def test_every_update_is_of_their_types(mx: Max) -> None:
    kinds = {
        "bot_added": "types.updates.bot_added:BotAdded",
        "message_created": "types.updates.message_created:MessageCreated",
        "message_edited": "types.updates.message_edited:MessageEdited",
        "message_removed": "types.updates.message_removed:MessageRemoved",
    }
    for answer in mx.answers[UPDATES]:
        for one in answer["updates"]:
            assert faults(theirs(kinds[one["update_type"]]), one) <= HOLES, one
