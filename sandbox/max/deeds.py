"""What people do with their own hands: residents write, human administrators keep order."""

from typing import Any

from sandbox.fields import BadRequestError, Fields, UnknownObjectError
from sandbox.max.call import MID
from sandbox.max.controls import shown_channel
from sandbox.max.markup import read_html
from sandbox.max.messages import mid_of
from sandbox.max.records import Attachment, Chat, Message, Upload
from sandbox.world import World

Json = dict[str, Any]


def _written(world: World, body: Fields, chat: Chat, author: int) -> Message:
    """A message from a control's body: text (or html), mid and timestamp if they are given."""
    at = body.integer("timestamp", world.clock.milliseconds())
    seq = world.max.next_seq(at)
    mid = body.text("mid", mid_of(chat.chat_id, seq))
    if mid in world.max.messages or not MID.fullmatch(mid):
        raise BadRequestError(f"mid: {mid} is there already, or no id of a message")
    text, markup = read_html(body.text("html")) if "html" in body else (body.text("text"), [])
    return Message(mid, seq, chat.chat_id, author, at, text, markup=markup)


def add_post(world: World, body: Fields) -> Json:
    """A human administrator, by default the owner, publishes by hand."""
    chat = world.max.chat(body.integer("chat_id"))
    author = world.max.user(body.integer("user_id", chat.owner_id)).user_id
    post = _written(world, body, chat, author)
    post.by_hand, post.views = True, body.integer("views", 0)
    return {"mid": world.max.add(post).mid}


def patch_post(world: World, body: Fields, mid: str) -> Json:
    """A human administrator edits a post; with `views` only the counter moves."""
    post = _standing(world.max.post(mid), mid)
    post.views = body.integer("views", post.views)
    if "text" in body:
        editor = body.integer("by", world.max.chats[post.chat_id].owner_id)
        world.max.edit(post, body.text("text"), [], world.clock.milliseconds(), editor)
    return {"mid": mid}


def delete_post(world: World, body: Fields, mid: str) -> Json:
    """A human administrator removes a post; `by` names whom, else it is the owner."""
    post = _standing(world.max.post(mid), mid)
    by = body.integer("by", world.max.chats[post.chat_id].owner_id)
    world.max.delete(post, by, world.clock.milliseconds())
    return {"mid": mid}


def add_comment(world: World, body: Fields) -> Json:
    """A resident writes; ClosedError (403) when that is impossible, with the reason.

    `picture`: a file in base64 that hangs on it, beyond what schema 0.0.33 has in comments.
    """
    post = _standing(world.max.post(body.text("post")), body.text("post"))
    author = world.max.user(body.integer("user_id"))
    chat = world.max.chats[post.chat_id]
    world.max.check_comments(chat, author.user_id)
    comment = _written(world, body, chat, author.user_id)
    comment.post = post.mid
    comment.attachments = _pictures(world, body)
    answered = body.optional_text("reply_to")
    if answered is not None:
        comment.link = ("reply", _standing(world.max.comment(answered), answered).mid)
    author.active = world.clock.milliseconds()
    return {"mid": world.max.add(comment).mid}


def _pictures(world: World, body: Fields) -> tuple[Attachment, ...]:
    if "picture" not in body:
        return ()
    number, content = len(world.max.uploads) + 1, body.file("picture")
    key = f"by-hand-{number}"
    upload = Upload(number, "image", key, f"token-{key}", "picture.jpg", content, "image/jpeg")
    world.max.uploads[key] = upload
    return (Attachment("image", upload),)


def delete_picture(world: World, body: Fields, mid: str) -> Json:
    """The files of a comment's pictures vanish; the comment still names them."""
    for one in _standing(world.max.comment(mid), mid).attachments:
        if one.upload is not None:
            one.upload.content = None
    return {"mid": mid}


def patch_comment(world: World, body: Fields, mid: str) -> Json:
    """The author changes his comment."""
    comment = _standing(world.max.comment(mid), mid)
    now = world.clock.milliseconds()
    world.max.edit(comment, body.text("text"), [], now, comment.author)
    return {"mid": mid}


def delete_comment(world: World, body: Fields, mid: str) -> Json:
    """The author removes his comment, or the human administrator named by `by`."""
    comment = _standing(world.max.comment(mid), mid)
    by = world.max.user(body.integer("by", comment.author)).user_id
    world.max.delete(comment, by, world.clock.milliseconds())
    return {"mid": mid}


def _standing(message: Message | None, mid: str) -> Message:
    if message is None:
        raise UnknownObjectError(f"no message {mid} stands")
    return message


def block(world: World, body: Fields) -> Json:
    """A human administrator blocks a person in the channel: no bot can."""
    chat = world.max.chat(body.integer("chat_id"))
    user_id = world.max.user(body.integer("user_id")).user_id
    by = body.integer("by", chat.owner_id)
    world.max.block(chat, user_id, world.clock.milliseconds(), by)
    return shown_channel(chat)


def unblock(world: World, chat_id: int, user_id: int) -> Json:
    """A human administrator lets him in again."""
    chat = world.max.chat(chat_id)
    if chat.blocks.pop(user_id, None) is None:
        raise UnknownObjectError(f"{user_id} is not blocked in {chat_id}")
    return shown_channel(chat)
