"""Reading a page's stream of comments to its end: one consumer at a time, on all machines."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy.orm import Session

from gospablik.clock import now
from gospablik.control.checks import keep_check, note_reading
from gospablik.control.rules import HARVEST, STREAM_TOLD
from gospablik.errors import CouldNotRead
from gospablik.moderation.stream import Gap, begin_reading, gap, keep_batch
from gospablik.networks.base import Batch, Stream
from gospablik.store.lease import give_back, take
from gospablik.store.tables import Result
from tasks.collected import Collected, note
from tasks.desk import desk

HOLD = timedelta(minutes=3)
"""Longer than one batch of a stream takes; a killed reader blocks the next one no longer."""


def drain(page_key: str, network: Stream) -> Collected:
    """Read a stream to its end. What was kept before a failure is told beside the failure."""
    at, holder = desk(), uuid4().hex
    name = f"stream/{at.office.key}/{page_key}"
    if not take(at.store, name, holder, now=now(), hold=HOLD):
        return Collected(page_key, elsewhere=True)
    try:
        return _read(page_key, network, lambda: take(at.store, name, holder, now=now(), hold=HOLD))
    finally:
        give_back(at.store, name, holder, now=now())


def _read(page_key: str, network: Stream, still_ours: Callable[[], bool]) -> Collected:
    at, started = desk(), now()
    so_far = Collected(page_key)
    with at.store.write() as session:
        cursor = begin_reading(session, at.office, page_key, started)
        place, lost = cursor.value or None, gap(cursor, started)
    while still_ours():
        began = now()
        try:
            batch = network.events(place)
        except CouldNotRead as problem:
            note(page_key, page_key, str(problem))
            return replace(so_far, unread=(*so_far.unread, str(problem)))
        with at.store.write() as session:
            kept = keep_batch(session, at.office, page_key, batch, began)
            _note_batch(session, page_key, batch, began)
            if not batch.more:
                _note_end(session, page_key, lost, began)
        so_far = replace(
            so_far,
            kept=so_far.kept + kept,
            odd=(*so_far.odd, *batch.odd),
            told=(*so_far.told, *batch.told),
        )
        if not batch.more:
            return replace(so_far, unread=(lost.words(at.office),) if lost else ())
        place = batch.cursor
    return replace(so_far, elsewhere=True)


def _note_batch(session: Session, page_key: str, batch: Batch, moment: datetime) -> None:
    """Each odd update is a place of its own that was not read; the network gives it no more."""
    office = desk().office
    for line in batch.odd:
        note_reading(
            session, office, page=page_key, rule=HARVEST, subject=_update(line), unread=line,
            now=moment,
        )  # fmt: skip
    for line in batch.told:
        keep_check(
            session, office, page=page_key, rule=STREAM_TOLD, subject=_update(line),
            result=Result.NOT_CHECKED, words=line, now=moment,
        )  # fmt: skip


def _note_end(session: Session, page_key: str, lost: Gap | None, moment: datetime) -> None:
    """Together with `read_at`, which hides a gap from every later reading."""
    office = desk().office
    note_reading(
        session, office, page=page_key, rule=HARVEST, subject=page_key, unread=None, now=moment
    )
    if lost:
        note_reading(
            session, office, page=page_key, rule=HARVEST, subject=f"gap:{lost.since.isoformat()}",
            unread=lost.words(office), now=moment,
        )  # fmt: skip


def _update(line: str) -> str:
    return line.partition(":")[0]
