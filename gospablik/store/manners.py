"""Good manners towards a site for all processes of all machines: whose turn, and robots.txt.

What holds: no two requests to a site at once, and the pause between any two of them, whoever makes
them, as far as the machines' clocks agree. A process that was killed keeps the others out until
`HOLD` is over; that is pause enough.
"""

import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from gospablik.clock import now
from gospablik.errors import NoAnswer
from gospablik.store import lease
from gospablik.store.session import Store
from gospablik.store.tables import SiteRobots

HOLD = timedelta(seconds=120)
"""Longer than any request may take; a process that was killed keeps nobody out for longer."""
PATIENCE_SECONDS = 90.0
_LOOK_AGAIN_SECONDS = 0.25


class StoredManners:
    """Implements `gospablik.site.manners.Memory` over our database."""

    def __init__(self, store: Store, sleep: Callable[[float], None] = time.sleep) -> None:
        self._store, self._sleep = store, sleep

    def robots(self, origin: str) -> tuple[str, datetime] | None:
        """See `Memory`."""
        with self._store.read() as session:
            row = session.get(SiteRobots, origin)
            return (row.text, row.read_at) if row is not None else None

    def keep_robots(self, origin: str, text: str, at: datetime) -> None:
        """See `Memory`."""
        with self._store.write() as session:
            session.merge(SiteRobots(origin=origin, text=text.replace("\x00", ""), read_at=at))

    @contextmanager
    def turn(self, origin: str, pause: float) -> Iterator[None]:
        """See `Memory`. Waits for others for a minute and a half."""
        # One holder a turn: who has just asked must let the pause pass like anybody else.
        name, holder = f"site:{origin}"[:100], uuid.uuid4().hex
        waited = 0.0
        while not lease.take(self._store, name, holder, now=now(), hold=HOLD):
            if waited >= PATIENCE_SECONDS:
                raise NoAnswer(
                    f"Сайт {origin} всё ещё читает другой запуск.",
                    not_done="сайт не прочитан, ничего не опубликовано.",
                    next_step="дождитесь конца того запуска; следующий проход попробует сам.",
                )
            self._sleep(_LOOK_AGAIN_SECONDS)
            waited += _LOOK_AGAIN_SECONDS
        try:
            yield
        finally:
            rest = timedelta(seconds=pause)
            lease.give_back(self._store, name, holder, now=now(), rest=rest)
