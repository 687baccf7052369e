"""One Message of the Bot API: its words, its links and what is attached. Pure.

A missing key is an error, never a default: half-read is not read.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from gospablik.networks.base import Picture
from gospablik.networks.json_values import Json, Reader, is_int
from gospablik.networks.telegram import rich
from gospablik.networks.telegram.answers import NAME

READ = Reader(NAME)

MEDIA: Mapping[str, str] = MappingProxyType(
    {
        "live_photo": "photo",
        "animation": "video",
        "venue": "place",
        "photo": "photo",
        "video": "video",
        "video_note": "video",
        "document": "file",
        "audio": "audio",
        "voice": "voice",
        "sticker": "sticker",
        "poll": "poll",
        "story": "story",
        "checklist": "checklist",
        "contact": "contact",
        "location": "place",
        "dice": "dice",
        "game": "game",
        "paid_media": "paid media",
        "invoice": "invoice",
        "giveaway": "giveaway",
        "giveaway_winners": "giveaway",
        "rich_message": "rich text",
    }
)
"""Members of a Message that carry something, as LivePost and LiveComment name it.

A message has one of them. The first three are accompanied by a plainer one (animation by document),
so the order matters.
"""

CARRIED = frozenset({"photo", "video", "file", "audio"})
"""What makes a message's text a caption, and what albums are made of."""

SERVICE = frozenset(
    {
        *("new_chat_members", "left_chat_member", "chat_owner_left", "chat_owner_changed"),
        *("new_chat_title", "new_chat_photo", "delete_chat_photo", "group_chat_created"),
        *("supergroup_chat_created", "channel_chat_created", "migrate_to_chat_id"),
        *("migrate_from_chat_id", "message_auto_delete_timer_changed", "pinned_message"),
        *("boost_added", "chat_background_set", "proximity_alert_triggered"),
        *("checklist_tasks_done", "checklist_tasks_added"),
        *("poll_option_added", "poll_option_deleted"),
        *("forum_topic_created", "forum_topic_edited", "forum_topic_closed"),
        *("forum_topic_reopened", "general_forum_topic_hidden", "general_forum_topic_unhidden"),
        *("giveaway_created", "giveaway_completed", "direct_message_price_changed"),
        *("paid_message_price_changed", "gift", "unique_gift", "gift_upgrade_sent"),
        *("video_chat_scheduled", "video_chat_started", "video_chat_ended"),
        *("video_chat_participants_invited", "successful_payment", "refunded_payment"),
        *("users_shared", "chat_shared", "connected_website", "write_access_allowed"),
        *("passport_data", "web_app_data", "managed_bot_created"),
        *("suggested_post_approved", "suggested_post_approval_failed", "suggested_post_declined"),
        *("suggested_post_paid", "suggested_post_refunded"),
    }
)
"""Members of a Message that tell of an event of the chat; nobody wrote it."""


def words(message: Json) -> str:
    """What a reader sees written: text, caption, a poll's or a list's lines."""
    for name in ("text", "caption"):
        if name in READ.table(message):
            return READ.words(message, name)
    if poll := message.get("poll"):
        lines = [READ.words(poll, "question"), poll.get("description")]
        lines += [READ.words(option, "text") for option in READ.rows(poll, "options")]
        return "\n".join(str(line) for line in [*lines, poll.get("explanation")] if line)
    if checklist := message.get("checklist"):
        tasks = [READ.words(task, "text") for task in READ.rows(checklist, "tasks")]
        return "\n".join([READ.words(checklist, "title"), *tasks])
    if "rich_message" in message:
        return rich.words(READ.rows(message["rich_message"], "blocks"))
    return ""


def medium(message: Json) -> str | None:
    """The kind of what a message carries beside its text, None if nothing."""
    return next((kind for name, kind in MEDIA.items() if name in READ.table(message)), None)


def picture(message: Json) -> Picture | None:
    """A photo in its largest size, or a document that is a picture, by its file_id."""
    table = READ.table(message)
    if "photo" in table:
        sizes = [READ.table(one) for one in READ.rows(table, "photo")]
        return _file(max(sizes, key=_area)) if sizes else None
    document = table.get("document")
    if isinstance(document, dict) and str(document.get("mime_type", "")).startswith("image/"):
        return _file(document)
    return None


def _area(size: Mapping[str, Json]) -> int:
    width, height = size.get("width"), size.get("height")
    return width * height if is_int(width) and is_int(height) else 0


def _file(told: Mapping[str, Json]) -> Picture:
    return Picture(READ.words(told, "file_id"), READ.words(told, "file_unique_id"))


def hidden_links(message: Json) -> tuple[str, ...]:
    """Addresses behind words of the text: a reader sees them only by pressing."""
    found = []
    for name in ("entities", "caption_entities"):
        if name in READ.table(message):
            for entity in READ.rows(message, name):
                if READ.table(entity).get("type") == "text_link":
                    found.append(READ.words(entity, "url"))
    return tuple(found)


def card(message: Json) -> str | None:
    """The address that the message's preview was told to show, None if it was told none."""
    options = READ.table(message).get("link_preview_options")
    if options is None or READ.table(options).get("is_disabled") or "url" not in options:
        return None
    return READ.words(options, "url")


def is_event(message: Json) -> bool:
    """Whether a message only tells of an event of the chat."""
    return not SERVICE.isdisjoint(READ.table(message))


def says_something(message: Json) -> bool:
    """Whether a message holds anything that somebody wrote or attached."""
    return "text" in READ.table(message) or medium(message) is not None


def carried(attachments: Sequence[str]) -> int:
    """How many of a post's attachments are messages of an album."""
    return sum(kind in CARRIED for kind in attachments)
