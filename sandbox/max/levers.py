"""Where the levers of MAX are pulled, and which parts of an initial state they make."""

from dataclasses import asdict
from hashlib import sha256
from typing import Any

from starlette.requests import Request

from sandbox.fields import Fields
from sandbox.max import controls, deeds
from sandbox.max.records import Attachment, Message
from sandbox.world import World

Json = dict[str, Any]
PARTS = {
    "max_users": controls.put_user,
    "max_bots": controls.put_bot,
    "max_channels": controls.put_channel,
    "max_posts": deeds.add_post,
    "max_comments": deeds.add_comment,
}


def _attachment(attachment: Attachment) -> Json:
    upload = attachment.upload
    if upload is None:
        return {"type": attachment.kind, "payload": attachment.payload}
    content = upload.content or b""
    digest = sha256(content).hexdigest()
    return {"type": upload.kind, "name": upload.name, "size": len(content), "sha256": digest}


def _message(message: Message) -> Json:
    """Everything of a message; an attachment by its digest, without token and bytes."""
    hung = [_attachment(one) for one in message.attachments]
    message_dict = {name: value for name, value in vars(message).items() if name != "attachments"}
    versions = [asdict(one) for one in message.versions]
    deleted = message.deleted_at is not None
    return {**message_dict, "attachments": hung, "versions": versions, "deleted": deleted}


def state(world: World) -> Json:
    """Everything, removed things too; times are in ms, tokens shortened."""
    store = world.max
    messages = list(store.messages.values())
    return {
        "now": world.clock.milliseconds(),
        "users": [asdict(one) for one in store.users.values() if not one.is_bot],
        "bots": [controls.shown_bot(one) for one in store.bots.values()],
        "channels": [controls.shown_channel(one) for one in store.chats.values()],
        "posts": [_message(one) for one in messages if one.post is None],
        "comments": [_message(one) for one in messages if one.post is not None],
        "uploads": [{"type": one.kind, "name": one.name} for one in store.uploads.values()],
        "polling": [user_id for user_id, waiting in store.polling.items() if waiting],
        "limits": asdict(store.limits),
        "settings": asdict(store.settings),
    }


def _number(request: Request, name: str = "id") -> int:
    """A whole number of the path; chat ids are negative, which a route's `int` does not take."""
    return int(request.path_params[name])


def _unblock(world: World, body: Fields, request: Request) -> Json:
    return deeds.unblock(world, _number(request, "chat"), _number(request))


def _on_message(change: Any) -> Any:
    return lambda world, body, request: change(world, body, request.path_params["id"])


def _on_number(change: Any) -> Any:
    return lambda world, body, request: change(world, body, _number(request))


def _plain(make: Any) -> Any:
    return lambda world, body, request: make(world, body)


LEVERS = [
    ("/max/users", "POST", _plain(controls.put_user)),
    ("/max/bots", "POST", _plain(controls.put_bot)),
    ("/max/bots/{id}", "PATCH", _on_number(controls.patch_bot)),
    ("/max/channels", "POST", _plain(controls.put_channel)),
    ("/max/channels/{id}", "PATCH", _on_number(controls.patch_channel)),
    ("/max/posts", "POST", _plain(deeds.add_post)),
    ("/max/posts/{id}", "PATCH", _on_message(deeds.patch_post)),
    ("/max/posts/{id}", "DELETE", _on_message(deeds.delete_post)),
    ("/max/comments", "POST", _plain(deeds.add_comment)),
    ("/max/comments/{id}", "PATCH", _on_message(deeds.patch_comment)),
    ("/max/comments/{id}", "DELETE", _on_message(deeds.delete_comment)),
    ("/max/comments/{id}/picture", "DELETE", _on_message(deeds.delete_picture)),
    ("/max/blocks", "POST", _plain(deeds.block)),
    ("/max/blocks/{chat}/{id}", "DELETE", _unblock),
    ("/max/updates", "POST", _plain(controls.put_update)),
    ("/max/limits", "POST", _plain(controls.put_limits)),
    ("/max/settings", "POST", _plain(controls.put_settings)),
    ("/max/state", "GET", lambda world, body, request: state(world)),
]
"""Path under /control, method, what it does: `control.lever` makes a route of each."""
