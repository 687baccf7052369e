"""The comments of one channel of MAX."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from gospablik.clock import require_aware
from gospablik.networks import verdicts
from gospablik.networks.base import LiveComment, NewComments
from gospablik.networks.errors import Kind, NetworkError
from gospablik.networks.matching import same_text
from gospablik.networks.max import by_hand, requests
from gospablik.networks.max.answers import made_id, require_success
from gospablik.networks.max.channel import SLACK
from gospablik.networks.max.codes import INTERNAL
from gospablik.networks.max.part import Part
from gospablik.networks.transport import Deadline
from gospablik.outcomes import Absent, AlreadySo, DoOutcome, LookOutcome, Present, Refused


class Comments(Part):
    """Reading, answering and removing comments. Ids are MAX's `mid`."""

    removal_is_repeatable = False
    removal_window: timedelta | None = None

    def comments(self, post_network_id: str) -> list[LiveComment]:
        """All comments under a post, oldest first. Raises CouldNotRead.

        `author_id` is None wherever MAX hides the sender, which it does for people too;
        `by_page` is told only of comments that name our bot as their sender.
        """
        with self._reading(f"Комментарии поста {post_network_id}"):
            return self._channel.comments(post_network_id, Deadline(self.harvest_limit))

    def new_comments(
        self, post_network_id: str, known: Mapping[str, str | None], lacking: int
    ) -> NewComments:
        """What is new under a post; MAX counts nothing, but all that is new is the newest."""
        deadline = Deadline(self.harvest_limit)
        with self._reading(f"Комментарии поста {post_network_id}"):
            found = self._channel.new_comments(post_network_id, known.keys(), deadline)
        return NewComments(tuple(found))

    def fetch_picture(self, reference: str) -> bytes:
        """A resident's picture, see `gospablik.networks.base.ShowsPictures`."""
        return self._client.picture(reference)

    def reply(self, text: str, *, post_id: str, key: str, to: str | None = None) -> DoOutcome:
        """Write a comment in the page's name. MAX knows no keys: `find_reply` keeps doubles off.

        `to`: as an answer to that comment.
        """

        def do(deadline: Deadline) -> str:
            try:
                return made_id(self._client.ask(requests.reply(post_id, text, to), deadline))
            except NetworkError as error:
                if error.code != INTERNAL:
                    raise
                # Seen live when comments are off, and it may as well be what it says: no proof.
                hint = " Так MAX отвечает и тогда, когда комментарии в канале выключены."
                todo = "проверьте, что комментарии в канале включены."
                raise NetworkError(error.kind, INTERNAL, error.why + hint, todo=todo) from None

        return self._do(do, by_hand.reply(self._home, below=to is not None), post_id=post_id)

    def find_reply(self, text: str, *, post_id: str, since: datetime) -> LookOutcome:
        """Look for a comment with this text, white space aside, by our bot or nobody named.

        MAX may hide who wrote in the channel's name; a resident does not write our letter.
        """
        since = require_aware(since) - SLACK
        try:
            found = self._channel.comments(post_id, Deadline(self.limit), since=since)
        except NetworkError as error:
            return verdicts.not_seen(error)
        for comment in found:
            ours = comment.by_page or comment.author_id is None
            if ours and same_text(comment.text, text):
                return Present(comment.network_id)
        return Absent()

    def remove_comment(self, comment_id: str, *, post_id: str) -> DoOutcome:
        """Take a comment off the page. AlreadySo if it is gone."""

        def do(deadline: Deadline) -> str | AlreadySo:
            try:
                request = requests.delete_comment(post_id, comment_id)
                require_success(self._client.ask(request, deadline))
            except NetworkError as error:
                # Whatever MAX calls a comment that is not there, reading tells.
                said_no = error.kind in {Kind.ALREADY, Kind.REFUSED}
                if not said_no or not self._channel.comment_is_gone(comment_id, post_id, deadline):
                    raise
                return verdicts.gone(comment_id)
            return comment_id

        return self._do(do, by_hand.remove(self._home), post_id=post_id)

    def find_comment(self, comment_id: str, *, post_id: str) -> LookOutcome:
        """Present while the comment stands on the page."""
        return self._channel.find_comment(comment_id, post_id, Deadline(self.limit))

    def restore_comment(self, comment_id: str, *, post_id: str) -> DoOutcome:
        """Nobody can: MAX keeps no removed comments."""
        return Refused(
            "MAX не возвращает удалённые комментарии: комментарий не восстановлен."
            " Что делать: ответьте автору под постом."
        )
