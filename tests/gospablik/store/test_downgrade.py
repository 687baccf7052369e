"""Going back to older tables loses nothing in silence, and going on changes nothing outside."""

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import inspect, text

from gospablik.errors import OfficeError
from gospablik.root import ROOT
from gospablik.store.blocked_lists import BlockFault, Fault
from gospablik.store.session import Store
from gospablik.store.tables import Kind, Post, UnblockRequest
from gospablik.store.unblocking import Came
from tests.gospablik.control import factories as make

FILE = "INSERT INTO revision_file (revision_id, position, kind, address, words) VALUES (1, {}, '')"


def tables(store: Store) -> Config:
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    config.attributes["url"] = store.engine.url.render_as_string(hide_password=False)
    return config


def to_0009(store: Store) -> None:
    command.downgrade(tables(store), "0009")


def keep(store: Store, *files: str) -> None:
    with store.engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO site_item (id, organisation, address, link, first_seen_at)"
                " VALUES (1, 'town', 'a', 'a', '2026-11-25')"
            )
        )
        connection.execute(
            text(
                "INSERT INTO site_revision (id, item_id, number, title, text, digest, category,"
                " seen_at) VALUES (1, 1, 1, 'Мост', '', '', '', '2026-11-25')"
            )
        )
        for file in files:
            connection.execute(text(FILE.format(file)))


@pytest.mark.parametrize(
    "files",
    [["0, 'file', '/1.pdf'"], ["0, 'photo', '/1.jpg'", "1, 'photo', '/2.jpg'"]],
)
def test_files_without_a_place_in_the_old_tables_stop_it(
    sqlite_store: Store, files: list[str]
) -> None:
    keep(sqlite_store, *files)
    with pytest.raises(OfficeError, match="в прежних таблицах нет места"):
        to_0009(sqlite_store)
    with sqlite_store.engine.connect() as connection:
        kept = connection.execute(text("SELECT count(*) FROM revision_file")).scalar_one()
    assert kept == len(files)


def test_one_picture_goes_back_to_its_place(sqlite_store: Store) -> None:
    keep(sqlite_store, "0, 'photo', '/1.jpg'")
    to_0009(sqlite_store)
    with sqlite_store.engine.connect() as connection:
        assert (
            connection.execute(text("SELECT picture FROM site_revision")).scalar_one() == "/1.jpg"
        )
    assert not inspect(sqlite_store.engine).has_table("revision_file")


def test_posts_from_before_the_upgrade_are_not_edited_for_what_had_changed(
    sqlite_store: Store,
) -> None:
    command.downgrade(tables(sqlite_store), "0012")
    keep(sqlite_store)
    with sqlite_store.engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO site_revision (id, item_id, number, title, text, digest, category,"
                " seen_at, article_gone, article_picture)"
                " VALUES (2, 1, 2, 'Мост', 'иначе', '', '', '2026-11-26', 0, '')"
            )
        )
        for page, number in (("vk", "'51'"), ("ok", "NULL")):
            connection.execute(
                text(
                    "INSERT INTO post (organisation, page, item_id, revision_id, text, planned_at,"
                    f" network_id) VALUES ('town', '{page}', 1, 1, '', '2026-11-25', {number})"
                )
            )
    command.upgrade(tables(sqlite_store), "head")
    with sqlite_store.engine.connect() as connection:
        rows = connection.execute(text("SELECT page, weighed FROM post ORDER BY page")).all()
    assert [tuple(row) for row in rows] == [("ok", None), ("vk", 2)]


def test_what_people_decided_of_posts_stops_it(sqlite_store: Store) -> None:
    with sqlite_store.write() as session:
        post = make.post(session, when=make.at(25), live=False)
        post.dropped_at, post.dropped_by = make.at(25), "specialist"
    with pytest.raises(OfficeError, match="версия 0013 не откачена"):
        to_0009(sqlite_store)
    with sqlite_store.write() as session:
        session.get_one(Post, post.id).dropped_at = None
        make.action(session, kind=Kind.WITHDRAW, subject=post.id, when=make.at(25))
    with pytest.raises(OfficeError, match=r"правки постов \(1\)"):
        to_0009(sqlite_store)


def test_answers_about_trouble_stop_it(sqlite_store: Store) -> None:
    command.downgrade(tables(sqlite_store), "0015")
    command.upgrade(tables(sqlite_store), "head")
    with sqlite_store.write() as session:
        make.action(session, kind=Kind.REPLY, subject="trouble:1", when=make.at(25))
    with pytest.raises(OfficeError, match=r"письма, вопросы и ответы о беде \(1\)"):
        command.downgrade(tables(sqlite_store), "0015")
    assert inspect(sqlite_store.engine).has_table("trouble")


def test_requests_to_unblock_stop_it(sqlite_store: Store) -> None:
    with sqlite_store.write() as session:
        decision = make.decision(session, when=make.at(25))
        session.add(
            UnblockRequest(
                organisation="town", decision_id=decision.id, asker="Житель", came=Came.CALL,
                asked_on=make.at(26).date(), words="Простите", entered_by="spec",
                run="run",
            )
        )  # fmt: skip
    with pytest.raises(OfficeError, match=r"решения и вопросы \(1\).* просят снять блокировку"):
        command.downgrade(tables(sqlite_store), "0024")
    assert inspect(sqlite_store.engine).has_table("unblock_request")


def test_a_fault_of_a_list_is_in_no_ones_way(sqlite_store: Store) -> None:
    with sqlite_store.write() as session:
        decision = make.decision(session, when=make.at(25))
        session.add(
            BlockFault(
                organisation="town", page="vk", author="1", fault=Fault.LONGER, number=1,
                decision_id=decision.id, found_at=make.at(26),
            )
        )  # fmt: skip
    command.downgrade(tables(sqlite_store), "0025")
    with sqlite_store.engine.connect() as connection:
        assert connection.execute(text("SELECT decision_id FROM block_fault")).scalar_one() == 1


def test_answers_to_residents_and_warnings_stop_it(sqlite_store: Store) -> None:
    command.downgrade(tables(sqlite_store), "0021")
    command.upgrade(tables(sqlite_store), "head")
    with sqlite_store.write() as session:
        make.action(session, kind=Kind.REPLY, subject="warned:1", when=make.at(25))
    with pytest.raises(OfficeError, match=r"ответы жителям и предупреждения \(1\)"):
        command.downgrade(tables(sqlite_store), "0021")
    assert inspect(sqlite_store.engine).has_table("resident_question")
