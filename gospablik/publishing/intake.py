"""What the site says goes into the store: items once, each new wording as a revision."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.organisation import Organisation
from gospablik.publishing.moved import readdress
from gospablik.site import FeedItem, FeedReading, FeedSource, Validators
from gospablik.store.once import find_or_insert
from gospablik.store.tables import FeedState, RevisionFile, SiteItem, SiteRevision


@dataclass(frozen=True, slots=True)
class TakenIn:
    """How many items were new, how many had changed, and what in the feed was unusable."""

    new: int
    changed: int
    broken: tuple[str, ...]


def seen_before(session: Session, office: Organisation, source: FeedSource) -> Validators | None:
    """What the site said of itself at the last reading; None if it must be read anew."""
    state = session.get(FeedState, office.key)
    if state is None or state.address != source.mark:
        return None
    return Validators(state.etag, state.modified, state.digest, state.had_items)


def take_in(
    session: Session,
    office: Organisation,
    source: FeedSource,
    reading: FeedReading,
    now: datetime,
) -> TakenIn:
    """Store a reading and its validators together: an item is never skipped as «unchanged»."""
    new = changed = 0
    readdress(session, office, reading.items)
    for item in reading.items:
        row, is_new = find_or_insert(
            session,
            SiteItem,
            {"organisation": office.key, "address": item.address},
            link=item.link,
            published_at=item.published_at,
            first_seen_at=now,
        )
        if row.published_at is None:
            row.published_at = item.published_at  # the site has named the day meanwhile
        revised = _revise(session, row, item, now)
        new += is_new
        changed += revised and not is_new
    _remember(session, office, source, reading.validators, now)
    return TakenIn(new, changed, reading.broken)


def _revise(session: Session, row: SiteItem, item: FeedItem, now: datetime) -> bool:
    text = item.full_text or item.announce
    carried = "".join(f"\n{one.address}\n{one.words}".rstrip() for one in item.files)
    digest = hashlib.sha256(f"{item.title}\n{text}{carried}".encode()).hexdigest()
    last = session.scalars(
        select(SiteRevision)
        .where(SiteRevision.item_id == row.id)
        .order_by(SiteRevision.number.desc())
    ).first()
    if last is not None and last.digest == digest:
        return False
    session.add(
        SiteRevision(
            item_id=row.id,
            number=last.number + 1 if last else 1,
            title=item.title,
            text=text,
            digest=digest,
            category=item.category,
            seen_at=now,
            files=[
                RevisionFile(
                    position=place, kind=one.kind.value, address=one.address, words=one.words
                )
                for place, one in enumerate(item.files)
            ],
        )
    )
    session.flush()
    return True


def _remember(
    session: Session,
    office: Organisation,
    source: FeedSource,
    validators: Validators,
    now: datetime,
) -> None:
    session.merge(
        FeedState(
            organisation=office.key,
            address=source.mark,
            etag=validators.etag,
            modified=validators.modified,
            digest=validators.digest,
            had_items=validators.had_items,
            read_at=now,
        )
    )
