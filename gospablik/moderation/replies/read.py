"""Reading the mailbox: one transaction a letter, marked as read only after it (clause 4.3)."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from gospablik.inbox.letter_read import read_letter
from gospablik.inbox.mailbox import MOST_LETTERS, Mailbox
from gospablik.moderation.replies.take import take_reply
from gospablik.organisation import Organisation
from gospablik.store.inbox import Came, InboxCursor, ReceivedLetter
from gospablik.store.session import Store

BACK = timedelta(days=31)
"""How far a mailbox is read that was never read before: longer than a proposal lives."""
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


@dataclass(slots=True)
class ReadBox:
    """How many letters were looked at, and what came of those that spoke of a case."""

    looked: int = 0
    decided: int = 0
    stopped: int = 0
    answered: int = 0


def read_box(store: Store, office: Organisation, box: Mailbox, now: datetime) -> ReadBox:
    """Take each new letter. Killed anywhere, the next call goes on from there."""
    found = ReadBox()
    for uid in _new(store, office, box, now):
        raw = box.read(uid)
        came = _take(store, office, (box.epoch, uid), raw, now)
        found.looked += 1
        found.decided += came is Came.DECIDED
        found.stopped += came is Came.STOPPED
        found.answered += came not in (None, Came.DECIDED, Came.STOPPED, Came.REPEATED)
    _mark(store, office, box, now)
    if found.looked < MOST_LETTERS:
        _all_read(store, office, now)
    return found


def _new(store: Store, office: Organisation, box: Mailbox, now: datetime) -> list[int]:
    with store.read() as session:
        cursor = session.get(InboxCursor, office.key)
        if cursor is not None and cursor.epoch == box.epoch:
            return box.after(cursor.uid)
    # IMAP wants English months, whatever the locale. What was taken before is known by its id.
    day = (now - BACK).astimezone(UTC)
    return box.since(f"{day.day:02d}-{_MONTHS[day.month - 1]}-{day.year}")[:MOST_LETTERS]


def _take(
    store: Store,
    office: Organisation,
    place: tuple[int, int],
    raw: tuple[bytes, bool] | None,
    now: datetime,
) -> Came | None:
    with store.write() as session:
        row = None
        if raw is not None:
            letter = read_letter(raw[0], whole=raw[1])
            row = take_reply(session, office, letter, place, now)
        cursor = session.get(InboxCursor, office.key) or InboxCursor(organisation=office.key)
        cursor.epoch, cursor.uid = place
        session.add(cursor)
        return row.came if row else None


def _all_read(store: Store, office: Organisation, now: datetime) -> None:
    """Note that what had come by then is taken: blocks wait for it (`effects/block.py`)."""
    with store.write() as session:
        cursor = session.get(InboxCursor, office.key)
        if cursor is None:  # nothing ever came; an epoch that no mailbox has stays unread
            cursor = InboxCursor(organisation=office.key, epoch=0, uid=0)
            session.add(cursor)
        cursor.read_at = now


def _mark(store: Store, office: Organisation, box: Mailbox, now: datetime) -> None:
    """Mark what is taken, also what an earlier pass took and was killed before it marked it."""
    with store.read() as session:
        rows = session.execute(
            select(ReceivedLetter.id, ReceivedLetter.uid).filter_by(
                organisation=office.key, epoch=box.epoch, marked_at=None
            )
        ).all()
    for row_id, uid in rows:
        box.mark(uid)
        with store.write() as session:
            session.get_one(ReceivedLetter, row_id).marked_at = now
