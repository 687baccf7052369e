"""Pictures go with the words or with the proof; one that is needed twice goes with the last."""

from sqlalchemy import select

from gospablik.moderation.proof import verify_chain
from gospablik.moderation.retention import Erased, erase_due, say
from gospablik.moderation.rulings import answer_review
from gospablik.store.pictures import CommentPicture
from gospablik.store.retention import Keeping
from gospablik.store.session import Store
from tests.gospablik.moderation.pictures.kit import (
    BLUE,
    RED,
    attach,
    fetch,
    files,
    named_in_proofs,
    rows,
    rule,
)
from tests.gospablik.moderation.town import INSULT, Town


def erase(town: Town) -> int:
    """How many files went."""
    total = Erased()
    while True:
        with town.store.write() as session:
            batch = erase_due(session, town.office, town.now)
        total += batch
        if batch == Erased():
            return total.pictures


def test_unruled_pictures_go_with_the_words_and_do_not_come_back(store: Store) -> None:
    town = Town(store)
    attach(town, 1, RED)
    attach(town, 2, BLUE, text="Спасибо за уборку нашего двора, стало красиво!")
    town.harvest()
    assert fetch(town) == 1
    town.later(days=town.office.organisation.keep_comments_days + 1)
    assert erase(town) == 1
    assert (files(town), rows(town)) == (0, [])
    town.harvest()
    assert rows(town) == []


def test_evidence_stays_for_its_own_term(store: Store) -> None:
    town = Town(store)
    attach(town, 1, RED)
    attach(town, 2, RED, author=101)
    town.harvest()
    assert fetch(town) == 2
    (question,) = town.ask()
    first, second = question.comments
    with store.write() as session:
        answer_review(
            session, town.office, question.id, question.round,
            {first.position: INSULT, second.position: "оставить"},
            official_key="spec", reason="грубо", now=town.now,
        )  # fmt: skip
    town.seal()
    terms = town.office.organisation
    town.later(days=terms.keep_comments_days + 1)
    assert erase(town) == 0, "те же байты нужны доказательству"
    assert (files(town), named_in_proofs(town)) == (1, 1)
    assert len(rows(town)) == 1
    town.later(days=terms.keep_proof_days)
    assert erase(town) == 1
    assert (files(town), named_in_proofs(town), rows(town)) == (0, 0, [])
    with store.read() as session:
        assert verify_chain(session, "town") is None


def test_a_hold_keeps_the_picture(store: Store) -> None:
    town = Town(store)
    attach(town, 1, RED)
    town.harvest()
    fetch(town)
    rule(town)
    town.seal()
    with store.write() as session:
        say(session, town.office, "1", Keeping.HOLD, official_key="spec", reason="суд",
            now=town.now)  # fmt: skip
    town.later(days=4000)
    assert erase(town) == 0
    assert files(town) == 1
    with store.read() as session:
        assert verify_chain(session, "town") is None


def test_erased_at_somebodys_request(store: Store) -> None:
    town = Town(store)
    attach(town, 1, RED)
    town.harvest()
    fetch(town)
    with store.write() as session:
        say(session, town.office, "1", Keeping.ERASE, official_key="spec", reason="просьба",
            now=town.now)  # fmt: skip
    assert (files(town), rows(town)) == (0, [])
    with store.read() as session:
        assert session.scalars(select(CommentPicture)).all() == []
