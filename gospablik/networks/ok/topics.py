"""Topics of one group, read whole. Raises NetworkError; only a search is an outcome."""

from datetime import datetime

from gospablik.clock import require_aware
from gospablik.networks import addresses
from gospablik.networks.errors import Kind, NetworkError
from gospablik.networks.matching import carries
from gospablik.networks.ok import requests
from gospablik.networks.ok import topic_objects as objects
from gospablik.networks.ok.client import OkClient
from gospablik.networks.ok.codes import METHOD
from gospablik.networks.ok.paging import Sheet, read_whole
from gospablik.networks.ok.topic_objects import Topic
from gospablik.networks.transport import Deadline
from gospablik.networks.verdicts import not_seen
from gospablik.outcomes import Absent, CannotTell, LookOutcome, Present
from gospablik.page import OkEntry

_NO_LIST = (
    "сверяйте записи страницы глазами; о доступе к mediatopic.getTopics спросите api-support@ok.ru."
)


class Topics:
    """The topics of one group."""

    def __init__(self, client: OkClient, page: OkEntry) -> None:
        self._client, self._group = client, page.group_id
        self._posts_at = addresses.post(page, "")

    def since(self, since: datetime, deadline: Deadline) -> list[Topic]:
        """All topics of the group since then, whoever wrote them, newest first."""
        since = require_aware(since)

        def older(sheet: list[Topic]) -> bool:
            # A pinned topic comes first whatever its age, so it tells nothing.
            return any(not t.sticky and t.post.published_at < since for t in sheet[-1:])

        def fetch(anchor: str | None) -> Sheet[Topic]:
            return self._sheet(requests.topics(self._group, anchor=anchor), deadline)

        try:
            found = read_whole(fetch, enough=older)
        except NetworkError as error:
            if error.code != METHOD:
                raise
            raise NetworkError(error.kind, METHOD, error.why, todo=_NO_LIST) from None
        fresh = [topic for topic in found if topic.post.published_at >= since]
        return sorted(fresh, key=lambda t: (t.post.published_at, t.post.network_id))[::-1]

    def one(self, topic_id: str, deadline: Deadline) -> Topic | None:
        """One topic of this group, None if OK leaves it out or has no such."""
        try:
            sheet = self._sheet(requests.topics_by_id([topic_id]), deadline)
        except NetworkError as error:
            if error.kind is Kind.ALREADY:
                return None
            raise
        return sheet.items.get(topic_id)

    def find(self, marker: str, since: datetime, deadline: Deadline) -> LookOutcome:
        """A topic that carries the marker and is not older.

        Without the list only topics with statistics can be looked through: a topic that nobody but
        its author has seen is not among them, so not finding it there proves nothing.
        """
        try:
            found = self.since(since, deadline)
        except NetworkError as error:
            if error.code != METHOD:
                return not_seen(error)
            return self._find_among_seen(marker, since, deadline)
        return _carrying(marker, found) or Absent()

    def _find_among_seen(self, marker: str, since: datetime, deadline: Deadline) -> LookOutcome:
        def fetch(anchor: str | None) -> Sheet[str]:
            request = requests.stat_topics(self._group, since=since, anchor=anchor)
            return objects.sheet_of_ids(self._client.ask(request, deadline))

        try:
            ids = read_whole(fetch)
            for start in range(0, len(ids), requests.PAGE_SIZE):
                some = requests.topics_by_id(ids[start : start + requests.PAGE_SIZE])
                if found := _carrying(marker, list(self._sheet(some, deadline).items.values())):
                    return found
        except NetworkError as error:
            return not_seen(error)
        return CannotTell(
            "Одноклассники не дают списка записей, а среди записей со статистикой этой нет;"
            " записей, которых ещё никто не видел, в статистике не бывает."
        )

    def _sheet(self, request: requests.Request, deadline: Deadline) -> Sheet[Topic]:
        answer = self._client.ask(request, deadline)
        return objects.sheet_of_topics(answer, group_id=self._group, posts_at=self._posts_at)


def _carrying(marker: str, topics: list[Topic]) -> Present | None:
    for topic in topics:
        if carries(marker, topic.post.text, topic.post.links):
            return Present(topic.post.network_id)
    return None
