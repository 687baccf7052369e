"""The network says 57, we hold 55: which posts, and why that may be."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from gospablik.control.checks import keep_check, note_reading
from gospablik.control.coverage import Coverage, Why, coverage
from gospablik.control.rules import EVENTS, HARVEST
from gospablik.moderation.harvest import store_comments
from gospablik.moderation.seen_posts import UNTOLD, keep_posts, note_read
from gospablik.networks.base import LiveComment, LivePost
from gospablik.store.session import Store
from gospablik.store.tables import Result
from tests.gospablik.moderation.town import MORNING, PAGE, office

OFFICE = office()
HOUR = timedelta(hours=1)


def post(number: int, comments: int, age: timedelta = HOUR) -> LivePost:
    address = f"https://vk.com/wall-7_{number}"
    return LivePost(str(number), f"Пост {number}\nтекст", MORNING - age, comments, address)


def said(place: str, count: int) -> list[LiveComment]:
    return [
        LiveComment(f"{place}-{n}", place, "5", "Житель", "слово", MORNING - HOUR, None)
        for n in range(count)
    ]


def note(session: Session, subject: str, unread: str | None, now: datetime = MORNING) -> None:
    note_reading(
        session, OFFICE, page=PAGE, rule=HARVEST, subject=subject, unread=unread, now=now
    )  # fmt: skip


def harvest(store: Store, *posts: LivePost, held: int = 0, read: bool = True) -> None:
    """All posts as the network shows them; so many comments under the first were kept."""
    first = posts[0].network_id
    with store.write() as session:
        keep_posts(session, OFFICE, PAGE, posts, MORNING)
        note(session, PAGE, None)
        store_comments(session, OFFICE, PAGE, first, said(first, held), MORNING)
        if read:
            note_read(session, OFFICE, PAGE, first, MORNING)


def seen(store: Store) -> Coverage:
    with store.read() as session:
        return coverage(session, OFFICE, OFFICE.page_by_key(PAGE), MORNING)


def test_the_network_says_57_and_we_hold_55(store: Store) -> None:
    harvest(store, post(1, 57), post(2, 0), held=55)
    found = seen(store)
    assert (found.posts, found.told, found.held, found.unread, found.events) == (2, 57, 55, (), "")
    (short,) = found.short
    assert (short.title, short.link) == ("Пост 1", "https://vk.com/wall-7_1")
    assert (short.told, short.held, short.why) == (57, 55, Why.HIDDEN)


@pytest.mark.parametrize(
    ("told", "held", "read", "why"),
    [(3, 1, False, Why.SOON), (1, 3, True, Why.GONE), (3, 3, True, None)],
)
def test_why_it_may_be(
    sqlite_store: Store, told: int, held: int, read: bool, why: Why | None
) -> None:
    harvest(sqlite_store, post(1, told), held=held, read=read)
    assert [short.why for short in seen(sqlite_store).short] == ([why] if why else [])


def test_what_could_not_be_read_is_said(sqlite_store: Store) -> None:
    harvest(sqlite_store, post(1, 3), read=False)
    with sqlite_store.write() as session:
        for subject in ("1", "outside:photo"):
            note(session, subject, "нет ключа")
        keep_check(
            session, OFFICE, page=PAGE, rule=EVENTS, subject=PAGE, result=Result.NOT_CHECKED,
            words="выключены", now=MORNING,
        )  # fmt: skip
    found = seen(sqlite_store)
    assert [short.why for short in found.short] == [Why.UNREAD]
    assert (found.unread, found.events) == (("не прочитано: нет ключа",), "выключены")


def test_a_page_that_could_not_be_read_is_not_checked(sqlite_store: Store) -> None:
    assert (seen(sqlite_store).checked, seen(sqlite_store).unread) == (
        False,
        ("не прочитано: за двое суток сбора не было",),
    )
    harvest(sqlite_store, post(1, 0))
    assert (seen(sqlite_store).checked, seen(sqlite_store).unread) == (True, ())
    with sqlite_store.write() as session:
        note(session, PAGE, "ключ не действует")
    found = seen(sqlite_store)
    assert (found.checked, found.short) == (False, ())
    assert found.unread == ("не прочитано: ключ не действует",)


@pytest.mark.parametrize("told", [3, UNTOLD])
def test_a_post_that_could_not_be_read_is_said_though_no_number_differs(
    sqlite_store: Store, told: int
) -> None:
    harvest(sqlite_store, post(1, told), held=3)
    with sqlite_store.write() as session:
        note(session, "1", "нет ключа")
        note(session, "gap:2026", "поток не читали")
    found = seen(sqlite_store)
    assert (found.checked, found.short) == (True, ())
    assert found.unread == ("не прочитано: нет ключа", "не прочитано: поток не читали")


def test_a_network_that_tells_no_number(sqlite_store: Store) -> None:
    harvest(sqlite_store, post(1, UNTOLD), held=4)
    found = seen(sqlite_store)
    assert (found.told, found.held, found.short) == (None, 4, ())


def test_a_post_that_is_gone_or_old_lacks_nothing(sqlite_store: Store) -> None:
    harvest(sqlite_store, post(1, 3), post(2, 9, timedelta(days=31)))
    with sqlite_store.write() as session:
        later = MORNING + 3 * HOUR
        keep_posts(session, OFFICE, PAGE, [post(3, 0)], later)
    assert (seen(sqlite_store).posts, seen(sqlite_store).short) == (1, ())


def test_what_was_written_outside_the_posts_is_counted(sqlite_store: Store) -> None:
    harvest(sqlite_store, post(1, 0))
    with sqlite_store.write() as session:
        for place in ("board:12", "entry:9", ""):
            store_comments(session, OFFICE, PAGE, place, said(place, 2), MORNING, whole=False)
    assert seen(sqlite_store).outside == 6
    assert seen(sqlite_store).held == 0
