"""Topics that members write in the group themselves: read, looked for; a person takes them off.

The list of topics names no authors but by id. Discussions under the group's photos and videos are
not listed by any documented method (shared facts, part B5): `discussions.getList` tells those of
the key's owner alone.
"""

from datetime import datetime

from gospablik.clock import require_aware
from gospablik.networks import verdicts
from gospablik.networks.base import LiveComment
from gospablik.networks.errors import NetworkError
from gospablik.networks.ok import by_hand
from gospablik.networks.ok.part import Part, errand
from gospablik.networks.ok.topic_objects import Topic
from gospablik.networks.outside import ENTRY, Outside, Spot, not_read
from gospablik.networks.transport import Deadline
from gospablik.outcomes import Absent, DoOutcome, LookOutcome, Present


class Entries(Part):
    """The part of OkPage that has to do with members' own topics. They are named «entry:155»."""

    def outside_posts(self, since: datetime) -> Outside:
        """The topics of members since then, see `gospablik.networks.outside.ReadsOutside`."""
        since = require_aware(since)
        try:
            found = self._topics.since(since, Deadline(self.harvest_limit))
        except NetworkError as error:
            whose = f"Темы участников: страница «{self._page.name}» в Одноклассниках не прочитана."
            return Outside((), frozenset(), unread=(not_read(ENTRY, error, whose),))
        members = [topic for topic in reversed(found) if not topic.by_group]
        return Outside(
            tuple(_said(topic) for topic in members),
            frozenset({ENTRY}),
            entries=tuple(topic.post for topic in members),
        )

    def _entry(self, spot: Spot, deadline: Deadline) -> list[LiveComment]:
        topic = self._topics.one(spot.thing, deadline)
        return [_said(topic)] if topic else []

    def _find_entry(self, spot: Spot) -> LookOutcome:
        try:
            found = self._entry(spot, Deadline(self.limit))
        except NetworkError as error:
            return verdicts.not_seen(error)
        return Present(str(spot)) if found else Absent()

    def _remove_entry(self, spot: Spot) -> DoOutcome:
        if isinstance(self._find_entry(spot), Absent):
            return verdicts.gone(str(spot))
        return errand("удалить тему участника группы", by_hand.delete(self._post_at(spot.thing)))


def _said(topic: Topic) -> LiveComment:
    name, post = str(Spot(ENTRY, topic.post.network_id)), topic.post
    return LiveComment(
        network_id=name,
        post_network_id=name,
        author_id=topic.author or None,
        author_name=f"profile/{topic.author}" if topic.author else "автор не назван",
        text=post.text,
        written_at=post.published_at,
        thread_root=None,
        attachments=(*post.attachments, *post.links),
        by_page=topic.by_group,
        address=post.address,
        unnamed=True,
    )
