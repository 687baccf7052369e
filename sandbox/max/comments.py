"""Comments under a channel's post: /messages/{messageId}/comments (facts 2.6)."""

from typing import Any

from sandbox.fields import ClosedError
from sandbox.max.call import MID, Call
from sandbox.max.content import link_of, text_of
from sandbox.max.errors import UndoneError, denied, internal, not_found, payload
from sandbox.max.markup import plain_of
from sandbox.max.messages import mid_of
from sandbox.max.objects import message_object
from sandbox.max.records import READ_ALL, Chat, Message


def _readable(call: Call) -> tuple[Message, Chat]:
    post, channel = call.channel_post()
    call.require(channel, READ_ALL)
    return post, channel


def get_many(call: Call) -> dict[str, Any]:
    """GET: the named ones without paging, or all, newest first."""
    post, _ = _readable(call)
    mids = call.listed("comment_ids")
    if mids:
        found = [one for one in call.store.under(post) if one.mid in mids and not one.deleted_at]
    else:
        found = call.window(call.store.under(post))
    return {"messages": [message_object(call.store, one, call.base) for one in found]}


def get_one(call: Call) -> dict[str, Any]:
    """GET one of them."""
    post, _ = _readable(call)
    comment = call.store.comment(call.path["commentId"])
    if comment is None or comment.post != post.mid:
        raise not_found("Comment not found")
    return message_object(call.store, comment, call.base)


def send(call: Call) -> dict[str, Any]:
    """POST: text only. Comments that are off give internal.error, as the live service does."""
    post, channel = _readable(call)
    call.require(channel, "write")
    text, markup = text_of(call)
    link = link_of(call, ("reply",))
    if link is not None and call.store.messages[link[1]].post != post.mid:
        raise payload("link: comment not found")
    if not text:
        raise payload("text: comment must not be empty")
    try:
        call.store.check_comments(channel, call.actor)
    except ClosedError as closed:
        raise internal() from closed
    seq = call.store.next_seq(call.now)
    comment = Message(
        mid_of(channel.chat_id, seq),
        seq,
        channel.chat_id,
        call.actor,
        call.now,
        text,
        post=post.mid,
        markup=plain_of(markup),
        link=link,
        visible=call.now + int(call.store.settings.visible_after * 1000),
    )
    call.store.add(comment)
    return {"message": message_object(call.store, comment, call.base)}


def _named(call: Call) -> tuple[Message, Chat]:
    """The comment of the query; an unknown one is proto.payload (live report)."""
    post, channel = _readable(call)
    mid = call.query.get("comment_id", "")
    comment = call.store.comment(mid) if MID.fullmatch(mid) else None
    if comment is None or comment.post != post.mid:
        raise payload("comment_id: comment not found")
    return comment, channel


def edit(call: Call) -> dict[str, Any]:
    """PUT: the bot's own."""
    comment, channel = _named(call)
    call.require(channel, "write")
    text, markup = text_of(call)
    if comment.author != call.actor:
        raise UndoneError("Only own comments can be edited")
    if not text:
        raise payload("text: comment must not be empty")
    call.store.edit(comment, text, plain_of(markup), call.now, call.actor)
    return {"success": True}


def delete(call: Call) -> dict[str, Any]:
    """DELETE: anybody's, with the right to delete messages."""
    comment, channel = _named(call)
    if "delete" not in call.rights(channel):
        raise denied("The bot has no permission: delete")
    call.store.delete(comment, call.actor, call.now)
    return {"success": True}
