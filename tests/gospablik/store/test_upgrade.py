"""A database in which people decided already goes to older tables and back, and loses nothing."""

from datetime import UTC, datetime

from alembic import command
from sqlalchemy import text

from gospablik.moderation.proof import verify_chain
from gospablik.store.ledger import Kind
from gospablik.store.session import Store
from tests.gospablik.moderation.town import Town
from tests.gospablik.store.test_downgrade import tables

BEFORE = "0021"
"""Before decisions could wait, be stopped or replaced."""


def rows(store: Store, table: str, columns: str) -> list[tuple[object, ...]]:
    with store.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(f"SELECT {columns} FROM {table}"))]


def test_a_decision_by_mail_outlives_both_ways(store: Store) -> None:
    town = Town(store)
    made = town.decide(town.case())
    town.carry(Kind.BLOCK)
    with store.engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO received_letter (organisation, known_as, epoch, uid, sender, read_at,"
                " came, why, decision_id) VALUES ('town', 'a', 1, 1, 'head@town.test', :at,"
                " 'decided', '', :made)"
            ),
            {"at": datetime(2026, 11, 25, tzinfo=UTC), "made": made.decision_id},
        )
    of_decision = "id, proposal_id, official, verdict, days, until, reason, decided_at, way"
    before = rows(store, "decision", of_decision)
    letters = rows(store, "received_letter", "id, decision_id")
    assert letters == [(1, made.decision_id)]
    command.downgrade(tables(store), BEFORE)
    assert rows(store, "decision", of_decision) == before
    assert rows(store, "received_letter", "id, decision_id") == letters
    command.upgrade(tables(store), "head")
    assert rows(store, "decision", of_decision) == before
    assert rows(store, "received_letter", "id, decision_id") == letters
    assert rows(store, "decision", "number, ended_at") == [(1, None)]
    assert rows(store, "decision", "decided_at") == rows(store, "decision", "acts_at")
    with store.read() as session:
        assert verify_chain(session, "town") is None
