"""Discussions and comments under pictures and videos: what residents write outside the wall."""

import itertools
from collections import defaultdict
from collections.abc import Iterator

from sandbox.vk.events import Events
from sandbox.vk.records import Remark, Topic


class Remarks:
    """Topics by (community, id), and remarks in the order they came."""

    def __init__(self, events: Events) -> None:
        self.topics: dict[tuple[int, int], Topic] = {}
        self.all: dict[tuple[int, int], Remark] = {}
        self._events = events
        self._ids: dict[int, Iterator[int]] = defaultdict(lambda: itertools.count(1))

    def add_topic(self, group_id: int, title: str, author: int, now: int) -> Topic:
        """Open a discussion."""
        topic = Topic(next(self._ids[group_id]), group_id, title, now, author)
        self.topics[group_id, topic.id] = topic
        return topic

    def add(self, group_id: int, place: str, author: int, text: str, now: int) -> Remark:
        """Write in a discussion or under a picture."""
        remark = Remark(next(self._ids[group_id]), group_id, place, author, text, now)
        self.all[group_id, remark.id] = remark
        self._tell(remark, "new")
        return remark

    def delete(self, remark: Remark, actor: int, now: int) -> None:
        """Take it off the page."""
        remark.deleted_at, remark.deleted_by = now, actor
        self._tell(remark, "delete")

    def restore(self, remark: Remark) -> None:
        """Put it back."""
        remark.deleted_at = remark.deleted_by = None
        self._tell(remark, "restore")

    def at(self, group_id: int, place: str) -> list[Remark]:
        """What was ever written there, oldest first, removed remarks too."""
        return [one for one in self.all.values() if (one.group_id, one.place) == (group_id, place)]

    def under(self, group_id: int, kind: str) -> list[Remark]:
        """What stands in all places of that kind, oldest first."""
        return [
            one
            for one in self.all.values()
            if one.group_id == group_id and one.place.startswith(kind) and one.deleted_at is None
        ]

    def standing(self, group_id: int, place: str) -> list[Remark]:
        """What stands there, oldest first."""
        return [one for one in self.at(group_id, place) if one.deleted_at is None]

    def _tell(self, remark: Remark, act: str) -> None:
        kinds = {"topic": "board_post", "photo": "photo_comment", "video": "video_comment"}
        self._events.add(remark.group_id, f"{kinds[remark.place[:5]]}_{act}", remark)
