"""Posts and comments of one wall, read whole. Raises NetworkError; turns nothing into outcomes."""

from datetime import datetime

from gospablik.clock import require_aware
from gospablik.networks.base import LiveComment, LivePost
from gospablik.networks.errors import NetworkError
from gospablik.networks.transport import Deadline
from gospablik.networks.verdicts import not_seen
from gospablik.networks.vk import objects, requests
from gospablik.networks.vk.client import VkClient
from gospablik.networks.vk.objects import Branch, WallPost
from gospablik.networks.vk.paging import Sheet, read_whole
from gospablik.outcomes import Absent, LookOutcome, Present

_GONE_OR_HIDDEN = {15, 19, 100, 104, 210, 212}


class Wall:
    """The wall of one community. `address` is that of a post up to its number."""

    def __init__(self, client: VkClient, group_id: int, address: str) -> None:
        self._client, self._group, self._address = client, group_id, address

    def posts(self, since: datetime, deadline: Deadline) -> list[WallPost]:
        """All posts since then, newest first."""
        since = require_aware(since)

        def older(sheet: list[WallPost]) -> bool:
            # The pinned post comes first whatever its age, so it tells nothing.
            return any(not p.pinned and p.post.published_at < since for p in sheet[-1:])

        def fetch(offset: int) -> Sheet[WallPost]:
            request = requests.posts(self._group, offset=offset)
            return objects.sheet_of_posts(self._client.ask(request, deadline), wall=self._address)

        found = [p for p in read_whole(fetch, enough=older) if p.post.published_at >= since]
        return sorted(found, key=lambda p: (p.post.published_at, int(p.post.network_id)))[::-1]

    def post(self, post_id: str, deadline: Deadline) -> LivePost | None:
        """One post, None if VK leaves it out or marks it deleted."""
        answer = self._client.ask(requests.post(self._group, int(post_id)), deadline)
        found = objects.single_post(answer, wall=self._address)
        return found.post if found else None

    def comments(self, post_id: str, deadline: Deadline) -> list[LiveComment]:
        """All comments that stand under a post, threads read to their ends, oldest first."""
        found: list[Branch] = []
        for top in self._level(post_id, None, deadline):
            cut_short = top.thread_count > len(top.thread)
            thread = self._level(post_id, top.number, deadline) if cut_short else top.thread
            found += [top, *thread]
        standing = [branch.comment for branch in found if branch.comment]
        return sorted(standing, key=lambda c: (c.written_at, int(c.network_id)))

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

    def _level(self, post_id: str, root: int | None, deadline: Deadline) -> list[Branch]:
        def fetch(offset: int) -> Sheet[Branch]:
            request = requests.comments(self._group, int(post_id), offset=offset, thread=root)
            return objects.sheet_of_comments(
                self._client.ask(request, deadline),
                post_id=post_id,
                thread_root=None if root is None else str(root),
            )

        return read_whole(fetch)

    def _surely_gone(self, post_id: str, deadline: Deadline) -> bool:
        try:
            return self.post(post_id, deadline) is None
        except NetworkError:
            return False
