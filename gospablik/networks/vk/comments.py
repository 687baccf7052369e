"""The comments of a VK page."""

from collections.abc import Mapping
from datetime import datetime

from gospablik.clock import require_aware
from gospablik.networks import verdicts
from gospablik.networks.base import LiveComment, NewComments
from gospablik.networks.errors import Kind, NetworkError
from gospablik.networks.matching import same_text
from gospablik.networks.transport import Deadline
from gospablik.networks.vk import by_hand, drafts, requests
from gospablik.networks.vk.answers import new_id, number_of, require_one
from gospablik.networks.vk.opened import SLACK, Opened, done
from gospablik.outcomes import Absent, DoOutcome, LookOutcome, Present

_NO_ACCESS_TO_COMMENT = 211


class Comments(Opened):
    """The part of VkPage that has to do with comments under posts."""

    def comments(self, post_network_id: str) -> list[LiveComment]:
        """All comments under a post with their threads, oldest first. Raises CouldNotRead."""
        with self._reading(f"Комментарии записи {post_network_id}"):
            return self._wall.comments(post_network_id, Deadline(self.harvest_limit))

    def new_comments(
        self, post_network_id: str, known: Mapping[str, str | None], lacking: int
    ) -> NewComments:
        """What is new under a post, see `gospablik.networks.base.ReadsNew`."""
        deadline = Deadline(self.harvest_limit)
        with self._reading(f"Комментарии записи {post_network_id}"):
            return self._wall.new_comments(post_network_id, known, lacking, deadline)

    def reply(self, text: str, *, post_id: str, key: str) -> DoOutcome:
        """Write a comment in the page's name. VK drops a double with the same `key`."""
        if refusal := drafts.too_long(text, reply=True):
            return refusal

        def do() -> str:
            request = requests.reply(self._group, number_of(post_id), text, key=key)
            return new_id(self._client.ask(request, Deadline(self.limit)), "comment_id")

        return done(do, by_hand.reply(self._place.post(post_id)))

    def find_reply(self, text: str, *, post_id: str, since: datetime) -> LookOutcome:
        """Look for a comment of the page itself with this text, white space aside."""
        since = require_aware(since) - SLACK
        try:
            found = self._wall.comments(post_id, Deadline(self.limit))
        except NetworkError as error:
            return verdicts.not_seen(error)
        for comment in found:
            if comment.by_page and comment.written_at >= since and same_text(comment.text, text):
                return Present(comment.network_id)
        return Absent()

    def remove_comment(self, comment_id: str, *, post_id: str) -> DoOutcome:
        """Take a comment off the page. Done too if VK has no such comment."""
        deadline = Deadline(self.limit)

        def do() -> str:
            request = requests.delete_comment(self._group, number_of(comment_id))
            try:
                require_one(self._client.ask(request, deadline))
            except NetworkError as error:
                if error.kind is not Kind.ALREADY and not (
                    # "Access to wall's comment denied" also meets what is gone; reading tells.
                    error.code == _NO_ACCESS_TO_COMMENT
                    and isinstance(self._wall.find_comment(comment_id, post_id, deadline), Absent)
                ):
                    raise
            return comment_id

        return done(do, by_hand.remove(self._place.comment(comment_id, post_id)))

    def find_comment(self, comment_id: str, *, post_id: str) -> LookOutcome:
        """Present while the comment stands on the page."""
        return self._wall.find_comment(comment_id, post_id, Deadline(self.limit))

    def restore_comment(self, comment_id: str, *, post_id: str) -> DoOutcome:
        """Put a removed comment back. Done too if VK says that it was not removed."""

        def do() -> str:
            request = requests.restore_comment(self._group, number_of(comment_id))
            try:
                require_one(self._client.ask(request, Deadline(self.limit)))
            except NetworkError as error:
                if error.kind is not Kind.SAME:
                    raise
            return comment_id

        return done(do, by_hand.restore(self._place.post(post_id), comment_id))
