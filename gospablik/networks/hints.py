"""Events of a network that lists comments: which posts to read sooner than their sweep."""

from dataclasses import dataclass
from typing import Protocol, runtime_checkable


@dataclass(frozen=True, slots=True)
class Changes:
    """What happened since a cursor.

    `again`: ids of posts to read whole, since more happened there than that a comment was added:
    that moves no counter. `outside`: something was written or changed outside the posts. `cursor`:
    what to ask from next; not a secret. `lost`: the network no longer knows all that happened, so
    everything is to be read.
    """

    again: frozenset[str]
    outside: bool
    cursor: str
    lost: bool


@runtime_checkable
class TellsChanges(Protocol):
    """A network that can be asked what changed. Its word is a hint: sweeps go on."""

    def changed_posts(self, cursor: str | None) -> Changes:
        """What changed since the cursor; None: begin now. Raises CouldNotRead."""
        ...
