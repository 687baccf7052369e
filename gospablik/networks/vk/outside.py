"""What residents write on the page outside our posts: on the wall, in discussions, under media."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from gospablik.clock import require_aware
from gospablik.networks.base import LiveComment, LivePost
from gospablik.networks.errors import NetworkError
from gospablik.networks.json_values import Json, Reader, is_int
from gospablik.networks.outside import BOARD, ENTRY, PHOTO, VIDEO, Outside, Spot, Unread, not_read
from gospablik.networks.transport import Deadline
from gospablik.networks.vk import outside_requests, page_requests, requests, wall_objects
from gospablik.networks.vk.answers import NAME
from gospablik.networks.vk.client import VkClient
from gospablik.networks.vk.paging import Sheet, read_whole
from gospablik.networks.vk.place import Place
from gospablik.networks.vk.spots import Spots, sheet, since_then

_READ = Reader(NAME)
_MOST_NAMES = 1000
_WORDS = {
    ENTRY: "Записи жителей на стене",
    BOARD: "Обсуждения",
    PHOTO: "Комментарии под фотографиями",
    VIDEO: "Комментарии под видео",
}


class Elsewhere:
    """Reads the places outside our posts. `since` is aware; `deadline` is for all of them."""

    def __init__(
        self, client: VkClient, place: Place, spots: Spots, since: datetime, deadline: Deadline
    ) -> None:
        self._client, self._place, self._spots = client, place, spots
        self._since, self._deadline = require_aware(since), deadline
        self._posts: dict[str, LivePost] = {}

    def read(self) -> Outside:
        """Everything that our keys may see. A place that failed does not hide the others."""
        places: dict[str, Callable[[], list[LiveComment]]] = {
            ENTRY: self._entries,
            BOARD: self._discussions,
            PHOTO: self._photos,
            VIDEO: self._videos,
        }
        found: list[LiveComment] = []
        unread: list[Unread] = []
        for kind, read in places.items():
            try:
                found += read()
            except NetworkError as error:
                page = self._place.page.name
                whose = f"{_WORDS[kind]}: страница «{page}» во ВКонтакте не прочитана."
                unread.append(not_read(kind, error, whose))
        found.sort(key=lambda c: (c.written_at, c.network_id))
        return Outside(
            tuple(found),
            frozenset(places) - {one.kind for one in unread},
            tuple(self._posts[c.network_id] for c in found if c.network_id in self._posts),
            tuple(unread),
        )

    def _entries(self) -> list[LiveComment]:
        def fetch(offset: int) -> Sheet[LiveComment]:
            request = requests.posts(self._place.group, offset=offset, own=False)
            answer = self._client.ask(request, self._deadline)
            told, posts = (
                wall_objects.names(answer),
                wall_objects.sheet_of_posts(answer, self._place),
            )
            said = [self._spots.entry(item, told) for item in _READ.rows(answer, "items")]
            shown = {int(one.network_id.partition(":")[2]): one for one in said}
            self._posts |= {one.network_id: posts.items[n].post for n, one in shown.items()}
            return Sheet(shown, posts.total)

        return since_then(fetch, self._since)

    def _discussions(self) -> list[LiveComment]:
        def fetch(offset: int) -> Sheet[Json]:
            request = outside_requests.topics(self._place.group, offset=offset)
            return _plain_sheet(self._client.ask(request, self._deadline))

        def older(some: list[Json]) -> bool:
            # Fixed topics come first whatever their age, so they tell nothing.
            return any(not t.get("is_fixed") and not self._lately(t) for t in some[-1:])

        found: list[LiveComment] = []
        for topic in read_whole(fetch, enough=older):
            if self._lately(topic):
                found += self._spots.board(_READ.number(topic, "id"), self._deadline, self._since)
        return found

    def _photos(self) -> list[LiveComment]:
        photos: dict[str, Spot] = {}

        def fetch(offset: int) -> Sheet[LiveComment]:
            request = outside_requests.photo_comments(self._place.group, offset=offset)
            answer = self._client.ask(request, self._deadline)
            for item in _READ.rows(answer, "items"):
                key = "pid" if is_int(item.get("pid")) else "photo_id"
                number = str(_READ.number(item, key))
                photos[str(_READ.number(item, "id"))] = Spot(PHOTO, number)
            return sheet(answer, self._place, PHOTO)

        found = since_then(fetch, self._since)
        names = self._names({int(said.author_id or 0) for said in found})
        return [
            _known_as(
                self._spots.named(said, photos[said.network_id]),
                names.get(int(said.author_id or 0), wall_objects.NAMELESS),
            )
            for said in found
        ]

    def _videos(self) -> list[LiveComment]:
        def fetch(offset: int) -> Sheet[Json]:
            request = outside_requests.videos(self._place.group, offset=offset)
            return _plain_sheet(self._client.ask(request, self._deadline))

        found: list[LiveComment] = []
        for video in read_whole(fetch):
            # A video whose comments are closed has no number of them.
            if video.get("comments"):
                found += self._spots.video(_READ.number(video, "id"), self._deadline)
        return [said for said in found if said.written_at >= self._since]

    def _names(self, authors: set[int]) -> dict[int, wall_objects.Name]:
        people = sorted(author for author in authors if author > 0)[:_MOST_NAMES]
        if not people:
            return {}
        answer = self._client.ask(page_requests.users(people), self._deadline)
        if not isinstance(answer, list):
            return {}
        return {_READ.number(p, "id"): wall_objects.name_of(p) for p in answer}

    def _lately(self, topic: Json) -> bool:
        return _READ.moment(topic, "updated") >= self._since


def _known_as(said: LiveComment, name: wall_objects.Name) -> LiveComment:
    shown = name.words or said.author_name
    return replace(said, author_name=shown, unnamed=name.stands_in)


def _plain_sheet(answer: Json) -> Sheet[Json]:
    items = _READ.rows(answer, "items")
    return Sheet({_READ.number(item, "id"): item for item in items}, _READ.number(answer, "count"))
