"""One OK group as a `Network`."""

from collections.abc import Sequence
from types import TracebackType
from typing import Self

from gospablik.networks.base import PageInfo
from gospablik.networks.capabilities import Probed
from gospablik.networks.errors import Kind, NetworkError
from gospablik.networks.ok import by_hand, objects, requests
from gospablik.networks.ok.authors import Authors
from gospablik.networks.ok.comments import Comments
from gospablik.networks.ok.paging import Sheet, read_whole
from gospablik.networks.ok.part import errand
from gospablik.networks.ok.posts import Posts
from gospablik.networks.ok.probe import probe
from gospablik.networks.ok.reach import Reach
from gospablik.networks.transport import Deadline
from gospablik.outcomes import DoOutcome


class OkPage(Posts, Comments, Authors, Reach):
    """One OK group, seen through the key we hold. Implements `gospablik.networks.base.Network`.

    `http` is closed by whoever made it. Raises OfficeError at the start if the key would travel
    unencrypted.
    """

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
        """What the group says of itself. Raises CouldNotRead.

        `administrators` are ids; None if OK does not tell who they are.
        """
        deadline = Deadline(self.limit)
        with self._reading("Сведения о странице"):
            answer = self._client.ask(requests.group_info(self._group), deadline)
            staff = self._staff(deadline)
            return objects.page_info(answer, group_id=self._group, administrators=staff)

    def describe_page(self, description: str) -> DoOutcome:
        """Always an errand."""
        return errand("изменить описание группы", by_hand.describe(self._home))

    def probe(self) -> Sequence[Probed]:
        """What the key may do, asked by reading alone."""
        return probe(self._client, self._group, Deadline(self.harvest_limit))

    def _staff(self, deadline: Deadline) -> tuple[str, ...] | None:
        def fetch(anchor: str | None) -> Sheet[str]:
            request = requests.staff(self._group, anchor=anchor)
            return objects.sheet_of_staff(self._client.ask(request, deadline))

        try:
            return tuple(read_whole(fetch))
        except NetworkError as error:
            if error.kind in {Kind.REFUSED, Kind.NO_RIGHT, Kind.PERSON}:
                return None
            raise
