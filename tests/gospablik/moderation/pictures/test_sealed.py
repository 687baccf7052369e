"""Pictures are part of the proof: a changed byte names the row, a missing one is said (4.2)."""

from typing import Any

import pytest
from sqlalchemy import event, select, text
from sqlalchemy.exc import OperationalError

from gospablik.errors import OfficeError
from gospablik.moderation.pictures.due import note_gone, note_unread
from gospablik.moderation.pictures.forget import forget_contents
from gospablik.moderation.pictures.sealed import digests, picture_problem
from gospablik.moderation.proof import seal_rulings, verify_chain
from gospablik.store.ledger import Kind, State
from gospablik.store.pictures import PictureBytes
from gospablik.store.review import ProofContent
from gospablik.store.session import Store
from tests.gospablik.moderation.pictures.kit import (
    BLUE,
    RED,
    attach,
    fetch,
    files,
    named_in_proofs,
    rule,
    wanted,
)
from tests.gospablik.moderation.town import Town


def chain(store: Store) -> str | None:
    with store.read() as session:
        return verify_chain(session, "town")


def sealed(store: Store) -> list[dict[str, object]]:
    """The pictures of the first proof's first wording."""
    with store.read() as session:
        content = session.scalars(select(ProofContent).order_by(ProofContent.proof_id)).first()
        assert content is not None
        return list(content.content["versions"][0]["pictures"])


def ruled(store: Store, *colours: str) -> Town:
    town = Town(store)
    attach(town, 1, *colours)
    town.harvest()
    rule(town)
    return town


def test_a_picture_is_sealed_and_the_comment_removed(store: Store) -> None:
    town = ruled(store, RED, BLUE)
    assert fetch(town) == 2
    assert town.seal() == [1]
    first, second = sealed(store)
    assert (first["position"], first["media_type"], first["width"], first["height"]) == (
        1, "image/png", 8, 6,
    )  # fmt: skip
    assert first["sha256"] != second["sha256"]
    town.carry(Kind.REMOVE)
    assert town.wall.removed == ["1"]
    assert chain(store) is None


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ("UPDATE picture_bytes SET content = :other", "в базе не та, что запечатана"),
        ("DELETE FROM picture_bytes", "её нет"),
    ],
)
def test_one_changed_byte_names_the_row_and_stops_the_removal(
    store: Store, change: str, wrong: str
) -> None:
    town = ruled(store, RED)
    fetch(town)
    town.seal()
    with store.write() as session:
        kept = session.scalars(select(PictureBytes.content)).one()
        other = kept[:-1] + bytes([kept[-1] ^ 1])
        session.execute(text(change), {"other": other} if ":other" in change else {})
    assert chain(store) == f"запись № 1: картинка 1 к редакции 1: {wrong}"
    town.carry(Kind.REMOVE)
    assert town.wall.removed == []
    assert town.actions(Kind.REMOVE)[0].state is State.REJECTED


def test_the_seal_waits_an_hour_for_a_picture_and_then_says_why(store: Store) -> None:
    town = ruled(store, RED)
    (one,) = wanted(town)
    with store.write() as session:
        note_unread(session, one.id, "Сеть молчит.", town.now)
    assert town.seal() == []
    assert town.actions(Kind.REMOVE) == []
    town.later(minutes=61)
    assert town.seal() == [1]
    (only,) = sealed(store)
    why = "Сеть молчит. За час после решения прочитать её не удалось."
    assert only == {"position": 1, "missing": why}
    town.carry(Kind.REMOVE)
    assert town.wall.removed == ["1"]
    assert chain(store) is None


def test_read_by_the_next_pass_it_is_sealed_at_once(store: Store) -> None:
    town = ruled(store, RED)
    assert town.seal() == []
    assert fetch(town) == 1
    assert town.seal() == [1]
    assert "sha256" in sealed(store)[0]


