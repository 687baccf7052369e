"""The record of extracts: whose words were given out, by whom, for whom and why."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gospablik.moderation.links import page_name
from gospablik.organisation import Organisation
from gospablik.store.comments import Comment
from gospablik.store.extracts import Extract

MOST = 50


@dataclass(frozen=True, slots=True)
class Given:
    """One extract. `digest`: SHA-256 of its ZIP, empty if it was never written out."""

    number: int
    made_at: datetime
    made_by: str
    reason: str
    page: str
    comment: str
    whole_author: bool
    digest: str


def journal(session: Session, office: Organisation) -> tuple[list[Given], int]:
    """The newest extracts, newest first, and how many there are in all. Times are local."""
    ours = Extract.organisation == office.key
    rows = session.execute(
        select(Extract, Comment)
        .join(Comment, Comment.id == Extract.comment_id)
        .where(ours)
        .order_by(Extract.id.desc())
        .limit(MOST)
    )
    given = [
        Given(
            number=row.id,
            made_at=office.local(row.made_at),
            made_by=office.title_of(row.official),
            reason=row.reason,
            page=page_name(office, comment.page),
            comment=comment.network_id,
            whole_author=row.whole_author,
            digest=row.digest,
        )
        for row, comment in rows
    ]
    return given, session.scalar(select(func.count(Extract.id)).where(ours)) or 0
