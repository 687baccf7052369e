"""Messages of a discussion group as posts and comments. Pure.

Sources: shared facts telegram-max-site.md 1.5, 1.6.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gospablik.networks import addresses
from gospablik.networks.base import LiveComment, LivePost
from gospablik.networks.json_values import Json
from gospablik.networks.telegram import messages
from gospablik.networks.telegram.messages import READ
from gospablik.networks.telegram.seen import OUTSIDE
from gospablik.page import TelegramEntry

_ROLES = {
    "administrator": "администратор",
    "member": "участник без прав администратора",
    "restricted": "участник с ограничениями",
    "left": "не участник",
    "kicked": "исключён",
}


@dataclass(frozen=True, slots=True)
class Place:
    """The channel, the id of its discussion group, and the bot's own id if it is known."""

    page: TelegramEntry
    group: int
    bot: int | None

    def address(self, message: str, post: str) -> str:
        """Where a message of the group lies; under its post if it has one."""
        if post != OUTSIDE:
            return addresses.comment(self.page, message, post_id=post)
        return group_message(self.page, self.group, message)


def group_message(page: TelegramEntry, group: int, message: str) -> str:
    """Where a message of the group lies; opens for those who are in the group."""
    inside = str(group).removeprefix("-100").removeprefix("-")
    return f"{page.address.rstrip('/')}/c/{inside}/{message}"


def original(copy: Json, place: Place) -> int | None:
    """The number of our post behind its copy in the group, None if the origin is another's.

    The copy of a repost names the post that was reposted: our own number is then not told.
    """
    origin = READ.table(READ.table(copy).get("forward_origin"))
    if origin.get("type") != "channel":
        return None
    ours = READ.number(origin.get("chat"), "id") == place.page.chat_id
    return READ.number(origin, "message_id") if ours else None


def post(copies: Sequence[Json], place: Place) -> LivePost:
    """A post from the copies of all its messages: one, or those of an album in any order."""
    parts = sorted(copies, key=lambda part: original(part, place) or 0)
    first = parts[0]
    network_id = str(original(first, place))
    kinds = [kind for part in parts if (kind := messages.medium(part))]
    shown = messages.card(first)
    links = [link for part in parts for link in messages.hidden_links(part)]
    return LivePost(
        network_id=network_id,
        text=next(filter(None, map(messages.words, parts)), ""),
        published_at=READ.moment(first["forward_origin"], "date"),
        comments=-1,  # Telegram does not tell
        address=addresses.post(place.page, network_id),
        attachments=tuple([*kinds, "link"] if shown else kinds),
        links=tuple([*links, shown] if shown else links),
        thread=str(READ.number(first, "message_id")),
    )


def reworded(before: LivePost, changed: LivePost) -> LivePost:
    """An album with the new caption of its first message."""
    return replace(before, text=changed.text, links=changed.links)


def comment(message: Json, place: Place, post_id: str | None) -> LiveComment:
    """A message of the group that somebody wrote. Without a post it lies `OUTSIDE`."""
    number = str(READ.number(message, "message_id"))
    author, name = _author(message)
    under = OUTSIDE if post_id is None else post_id
    picture = messages.picture(message)
    return LiveComment(
        network_id=number,
        post_network_id=under,
        author_id=str(author),
        author_name=name or str(author),
        text=messages.words(message),
        written_at=READ.moment(message, "date"),
        thread_root=_answers(message),
        attachments=_attached(message),
        # The channel, anonymous administrators of the group, the bot itself.
        by_page=author in {place.page.chat_id, place.group, place.bot},
        address=place.address(number, under),
        pictures=(picture,) if picture else (),
        unnamed=not name,
    )


def new_rights(change: Json, place: Place) -> str:
    """What happened to the bot itself, in words; empty if it was somewhere else."""
    chat = READ.number(READ.table(change).get("chat"), "id")
    where = {place.page.chat_id: "в канале", place.group: "в группе обсуждения"}.get(chat)
    if where is None:
        return ""
    status = READ.words(READ.table(change).get("new_chat_member"), "status")
    return f"у бота сменились права {where}: теперь он {_ROLES.get(status, status)}."


def _author(message: Json) -> tuple[int, str]:
    """Who wrote, and his name if told: a person, or the chat in whose name it was written."""
    chat = READ.table(message).get("sender_chat")
    if chat is not None:
        number = READ.number(chat, "id")
        return number, str(chat.get("title") or "")
    user = READ.table(message.get("from"))
    number = READ.number(user, "id")
    names = (user.get("first_name"), user.get("last_name"))
    return number, " ".join(str(name) for name in names if name)


def _answers(message: Json) -> str | None:
    """The comment that a comment answers; the copy of the post is none."""
    answered = message.get("reply_to_message")
    if answered is None or READ.table(answered).get("is_automatic_forward"):
        return None
    return str(READ.number(answered, "message_id"))


def _attached(message: Json) -> tuple[str, ...]:
    """The kind of medium, whether it is another's message or answers one elsewhere, its links."""
    kinds = [messages.medium(message)]
    kinds += ["repost" if "forward_origin" in message else None]
    kinds += ["quote" if "external_reply" in message else None]
    return (*filter(None, kinds), *messages.hidden_links(message))
