"""What is kept of each wording of an item: what it states, and its page as the site sent it."""

import hashlib
import zlib
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.organisation import Organisation
from gospablik.store.session import Store
from gospablik.store.tables import RawPage, SiteItem, SiteRevision

MOST_RAW = 2 * 1024 * 1024
"""So many bytes of a page are kept, packed; of a longer one its beginning."""
AT_ONCE = 500
"""Wordings whose facts one pass reads out; the rest is left to the next one."""


def stated(title: str, text: str) -> list[list[str]]:
    """The facts of a news item as [kind, normal form], each once, in the order of the text."""
    from gospablik.text.facts import facts  # compiles many patterns; most passes bring nothing new

    found = [(fact.kind.value, fact.value) for fact in facts(f"{title}\n\n{text}")]
    return [list(one) for one in dict.fromkeys(found)]


def state_facts(store: Store, office: Organisation) -> None:
    """Read out the facts of the newest wordings that lack them: those that came just now, and what
    a pass that was killed has left; at most `AT_ONCE`.

    Between two transactions, not inside of the one that took them in: a long text takes a while.
    """
    with store.read() as session:
        new = session.execute(
            select(SiteRevision.id, SiteRevision.title, SiteRevision.text)
            .join(SiteItem)
            .where(SiteItem.organisation == office.key, SiteRevision.facts.is_(None))
            .order_by(SiteRevision.id.desc())
            .limit(AT_ONCE)
        ).all()
    said = {revision: stated(title, text) for revision, title, text in new}
    if said:
        with store.write() as session:
            for revision, found in said.items():
                session.get_one(SiteRevision, revision).facts = found


def keep_raw(session: Session, revision_id: int, body: bytes, now: datetime) -> None:
    """Keep the page behind a wording; read anew, the newest reading takes the old one's place."""
    if not body:
        return
    session.merge(
        RawPage(
            revision_id=revision_id,
            body=packed(body),
            digest=hashlib.sha256(body).hexdigest(),
            read_at=now,
        )
    )


def note_read(session: Session, revision_id: int, body: bytes, now: datetime) -> None:
    """The page still says what it said: the kept one stays, only when it was read last moves."""
    kept = session.get(RawPage, revision_id)
    if kept is None:
        keep_raw(session, revision_id, body, now)
    else:
        kept.read_at = now


def packed(body: bytes) -> bytes:
    """The page in zlib, at most `MOST_RAW` bytes of it."""
    small = zlib.compress(body, 6)
    if len(small) <= MOST_RAW:
        return small
    return zlib.compress(body[:MOST_RAW], 6)
