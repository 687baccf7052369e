"""sendMessage, sendPhoto, sendDocument, sendVideo, sendMediaGroup (facts 1.3-1.5)."""

import math
from dataclasses import dataclass, replace

from sandbox.telegram.access import Call
from sandbox.telegram.content import caption, caption_of, media, preview, text
from sandbox.telegram.delivery import publish
from sandbox.telegram.errors import bad, too_many
from sandbox.telegram.objects import message_object
from sandbox.telegram.params import Json
from sandbox.telegram.records import Chat, Media, Message
from sandbox.telegram.store import NEEDED
from sandbox.telegram.text import Formatted

ALBUM = range(2, 11)
WORDS = {
    "can_send_messages": "text messages",
    "can_send_photos": "photos",
    "can_send_videos": "videos",
    "can_send_documents": "documents",
}


@dataclass(frozen=True)
class Draft:
    """What is about to be sent."""

    text: Formatted
    media: Media | None = None
    preview: Json | None = None
    caption_above: bool = False


def writable(call: Call, kind: str | None) -> Chat:
    """The chat to send to, if the bot may send this kind of thing there."""
    chat = call.chat(write=True)
    member = call.standing(chat)
    if chat.kind == "channel" and not call.may(chat, "can_post_messages"):
        raise bad("need administrator rights in the channel chat")
    needed = NEEDED[kind]
    if member.status == "restricted" and needed not in member.permissions:
        raise bad(f"not enough rights to send {WORDS[needed]} to the chat")
    return chat


def replied(call: Call, chat: Chat) -> Message | None:
    """The message that reply_parameters name."""
    sent = call.params.object("reply_parameters", "reply parameters")
    number = sent.get("message_id", 0)
    if not number:
        return None
    if str(sent.get("chat_id", chat.id)) not in {str(chat.id), f"@{chat.username}"}:
        raise bad("message to be replied not found: the sandbox replies within one chat only")
    found = call.store.message(chat.id, number if isinstance(number, int) else 0)
    if found is None and sent.get("allow_sending_without_reply") is not True:
        raise bad("message to be replied not found")
    return found


def blank(call: Call, chat: Chat, reply: Message | None = None) -> Message:
    """A message of the bot, with nothing in it yet."""
    channel = chat.kind == "channel"
    return Message(
        chat_id=chat.id,
        by=call.bot.id,
        date=call.now,
        from_id=None if channel else call.bot.id,
        sender_chat_id=chat.id if channel else None,
        reply_to=None if reply is None else reply.id,
        thread=None if reply is None or channel else reply.thread or reply.id,
        protected=call.params.flag("protect_content"),
    )


def send_all(call: Call, messages: list[Message]) -> list[Json]:
    """Let the messages out together, or 429 and none of them."""
    store = call.store
    if store.limits.enabled:
        chat = messages[0].chat_id
        wait = store.rates.wait(call.bot.id, chat, len(messages), store.limits)
        if wait > 0:
            raise too_many(math.ceil(wait))
    return [message_object(store, publish(store, one, call.now)) for one in messages]


def _send(call: Call, kind: str | None, drafts: list[Draft], album: str | None) -> list[Json]:
    chat = writable(call, kind)
    empty = blank(call, chat, replied(call, chat))
    return send_all(
        call,
        [
            replace(
                empty,
                text=one.text.text,
                entities=one.text.entities,
                media=one.media,
                link_preview_options=one.preview,
                caption_above=one.caption_above,
                media_group_id=album,
                versions=[],
            )
            for one in drafts
        ],
    )


def send_message(call: Call) -> Json:
    """sendMessage."""
    return _send(call, None, [Draft(text(call), preview=preview(call.params))], None)[0]


def _single(call: Call, kind: str) -> Json:
    params = call.params
    above = params.flag("show_caption_above_media")
    made = caption_of(params)
    found = media(call, kind, params.text(kind), kind)
    if found is None:
        raise bad(f"there is no {kind} in the request")
    found = replace(found, spoiler=params.flag("has_spoiler"))
    return _send(call, kind, [Draft(made, found, caption_above=above)], None)[0]


def send_photo(call: Call) -> Json:
    """sendPhoto."""
    return _single(call, "photo")


def send_document(call: Call) -> Json:
    """sendDocument."""
    return _single(call, "document")


def send_video(call: Call) -> Json:
    """sendVideo."""
    return _single(call, "video")


def _item(call: Call, item: object) -> Draft:
    if not isinstance(item, dict):
        raise bad("can't parse InputMedia: expected an Object")
    kind, named = item.get("type"), item.get("media")
    if kind not in {"photo", "video", "document"}:
        raise bad(f'can\'t parse InputMedia: type "{kind}" is unsupported')
    made = caption(item)
    found = media(call, kind, named, "") if isinstance(named, str) else None
    if found is None:
        raise bad("can't parse InputMedia: media not found")
    found = replace(found, spoiler=item.get("has_spoiler") is True)
    return Draft(made, found, caption_above=item.get("show_caption_above_media") is True)


def _wrong_number(count: int) -> str:
    if count == 0:
        return "there are no messages to send"
    return (
        "album must include 2-10 items" if count == 1 else "too many messages to send as an album"
    )


def send_media_group(call: Call) -> list[Json]:
    """sendMediaGroup: 2-10 items (the description's word), documents with documents only."""
    items = call.params.json("media", "media")
    if not isinstance(items, list):
        raise bad("expected an Array of InputMedia")
    if len(items) not in ALBUM:
        raise bad(_wrong_number(len(items)))
    drafts = [_item(call, one) for one in items]
    kinds = {one.media.kind for one in drafts if one.media is not None}
    if "document" in kinds and len(kinds) > 1:
        raise bad("can't use the media of the specified type in the album")
    kind = next(iter(kinds)) if len(kinds) == 1 else "photo"
    return _send(call, kind, drafts, call.store.next_album())
