"""What pages showed, kept with its time: «the mark was there on Monday»."""

from datetime import datetime, timedelta
from typing import Any

from gospablik.control.page_seen import GAP, history, keep_seen
from gospablik.networks.base import PageInfo
from gospablik.organisation import Organisation
from gospablik.store.session import Store
from gospablik.store.tables import PageSeen
from tests.gospablik.control.test_passport import GOOD, T, house
from tests.gospablik.moderation.town import PAGE, office


def told(**changes: Any) -> PageInfo:
    return PageInfo(**{**GOOD, "administrators": ("Б", "А"), "members": 10, **changes})


def kept(store: Store, of: Organisation, info: PageInfo, at: datetime) -> list[PageSeen]:
    with store.write() as session:
        keep_seen(session, of, of.page[0], info, at)
    with store.read() as session:
        return history(session, of, PAGE, 10)


def test_what_was_seen_goes_on_until_something_else_is_seen(store: Store) -> None:
    of = house()
    kept(store, of, told(), T)
    later = T + timedelta(days=1)
    (row,) = kept(store, of, told(administrators=("А", "Б"), members=12), later)
    assert (row.seen_at, row.seen_until, row.members) == (T, later, 12)
    assert row.administrators == ["А", "Б"]
    gone = later + timedelta(hours=1)
    newest, monday = kept(store, of, told(verified=False), gone)
    assert (newest.verified, newest.seen_at) == (False, gone)
    assert (monday.verified, monday.seen_until) == (True, later), "отметка была до этого часа"
    rows = kept(store, of, told(verified=False, administrators=None), gone)
    assert [row.administrators for row in rows] == [None, ["А", "Б"], ["А", "Б"]]


def test_days_on_which_nobody_looked_are_not_joined(sqlite_store: Store) -> None:
    of = house()
    kept(sqlite_store, of, told(), T)
    rows = kept(sqlite_store, of, told(), T + GAP + timedelta(seconds=1))
    assert [row.seen_at for row in rows] == [T + GAP + timedelta(seconds=1), T]


def test_a_network_that_tells_no_mark_has_not_denied_it(sqlite_store: Store) -> None:
    whole = office().page[0].model_dump(exclude={"group_id", "api", "address"})
    of = office(page=[{**whole, "network": "telegram", "chat_id": -100}])
    (row,) = kept(sqlite_store, of, told(verified=False), T)
    assert row.verified is None
