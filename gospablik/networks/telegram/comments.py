"""Comments: messages of the channel's discussion group, told by the stream of updates only."""

import time
from datetime import datetime, timedelta

from gospablik.networks import verdicts
from gospablik.networks.base import Batch, LiveComment
from gospablik.networks.errors import Kind, NetworkError
from gospablik.networks.json_values import Json
from gospablik.networks.telegram import by_hand, drafts, requests
from gospablik.networks.telegram.answers import message_id, nonsense, require_true
from gospablik.networks.telegram.codes import CANNOT_DELETE
from gospablik.networks.telegram.conversation import Place, group_message
from gospablik.networks.telegram.core import Core, done, number
from gospablik.networks.telegram.messages import READ
from gospablik.networks.telegram.seen import BEGINNING, OUTSIDE
from gospablik.networks.telegram.terms import DELETABLE, why_not_deleted
from gospablik.networks.telegram.updates import Updates, ends_with_album, whole_albums
from gospablik.networks.transport import Deadline
from gospablik.outcomes import AlreadySo, CannotTell, DoOutcome, LookOutcome, Refused

_ALBUM_PAUSE = 0.6
"""Seconds. Sooner than half a second Telegram answers a repeated question with one update."""
_NOT_SHOWN = "Telegram не показывает боту, что сейчас стоит в группе обсуждения."


class Comments(Core):
    """Everything about comments. Ids are message ids of the group as text."""

    removal_is_repeatable = True
    """Nothing shows whether a comment is gone; deleting what is gone answers «not found»."""
    removal_window: timedelta | None = DELETABLE

    def fetch_picture(self, reference: str) -> bytes:
        """A resident's picture by its file_id, see `gospablik.networks.base.ShowsPictures`."""
        return self._client.picture(reference)

    def events(self, cursor: str | None) -> Batch:
        """What happened since the cursor; asking from a later one gives up what lies before.

        `more` is False only if nothing at all came: then everything up to the moment before this
        call was read, and that moment is the next `read_until`. Telegram keeps an update for a
        day: what came more than a day before this call and after `read_until` is lost.
        Raises CouldNotRead, also if another program reads the same bot.
        """
        offset = int(cursor) if cursor else 0
        if offset < 0:
            raise ValueError(f"Номер обновления не бывает отрицательным: {offset}")
        with self._reading("Обновления"):
            deadline = Deadline(self.limit)
            place = Place(self._page, self._group(deadline), self._bot)
            fresh = self._fresh(offset, deadline)
            read = Updates(place, lambda: self._seen.since(BEGINNING))
            for update in fresh:
                read.read(update)
            after = max((READ.number(update, "update_id") + 1 for update in fresh), default=offset)
        return Batch(
            posts=tuple(read.posts.values()),
            comments=tuple(read.comments),
            cursor=str(after),
            more=bool(fresh),
            odd=tuple(read.odd),
            told=tuple(read.told),
        )

    def _fresh(self, offset: int, deadline: Deadline) -> list[Json]:
        """A batch of updates in which no album of ours is cut in two."""
        fresh = self._updates(offset, deadline)
        if ends_with_album(fresh):
            time.sleep(_ALBUM_PAUSE)
            fresh = self._updates(offset, deadline)
        return whole_albums(fresh, full=len(fresh) >= requests.PAGE_SIZE)

    def _updates(self, offset: int, deadline: Deadline) -> list[Json]:
        found = self._ask(requests.updates(offset), deadline)
        if not isinstance(found, list):
            raise nonsense("нет списка обновлений")
        return found

    def comments(self, post_network_id: str) -> list[LiveComment]:
        """What the stream delivered under a post, oldest first; with "" what belongs to none."""
        found = self._seen.comments_under(post_network_id)
        return sorted(found, key=lambda comment: (comment.written_at, int(comment.network_id)))

    def reply(self, text: str, *, post_id: str, key: str, to: str | None = None) -> DoOutcome:
        """Write a comment under the post. It bears the bot's name, not the channel's.

        `to`: as an answer to that comment, which stands in the post's thread.
        With `OUTSIDE`: a message of the group, where the answered one was. Telegram has no
        idempotency key, so `key` does not travel.
        """
        deadline = Deadline(self.limit)

        def do() -> str:
            drafts.checked(text, drafts.LIMITS.reply, "Ответ слишком длинный")
            if to:
                request = requests.reply(self._group(deadline), number(to, "комментария"), text)
            elif post_id == OUTSIDE:
                request = requests.say(self._group(deadline), text)
            else:
                thread = number(self._thread(post_id), "сообщения")
                request = requests.reply(self._group(deadline), thread, text)
            return message_id(self._ask(request, deadline))

        if post_id == OUTSIDE:
            return done(do, by_hand.reply_in_group(self._home, below=to is not None))
        return done(do, by_hand.reply(self._post_at(post_id), below=to is not None))

    def find_reply(self, text: str, *, post_id: str, since: datetime) -> LookOutcome:
        """Never told: the bot's own messages do not come back to it (facts 1.6)."""
        return CannotTell(_NOT_SHOWN)

    def remove_comment(self, comment_id: str, *, post_id: str) -> DoOutcome:
        """Take a comment off the group. AlreadySo if it is gone. Bots may do so for 48 hours."""
        deadline = Deadline(self.limit)

        def do() -> str | AlreadySo:
            request = requests.delete(self._group(deadline), (number(comment_id, "комментария"),))
            try:
                require_true(self._ask(request, deadline))
            except NetworkError as error:
                if error.kind is Kind.ALREADY:
                    return verdicts.gone(comment_id)
                if error.code != CANNOT_DELETE:
                    raise
                raise why_not_deleted(error, self._written(comment_id, post_id)) from None
            return comment_id

        return done(do, by_hand.remove(self._comment_at(comment_id, post_id)))

    def find_comment(self, comment_id: str, *, post_id: str) -> LookOutcome:
        """Never told."""
        return CannotTell(_NOT_SHOWN)

    def restore_comment(self, comment_id: str, *, post_id: str) -> DoOutcome:
        """Nobody can."""
        return Refused(
            f"Telegram не возвращает удалённые сообщения. Комментарий {comment_id} не возвращён."
            " Что делать: ответьте автору, что он может написать его снова."
        )

    def _thread(self, post_id: str) -> str:
        thread = self._seen.thread_of(post_id)
        if thread is None:
            why = "Копии поста в группе обсуждения программа не видела: отвечать не под чем."
            raise NetworkError(Kind.PERSON, None, why)
        return thread

    def _written(self, comment_id: str, post_id: str) -> datetime | None:
        for comment in self._seen.comments_under(post_id):
            if comment.network_id == comment_id:
                return comment.written_at
        return None

    def _comment_at(self, comment_id: str, post_id: str) -> str:
        if post_id != OUTSIDE:
            return f"{self._post_at(post_id)}?comment={comment_id}"
        group = self._channel.group if self._channel else None
        return self._home if group is None else group_message(self._page, group, comment_id)
