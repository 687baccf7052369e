"""Proof (clause 4.2): sealed before the removal is due; one changed byte names the row."""

import json
import threading

import pytest
from sqlalchemy import event, select, text

from gospablik.errors import OfficeError
from gospablik.moderation import proof as sealing
from gospablik.moderation.pictures.forget import forget_contents
from gospablik.moderation.proof import head, seal_rulings, verify, verify_chain
from gospablik.moderation.statement import GENESIS, canonical, content_digest, sha256
from gospablik.store.ledger import Kind, State
from gospablik.store.review import Proof, ProofContent
from gospablik.store.session import Store
from tests.gospablik.moderation.town import Town, office


def ruled(store: Store, count: int = 3) -> Town:
    """A town where so many comments of different people are ruled to be removed."""
    town = Town(store)
    for number in range(1, count + 1):
        town.write(number, f"дурак {number}", 100 + number)
    town.harvest()
    for question in town.ask():
        town.answer(question)
    return town


def chain(store: Store) -> str | None:
    with store.read() as session:
        return verify_chain(session, "town")


def test_a_removal_is_ordered_only_after_its_seal(store: Store) -> None:
    town = ruled(store)
    assert town.actions(Kind.REMOVE) == []
    assert town.seal() == [1, 2, 3]
    assert town.seal() == []
    assert [a.subject for a in town.actions(Kind.REMOVE)] == ["1", "2", "3"]
    assert chain(store) is None
    with store.read() as session:
        proofs = session.scalars(select(Proof).order_by(Proof.number)).all()
        assert [p.number for p in proofs] == [1, 2, 3]
        assert [p.previous for p in proofs] == [GENESIS, proofs[0].seal, proofs[1].seal]
        assert head(session, "town") == (3, proofs[2].seal)
        said = json.loads(proofs[0].statement)
        kept = session.get_one(ProofContent, proofs[0].id)
        assert said["content"] == content_digest(kept.salt, kept.content)
        assert kept.content["versions"][0]["text"] == "дурак 1"
        del said["content"]  # a digest may contain any figures by chance
        assert "дурак" not in json.dumps(said, ensure_ascii=False), "в записи нет слов и имён"
        assert "101" not in json.dumps(said)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE proof SET statement = replace(statement, 'insult', 'indult') WHERE number = 2",
        "UPDATE proof SET statement = statement || ' ' WHERE number = 2",
        "UPDATE proof SET seal = 'f' || substr(seal, 2) WHERE number = 2 AND seal NOT LIKE 'f%'",
        "UPDATE proof SET seal = '0' || substr(seal, 2) WHERE number = 2 AND seal LIKE 'f%'",
        "UPDATE proof SET previous = substr(previous, 2) || '0' WHERE number = 2",
        "UPDATE proof SET number = 9 WHERE number = 2",
        "UPDATE proof SET organisation = 'tawn' WHERE number = 2",
        "UPDATE proof SET sealed_at = '2026-11-24 00:00:00' WHERE number = 2",
        "UPDATE proof SET statement = substr(statement, 2) WHERE number = 2",
        "UPDATE proof_content SET salt = substr(salt, 2) || '0' WHERE proof_id = 2",
        "UPDATE proof_content SET salt = substr(salt, 2) WHERE proof_id = 2",
        "UPDATE proof_content SET salt = 'z' || substr(salt, 2) WHERE proof_id = 2",
        "UPDATE ruling SET ground = 'law' WHERE id = 2",
        "UPDATE ruling SET official = 'spek' WHERE id = 2",
        "UPDATE ruling SET verdict = 'keep' WHERE id = 2",
        "UPDATE ruling SET reason = 'грубО' WHERE id = 2",
        "UPDATE ruling SET made_at = '2026-11-24 00:00:00' WHERE id = 2",
    ],
)
def test_one_changed_byte_names_the_row(sqlite_store: Store, change: str) -> None:
    town = ruled(sqlite_store)
    town.seal()
    with sqlite_store.write() as session:
        changed = session.execute(text(change)).rowcount  # type: ignore[attr-defined]
    assert ("№ 2" in (chain(sqlite_store) or "")) == bool(changed), chain(sqlite_store)


def test_every_byte_of_the_sealed_content_counts(sqlite_store: Store) -> None:
    town = ruled(sqlite_store, 1)
    town.seal()
    with sqlite_store.read() as session:
        kept = session.get_one(ProofContent, 1)
        raw = canonical(kept.content)
    for place in range(len(raw)):
        other = "0" if raw[place] != "0" else "1"
        broken = raw[:place] + other + raw[place + 1 :]
        with sqlite_store.write() as session:
            session.execute(text("UPDATE proof_content SET content = :c"), {"c": broken})
        assert "№ 1" in (chain(sqlite_store) or ""), broken[max(place - 20, 0) : place + 20]
    with sqlite_store.write() as session:
        session.execute(text("UPDATE proof_content SET content = :c"), {"c": raw})
    assert chain(sqlite_store) is None


