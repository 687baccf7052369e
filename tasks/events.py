"""Listening to a network's events before a harvest, and moving the cursor after it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from prefect import get_run_logger
from sqlalchemy.orm import Session

from gospablik.clock import now
from gospablik.control.checks import keep_check, latest
from gospablik.control.rules import EVENTS
from gospablik.errors import CouldNotRead
from gospablik.moderation.hints import events_cursor, keep_events
from gospablik.networks.base import Network
from gospablik.networks.hints import TellsChanges
from gospablik.store.tables import Result
from tasks.desk import desk

_PAUSE = timedelta(hours=1)
"""After a refusal. Events may be switched off for good, and VK counts who asks for them."""
HEARD = "события слышны: правки и удаления читаются сразу"


@dataclass(frozen=True, slots=True)
class Heard:
    """What the events told. `again`: posts to read whole; `outside`: places outside the posts are
    to be read; `cursor`: to be kept by `remember` when all that is read, None: nothing was heard.
    """

    again: frozenset[str] = frozenset()
    outside: bool = False
    cursor: str | None = None
    began: datetime | None = None


def hear(page_key: str, network: Network) -> Heard:
    """What happened since the last harvest, where the network tells.

    An office that has not switched events on is no worse off than before: why nothing is heard is
    kept and shown, and no run is red for it.
    """
    if not isinstance(network, TellsChanges):
        return Heard()
    at, began = desk(), now()
    with at.store.read() as session:
        if _refused_lately(session, page_key, began):
            return Heard()
        cursor = events_cursor(session, at.office, page_key)
    try:
        changes = network.changed_posts(cursor)
    except CouldNotRead as problem:
        with at.store.write() as session:
            _told(session, page_key, Result.NOT_CHECKED, str(problem), began)
        return Heard()
    if changes.lost and cursor:
        get_run_logger().info(
            f"{page_key}: часть событий пропала; правки и удаления увидит обход раз в час."
        )
    return Heard(changes.again, changes.outside, changes.cursor, began)


def remember(page_key: str, heard: Heard, missed: Collection[str]) -> None:
    """Move the cursor: all that the events named is stored, but for the posts `missed`."""
    if heard.cursor is None or heard.began is None:
        return
    at = desk()
    with at.store.write() as session:
        keep_events(session, at.office, page_key, heard.cursor, missed=missed, began=heard.began)
        _told(session, page_key, Result.GOOD, HEARD, heard.began)


def _refused_lately(session: Session, page_key: str, moment: datetime) -> bool:
    checks = latest(session, desk().office, EVENTS, moment - _PAUSE, moment, page=page_key)
    return any(check.result is not Result.GOOD for check in checks)


def _told(session: Session, page_key: str, result: Result, words: str, moment: datetime) -> None:
    keep_check(
        session, desk().office, page=page_key, rule=EVENTS, subject=page_key, result=result,
        words=words, now=moment,
    )  # fmt: skip
