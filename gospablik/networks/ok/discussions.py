"""Comments under one topic, read whole. Raises NetworkError."""

from collections.abc import Callable
from collections.abc import Set as AbstractSet

from gospablik.networks.base import LiveComment, NewComments
from gospablik.networks.errors import Kind, NetworkError
from gospablik.networks.json_values import Json
from gospablik.networks.ok import comment_objects as objects
from gospablik.networks.ok import requests
from gospablik.networks.ok.answers import nonsense
from gospablik.networks.ok.client import OkClient
from gospablik.networks.ok.codes import FIELDSET, METHOD, PARAM
from gospablik.networks.ok.paging import Sheet, read_whole
from gospablik.networks.transport import Deadline


class Discussions:
    """The discussions of one group's topics."""

    def __init__(self, client: OkClient, group_id: int) -> None:
        self._client, self._group = client, group_id
        self._with_attachments = True

    def comments(self, post_id: str, deadline: Deadline) -> list[LiveComment]:
        """All comments that stand under a topic, oldest first; by the older method if need be."""
        try:
            found = self._by_anchors(post_id, deadline)
        except NetworkError as error:
            if error.code != METHOD:
                raise
            found = self._by_offset(post_id, deadline)
        return list(_in_time(found))

    def new_comments(
        self, post_id: str, known: AbstractSet[str], lacking: int, deadline: Deadline
    ) -> NewComments:
        """The newest comments under a topic, down to known ones and as many as we lack.

        All comments, replies too, stand in one list, so whatever is new is its end.
        """
        new: set[str] = set()

        def enough(sheet: list[LiveComment]) -> bool:
            numbers = {comment.network_id for comment in sheet}
            new.update(numbers - known)
            return not numbers.isdisjoint(known) and len(new) >= lacking

        try:
            found = self._by_anchors(post_id, deadline, enough)
        except NetworkError as error:
            if error.code != METHOD:
                raise
            return NewComments(_in_time(self._by_offset(post_id, deadline)), whole=True)
        return NewComments(_in_time(found))

    def one(self, comment_id: str, post_id: str, deadline: Deadline) -> LiveComment | None:
        """One comment, None if it is gone; a topic that is gone took its comments with it."""
        try:
            answer = self._client.ask(requests.comment(post_id, comment_id), deadline)
        except NetworkError as error:
            if error.kind is Kind.ALREADY:
                return None
            if error.code == METHOD:
                return self._one_of_list(comment_id, post_id, deadline)
            raise
        found = objects.one_comment(answer, post_id=post_id, group_id=self._group)
        if found.network_id != comment_id:
            raise nonsense("показан другой комментарий")
        return found

    def _one_of_list(self, comment_id: str, post_id: str, deadline: Deadline) -> LiveComment | None:
        try:
            found = self.comments(post_id, deadline)
        except NetworkError as error:
            if error.kind is Kind.ALREADY:
                return None
            raise
        return next((comment for comment in found if comment.network_id == comment_id), None)

    def _by_anchors(
        self,
        post_id: str,
        deadline: Deadline,
        enough: Callable[[list[LiveComment]], bool] | None = None,
    ) -> list[LiveComment]:
        """All comments from the oldest on, or from the newest on until there are enough."""

        def fetch(anchor: str | None) -> Sheet[LiveComment]:
            answer = self._sheet(post_id, anchor, enough is not None, deadline)
            return objects.sheet_of_comments(answer, post_id=post_id, group_id=self._group)

        return read_whole(fetch, enough=enough or (lambda _: False))

    def _sheet(self, post_id: str, anchor: str | None, newest: bool, deadline: Deadline) -> Json:
        """With what is attached, unless OK knows no such field: one unknown field spoils a call."""
        if self._with_attachments:
            try:
                request = requests.comments(post_id, anchor=anchor, newest=newest, attachments=True)
                return self._client.ask(request, deadline)
            except NetworkError as error:
                if error.code not in {FIELDSET, PARAM}:
                    raise
        answer = self._client.ask(
            requests.comments(post_id, anchor=anchor, newest=newest), deadline
        )
        self._with_attachments = False
        return answer

    def _by_offset(self, post_id: str, deadline: Deadline) -> list[LiveComment]:
        """By offset the list may shift while it is read, so sheets overlap by one comment."""
        found: dict[str, LiveComment] = {}
        last: str | None = None
        while True:
            request = requests.comments_by_offset(post_id, offset=max(len(found) - 1, 0))
            answer = self._client.ask(request, deadline)
            sheet = objects.older_comments(answer, post_id=post_id, group_id=self._group)
            if last is not None and last not in sheet:
                raise nonsense("список комментариев менялся, пока его читали")
            if sheet.keys() <= found.keys():
                return list(found.values())
            found |= sheet
            last = list(sheet)[-1]


def _in_time(found: list[LiveComment]) -> tuple[LiveComment, ...]:
    """Oldest first; OK's order is kept within a second."""
    return tuple(sorted(found, key=lambda comment: comment.written_at))
