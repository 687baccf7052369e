"""A database in which people decided already goes to older tables and back, and loses nothing."""

from datetime import UTC, datetime

import pytest
from alembic import command
from sqlalchemy import text

from gospablik.errors import OfficeError
from gospablik.moderation.lapsing import lapse_old
from gospablik.moderation.proof import verify_chain
from gospablik.store.extracts import Extract
from gospablik.store.ledger import Kind
from gospablik.store.session import Store
from tests.gospablik.moderation.pictures.kit import RED, attach, fetch, files, rule
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


def test_pictures_that_proofs_name_stop_the_way_back(store: Store) -> None:
    town = Town(store)
    attach(town, 1, RED)
    town.harvest()
    fetch(town)
    rule(town)
    assert town.seal() == [1]
    with pytest.raises(OfficeError, match=r"запечатаны в доказательствах \(1\)"):
        command.downgrade(tables(store), BEFORE)
    command.upgrade(tables(store), "head")
    assert files(town) == 1
    with store.read() as session:
        assert verify_chain(session, "town") is None


def test_the_record_of_extracts_stops_the_way_back(sqlite_store: Store) -> None:
    town = Town(sqlite_store)
    town.misbehave(1)
    with town.store.write() as session:
        session.add(
            Extract(
                organisation="town", comment_id=1, whole_author=False, reason="запрос суда",
                official="it-head", made_at=town.now,
            )
        )  # fmt: skip
    with pytest.raises(OfficeError, match=r"выписки \(1\)"):
        command.downgrade(tables(sqlite_store), BEFORE)
    assert rows(sqlite_store, "extract", "reason") == [("запрос суда",)]


def test_cases_that_lapsed_before_are_counted_when_their_term_ended(store: Store) -> None:
    town = Town(store)
    town.case()
    town.annul(1)
    with store.write() as session:
        lapse_old(session, town.office, town.now)
    command.downgrade(tables(store), "0028")
    command.upgrade(tables(store), "head")
    ((stage, lapsed_at, until, because),) = rows(
        store, "proposal", "stage, lapsed_at, until, lapsed_because"
    )
    assert (stage, because) == ("lapsed", None)
    assert lapsed_at == until
