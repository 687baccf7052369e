"""Edit, delete, pin, forward, copy (facts 1.3, 1.5, 1.8)."""

from dataclasses import replace

from sandbox.telegram import delivery
from sandbox.telegram.access import Call
from sandbox.telegram.content import caption_of, preview, text
from sandbox.telegram.errors import bad
from sandbox.telegram.objects import message_object
from sandbox.telegram.params import Json
from sandbox.telegram.records import Chat, Message, Origin
from sandbox.telegram.sending import blank, replied, send_all, writable
from sandbox.telegram.text import Formatted

DELETABLE = 2 * 86400
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


def _editable(call: Call) -> Message:
    """The message to edit: the bot's own, in a channel anybody's with can_edit_messages."""
    chat = call.chat(write=True)
    found = call.message(chat, "message to edit")
    own = found.by == call.bot.id
    if chat.kind == "channel":
        may = call.may(chat, "can_edit_messages") or (own and call.may(chat, "can_post_messages"))
    else:
        may = own
    if not may or found.pins is not None or found.origin is not None:
        raise bad("message can't be edited")
    return found


def _edit(
    call: Call, found: Message, made: Formatted, *, options: Json | None = None, above: bool = False
) -> Json:
    wanted = (*made, options, above)
    if wanted == (found.text, found.entities, found.link_preview_options, found.caption_above):
        raise bad(NOT_MODIFIED)
    found.link_preview_options, found.caption_above = options, above
    call.store.edit_message(found, made.text, made.entities, call.now)
    delivery.revise(call.store, found, call.now)
    return message_object(call.store, found)


def edit_message_text(call: Call) -> Json:
    """editMessageText; there is no age limit (facts 1.5)."""
    made, options = text(call), preview(call.params)
    found = _editable(call)
    if found.media is not None:
        raise bad("there is no text in the message to edit")
    return _edit(call, found, made, options=options)


def edit_message_caption(call: Call) -> Json:
    """editMessageCaption; an empty caption takes the old one away."""
    made = caption_of(call.params)
    found = _editable(call)
    if found.media is None:
        raise bad("there is no caption in the message to edit")
    return _edit(call, found, made, above=call.params.flag("show_caption_above_media"))


def _check_deletable(call: Call, chat: Chat, found: Message) -> None:
    """48 hours hold for own and for others' messages, for administrators too (facts 1.8)."""
    own = found.by == call.bot.id
    if chat.kind == "channel":
        own = own and call.may(chat, "can_post_messages")
    if found.date + DELETABLE <= call.now or not (own or call.may(chat, "can_delete_messages")):
        raise bad("message can't be deleted")


def delete_message(call: Call) -> bool:
    """deleteMessage."""
    chat = call.chat(write=True)
    found = call.message(chat, "message to delete")
    _check_deletable(call, chat, found)
    call.store.delete_message(found, call.bot.id, call.now)
    return True


def delete_messages(call: Call) -> bool:
    """deleteMessages: up to 100, missing ones are skipped; one that must stay saves them all."""
    ids = call.params.json("message_ids", "message_ids")
    if ids is None:
        raise bad("message identifiers are not specified")
    if not isinstance(ids, list):
        raise bad("expected an Array of message identifiers")
    if len(ids) > 100:
        raise bad("too many message identifiers specified")
    if not all(str(one).isdigit() and int(one) > 0 for one in ids):
        raise bad("invalid message identifier specified")
    chat = call.chat(write=True)
    standing = [call.store.message(chat.id, int(one)) for one in ids]
    found = [one for one in standing if one is not None]
    for one in found:
        _check_deletable(call, chat, one)
    for one in found:
        call.store.delete_message(one, call.bot.id, call.now)
    return True


def _check_pinning(call: Call, chat: Chat) -> None:
    right = "can_edit_messages" if chat.kind == "channel" else "can_pin_messages"
    if not call.may(chat, right):
        raise bad("not enough rights to manage pinned messages in the chat")


def pin_chat_message(call: Call) -> bool:
    """pinChatMessage: can_edit_messages in a channel, can_pin_messages in a group."""
    chat = call.chat(write=True)
    found = call.message(chat, "message to pin")
    _check_pinning(call, chat)
    delivery.pin(call.store, found, call.bot.id, call.now)
    return True


def unpin_chat_message(call: Call) -> bool:
    """unpinChatMessage; without message_id the most recent one by its date."""
    chat = call.chat(write=True)
    if "message_id" in call.params:
        found = call.message(chat, "message to unpin").id
    elif chat.pinned:
        found = max(chat.pinned, key=lambda one: (call.store.messages[chat.id, one].date, one))
    else:
        raise bad("message to unpin not found")
    _check_pinning(call, chat)
    if found in chat.pinned:
        chat.pinned.remove(found)
    return True


def _source(call: Call, label: str) -> Message:
    if "from_chat_id" not in call.params:
        raise bad('parameter "from_chat_id" is required')
    found = call.message(call.chat("from_chat_id"), label)
    if found.pins is not None or found.protected:
        verb = label.rsplit(" ", 1)[-1]
        raise bad("message can't be " + {"forward": "forwarded", "copy": "copied"}[verb])
    return found


def _content(call: Call, found: Message) -> Message:
    """A new message of the bot with the same content."""
    chat = writable(call, found.media.kind if found.media else None)
    return replace(
        blank(call, chat, replied(call, chat)),
        text=found.text,
        entities=found.entities,
        media=found.media,
        link_preview_options=found.link_preview_options,
        caption_above=found.caption_above,
        versions=[],
    )


def forward_message(call: Call) -> Json:
    """forwardMessage: a message that exists comes back whole, whoever wrote it (facts 1.9)."""
    found = _source(call, "message to forward")
    made = _content(call, found)
    made.origin = found.origin and replace(found.origin, automatic=False)
    if made.origin is None:
        made.origin = Origin(
            found.date, found.chat_id, found.id, found.from_id, found.sender_chat_id
        )
    return send_all(call, [made])[0]


def copy_message(call: Call) -> Json:
    """copyMessage: MessageId; a caption sent replaces the old one."""
    found = _source(call, "message to copy")
    made = _content(call, found)
    if found.media is not None and "caption" in call.params.values:
        made.text, made.entities = caption_of(call.params)
    return {"message_id": send_all(call, [made])[0]["message_id"]}