def test_every_byte_of_the_statement_counts(sqlite_store: Store) -> None:
    town = ruled(sqlite_store, 1)
    town.seal()
    with sqlite_store.read() as session:
        raw = session.get_one(Proof, 1).statement
    for place in range(len(raw)):
        broken = raw[:place] + ("x" if raw[place] != "x" else "y") + raw[place + 1 :]
        with sqlite_store.write() as session:
            session.get_one(Proof, 1).statement = broken
        assert "№ 1" in (chain(sqlite_store) or "")


def test_a_row_forged_with_a_fitting_seal_breaks_the_next_link(sqlite_store: Store) -> None:
    town = ruled(sqlite_store)
    town.seal()
    with sqlite_store.write() as session:
        second = session.scalars(select(Proof).filter_by(number=2)).one()
        second.statement = second.statement.replace("spec", "head")
        second.seal = sha256(second.statement)
    assert "№ 2" in (chain(sqlite_store) or "")
    with sqlite_store.write() as session:
        session.execute(text("UPDATE ruling SET official = 'head' WHERE id = 2"))
    assert "№ 3: ссылка на предыдущую" in (chain(sqlite_store) or "")


def test_a_missing_row_is_named(sqlite_store: Store) -> None:
    town = ruled(sqlite_store)
    town.seal()
    with sqlite_store.write() as session:
        forget_contents(session, [2])
        session.execute(text("DELETE FROM proof WHERE number = 2"))
    assert chain(sqlite_store) == "запись № 2: её нет в журнале"


def test_the_chain_holds_when_contents_are_erased(store: Store) -> None:
    town = ruled(store)
    town.seal()
    with store.write() as session:
        for number in (1, 2, 3):
            forget_contents(session, [number])
    assert chain(store) is None
    with store.read() as session:
        assert verify(session, 2) is None
        assert verify(session, 99) == "доказательства 99 нет"


def test_a_pass_killed_between_seal_and_order_is_made_good(
    sqlite_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = ruled(sqlite_store)

    def killed(*_: object) -> str | None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(sealing, "_order", killed)
        with pytest.raises(KeyboardInterrupt):
            town.seal()
    assert town.actions(Kind.REMOVE) == []
    assert town.seal() == [1, 2, 3]


def test_a_broken_proof_orders_nothing_and_says_which(sqlite_store: Store) -> None:
    town = ruled(sqlite_store)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sealing, "_order", lambda *_: "")
        town.seal()
    with sqlite_store.write() as session:
        session.execute(text("UPDATE proof SET statement = statement || ' ' WHERE number = 2"))
    with pytest.raises(OfficeError, match="запись № 2"):
        town.seal()
    assert [a.subject for a in town.actions(Kind.REMOVE)] == ["1", "3"]


def test_a_proof_that_cannot_even_be_read_holds_up_no_other(sqlite_store: Store) -> None:
    town = ruled(sqlite_store)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sealing, "_order", lambda *_: "")
        town.seal()
    with sqlite_store.write() as session:
        session.execute(text("UPDATE proof_content SET content = '{' WHERE proof_id = 2"))
    with pytest.raises(OfficeError, match="запись № 2: не читается"):
        town.seal()
    assert [a.subject for a in town.actions(Kind.REMOVE)] == ["1", "3"]


def test_many_are_sealed_and_ordered_in_as_many_statements_as_few(sqlite_store: Store) -> None:
    asked: list[str] = []
    event.listen(sqlite_store.engine, "before_cursor_execute", lambda *said: asked.append(said[2]))
    town = ruled(sqlite_store, 2)
    asked.clear()
    assert len(town.seal()) == 2
    few = len(asked)
    for number in range(3, 23):
        town.write(number, f"дурак {number}", 100 + number)
    town.harvest()
    for question in town.ask():
        town.answer(question)
    asked.clear()
    assert len(town.seal()) == 20
    assert len(asked) == few
    assert chain(sqlite_store) is None


def test_a_proof_broken_after_the_order_stops_the_removal(sqlite_store: Store) -> None:
    town = ruled(sqlite_store)
    town.seal()
    with sqlite_store.write() as session:
        session.execute(text("UPDATE proof_content SET salt = substr(salt, 2) WHERE proof_id = 2"))
    town.carry(Kind.REMOVE)
    states = [a.state for a in town.actions(Kind.REMOVE)]
    assert states == [State.CONFIRMED, State.REJECTED, State.CONFIRMED]
    assert town.wall.removed == ["1", "3"]


def test_an_annulled_ruling_is_not_sealed(sqlite_store: Store) -> None:
    town = ruled(sqlite_store)
    town.annul(2)
    assert town.seal() == [1, 3]


def test_many_sealers_make_one_chain(store: Store) -> None:
    town = ruled(store, 12)
    errors: list[BaseException] = []

    def seal() -> None:
        try:
            seal_rulings(store, town.office, town.now)
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=seal) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert chain(store) is None
    town.seal()
    assert len(town.actions(Kind.REMOVE)) == 12
    with store.read() as session:
        assert head(session, "town")[0] == 12


def test_a_page_under_watch_is_sealed_but_nothing_is_ordered(sqlite_store: Store) -> None:
    town = ruled(sqlite_store, 1)
    acting, page = town.office, town.office.page[0].model_dump()
    town.office = office(page=[{**page, "mode": "наблюдение"}])
    assert town.seal() == []
    assert chain(sqlite_store) is None
    town.office = acting
    assert town.seal() == [1]
