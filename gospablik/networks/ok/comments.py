"""Comments of an OK page: read; all else a person does."""

from collections.abc import Mapping
from datetime import datetime

from gospablik.clock import require_aware
from gospablik.networks import verdicts
from gospablik.networks.base import LiveComment, NewComments
from gospablik.networks.errors import NetworkError
from gospablik.networks.limits import TEXT
from gospablik.networks.matching import same_text
from gospablik.networks.moscow import which
from gospablik.networks.ok import by_hand
from gospablik.networks.ok.outside import Entries
from gospablik.networks.ok.part import SLACK, errand, too_long
from gospablik.networks.outside import said, spot
from gospablik.networks.transport import Deadline
from gospablik.outcomes import Absent, DoOutcome, LookOutcome, Present


class Comments(Entries):
    """OK's public methods only read comments (shared facts, part B6)."""

    def comments(self, post_network_id: str) -> list[LiveComment]:
        """All comments under a post with their threads, oldest first. Raises CouldNotRead.

        Of a member's topic («entry:155»): the topic itself.
        """
        deadline, entry = Deadline(self.harvest_limit), spot(post_network_id)
        with self._reading(f"Комментарии записи {post_network_id}"):
            if entry:
                return self._entry(entry, deadline)
            return self._discussions.comments(post_network_id, deadline)

    def new_comments(
        self, post_network_id: str, known: Mapping[str, str | None], lacking: int
    ) -> NewComments:
        """What is new under a post, see `gospablik.networks.base.ReadsNew`."""
        deadline = Deadline(self.harvest_limit)
        with self._reading(f"Комментарии записи {post_network_id}"):
            return self._discussions.new_comments(post_network_id, known.keys(), lacking, deadline)

    def fetch_picture(self, reference: str) -> bytes:
        """A resident's picture, see `gospablik.networks.base.ShowsPictures`."""
        return self._client.picture(reference)

    def find_comment(self, comment_id: str, *, post_id: str) -> LookOutcome:
        """Present while the comment stands on the page."""
        if entry := said(comment_id):
            return self._find_entry(entry)
        try:
            found = self._discussions.one(comment_id, post_id, Deadline(self.limit))
        except NetworkError as error:
            return verdicts.not_seen(error)
        return Present(comment_id) if found else Absent()

    def find_reply(self, text: str, *, post_id: str, since: datetime) -> LookOutcome:
        """Look for a comment of the group itself with this text, white space aside."""
        since = require_aware(since) - SLACK
        try:
            found = self._discussions.comments(post_id, Deadline(self.limit))
        except NetworkError as error:
            return verdicts.not_seen(error)
        for comment in found:
            if comment.by_page and comment.written_at >= since and same_text(comment.text, text):
                return Present(comment.network_id)
        return Absent()

    def reply(self, text: str, *, post_id: str, key: str, to: str | None = None) -> DoOutcome:
        """An errand, unless the text is longer than OK lets anyone write."""
        if refusal := too_long(text, TEXT["ok"].reply, "Ответ не отправлен"):
            return refusal
        way = by_hand.reply(self._post_at(post_id), below=to is not None)
        return errand("ответить на комментарий", way)

    def remove_comment(self, comment_id: str, *, post_id: str) -> DoOutcome:
        """An errand, unless the comment is gone; `find_comment` tells afterwards what was done.

        The errand says whose it is and of what time, if OK lets us look.
        """
        if entry := said(comment_id):
            return self._remove_entry(entry)
        try:
            comment = self._discussions.one(comment_id, post_id, Deadline(self.limit))
        except NetworkError:
            return errand("удалить комментарий", by_hand.remove(self._post_at(post_id), ""))
        if comment is None:
            return verdicts.gone(comment_id)
        way = by_hand.remove(self._post_at(post_id), which(comment, clock="%H:%M:%S"))
        return errand("удалить комментарий", way)

    def restore_comment(self, comment_id: str, *, post_id: str) -> DoOutcome:
        """Always an errand, and not one that can always be carried out."""
        return errand("вернуть удалённый комментарий", by_hand.restore(self._post_at(post_id)))
