"""Updates of the Bot API as posts and comments. Pure: what was known before comes as a function.

Sources: shared facts telegram-max-site.md 1.6, 1.7. A post is learnt from the copy that Telegram
itself puts into the discussion group; a comment is a message that hangs under such a copy.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from gospablik.networks.base import LiveComment, LivePost
from gospablik.networks.errors import NetworkError
from gospablik.networks.json_values import Json
from gospablik.networks.telegram import conversation, messages
from gospablik.networks.telegram.conversation import Place
from gospablik.networks.telegram.messages import READ


class _NotUnderstoodError(Exception):
    """An update that may be a comment, and nothing could be made of it."""


@dataclass
class Updates:
    """Reads updates one after another. `known` tells the posts known before; asked at most once.

    In words, with the update's number: `odd`, what was not understood and may be a comment; `told`,
    what is no comment and needs a person's eye.
    """

    place: Place
    known: Callable[[], Sequence[LivePost]]
    albums: dict[str, list[Json]] = field(default_factory=dict)
    posts: dict[str, LivePost] = field(default_factory=dict)
    comments: list[LiveComment] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    def read(self, update: Json) -> None:
        """Take in one update. Raises NetworkError only if it has no number."""
        number = READ.number(update, "update_id")
        try:
            words, kept = self._read(update), self.told
        except _NotUnderstoodError as error:
            words, kept = str(error), self.odd
        except NetworkError as error:
            words, kept = f"не прочитано. {error.why}", self.odd
        except RecursionError:
            words, kept = "не прочитано: слишком глубоко вложено.", self.odd
        if words:
            kept.append(f"Обновление {number}: {words}")

    def _read(self, update: Json) -> str:
        """What is to be told of it beside what was kept; empty mostly."""
        if "my_chat_member" in update:
            return conversation.new_rights(update["my_chat_member"], self.place)
        edited = "edited_message" in update
        message = update.get("edited_message" if edited else "message")
        if message is None:
            raise _NotUnderstoodError("такого вида программа не знает, в нём ничего не прочитано.")
        if READ.number(READ.table(message).get("chat"), "id") != self.place.group:
            return "сообщение не из группы обсуждения канала, оно не прочитано."
        if messages.is_event(message):
            return ""
        if not messages.says_something(message):
            raise _NotUnderstoodError("сообщение такого вида программа не знает, оно не прочитано.")
        if message.get("is_automatic_forward"):
            return self._copy(message, edited=edited)
        self.comments.append(conversation.comment(message, self.place, self._post_of(message)))
        return ""

    def _copy(self, message: Json, *, edited: bool) -> str:
        if conversation.original(message, self.place) is None:
            return (
                "канал переслал чужой пост. Номера своего поста Telegram при этом не сообщает,"
                " поэтому комментарии под ним записываются без поста."
            )
        album = message.get("media_group_id")
        if album is None:
            post = conversation.post([message], self.place)
        elif edited:
            return self._part_of_album(message)
        else:
            post = self._grown(str(album), message)
        self.posts[post.network_id] = post
        return ""

    def _grown(self, album: str, message: Json) -> LivePost:
        """An album with one message more; it may turn out to be the first."""
        before = self.albums.get(album, [])
        post = conversation.post([*before, message], self.place)
        if before:
            del self.posts[conversation.post(before, self.place).network_id]
        self.albums[album] = [*before, message]
        return post

    def _part_of_album(self, message: Json) -> str:
        """An edit shows one message of an album; what else the post carries is known from before.

        Its text is the caption of the first message, whose id is the post's.
        """
        changed = conversation.post([message], self.place)
        before = self.posts.get(changed.network_id) or self._known.get(changed.network_id)
        if before is None:
            return "изменена подпись внутри альбома, она не прочитана."
        self.posts[changed.network_id] = conversation.reworded(before, changed)
        return ""

    def _post_of(self, message: Json) -> str | None:
        """The post that a message hangs under (facts 1.6), None if it hangs under none."""
        root = str(message.get("message_thread_id"))
        here = (post.network_id for post in self.posts.values() if post.thread == root)
        if found := next(here, None) or self._threads.get(root):
            return found
        answered = message.get("reply_to_message")
        if answered is not None and READ.table(answered).get("is_automatic_forward"):
            number = conversation.original(answered, self.place)
            return None if number is None else str(number)
        return None

    @cached_property
    def _known(self) -> dict[str, LivePost]:
        return {post.network_id: post for post in self.known()}

    @cached_property
    def _threads(self) -> dict[str | None, str]:
        return {post.thread: post.network_id for post in self._known.values()}


def whole_albums(updates: list[Json], *, full: bool) -> list[Json]:
    """The updates without an album at the end whose other messages lie beyond a full batch."""
    last = _album(updates[-1]) if updates else None
    if not full or last is None:
        return updates
    begins = next(n for n, update in enumerate(updates) if _album(update) == last)
    return updates[:begins] or updates


def ends_with_album(updates: list[Json]) -> bool:
    """Whether the last update is a post of several messages, more of which may be on their way."""
    return bool(updates) and _album(updates[-1]) is not None


def _album(update: Json) -> str | None:
    message = update.get("message") if isinstance(update, dict) else None
    if not isinstance(message, dict) or not message.get("is_automatic_forward"):
        return None
    album = message.get("media_group_id")
    return album if isinstance(album, str) else None
