"""Comments are kept by the hundred, and each of them as carefully as one."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import event, func, select

from gospablik.moderation.harvest import Harvested, held_comments, store_comments
from gospablik.moderation.keeping import NAMELESS
from gospablik.networks.base import LiveComment
from gospablik.store.comments import Author, Comment, CommentVersion
from gospablik.store.session import Store
from tests.gospablik.moderation.town import MORNING, PAGE, office, written

OFFICE = office()
LATER = MORNING + timedelta(hours=1)


def keep(
    store: Store, live: list[LiveComment], now: datetime = MORNING, post: str = "1", **more: Any
) -> Harvested:
    with store.write() as session:
        return store_comments(session, OFFICE, PAGE, post, live, now, **more)


def wordings(store: Store, network_id: str) -> list[str]:
    with store.read() as session:
        comment = session.scalars(select(Comment).filter_by(network_id=network_id)).one()
        assert [v.number for v in comment.versions] == [*range(1, len(comment.versions) + 1)]
        return [version.text for version in comment.versions]


def counted(store: Store) -> list[int]:
    with store.read() as session:
        tables = (Author, Comment, CommentVersion)
        return [session.scalars(select(func.count()).select_from(one)).one() for one in tables]


@contextmanager
def statements(store: Store) -> Iterator[list[str]]:
    """What the database is told meanwhile."""
    told: list[str] = []

    def note(*args: Any) -> None:
        told.append(args[2])

    event.listen(store.engine, "before_cursor_execute", note)
    yield told
    event.remove(store.engine, "before_cursor_execute", note)


def many(number: int) -> list[LiveComment]:
    return [written(n, f"слово {n}", author=100 + n % 300) for n in range(1, number + 1)]


def test_a_thousand_comments_take_as_many_statements_as_ten(store: Store) -> None:
    with statements(store) as for_ten:
        assert keep(store, many(10), post="2") == Harvested(new=10)
    with statements(store) as for_many:
        assert keep(store, [replace(c, network_id=f"x{c.network_id}") for c in many(1000)]) == (
            Harvested(new=1000)
        )
    assert len(for_many) == len(for_ten) < 12
    assert counted(store) == [300, 1010, 1010]
    assert len(wordings(store, "x777")) == 1


def test_a_second_reading_of_a_thousand_keeps_what_changed(store: Store) -> None:
    live = many(1000)
    keep(store, live)
    live[3] = replace(live[3], text="правка")
    live[5] = replace(live[5], attachments=("photo1_1",))
    read = [*live[:500], *live[502:], written(2000, "новое")]
    assert keep(store, read, LATER) == Harvested(new=1, changed=2, gone=2)
    assert wordings(store, "4") == ["слово 4", "правка"]
    assert keep(store, [*read, *live[500:502]], LATER + timedelta(1)) == Harvested(back=2)


def test_a_stream_may_tell_of_one_comment_several_times(store: Store) -> None:
    first = written(1, "раз")
    told = [
        first,
        written(2, "два"),
        replace(first, text="раз и"),
        replace(first, text="раз и всё"),
    ]
    assert keep(store, told, whole=False) == Harvested(new=2, changed=2)
    assert wordings(store, "1") == ["раз", "раз и", "раз и всё"]
    assert keep(store, told[3:], LATER, whole=False) == Harvested()


def test_what_a_part_of_a_reading_does_not_show_stays(store: Store) -> None:
    keep(store, many(5))
    assert keep(store, many(2), LATER, whole=False) == Harvested()
    assert keep(store, [], LATER, whole=False, gone={"4", "5", "no such"}) == Harvested(gone=2)
    with store.read() as session:
        held = held_comments(session, OFFICE, PAGE, "1", LATER)
    assert held == dict.fromkeys(("1", "2", "3"))
    assert keep(store, many(4), MORNING, whole=False) == Harvested(), "an older look"
    assert keep(store, many(4), LATER + timedelta(1), whole=False) == Harvested(back=1)


def test_a_comment_that_is_known_under_another_post_is_kept_once(store: Store) -> None:
    keep(store, [written(1, "раз")], post="1")
    again = [written(1, "два"), written(2, "новое")]
    assert keep(store, again, LATER, post="2") == Harvested(new=1, changed=1)
    assert wordings(store, "1") == ["раз", "два"]


def test_an_author_without_a_name_keeps_the_one_that_was_known(store: Store) -> None:
    one = written(1, "раз")
    keep(store, [one, replace(written(2, "два"), author_name="")])
    keep(store, [replace(one, author_name="")], LATER)
    unknown = [replace(written(n, "м"), author_id=None, author_name="") for n in (7, 8)]
    keep(store, unknown, post="2")
    page = replace(written(9, "от страницы", author=5), author_name="Администрация", by_page=True)
    assert keep(store, [page], post="3") == Harvested(own=1)
    with store.read() as session:
        found = session.execute(select(Author.network_id, Author.name, Author.is_page))
        assert {tuple(row) for row in found} == {
            ("100", "Житель 100", False),
            ("?7", NAMELESS, False),
            ("?8", NAMELESS, False),
            ("5", "Администрация", True),
        }


def test_two_harvests_at_once_keep_each_comment_and_wording_once(store: Store) -> None:
    total: list[Harvested] = []
    shown = many(200)

    def harvest(live: list[LiveComment], now: datetime) -> None:
        total.append(keep(store, live, now))

    moments = (MORNING, MORNING + timedelta(seconds=1), MORNING + timedelta(seconds=2))
    threads = [
        threading.Thread(target=harvest, args=(live, now))
        for live, now in zip((shown, shown, shown), moments, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum((one for one in total), Harvested()) == Harvested(new=200)
    assert counted(store) == [200, 200, 200]


def test_an_empty_reading_asks_next_to_nothing(sqlite_store: Store) -> None:
    with statements(sqlite_store) as told:
        assert keep(sqlite_store, [], whole=False) == Harvested()
    assert len(told) <= 1
