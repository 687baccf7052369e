"""Posts and comments of one channel, read whole. Raises NetworkError; judges nothing but looks."""

from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime, timedelta

from gospablik.clock import require_aware
from gospablik.networks.base import LiveComment, LivePost
from gospablik.networks.errors import Kind, NetworkError
from gospablik.networks.max import about, objects, requests
from gospablik.networks.max.answers import nonsense
from gospablik.networks.max.client import MaxClient
from gospablik.networks.max.codes import UNKNOWN_ID
from gospablik.networks.max.paging import Row, read_back
from gospablik.networks.reach import PostReach
from gospablik.networks.transport import Deadline
from gospablik.networks.verdicts import not_seen
from gospablik.outcomes import Absent, LookOutcome, Present

SLACK = timedelta(seconds=60)
"""How far MAX's clock and ours may be apart (shared facts, 2.8)."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Channel:
    """One channel. `home` is its address, given where MAX names none of a post's own."""

    def __init__(self, client: MaxClient, chat_id: int, home: str) -> None:
        self._client, self._chat, self._home = client, chat_id, home
        self._bot: int | None = None

    def posts(self, since: datetime, deadline: Deadline) -> list[LivePost]:
        """All posts since then, newest first."""
        start = _milliseconds(since)

        def fetch(before: int | None) -> Sequence[Row[LivePost | None]]:
            request = requests.posts(self._chat, before=before, after=start - 1)
            return objects.sheet_of_posts(self._client.ask(request, deadline), home=self._home)

        rows = sorted(read_back(fetch, down_to=start), key=lambda row: row.at, reverse=True)
        return [row.item for row in rows if row.item is not None]

    def reach(self, since: datetime, deadline: Deadline) -> list[PostReach]:
        """The same posts as MAX counts them."""
        start = _milliseconds(since)

        def fetch(before: int | None) -> Sequence[Row[PostReach | None]]:
            request = requests.posts(self._chat, before=before, after=start - 1)
            return objects.sheet_of_reach(self._client.ask(request, deadline))

        rows = sorted(read_back(fetch, down_to=start), key=lambda row: row.at, reverse=True)
        return [row.item for row in rows if row.item is not None]

    def post(self, post_id: str, deadline: Deadline) -> LivePost | None:
        """One post, None if it is gone while the bot may still read the channel."""
        try:
            answer = self._client.ask(requests.post(post_id), deadline)
        except NetworkError as error:
            if not _no_such(error):
                raise
            self._require_sight(deadline)
            return None
        return objects.single_post(answer, chat_id=self._chat, home=self._home)

    def address(self, post_id: str, deadline: Deadline) -> str:
        """Where the post lies for a person to open; the channel, if MAX does not tell."""
        try:
            found = self.post(post_id, deadline)
        except NetworkError:
            found = None
        return found.address if found else self._home

    def post_is_gone(self, post_id: str, deadline: Deadline) -> bool:
        """Whether reading proves that the post is not there."""
        try:
            return self.post(post_id, deadline) is None
        except NetworkError:
            return False

    def comment_is_gone(self, comment_id: str, post_id: str, deadline: Deadline) -> bool:
        """Whether reading proves that the comment is not there."""
        return isinstance(self.find_comment(comment_id, post_id, deadline), Absent)

    def comments(
        self, post_id: str, deadline: Deadline, *, since: datetime | None = None
    ) -> list[LiveComment]:
        """All comments under a post, or those since then, oldest first."""
        return self._comments(post_id, deadline, since, self._own(deadline))

    def new_comments(
        self, post_id: str, known: Collection[str], deadline: Deadline
    ) -> list[LiveComment]:
        """The newest comments under a post down to a known one and a while beyond."""

        def enough(found: Collection[Row[LiveComment]]) -> bool:
            newest = max((row.at for row in found if row.mid in known), default=0)
            return min(row.at for row in found) < newest - SLACK // timedelta(milliseconds=1)

        return self._comments(post_id, deadline, None, self._own(deadline), enough)

    def find_comment(self, comment_id: str, post_id: str, deadline: Deadline) -> LookOutcome:
        """Present while the comment stands.

        An unknown id and a request that MAX does not understand are answered alike, so the list
        must say so too: Absent is what the ledger believes.
        """
        try:
            answer = self._client.ask(requests.comment(post_id, comment_id), deadline)
            if objects.comment_id(answer) != comment_id:
                raise nonsense("показан другой комментарий")
            return Present(comment_id)
        except NetworkError as error:
            if not _no_such(error):
                return not_seen(error)
        try:
            found = self._comments(post_id, deadline, None, None)
        except NetworkError as error:
            if _no_such(error) and self.post_is_gone(post_id, deadline):
                return Absent("поста, под которым был комментарий, больше нет")
            return not_seen(error)
        standing = any(comment.network_id == comment_id for comment in found)
        return Present(comment_id) if standing else Absent()

    def _own(self, deadline: Deadline) -> int:
        """The number of our bot."""
        if self._bot is None:
            self._bot = about.user_id(self._client.ask(requests.me(), deadline))
        return self._bot

    def _comments(
        self,
        post_id: str,
        deadline: Deadline,
        since: datetime | None,
        bot: int | None,
        enough: Callable[[Collection[Row[LiveComment]]], bool] = lambda _: False,
    ) -> list[LiveComment]:
        start = _milliseconds(since) if since else None

        def fetch(before: int | None) -> Sequence[Row[LiveComment]]:
            after = None if start is None else start - 1
            request = requests.comments(post_id, before=before, after=after)
            answer = self._client.ask(request, deadline)
            return objects.sheet_of_comments(answer, post_id=post_id, bot=bot)

        rows = read_back(fetch, down_to=start or 0, enough=enough)[::-1]
        return [row.item for row in sorted(rows, key=lambda row: row.at)]

    def _require_sight(self, deadline: Deadline) -> None:
        """Nothing, if the bot may read the channel: MAX says "not found" also of what it hides."""
        answer = self._client.ask(requests.membership(self._chat), deadline)
        if "read_all_messages" not in about.rights(answer):
            raise NetworkError(
                Kind.PERSON,
                None,
                "Бот больше не может читать канал MAX, поэтому неизвестно, есть ли там этот пост.",
                todo="верните боту право администратора «Читать сообщения».",
            )


def _no_such(error: NetworkError) -> bool:
    return error.kind is Kind.ALREADY or error.code == UNKNOWN_ID


def _milliseconds(moment: datetime) -> int:
    return (require_aware(moment) - _EPOCH) // timedelta(milliseconds=1)
