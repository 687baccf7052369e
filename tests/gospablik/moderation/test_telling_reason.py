"""The author of a removed comment reads why: the specialist's reason, as it was sealed."""

import pytest
from sqlalchemy import select

from gospablik.moderation.proof import verify_chain
from gospablik.moderation.rulings import answer_review
from gospablik.moderation.statement import MOST_TOLD, told_reason
from gospablik.moderation.telling import telling_text
from gospablik.store.review import ProofContent, Ruling
from gospablik.store.session import Store
from tests.gospablik.moderation.town import INSULT, Town


def told(store: Store, reason: str) -> str:
    town = Town(store)
    town.write(1, "ты дурак")
    town.harvest()
    [question] = town.ask()
    with store.write() as session:
        answer_review(session, town.office, question.id, 1, {1: INSULT}, "spec", reason, town.now)
    town.seal()
    with store.read() as session:
        assert verify_chain(session, "town") is None
        return telling_text(session, town.office, session.scalars(select(Ruling)).one())


def test_the_reason_stands_behind_the_ground(store: Store) -> None:
    first = told(store, " Оскорблён\nдиспетчер ").splitlines()[0]
    assert first.endswith("Основание: оскорбление. Пояснение: Оскорблён диспетчер.")


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("грубо", "грубо."),
        ("Так нельзя!", "Так нельзя!"),
        ("[id1|Имя] @all #тег <b>и/или</b>\u202e", "id1Имя all тег bи или b."),
        ("и <так> & 'далее'…", "и так далее…"),
    ],
)
def test_it_is_one_sentence_and_no_markup(reason: str, words: str) -> None:
    assert told_reason(reason) == words


def test_a_long_one_is_cut_after_a_word() -> None:
    words = told_reason("слово за словом, " * 60)
    assert words.endswith(("слово…", "за…", "словом…"))
    assert MOST_TOLD - 20 < len(words) <= MOST_TOLD


def test_of_a_proof_that_seals_no_such_words_only_the_ground_is_told(sqlite_store: Store) -> None:
    """Whoever ruled before the form said who reads the reason wrote it for the office."""
    told(sqlite_store, "только для своих")
    with sqlite_store.write() as session:
        kept = session.scalars(select(ProofContent)).one()
        kept.content = {k: v for k, v in kept.content.items() if k != "told_reason"}
        town = Town(sqlite_store)
        text = telling_text(session, town.office, session.scalars(select(Ruling)).one())
    assert "для своих" not in text
    assert text.splitlines()[0].endswith("Основание: оскорбление.")
