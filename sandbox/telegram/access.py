"""Who may do what where (facts 1.5, 1.6; refusals in the server's words, facts 1.2)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sandbox.telegram.errors import bad, forbidden
from sandbox.telegram.params import Params
from sandbox.telegram.records import Bot, Chat, Member, Message
from sandbox.telegram.store import Store


@dataclass(frozen=True)
class Call:
    """One admitted call of a method."""

    store: Store
    params: Params
    bot: Bot
    now: int

    def chat(self, name: str = "chat_id", *, write: bool = False) -> Chat:
        """The chat named by id or @username; to write, or to read a private one, be a member."""
        named = self.params.text(name)
        if not named:
            raise bad(f"{name} is empty")
        if named.startswith("@"):
            found = self.store.named(named)
        else:
            found = self.store.chats.get(self.params.integer(name))
        if found is None:
            raise bad("chat not found")
        status = self.standing(found).status
        if status == "kicked":
            raise forbidden(f"bot was kicked from the {found.kind} chat")
        if status == "left" and (write or not found.username):
            raise forbidden(f"bot is not a member of the {found.kind} chat")
        return found

    def standing(self, chat: Chat) -> Member:
        """The bot's own standing in the chat."""
        return self.store.member(chat, self.bot.id, self.now)

    def may(self, chat: Chat, right: str) -> bool:
        """Whether the bot is an administrator with this right."""
        member = self.standing(chat)
        return member.status == "administrator" and right in member.rights

    def message(self, chat: Chat, label: str, name: str = "message_id") -> Message:
        """The standing message named by the parameter; `label` is its part in the refusal."""
        found = self.store.message(chat.id, self.params.integer(name))
        if found is None:
            raise bad(f"{label} not found")
        return found

    def user(self) -> int:
        """The user named by user_id."""
        user_id = self.params.integer("user_id")
        if user_id <= 0:
            raise bad("invalid user_id specified")
        if user_id not in self.store.people and user_id not in self.store.bots:
            raise bad("PARTICIPANT_ID_INVALID")
        return user_id


Handler = Callable[[Call], Any]
