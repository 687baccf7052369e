"""The levers that act: posts by hand in a channel, residents' comments in its group."""

from sandbox.fields import BadRequestError, Fields, UnknownObjectError
from sandbox.telegram import deeds, delivery
from sandbox.telegram.content import formatted
from sandbox.telegram.errors import BotError
from sandbox.telegram.files import FOLDERS
from sandbox.telegram.params import Upload
from sandbox.telegram.records import BY_HAND, Chat, Json, Media, Message
from sandbox.telegram.text import Formatted
from sandbox.world import World


def _content(world: World, body: Fields) -> tuple[Formatted, list[Media]]:
    """`text`, or `html` with Telegram's tags, and `media`: a list of kinds of file.

    `picture`: a photo of this file, in base64.
    """
    kinds = body.texts("media")
    if not set(kinds) <= set(FOLDERS):
        raise BadRequestError(f"media must be some of {', '.join(FOLDERS)}")
    html = body.optional_text("html")
    try:
        made = formatted(html or body.text("text", ""), "HTML" if html else "", None)
    except BotError as error:
        raise BadRequestError(str(error)) from error
    store = world.telegram
    media = [store.files.example(kind, store.limits) for kind in kinds]
    if "picture" in body:
        upload = Upload("picture.jpg", "image/jpeg", body.file("picture"))
        media.append(store.files.take("photo", upload, store.limits))
    if not made.text and not media:
        raise BadRequestError("text, html, media or picture is required")
    return made, media


def add_post(world: World, body: Fields) -> Json:
    """A human administrator posts in the channel; several `media` make an album."""
    channel = world.telegram.chat(body.integer("chat_id"))
    made, media = _content(world, body)
    now = world.clock.unix()
    date = body.integer("date", now)
    sent = deeds.post(world.telegram, channel, made, media, date=date, now=now)
    if body.flag("pinned"):
        delivery.pin(world.telegram, sent[0], BY_HAND, now)
    return {"message_id": sent[0].id, "message_ids": [one.id for one in sent]}


def patch_post(world: World, body: Fields, chat_id: int, message_id: int) -> Json:
    """A human administrator edits a post, pins or unpins it."""
    message, now = _standing(world, chat_id, message_id), world.clock.unix()
    if "text" in body or "html" in body:
        deeds.edit(world.telegram, message, _content(world, body)[0], now)
    pinned = world.telegram.chat(chat_id).pinned
    if body.flag("pinned"):
        delivery.pin(world.telegram, message, BY_HAND, now)
    elif "pinned" in body and message_id in pinned:
        pinned.remove(message_id)
    return {"message_id": message_id}


def delete_post(world: World, body: Fields, chat_id: int, message_id: int) -> Json:
    """A human administrator deletes a message, however old, in the channel or in the group."""
    message = _standing(world, chat_id, message_id)
    world.telegram.delete_message(message, BY_HAND, world.clock.unix())
    return {"message_id": message_id}


def add_comment(world: World, body: Fields) -> Json:
    """A resident writes under a post (`chat_id` of the channel, `post_id`) or in a group.

    `as_chat` is a channel they write as, `anonymous` hides an administrator behind the group.
    ClosedError (403) when the person may not write.
    """
    store, now = world.telegram, world.clock.unix()
    delivery.copy_due(store, now)
    chat, root = _place(world, body)
    as_chat = body.optional_integer("as_chat")
    owner = None if as_chat is None else store.owner(store.chat(as_chat))
    author = body.integer("user_id", owner)
    if author not in store.people:
        raise UnknownObjectError(f"no person {author}")
    made, media = _content(world, body)
    message = deeds.write(
        store,
        chat,
        deeds.Writer(author, as_chat, body.flag("anonymous")),
        (made, media[0] if media else None),
        root=root,
        reply_to=body.optional_integer("reply_to"),
        date=body.integer("date", now),
        now=now,
    )
    return {"chat_id": message.chat_id, "message_id": message.id}


def _place(world: World, body: Fields) -> tuple[Chat, int | None]:
    """The group and the message of it that the thread hangs on."""
    store, chat = world.telegram, world.telegram.chat(body.integer("chat_id"))
    if "post_id" not in body:
        if chat.kind == "channel":
            raise BadRequestError("post_id is required: one comments on a post of a channel")
        return chat, None
    post = _standing(world, chat.id, body.integer("post_id"))
    root = store.root(post)
    if chat.linked_chat_id is None or root is None:
        raise UnknownObjectError(f"post {post.id} has no copy in a discussion group")
    return store.chat(chat.linked_chat_id), root


def patch_comment(world: World, body: Fields, chat_id: int, message_id: int) -> Json:
    """The author changes a comment."""
    message = _standing(world, chat_id, message_id)
    deeds.edit(world.telegram, message, _content(world, body)[0], world.clock.unix())
    return {"message_id": message_id}


def delete_picture(world: World, body: Fields, chat_id: int, message_id: int) -> Json:
    """The files of a message vanish from Telegram's servers; the message still names them."""
    message = _standing(world, chat_id, message_id)
    world.telegram.files.vanish(message.media.files if message.media else ())
    return {"message_id": message_id}


def delete_comment(world: World, body: Fields, chat_id: int, message_id: int) -> Json:
    """The author deletes a comment, or a human administrator when `by` says «admin»."""
    message = _standing(world, chat_id, message_id)
    by = message.by if body.choice("by", ("author", "admin"), "author") == "author" else BY_HAND
    world.telegram.delete_message(message, by, world.clock.unix())
    return {"message_id": message_id}


def _standing(world: World, chat_id: int, message_id: int) -> Message:
    delivery.copy_due(world.telegram, world.clock.unix())
    message = world.telegram.message(chat_id, message_id)
    if message is None:
        raise UnknownObjectError(f"no message {message_id} in {chat_id}")
    return message
