"""The whole chain is verified, and its end against what was told outside."""

import pytest
from sqlalchemy import delete, select, update

from gospablik.moderation.chain import ChainSeen, chain_seen
from gospablik.moderation.pictures.forget import forget_contents
from gospablik.store.review import Proof, ProofContent
from gospablik.store.session import Store
from tests.gospablik.moderation.town import Town


@pytest.fixture
def town(store: Store) -> Town:
    town = Town(store)
    for number in (1, 2, 3):
        town.misbehave(number, author=100 + number)
    return town


def seen(town: Town, number: int = 0, seal: str = "") -> ChainSeen:
    with town.store.read() as session:
        return chain_seen(session, town.office, number, seal)


def test_all_hold_without_their_words_too(town: Town) -> None:
    with town.store.write() as session:
        forget_contents(session, [2])
    found = seen(town)
    assert (found.rows, found.erased, found.number, found.broken) == (3, 1, 3, None)
    assert len(found.seal) == 64
    assert seen(town, 3, found.seal).broken is None
    assert seen(town, 3, f" {found.seal[:12].upper()} ").broken is None


def test_the_first_bad_row_is_named(town: Town) -> None:
    with town.store.write() as session:
        session.execute(update(Proof).where(Proof.number > 1).values(statement="{}"))
    assert str(seen(town).broken).startswith("запись № 2: печать не сходится")


def test_an_end_that_was_cut_off_is_seen_by_the_letter_alone(town: Town) -> None:
    told = seen(town)
    with town.store.write() as session:
        last = session.scalars(select(Proof.id).filter_by(number=3)).one()
        session.execute(delete(ProofContent).where(ProofContent.proof_id == last))
        session.execute(delete(Proof).where(Proof.id == last))
    assert seen(town).broken is None
    assert "конец журнала отрезан" in str(seen(town, told.number, told.seal).broken)
    assert "печать не та, что в письме" in str(seen(town, 2, told.seal).broken)
    assert "печать не та, что в письме" in str(seen(town, 2, "").broken)


def test_a_new_office_has_no_rows(sqlite_store: Store) -> None:
    found = seen(Town(sqlite_store))
    assert (found.rows, found.number, found.seal, found.last_at, found.broken) == (
        0,
        0,
        "",
        None,
        None,
    )
