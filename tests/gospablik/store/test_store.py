"""The store keeps moments in UTC, refuses naive ones and matches its migrations."""

import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import select
from sqlalchemy.exc import StatementError

from gospablik.store.migrate import migrate
from gospablik.store.once import find_or_insert, insert_once
from gospablik.store.partial_indexes import METADATA
from gospablik.store.session import Store
from gospablik.store.tables import Comment, Lease, SiteItem

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


def test_migrations_make_exactly_the_tables_of_the_code(store: Store) -> None:
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, METADATA) == []


def test_migrating_twice_changes_nothing(database_url: str) -> None:
    migrate(database_url)
    migrate(database_url)


def test_a_moment_comes_back_in_utc_whatever_zone_it_went_in(store: Store) -> None:
    yakutsk = NOON.astimezone(timezone(timedelta(hours=9)))
    with store.write() as session:
        session.add(Lease(name="a", holder="x", until=yakutsk))
    with store.read() as session:
        until = session.get_one(Lease, "a").until
    assert until == NOON
    assert until.utcoffset() == timedelta(0)


def test_a_naive_moment_is_refused(store: Store) -> None:
    with pytest.raises(StatementError, match="часового пояса"), store.write() as session:
        session.add(Lease(name="a", holder="x", until=datetime(2026, 11, 25)))  # noqa: DTZ001


def test_foreign_keys_hold(store: Store) -> None:
    with pytest.raises(Exception, match=r"(?i)foreign key"), store.write() as session:
        session.add(
            Comment(
                organisation="o", page="p", network_id="1", post_network_id="1", author_id=999,
                written_at=NOON, first_seen_at=NOON,
            )
        )  # fmt: skip


def test_reading_leaves_no_trace(store: Store) -> None:
    with store.read() as session:
        session.add(Lease(name="a", holder="x", until=NOON))
        session.flush()
    with store.read() as session:
        assert session.get(Lease, "a") is None


def test_an_error_inside_rolls_all_of_it_back(store: Store) -> None:
    def half_a_job() -> None:
        with store.write() as session:
            session.add(Lease(name="a", holder="x", until=NOON))
            session.flush()
            _ = 1 / 0

    with pytest.raises(ZeroDivisionError):
        half_a_job()
    with store.read() as session:
        assert session.get(Lease, "a") is None


def test_inserting_once_says_whether_it_was_new(store: Store) -> None:
    item = {"organisation": "o", "address": "https://a.test/1"}
    more = {"link": "https://a.test/1/", "first_seen_at": NOON}
    with store.write() as session:
        assert insert_once(session, SiteItem, **item, **more)
        assert not insert_once(session, SiteItem, **item, **more)
        found, new = find_or_insert(session, SiteItem, item, **more)
        assert (found.address, new) == ("https://a.test/1", False)


def test_writers_wait_for_each_other_instead_of_failing(store: Store) -> None:
    """Read-then-write from many threads: each sees what the one before it wrote."""
    with store.write() as session:
        session.add(Lease(name="n", holder="0", until=NOON))

    def add_one() -> None:
        for _ in range(5):
            with store.write() as session:
                row = session.scalars(select(Lease).with_for_update()).one()
                row.holder = str(int(row.holder) + 1)

    threads = [threading.Thread(target=add_one) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.read() as session:
        assert session.get_one(Lease, "n").holder == "30"
