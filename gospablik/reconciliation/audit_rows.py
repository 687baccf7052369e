"""The difference table of one audit as the checks take it; its texts stay in the database."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gospablik.store.tables import Compared, Standing

_WITHOUT_A_POST = frozenset({Standing.NO_POST, Standing.WAITS})


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One row of the difference table, without the texts.

    `differences`: how many facts differ; `site_media`, `live_media`: the kinds of what is attached,
    one for each; `snapshot`: id of the wording of the site that was compared; `ours`: the program
    made the post. `covers`, `faithful`: what the row adds to the two figures that people see,
    coverage and fidelity; None: nothing.
    """

    subject: str
    page: str
    title: str
    standing: Standing
    why: str = ""
    differences: int = 0
    site_media: tuple[str, ...] = ()
    live_media: tuple[str, ...] = ()
    site_text: bool = True
    live_text: bool = True
    snapshot: int | None = None
    ours: bool = False
    covers: bool | None = None
    faithful: bool | None = None

    @property
    def read(self) -> bool:
        """The two sides could be compared."""
        return self.standing is not Standing.NOT_COMPARED

    @property
    def of_a_post(self) -> bool:
        """The row is about a post, not about an item that has none."""
        return self.standing not in _WITHOUT_A_POST


def audit_rows(session: Session, audit_id: int) -> list[AuditRow]:
    """The rows of one audit, page by page."""
    query = (
        select(
            Compared.subject,
            Compared.page,
            Compared.title,
            Compared.standing,
            Compared.why,
            Compared.differences,
            Compared.site_media,
            Compared.live_media,
            (func.length(Compared.site_text) > 0).label("site_text"),
            (func.length(Compared.live_text) > 0).label("live_text"),
            Compared.revision_id.label("snapshot"),
            Compared.post_id.is_not(None).label("ours"),
            Compared.covers,
            Compared.faithful,
        )
        .where(Compared.audit_id == audit_id)
        .order_by(Compared.page, Compared.id)
    )
    return [
        AuditRow(
            **{**row, "differences": len(row["differences"])}
            | {name: tuple(row[name]) for name in ("site_media", "live_media")}
        )
        for row in session.execute(query).mappings()
    ]