def test_each_ruling_waits_for_the_pictures_of_its_own_wordings(store: Store) -> None:
    """One is ruled on in its first wording, another in its second, which has an unread picture."""
    town = Town(store)
    town.write(1, "ты дурак")
    town.write(2, "добрый день", author=200)
    town.harvest()
    town.later(minutes=10)
    attach(town, 2, RED, author=200)
    town.harvest()
    rule(town)
    assert town.seal() == [1]
    assert fetch(town) == 1
    assert town.seal() == [2]
    with store.read() as session:
        *_, second = session.scalars(select(ProofContent).order_by(ProofContent.proof_id))
        assert [len(one["pictures"]) for one in second.content["versions"]] == [0, 1]
        assert "sha256" in second.content["versions"][1]["pictures"][0]


def test_what_is_gone_hinders_nothing(store: Store) -> None:
    town = ruled(store, RED)
    (one,) = wanted(town)
    gone = "Картинка исчезла до того, как программа её прочла."
    with store.write() as session:
        note_gone(session, one.id, gone, town.now)
    assert town.seal() == [1]
    assert sealed(store) == [{"position": 1, "missing": gone}]


def test_a_proof_from_before_pictures_still_holds(store: Store) -> None:
    town = ruled(store)
    town.seal()
    assert sealed(store) == []
    with store.read() as session:
        content = session.scalars(select(ProofContent)).one().content
    old = content | {"versions": [{"number": 1, "text": "ты дурак", "attachments": ["photo"]}]}
    with store.read() as session:
        assert (digests(old), picture_problem(session, "town", old)) == (set(), None)


def test_erased_together_and_the_chain_verifies(store: Store) -> None:
    town = ruled(store, RED)
    fetch(town)
    town.seal()
    with store.write() as session:
        forget_contents(session, [1])
    assert named_in_proofs(town) == 0
    assert files(town) == 1, "комментарий ещё хранится"
    assert chain(store) is None


def test_another_picture_in_its_place_is_not_removed(store: Store) -> None:
    """The page shows it, our last reading did not: what was ruled on is not what stands there."""
    town = ruled(store, RED)
    fetch(town)
    town.seal()
    attach(town, 1, BLUE)
    town.carry(Kind.REMOVE)
    assert town.wall.removed == []
    (action,) = town.actions(Kind.REMOVE)
    assert action.why is not None
    assert "автор изменил комментарий после решения" in action.why


def test_a_full_disk_removes_nothing_and_the_next_pass_goes_on(store: Store) -> None:
    town = ruled(store, RED)
    fetch(town)
    event.listen(store.engine, "before_cursor_execute", _full_disk)
    try:
        with pytest.raises(OfficeError) as told:
            seal_rulings(store, town.office, town.now)
    finally:
        event.remove(store.engine, "before_cursor_execute", _full_disk)
    assert "database or disk is full" in str(told.value)
    assert "без доказательства не удаляется" in str(told.value)
    assert (town.actions(Kind.REMOVE), chain(store)) == ([], None)
    assert town.seal() == [1]


def _full_disk(_connection: object, _cursor: object, statement: str, *_: object) -> None:
    if "INSERT INTO proof_content" in statement:
        raise OperationalError("INSERT", {}, Exception("database or disk is full"))


def test_a_disk_that_is_really_full(sqlite_store: Store) -> None:
    """SQLite's own words: the file may not grow by one page, and the proof needs several."""
    store = sqlite_store
    town = Town(store)
    attach(town, 1, RED, text="ты дурак" + ", да ещё какой" * 1000)
    town.harvest()
    rule(town)
    fetch(town)
    store.close()
    event.listen(store.engine, "connect", _no_room)
    with pytest.raises(OfficeError, match="database or disk is full"):
        seal_rulings(store, town.office, town.now)
    assert town.actions(Kind.REMOVE) == []
    event.remove(store.engine, "connect", _no_room)
    store.close()
    assert town.seal() == [1]
    assert chain(store) is None


def _no_room(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA max_page_count=1")  # that is: no more than there are
