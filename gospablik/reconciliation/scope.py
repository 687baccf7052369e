"""What one reconciliation looks at."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Scope:
    """Posts and news from `since` to before `until` (aware).

    `address`: as a person gave it, empty for all; then it is one post, `network_id` of `page`, or
    one item of the site, `item_id`, and nothing else is told of.
    """

    since: datetime
    until: datetime
    address: str = ""
    page: str = ""
    network_id: str = ""
    item_id: int | None = None

    def holds(self, moment: datetime) -> bool:
        """Whether it lies in the time looked at; one post is looked at whenever it came out."""
        return bool(self.network_id) or self.since <= moment < self.until
