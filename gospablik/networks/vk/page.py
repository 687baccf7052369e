"""One VK page as a `Network`."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from types import TracebackType
from typing import Self

import httpx

from gospablik.clock import now, require_aware
from gospablik.networks import verdicts
from gospablik.networks.base import LiveComment, LivePost, PageInfo
from gospablik.networks.errors import Kind, NetworkError
from gospablik.networks.matching import carries, same_text
from gospablik.networks.transport import Deadline
from gospablik.networks.vk import by_hand, objects, requests
from gospablik.networks.vk.answers import new_id, require_one
from gospablik.networks.vk.client import VkClient
from gospablik.networks.vk.tokens import VkTokens
from gospablik.networks.vk.wall import Wall
from gospablik.outcomes import Absent, CannotTell, Done, DoOutcome, LookOutcome, Present
from gospablik.page import VkEntry

_SLACK = timedelta(minutes=5)
"""How far VK's clock and ours may be apart."""
_TERM_SLACK = timedelta(hours=1)
_NO_ACCESS_TO_COMMENT = 211


class VkPage:
    """One VK page, seen through the keys we hold. Implements `gospablik.networks.base.Network`.

    `http` is closed by whoever made it. Ids are VK's numbers as text; times are aware, UTC.
    """

    limit = timedelta(seconds=15)
    settle = timedelta(seconds=15)
    harvest_limit = timedelta(minutes=2)
    """For `posts` and `comments`, which no claim waits for: a lively post takes many requests."""

    def __init__(self, page: VkEntry, tokens: VkTokens, http: httpx.Client | None = None) -> None:
        self._page, self._group = page, page.group_id
        self._client = VkClient(page.api, tokens, http)
        address = page.address.rstrip("/")
        self._posts_at = f"{address}/wall-{self._group}_"
        self._wall = Wall(self._client, self._group, self._posts_at)
        self._home = f"{address}/club{self._group}"

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def page_info(self) -> PageInfo:
        """What the page says of itself. Raises CouldNotRead."""
        with self._reading("Сведения о странице"):
            answer = self._client.ask(requests.page_info(self._group), Deadline(self.limit))
            return objects.page_info(answer, group_id=self._group)

    def posts(self, since: datetime) -> list[LivePost]:
        """All posts of the page since then, newest first, read whole. Raises CouldNotRead."""
        with self._reading("Записи"):
            found = self._wall.posts(since, Deadline(self.harvest_limit))
            return [item.post for item in found]

    def post(self, network_id: str) -> LivePost | None:
        """One post, None if it is gone. Raises CouldNotRead."""
        with self._reading(f"Запись {network_id}"):
            return self._wall.post(network_id, Deadline(self.limit))

    def comments(self, post_network_id: str) -> list[LiveComment]:
        """All comments under a post with their threads, oldest first. Raises CouldNotRead."""
        with self._reading(f"Комментарии записи {post_network_id}"):
            return self._wall.comments(post_network_id, Deadline(self.harvest_limit))

    def publish(self, text: str, *, key: str) -> DoOutcome:
        """Publish a text as it is. VK drops a double with the same `key`."""
        request = requests.publish(self._group, text, key=key)

        def do() -> str:
            return new_id(self._client.ask(request, Deadline(self.limit)), "post_id")

        return _done(do, by_hand.publish(self._home))

    def find_post(self, marker: str, *, since: datetime) -> LookOutcome:
        """Look for a post whose text, source or attached link is the marker (an address)."""
        try:
            found = self._wall.posts(since - _SLACK, Deadline(self.limit))
        except NetworkError as error:
            return verdicts.not_seen(error)
        for item in found:
            if carries(marker, item.post.text, item.links):
                return Present(item.post.network_id)
        return Absent()

    def remove_comment(self, comment_id: str, *, post_id: str) -> DoOutcome:
        """Take a comment off the page. Done too if VK has no such comment."""
        deadline = Deadline(self.limit)
        request = requests.delete_comment(self._group, int(comment_id))

        def do() -> str:
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

        return _done(do, by_hand.remove(f"{self._posts_at}{post_id}?reply={comment_id}"))

    def find_comment(self, comment_id: str, *, post_id: str) -> LookOutcome:
        """Present while the comment stands on the page."""
        return self._wall.find_comment(comment_id, post_id, Deadline(self.limit))

    def reply(self, text: str, *, post_id: str, key: str) -> DoOutcome:
        """Write a comment in the page's name. VK drops a double with the same `key`."""
        request = requests.reply(self._group, int(post_id), text, key=key)

        def do() -> str:
            return new_id(self._client.ask(request, Deadline(self.limit)), "comment_id")

        return _done(do, by_hand.reply(f"{self._posts_at}{post_id}"))

    def find_reply(self, text: str, *, post_id: str, since: datetime) -> LookOutcome:
        """Look for a comment of the page itself with this text, white space aside."""
        since = require_aware(since) - _SLACK
        try:
            found = self._wall.comments(post_id, Deadline(self.limit))
        except NetworkError as error:
            return verdicts.not_seen(error)
        for comment in found:
            if (
                comment.author_id == str(-self._group)
                and comment.written_at >= since
                and same_text(comment.text, text)
            ):
                return Present(comment.network_id)
        return Absent()

    def block(self, author_id: str, *, until: datetime, reason: str) -> DoOutcome:
        """Put an author on the black list until then; the author is shown the reason.

        An errand for a person tells the term in the zone that `until` comes in.
        """
        request = requests.ban(self._group, int(author_id), until=until, comment=reason)

        def do() -> str:
            require_one(self._client.ask(request, Deadline(self.limit)))
            return author_id

        term = f"{require_aware(until):%d.%m.%Y %H:%M} ({until.tzinfo})"
        blacklist = f"{self._home}?act=blacklist"
        return _done(do, by_hand.block(blacklist, self._profile(author_id), term, reason))

    def find_block(self, author_id: str, *, until: datetime | None = None) -> LookOutcome:
        """Present while the author is blocked; with `until`, only if blocked to that hour."""
        request = requests.banned(self._group, int(author_id))
        try:
            entries = objects.bans(self._client.ask(request, Deadline(self.limit)))
        except NetworkError as error:
            return Absent() if error.kind is Kind.ALREADY else verdicts.not_seen(error)
        ban = next((entry for entry in entries if entry.author == int(author_id)), None)
        if ban is None:
            # VK was asked for one author: entries of others mean that it did not understand.
            return (
                CannotTell("ВКонтакте показал чёрный список без автора.") if entries else Absent()
            )
        if ban.until is not None and ban.until <= now():
            return Absent("срок блокировки истёк")
        if until is not None and not _same_term(ban.until, require_aware(until)):
            term = "навсегда" if ban.until is None else f"до {ban.until:%d.%m.%Y %H:%M} UTC"
            return Absent(f"автор заблокирован на другой срок: {term}")
        return Present(author_id)

    def _profile(self, author_id: str) -> str:
        number = int(author_id)
        name = f"id{number}" if number >= 0 else f"club{-number}"
        return f"{self._page.address.rstrip('/')}/{name}"

    @contextmanager
    def _reading(self, what: str) -> Iterator[None]:
        try:
            yield
        except NetworkError as error:
            whose = f"{what}: страница «{self._page.name}» во ВКонтакте не прочитана."
            raise verdicts.could_not_read(error, whose) from None


def _done(do: Callable[[], str], way: verdicts.ByHand) -> DoOutcome:
    try:
        return Done(do())
    except NetworkError as error:
        return verdicts.outcome(error, way)


def _same_term(found: datetime | None, wanted: datetime) -> bool:
    return found is not None and abs(found - wanted) <= _TERM_SLACK
