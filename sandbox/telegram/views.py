"""What the pages show of a channel: posts, their comments, who is blocked."""

from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from markupsafe import Markup

from sandbox.telegram.deeds import Writer
from sandbox.telegram.markup import to_html
from sandbox.telegram.records import ANONYMOUS, BY_HAND, Chat, File, Message
from sandbox.telegram.store import Store
from sandbox.telegram.text import link_of

KINDS = {"video": "Видео", "voice": "Голосовое сообщение", "sticker": "Наклейка"}
LEADING = {"creator", "administrator"}


@dataclass(frozen=True)
class Shown:
    """One message as people see it; an album is shown as its first."""

    message: Message
    author: str
    body: Markup
    pictures: tuple[File, ...]
    files: tuple[tuple[str, str, File], ...]
    preview: tuple[str, str] | None
    removed: str
    quote: str = ""
    own: bool = False
    bannable: bool = False
    blocked: bool = False


@dataclass(frozen=True)
class ShownPost:
    """A post with its comments."""

    shown: Shown
    ids: tuple[int, ...]
    count: int
    pinned: bool
    open: bool
    comments: tuple[Shown, ...]


def internal(chat_id: int) -> int:
    """The number that links of t.me/c/ bear: a chat id without -100."""
    return int(str(chat_id).removeprefix("-100"))


def name_of(store: Store, who: int) -> str:
    """A person, a bot or a chat in words."""
    if who in store.chats:
        return store.chats[who].title
    if who in store.bots:
        return store.bots[who].first_name
    person = store.people.get(who)
    return person.name() if person else f"пользователь {who}"


def author_of(store: Store, message: Message) -> str:
    """Whose name stands over the message."""
    if message.from_id == ANONYMOUS:
        return f"{store.chat(message.chat_id).title} · администратор"
    return name_of(store, message.sender_chat_id or message.by)


def _removed(store: Store, message: Message) -> str:
    if message.deleted_at is None:
        return ""
    if message.deleted_by == BY_HAND:
        return "удалено администратором вручную"
    if message.deleted_by in store.bots:
        return f"удалено ботом «{name_of(store, message.deleted_by)}»"
    return "удалено автором"


def _size(file: File) -> str:
    """A size in words."""
    kilobytes = len(file.data) / 1024
    size = f"{kilobytes / 1024:.1f} МБ" if kilobytes >= 1024 else f"{max(kilobytes, 1):.0f} КБ"
    return size.replace(".", ",")


def _shown(store: Store, messages: list[Message]) -> Shown:
    first = messages[0]
    standing = [one for one in messages if one.deleted_at is None] or messages
    text = next((one for one in standing if one.text), first)
    media = [one.media for one in standing if one.media is not None]
    pictures = tuple(one.files[-1] for one in media if one.kind == "photo")
    files = tuple(
        (KINDS.get(one.kind, one.files[-1].name), _size(one.files[-1]), one.files[-1])
        for one in media
        if one.kind != "photo"
    )
    options = text.link_preview_options or {}
    link = options.get("url") or link_of(text.text, text.entities)
    preview = None
    if link and not media and not options.get("is_disabled"):
        preview = (link, urlsplit(link).hostname or link)
    removed = "" if standing != messages or first.deleted_at is None else _removed(store, first)
    body = to_html(text.text, text.entities)
    return Shown(text, author_of(store, first), body, pictures, files, preview, removed)


def _comment(store: Store, chat: Chat, message: Message, now: int) -> Shown:
    shown = _shown(store, [message])
    replied = store.messages.get((chat.id, message.reply_to or 0))
    quote = ""
    if replied is not None and replied.id != message.thread:
        said = replied.text or "вложение"
        quote = f"{author_of(store, replied)}: {said[:80]}{'…' if len(said) > 80 else ''}"
    persona = message.sender_chat_id
    member = store.member(chat, message.by, now)
    blocked = persona in chat.banned_chats if persona else member.silent
    leading = not persona and member.status in LEADING
    leads = message.by in store.bots or persona == chat.id or leading
    return replace(
        shown,
        quote=quote,
        own=message.by in store.people,
        bannable=not leads and not blocked,
        blocked=blocked,
    )


def shown_post(store: Store, message: Message, now: int, *, single: bool) -> ShownPost:
    """A post; with its comments when it is shown alone. `open`: it has a copy to comment on."""
    album = store.album(message)
    channel, root = store.chat(message.chat_id), store.root(message)
    group = store.chats.get(channel.linked_chat_id or 0)
    thread = store.thread(group.id, root) if group is not None and root is not None else []
    shown = _shown(store, album)
    return ShownPost(
        shown,
        tuple(one.id for one in album),
        sum(one.deleted_at is None for one in thread),
        any(one.id in channel.pinned for one in album),
        root is not None and not shown.removed,
        tuple(_comment(store, group, one, now) for one in thread if group) if single else (),
    )


def lone(store: Store, message: Message, now: int) -> Shown:
    """A message of a group that hangs on no post."""
    return _comment(store, store.chat(message.chat_id), message, now)


def posts(store: Store, channel: Chat, before: int | None) -> list[Message]:
    """The posts of a channel, newest first; an album counts once, service messages do not."""
    firsts: dict[str, Message] = {}
    for one in store.history(channel.id):
        if one.pins is None and (before is None or one.id < before):
            firsts.setdefault(one.media_group_id or f"#{one.id}", one)
    return sorted(firsts.values(), key=lambda one: one.id, reverse=True)


def post_of(store: Store, message: Message) -> Message | None:
    """The channel post behind a message of the group: its copy's, or that of its thread."""
    root = message.thread or message.id
    for (chat_id, post_id), copy_id in store.copies.items():
        if copy_id == root and store.chat(chat_id).linked_chat_id == message.chat_id:
            return store.messages[chat_id, post_id]
    return None


def banned(store: Store, chat: Chat | None, now: int) -> list[tuple[int, str, int]]:
    """Who is blocked or muted in the group: id, name, until when (0 for ever)."""
    if chat is None:
        return []
    standing = [store.member(chat, one, now) for one in chat.members]
    people = [one for one in standing if one.silent]
    return [
        *((one.user_id, name_of(store, one.user_id), one.until_date) for one in people),
        *((one, name_of(store, one), 0) for one in sorted(chat.banned_chats)),
    ]


def voices(store: Store, group: Chat | None, now: int) -> list[tuple[str, str]]:
    """In whose name one may write a comment: what the form sends, and the words for it."""
    made = [(str(one.user_id), one.name()) for one in store.people.values()]
    for chat in store.chats.values():
        owner = store.owner(chat)
        if chat.kind == "channel" and owner in store.people and chat.linked_chat_id is None:
            made.append((f"{owner}/{chat.id}", f"{chat.title} (канал)"))
    for one in store.people.values() if group else ():
        if group and store.member(group, one.user_id, now).status in LEADING:
            made.append((f"{one.user_id}/anonymous", f"{one.name()} — анонимно"))
    return made


def writer(voice: str) -> Writer:
    """The writer that the form names; ValueError when it names none."""
    user, _, mask = voice.partition("/")
    if mask == "anonymous":
        return Writer(int(user), anonymous=True)
    return Writer(int(user), int(mask) if mask else None)
