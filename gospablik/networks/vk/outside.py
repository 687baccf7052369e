"""What residents write on the page outside our posts: on the wall, in discussions, under media.

A comment's `post_network_id` names the place (wall, board:12, photo:55, video:9) and its
`network_id` begins with it, since VK numbers every place from one. Only on the wall it is VK's own
number: entries, posts and their comments share one row of numbers, so what stands under a
resident's entry is read like any post's comments.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from gospablik.clock import require_aware
from gospablik.networks.base import LiveComment
from gospablik.networks.errors import NetworkError
from gospablik.networks.json_values import Json, Reader, is_int
from gospablik.networks.transport import Deadline
from gospablik.networks.vk import outside_requests, page_requests, requests, wall_objects
from gospablik.networks.vk.answers import NAME
from gospablik.networks.vk.client import VkClient
from gospablik.networks.vk.paging import Sheet, read_whole
from gospablik.networks.vk.place import Place
from gospablik.networks.vk.wall import read_threads
from gospablik.networks.vk.wall_objects import Branch

_READ = Reader(NAME)
_MOST_NAMES = 1000


@dataclass(frozen=True, slots=True)
class Outside:
    """`found`, oldest first. `unread`: places that could not be read whole, in words, and why."""

    found: tuple[LiveComment, ...]
    unread: tuple[str, ...]


class Elsewhere:
    """Reads the places outside our posts. `since` is aware; `deadline` is for all of them."""

    def __init__(self, client: VkClient, place: Place, since: datetime, deadline: Deadline) -> None:
        self._client, self._place, self._deadline = client, place, deadline
        self._since = require_aware(since)

    def read(self) -> Outside:
        """Everything that our keys may see. A place that failed does not hide the others."""
        places: dict[str, Callable[[], list[LiveComment]]] = {
            "записи жителей на стене": self._entries,
            "обсуждения": self._discussions,
            "комментарии под фотографиями": self._photos,
            "комментарии под видео": self._videos,
        }
        found: list[LiveComment] = []
        unread: list[str] = []
        for words, read in places.items():
            try:
                found += read()
            except NetworkError as error:
                unread.append(f"{words}: {error.why}")
        found.sort(key=lambda c: (c.written_at, c.network_id))
        return Outside(tuple(found), tuple(unread))

    def _entries(self) -> list[LiveComment]:
        def fetch(offset: int) -> Sheet[LiveComment]:
            request = requests.posts(self._place.group, offset=offset, own=False)
            return self._sheet(request, "wall")

        return [
            replace(entry, address=self._place.post(entry.network_id))
            for entry in self._since_then(fetch)
        ]

    def _discussions(self) -> list[LiveComment]:
        def fetch(offset: int) -> Sheet[Json]:
            request = outside_requests.topics(self._place.group, offset=offset)
            return _plain_sheet(self._client.ask(request, self._deadline))

        def older(sheet: list[Json]) -> bool:
            # Fixed topics come first whatever their age, so they tell nothing.
            return any(not t.get("is_fixed") and not self._lately(t) for t in sheet[-1:])

        found: list[LiveComment] = []
        for topic in read_whole(fetch, enough=older):
            if self._lately(topic):
                found += self._discussion(_READ.number(topic, "id"))
        return found

    def _discussion(self, topic: int) -> list[LiveComment]:
        place = f"board:{topic}"

        def fetch(offset: int) -> Sheet[LiveComment]:
            request = outside_requests.topic_comments(self._place.group, topic, offset=offset)
            return self._sheet(request, place)

        address = self._place.thing("topic", topic)
        return [
            replace(said, network_id=f"{place}:{said.network_id}", address=address)
            for said in self._since_then(fetch)
        ]

    def _photos(self) -> list[LiveComment]:
        photos: dict[str, int] = {}

        def fetch(offset: int) -> Sheet[LiveComment]:
            request = outside_requests.photo_comments(self._place.group, offset=offset)
            answer = self._client.ask(request, self._deadline)
            for item in _READ.rows(answer, "items"):
                key = "pid" if is_int(item.get("pid")) else "photo_id"
                photos[str(_READ.number(item, "id"))] = _READ.number(item, key)
            return self._read_sheet(answer, "photo")

        found = self._since_then(fetch)
        names = self._names({int(said.author_id or 0) for said in found})
        placed = []
        for said in found:
            photo = photos[said.network_id]
            placed.append(
                replace(
                    said,
                    network_id=f"photo:{photo}:{said.network_id}",
                    post_network_id=f"photo:{photo}",
                    author_name=names.get(int(said.author_id or 0)) or said.author_name,
                    address=self._place.thing("photo", photo),
                )
            )
        return placed

    def _videos(self) -> list[LiveComment]:
        def fetch(offset: int) -> Sheet[Json]:
            request = outside_requests.videos(self._place.group, offset=offset)
            return _plain_sheet(self._client.ask(request, self._deadline))

        found: list[LiveComment] = []
        for video in read_whole(fetch):
            # A video whose comments are closed has no number of them.
            if video.get("comments"):
                found += self._video(_READ.number(video, "id"))
        return [said for said in found if said.written_at >= self._since]

    def _video(self, video: int) -> list[LiveComment]:
        place, address = f"video:{video}", self._place.thing("video", video)

        def fetch(offset: int, root: int | None) -> Sheet[Branch]:
            request = outside_requests.video_comments(
                self._place.group, video, offset=offset, thread=root
            )
            return wall_objects.sheet_of_comments(
                self._client.ask(request, self._deadline),
                self._place,
                post_id=place,
                thread_root=None if root is None else str(root),
            )

        return [
            replace(
                said,
                network_id=f"{place}:{said.network_id}",
                thread_root=said.thread_root and f"{place}:{said.thread_root}",
                address=address,
            )
            for said in read_threads(fetch)
        ]

    def _since_then(self, fetch: Callable[[int], Sheet[LiveComment]]) -> list[LiveComment]:
        """What a list that begins with the newest holds down to `since`."""
        said = read_whole(fetch, enough=lambda sheet: sheet[-1].written_at < self._since)
        return [one for one in said if one.written_at >= self._since]

    def _sheet(self, request: requests.Request, place: str) -> Sheet[LiveComment]:
        return self._read_sheet(self._client.ask(request, self._deadline), place)

    def _read_sheet(self, answer: Json, place: str) -> Sheet[LiveComment]:
        told = wall_objects.names(answer)
        read = partial(wall_objects.comment, told=told, place=self._place, post_id=place)
        items = _READ.rows(answer, "items")
        return Sheet(
            {_READ.number(item, "id"): read(item) for item in items},
            _READ.number(answer, "count"),
        )

    def _names(self, authors: set[int]) -> dict[int, str]:
        people = sorted(author for author in authors if author > 0)[:_MOST_NAMES]
        if not people:
            return {}
        answer = self._client.ask(page_requests.users(people), self._deadline)
        if not isinstance(answer, list):
            return {}
        return {_READ.number(p, "id"): wall_objects.person(p) for p in answer}

    def _lately(self, topic: Json) -> bool:
        return _READ.moment(topic, "updated") >= self._since


def _plain_sheet(answer: Json) -> Sheet[Json]:
    items = _READ.rows(answer, "items")
    return Sheet({_READ.number(item, "id"): item for item in items}, _READ.number(answer, "count"))
