"""What was written at one place outside our posts: read, taken off. Raises NetworkError."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial

from gospablik.networks.base import LiveComment
from gospablik.networks.errors import Kind, NetworkError
from gospablik.networks.json_values import Json, Reader
from gospablik.networks.outside import BOARD, ENTRY, PHOTO, VIDEO, Spot
from gospablik.networks.transport import Deadline
from gospablik.networks.vk import outside_requests, requests, wall_objects
from gospablik.networks.vk.answers import NAME, require_one
from gospablik.networks.vk.client import VkClient
from gospablik.networks.vk.paging import Sheet, read_whole
from gospablik.networks.vk.place import Place
from gospablik.networks.vk.requests import Request
from gospablik.networks.vk.wall import read_threads
from gospablik.networks.vk.wall_objects import Branch

_READ = Reader(NAME)


class Spots:
    """The places outside the posts of one community."""

    def __init__(self, client: VkClient, place: Place) -> None:
        self._client, self._place = client, place

    def at(self, spot: Spot, deadline: Deadline) -> list[LiveComment]:
        """All that stands at a place, oldest first; an entry of the wall is its own place."""
        read: dict[str, Callable[[int, Deadline], list[LiveComment]]] = {
            ENTRY: self._entry,
            BOARD: self.board,
            PHOTO: self._photo,
            VIDEO: self.video,
        }
        found = read[spot.kind](int(spot.thing), deadline)
        return sorted(found, key=lambda said: (said.written_at, said.network_id))

    def one(self, spot: Spot, deadline: Deadline) -> LiveComment | None:
        """What was written there; None if it is gone: a place that is gone took it along."""
        try:
            found = self.at(spot, deadline)
        except NetworkError as error:
            if error.kind is Kind.ALREADY:
                return None
            raise
        return next((said for said in found if said.network_id == str(spot)), None)

    def remove(self, spot: Spot, deadline: Deadline) -> bool:
        """Take off what was written there; False if it was gone already."""
        try:
            answer = self._client.ask(_removal(self._place.group, spot), deadline)
        except NetworkError as error:
            if error.kind is Kind.ALREADY:
                return False
            # What is gone is answered so, too; reading tells which it was.
            if error.kind is Kind.NO_RIGHT and self._surely_gone(spot, deadline):
                return False
            raise
        if spot.kind == PHOTO and answer == 0:  # photos.deleteComment: not found
            return False
        require_one(answer)
        return True

    def board(
        self, topic: int, deadline: Deadline, since: datetime | None = None
    ) -> list[LiveComment]:
        """A discussion: all of it, or what was written since then."""

        def ask(offset: int) -> Request:
            return outside_requests.topic_comments(self._place.group, topic, offset=offset)

        return self._list(Spot(BOARD, str(topic)), ask, deadline, since)

    def video(self, video: int, deadline: Deadline) -> list[LiveComment]:
        """Everything under a video, with threads."""
        spot = Spot(VIDEO, str(video))

        def fetch(offset: int, root: int | None) -> Sheet[Branch]:
            request = outside_requests.video_comments(
                self._place.group, video, offset=offset, thread=root
            )
            return wall_objects.sheet_of_comments(
                self._client.ask(request, deadline),
                self._place,
                post_id=spot.place,
                thread_root=None if root is None else str(root),
            )

        return [self.named(said, spot) for said in read_threads(fetch)]

    def named(self, said: LiveComment, spot: Spot) -> LiveComment:
        """A comment of that place under the name that it bears among all places."""
        root = said.thread_root
        return replace(
            said,
            network_id=str(replace(spot, said=said.network_id)),
            post_network_id=spot.place,
            thread_root=root and str(replace(spot, said=root)),
            address=self._place.outside(spot),
        )

    def entry(self, item: Json, names: dict[int, wall_objects.Name]) -> LiveComment:
        """A resident's entry on the wall, out of a post's object."""
        spot = Spot(ENTRY, str(_READ.number(item, "id")))
        said = wall_objects.comment(item, names, self._place, post_id=spot.place)
        return replace(said, network_id=spot.place, address=self._place.outside(spot))

    def _entry(self, number: int, deadline: Deadline) -> list[LiveComment]:
        answer = self._client.ask(requests.post(self._place.group, number), deadline)
        items = [i for i in _READ.rows(answer, "items") if not _READ.table(i).get("is_deleted")]
        return [self.entry(item, {}) for item in items]

    def _photo(self, photo: int, deadline: Deadline) -> list[LiveComment]:
        def ask(offset: int) -> Request:
            return outside_requests.comments_of_photo(self._place.group, photo, offset=offset)

        return self._list(Spot(PHOTO, str(photo)), ask, deadline)

    def _list(
        self,
        spot: Spot,
        ask: Callable[[int], Request],
        deadline: Deadline,
        since: datetime | None = None,
    ) -> list[LiveComment]:
        """A list without threads that begins with the newest."""

        def fetch(offset: int) -> Sheet[LiveComment]:
            return sheet(self._client.ask(ask(offset), deadline), self._place, spot.place)

        found = since_then(fetch, since) if since else read_whole(fetch)
        return [self.named(said, spot) for said in found]

    def _surely_gone(self, spot: Spot, deadline: Deadline) -> bool:
        try:
            return self.one(spot, deadline) is None
        except NetworkError:
            return False


def sheet(answer: Json, place: Place, post_id: str) -> Sheet[LiveComment]:
    """A list of comments without threads."""
    told = wall_objects.names(answer)
    read = partial(wall_objects.comment, told=told, place=place, post_id=post_id)
    items = _READ.rows(answer, "items")
    return Sheet(
        {_READ.number(item, "id"): read(item) for item in items}, _READ.number(answer, "count")
    )


def since_then(fetch: Callable[[int], Sheet[LiveComment]], since: datetime) -> list[LiveComment]:
    """What a list that begins with the newest holds down to `since`."""
    said = read_whole(fetch, enough=lambda some: some[-1].written_at < since)
    return [one for one in said if one.written_at >= since]


def _removal(group: int, spot: Spot) -> Request:
    if spot.kind == ENTRY:
        return requests.delete_post(group, int(spot.thing))
    said = int(spot.said)
    if spot.kind == BOARD:
        return outside_requests.delete_from_topic(group, int(spot.thing), said)
    if spot.kind == PHOTO:
        return outside_requests.delete_under_photo(group, said)
    return outside_requests.delete_under_video(group, said)
