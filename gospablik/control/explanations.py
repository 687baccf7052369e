"""What the department said of what fell short in a week: figures of the report (clause 5.2)."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.organisation import Organisation
from gospablik.span import Week
from gospablik.store.tables import Explanation
from gospablik.templates import in_quotes, minute


def explanations(session: Session, office: Organisation, week: Week) -> dict[tuple[str, str], str]:
    """All that was said of that week, by clause and title of the verdict."""
    rows = session.scalars(
        select(Explanation)
        .where(
            Explanation.organisation == office.key,
            Explanation.week == week.monday,
            Explanation.said_at.is_not(None),
        )
        .order_by(Explanation.id)
    )
    return {
        (row.clause, row.title): f"{in_quotes(row.words)} — {office.title_of(row.official)}, "
        f"{minute(office.local(row.said_at))}"
        for row in rows
        if row.said_at
    }
