"""The rules of commenting, as an administration puts them on its site (clauses 4.1 to 4.3)."""

import re
from dataclasses import dataclass
from datetime import datetime

from gospablik.moderation.block_case import MOST_DAYS
from gospablik.networks import addresses
from gospablik.organisation import Organisation
from gospablik.templates import render
from gospablik.text import comparable

_MARK = re.compile(r"(?:-|\d+\.) ")
"""What a list's own marks say and a page's text may not."""


@dataclass(frozen=True, slots=True)
class Published:
    """What was found at the address where the rules are said to be.

    `lacking`: the lines of ours, out of `lines`, that do not stand there. `unread`: why nobody
    could look, in whole sentences.
    """

    address: str
    lines: int = 0
    lacking: tuple[str, ...] = ()
    unread: str = ""

    @property
    def there(self) -> bool:
        """The page was read, and every line of ours stands on it."""
        return not self.unread and not self.lacking


def look_up(address: str, ours: str, shown: str) -> Published:
    """Which lines of our rules stand on the page with that text, whatever else does.

    Letter case, dashes, quotes, spaces and the marks of lists do not matter.
    """
    lines = [_MARK.sub("", line, count=1) for line in map(str.strip, ours.splitlines()) if line]
    page = comparable(shown)
    lacking = tuple(line for line in lines if comparable(line) not in page)
    return Published(address, len(lines), lacking)


def commenting_rules(office: Organisation, now: datetime) -> str:
    """Plain text for the pages that are run at that moment."""
    return render(
        "rules/commenting.txt",
        house=office.organisation,
        pages=[
            {"name": page.name, "address": addresses.home(page)}
            for page in office.active_pages(now)
        ],
        appeals=office.site.appeals,
        site=office.site.home,
        most_days=MOST_DAYS,
        mail=office.mail.sender,
    ).strip()
