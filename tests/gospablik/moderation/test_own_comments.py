"""Our own replies where the network hides who wrote: known by the number the ledger has."""

from dataclasses import replace

from gospablik.ledger import book
from gospablik.moderation.own_comments import mark_ours
from gospablik.moderation.telling import telling_text
from gospablik.store.session import Store
from gospablik.store.tables import Action, Kind, Ruling, State
from tests.gospablik.moderation.town import PAGE, Town, written


def test_only_what_the_ledger_wrote_is_ours(sqlite_store: Store) -> None:
    town = Town(sqlite_store)
    resident = replace(written(1, "Спасибо"), author_id=None)
    ours = replace(written(2, "Комментарий удалён"), author_id=None)
    named = written(2, "чужой с тем же номером")
    with sqlite_store.write() as session:
        book.record(
            session, organisation=town.office.key, kind=Kind.REPLY, page=PAGE, subject="told:1",
            now=town.now,
        )  # fmt: skip
        assert mark_ours(session, town.office, PAGE, [ours]) == [ours], "ещё не сделано"
        action = session.query(Action).one()
        action.state, action.external_id = State.CONFIRMED, "2"
        session.flush()
        marked = mark_ours(session, town.office, PAGE, [resident, ours, named])
        assert [comment.by_page for comment in marked] == [False, True, False]
        elsewhere = mark_ours(session, town.office, "other", [ours])
    assert not elsewhere[0].by_page


def test_an_author_whom_the_network_hides_is_greeted_and_not_named(sqlite_store: Store) -> None:
    town = Town(sqlite_store)
    town.wall.standing["1"] = replace(written(1, "ты дурак"), author_id=None, author_name="")
    town.harvest()
    town.answer(town.ask()[0])
    town.seal()
    with sqlite_store.read() as session:
        text = telling_text(session, town.office, session.query(Ruling).one())
    assert text.startswith("Здравствуйте, Ваш комментарий")
