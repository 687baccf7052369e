"""A letter, and the tables of its plain face read back."""

import re
from dataclasses import dataclass
from datetime import datetime

from gospablik.control.report import compose
from gospablik.control.week import Week
from gospablik.organisation import Organisation
from gospablik.store.session import Store
from gospablik.store.tables import Report
from tests.gospablik.control.factories import at
from tests.gospablik.control.week_recount import Lines

MONDAY = at(30, 9)
_LINK = re.compile(r" \(https://\S+\)$")


@dataclass(frozen=True)
class Printed:
    """A table of the plain letter. `more`: rows that did not fit; `under`: the lines below it."""

    rows: Lines
    more: int
    under: str


def printed(letter: str, caption: str) -> Printed:
    """The table of that caption, links left out."""
    block = letter.partition(f"\n\n{caption.upper()}\n")[2].partition("\n\n")[0]
    rows: list[list[str]] = []
    under = []
    for line in block.splitlines():
        if line.startswith("- "):
            rows.append([_LINK.sub("", line[2:])])
        elif line.startswith("    "):
            rows[-1].append(_LINK.sub("", line[4:]))
        else:
            under.append(line)
    (more,) = re.findall(r"^Ещё (\d+) стр", "\n".join(under), re.MULTILINE) or ["0"]
    return Printed([tuple(row) for row in rows], int(more), "\n".join(under))


def composed(store: Store, house: Organisation, now: datetime = MONDAY) -> Report:
    """The letter about the last week before `now`."""
    with store.write() as session:
        return compose(session, house, Week.of(house, now), now, "v")
