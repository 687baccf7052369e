"""Posts and comments of one wall, read whole. Raises NetworkError; turns nothing into outcomes."""

from collections.abc import Mapping
from datetime import datetime

from gospablik.clock import require_aware
from gospablik.networks.base import LiveComment, NewComments
from gospablik.networks.errors import NetworkError
from gospablik.networks.transport import Deadline
from gospablik.networks.verdicts import not_seen
from gospablik.networks.vk import requests, wall_objects
from gospablik.networks.vk.answers import number_of
from gospablik.networks.vk.client import VkClient
from gospablik.networks.vk.newest import Fetch, OutOfOrderError, read_new
from gospablik.networks.vk.paging import Sheet, read_whole
from gospablik.networks.vk.place import Place
from gospablik.networks.vk.wall_objects import Branch, WallPost
from gospablik.outcomes import Absent, LookOutcome, Present

_GONE_OR_HIDDEN = {15, 19, 100, 104, 210, 212}


class Wall:
    """The wall of one community."""

    def __init__(self, client: VkClient, place: Place) -> None:
        self._client, self._place = client, place

    def posts(self, since: datetime, deadline: Deadline) -> list[WallPost]:
        """All posts since then, newest first."""
        since = require_aware(since)

        def older(sheet: list[WallPost]) -> bool:
            # The pinned post comes first whatever its age, so it tells nothing.
            return any(not p.pinned and p.post.published_at < since for p in sheet[-1:])

        def fetch(offset: int) -> Sheet[WallPost]:
            request = requests.posts(self._place.group, offset=offset)
            return wall_objects.sheet_of_posts(self._client.ask(request, deadline), self._place)

        found = [p for p in read_whole(fetch, enough=older) if p.post.published_at >= since]
        return sorted(found, key=lambda p: (p.post.published_at, int(p.post.network_id)))[::-1]

    def post(self, post_id: str, deadline: Deadline) -> WallPost | None:
        """One post, None if VK leaves it out or marks it deleted."""
        request = requests.post(self._place.group, number_of(post_id))
        return wall_objects.single_post(self._client.ask(request, deadline), self._place)

    def comments(self, post_id: str, deadline: Deadline) -> list[LiveComment]:
        """All comments that stand under a post, threads read to their ends, oldest first."""
        return read_threads(self._sheets(post_id, deadline, newest=False))

    def new_comments(
        self, post_id: str, known: Mapping[str, str | None], lacking: int, deadline: Deadline
    ) -> NewComments:
        """What is new under a post; all of it, should VK not show the newest first."""
        numbers = {
            number_of(one): None if root is None else number_of(root) for one, root in known.items()
        }
        try:
            return read_new(self._sheets(post_id, deadline, newest=True), numbers, lacking)
        except OutOfOrderError:
            return NewComments(tuple(self.comments(post_id, deadline)), whole=True)

    def _sheets(self, post_id: str, deadline: Deadline, *, newest: bool) -> Fetch:
        number = number_of(post_id)

        def fetch(offset: int, root: int | None) -> Sheet[Branch]:
            request = requests.comments(
                self._place.group, number, offset=offset, thread=root, newest=newest
            )
            return wall_objects.sheet_of_comments(
                self._client.ask(request, deadline),
                self._place,
                post_id=post_id,
                thread_root=None if root is None else str(root),
            )

        return fetch

    def find_comment(self, comment_id: str, post_id: str, deadline: Deadline) -> LookOutcome:
        """Present while the comment stands. A forbidden post tells nothing, a deleted one does."""
        try:
            found = self.comments(post_id, deadline)
        except NetworkError as error:
            if error.code in _GONE_OR_HIDDEN and self._surely_gone(post_id, deadline):
                return Absent("записи, под которой был комментарий, больше нет")
            return not_seen(error)
        standing = any(comment.network_id == comment_id for comment in found)
        return Present(comment_id) if standing else Absent()

    def _surely_gone(self, post_id: str, deadline: Deadline) -> bool:
        try:
            return self.post(post_id, deadline) is None
        except NetworkError:
            return False


def read_threads(fetch: Fetch) -> list[LiveComment]:
    """All comments that stand, oldest first.

    `fetch(offset, root)` gives a sheet of the top level (root None) or of one thread; threads
    that came cut short with their top comment are read to their ends.
    """
    found: list[Branch] = []
    for top in read_whole(lambda offset: fetch(offset, None)):
        thread = list(top.thread)
        if top.thread_count > len(thread):
            thread = _whole_thread(fetch, top.number)
        found += [top, *thread]
    standing = [branch.comment for branch in found if branch.comment]
    return sorted(standing, key=lambda c: (c.written_at, int(c.network_id)))


def _whole_thread(fetch: Fetch, root: int) -> list[Branch]:
    return read_whole(lambda offset: fetch(offset, root))
