"""How far a network's events were heard (VK's long poll).

Events are hints: a post that they name is read at once, the sweeps go on whether they are heard or
not. So two readers from one cursor do no harm, and neither does losing it.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from gospablik.organisation import Organisation
from gospablik.store.once import find_or_insert
from gospablik.store.tables import Cursor, SeenPost


def events_cursor(session: Session, office: Organisation, page_key: str) -> str | None:
    """From where to ask; None: nobody has asked yet."""
    row = session.get(Cursor, (office.key, page_key))
    return row.value or None if row else None


def keep_events(
    session: Session,
    office: Organisation,
    page_key: str,
    cursor: str,
    *,
    missed: Collection[str],
    began: datetime,
) -> None:
    """Move the cursor, after what it told of was read. `missed`: posts that could not be read.

    The network tells of those no more, so they are due for a whole reading at the next pass.
    """
    known_by = {"organisation": office.key, "page": page_key}
    row, _ = find_or_insert(session, Cursor, known_by, value=cursor)
    row.value, row.read_at = cursor, began
    if missed:
        posts = update(SeenPost).filter_by(**known_by).where(SeenPost.network_id.in_(missed))
        session.execute(posts.values(read_at=None))
