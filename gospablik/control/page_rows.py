"""The pages table as the checks take it: what each page said of itself when it was read last."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from gospablik.control.page_seen import history
from gospablik.organisation import Organisation


@dataclass(frozen=True, slots=True)
class PageRow:
    """A page that is run. `wording`: what it must say; `said`: its name, description and status.

    `seen_at` None: it was never read. Datetimes are aware.
    """

    page: str
    wording: str
    said: tuple[str, ...]
    seen_at: datetime | None
    now: datetime

    @property
    def subject(self) -> str:
        """The page itself."""
        return self.page


def page_rows(session: Session, office: Organisation, now: datetime) -> list[PageRow]:
    """One row for each page that is run at `now`, in the order of organisation.toml."""
    rows = []
    for page in office.active_pages(now):
        seen = next(iter(history(session, office, page.key, 1)), None)
        said = (seen.name, seen.description, seen.status) if seen else ()
        rows.append(
            PageRow(page.key, page.official_wording, said, seen.seen_until if seen else None, now)
        )
    return rows
