"""banChatMember, unbanChatMember, restrictChatMember, ban and unban of channels (facts 1.8)."""

from sandbox.telegram.access import Call
from sandbox.telegram.delivery import set_member
from sandbox.telegram.errors import bad
from sandbox.telegram.records import PERMISSIONS, Chat, Member

SOONEST, LATEST = 30, 366 * 86400
MEDIA = tuple(
    f"can_send_{kind}"
    for kind in ("audios", "documents", "photos", "videos", "video_notes", "voice_notes")
)


def _led(call: Call) -> Chat:
    """A chat where the bot may ban."""
    chat = call.chat(write=True)
    if not call.may(chat, "can_restrict_members"):
        raise bad("not enough rights to restrict/unrestrict chat member")
    return chat


def _until(call: Call) -> int:
    """The end; less than 30 seconds or more than 366 days from now is for ever (0)."""
    until = call.params.integer("until_date")
    return until if SOONEST <= until - call.now <= LATEST else 0


def _target(call: Call, chat: Chat) -> Member:
    """Whom to act on; nobody who leads the chat."""
    found = call.store.member(chat, call.user(), call.now)
    if found.user_id == call.bot.id:
        raise bad("can't restrict self")
    if found.status == "creator":
        raise bad("can't remove chat owner")
    if found.status == "administrator":
        raise bad("user is an administrator of the chat")
    return found


def ban_chat_member(call: Call) -> bool:
    """banChatMember; what the person wrote stays (facts 1.8)."""
    chat = _led(call)
    target = _target(call, chat)
    banned = Member(target.user_id, "kicked", until_date=_until(call))
    set_member(call.store, chat, banned, call.bot.id, call.now)
    return True


def unban_chat_member(call: Call) -> bool:
    """unbanChatMember; a member leaves the chat by it, unless only_if_banned."""
    chat = _led(call)
    target = _target(call, chat)
    if target.status == "kicked" or not call.params.flag("only_if_banned"):
        set_member(call.store, chat, Member(target.user_id), call.bot.id, call.now)
    return True


def restrict_chat_member(call: Call) -> bool:
    """restrictChatMember; all permissions lift the restriction."""
    permissions = _permissions(call)
    if call.chat(write=True).kind != "supergroup":
        raise bad("method is available only for supergroups")
    chat = _led(call)
    target = _target(call, chat)
    inside = target.status == "member" or target.is_member
    made = Member(target.user_id, "member" if inside else "left")
    if permissions != frozenset(PERMISSIONS):
        made = Member(
            target.user_id,
            "restricted",
            until_date=_until(call),
            permissions=permissions,
            is_member=inside,
        )
    set_member(call.store, chat, made, call.bot.id, call.now)
    return True


def _permissions(call: Call) -> frozenset[str]:
    """ChatPermissions; a broader one implies the narrower ones unless told to be independent."""
    sent = call.params.object("permissions", "permissions")
    given = {name for name in PERMISSIONS if sent.get(name) is True}
    if not call.params.flag("use_independent_chat_permissions"):
        if given & {"can_send_other_messages", "can_add_web_page_previews"}:
            given |= set(MEDIA)
        if given & {*MEDIA, "can_send_polls"}:
            given.add("can_send_messages")
    for name, source in (
        ("can_react_to_messages", "can_send_messages"),
        ("can_edit_tag", "can_pin_messages"),
        ("can_manage_topics", "can_pin_messages"),
    ):
        if name not in sent and source in given:
            given.add(name)
    return frozenset(given)


def _persona(call: Call) -> int:
    named = call.params.integer("sender_chat_id")
    if not named:
        raise bad("sender_chat_id is empty")
    if named not in call.store.chats:
        raise bad("PARTICIPANT_ID_INVALID")
    return named


def ban_chat_sender_chat(call: Call) -> bool:
    """banChatSenderChat: its owner cannot write as any of their channels until it is lifted."""
    chat = _led(call)
    chat.banned_chats.add(_persona(call))
    return True


def unban_chat_sender_chat(call: Call) -> bool:
    """unbanChatSenderChat."""
    chat = _led(call)
    chat.banned_chats.discard(_persona(call))
    return True
