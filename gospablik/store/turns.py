"""Whose turn it is with a key, for all processes of all machines: one row a key and lane."""

import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gospablik.store.once import insert_once
from gospablik.store.session import Store
from gospablik.store.tables import Turn

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


class StoredTurns:
    """Implements `gospablik.networks.turns.Turns` over our database."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def take(
        self, key: str, lane: str, *, apart: float, count: int, patience: float
    ) -> tuple[float, Mapping[str, float]]:
        """See `Turns`. One short transaction."""
        with self._store.write() as session:
            row = _locked(session, key, lane)
            now, looked = _now(session), time.monotonic()
            start = max(now, row.free_at)
            if (start - now).total_seconds() < patience:
                row.free_at = start + timedelta(seconds=apart * count)
            free = session.execute(
                select(Turn.lane, Turn.free_at).where(Turn.credential == key, Turn.free_at > now)
            ).all()
        busy = {one: looked + (until - now).total_seconds() for one, until in free}
        return looked + (start - now).total_seconds(), busy

    def hold(self, key: str, lanes: Sequence[str], seconds: float) -> None:
        """See `Turns`."""
        with self._store.write() as session:
            for lane in sorted(lanes):  # in one order, so that no two wait for each other
                row = _locked(session, key, lane)
                row.free_at = max(row.free_at, _now(session) + timedelta(seconds=seconds))


def _locked(session: Session, key: str, lane: str) -> Turn:
    row = session.get(Turn, (key, lane), with_for_update=True)
    if row is None:
        insert_once(session, Turn, credential=key, lane=lane, free_at=_LONG_AGO)
        row = session.get_one(Turn, (key, lane), with_for_update=True)
    return row


def _now(session: Session) -> datetime:
    """The database's moment where machines share it: their own clocks may be apart."""
    if session.get_bind().dialect.name == "sqlite":
        return datetime.now(UTC)
    moment: datetime = session.scalars(select(func.clock_timestamp())).one()
    return moment
