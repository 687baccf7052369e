"""What residents wrote outside the posts is kept, and known to be gone only where it was read."""

from datetime import datetime, timedelta

from sqlalchemy import select

from gospablik.moderation.detection.examine import shipped_judge
from gospablik.moderation.detector import detect_new
from gospablik.moderation.harvest import Harvested
from gospablik.moderation.outside import EVERY, keep_outside, outside_due
from gospablik.moderation.queue import waiting
from gospablik.moderation.seen_posts import to_read
from gospablik.networks.base import LiveComment, LivePost
from gospablik.networks.outside import Outside, Unread
from gospablik.store.session import Store
from gospablik.store.tables import Comment
from tests.gospablik.moderation.town import MORNING, PAGE, office

OFFICE = office()
SINCE = MORNING - timedelta(days=30)
ALL = frozenset({"entry", "board"})
LATER = MORNING + EVERY


def said(name: str, age: timedelta = timedelta(hours=1)) -> LiveComment:
    place = name if name.startswith("entry") else name.rpartition(":")[0]
    return LiveComment(name, place, "5", "Житель", f"слово {name}", MORNING - age, None)


def keep(
    store: Store,
    *found: LiveComment,
    at: datetime = MORNING,
    read: frozenset[str] = ALL,
    entries: tuple[LivePost, ...] = (),
    unread: tuple[Unread, ...] = (),
) -> Harvested:
    with store.write() as session:
        return keep_outside(
            session, OFFICE, PAGE, Outside(found, read, entries, unread), found,
            since=SINCE + (at - MORNING), began=at,
        )  # fmt: skip


def gone(store: Store) -> set[str]:
    with store.read() as session:
        return set(session.scalars(select(Comment.network_id).where(Comment.gone_at.is_not(None))))


def test_what_is_not_shown_any_more_is_gone(store: Store) -> None:
    assert keep(store, said("entry:9"), said("board:12:4"), said("board:12:5")).new == 3
    assert keep(store, said("board:12:5"), at=LATER) == Harvested(gone=2)
    assert gone(store) == {"entry:9", "board:12:4"}
    later = LATER + EVERY
    assert keep(store, said("entry:9"), said("board:12:5"), at=later) == Harvested(back=1)


def test_what_was_not_read_is_not_gone(sqlite_store: Store) -> None:
    keep(sqlite_store, said("entry:9"), said("board:12:4"))
    keep(sqlite_store, said("entry:9"), at=LATER, read=frozenset({"entry"}))
    assert gone(sqlite_store) == set()


def test_what_is_too_old_to_be_asked_for_is_not_gone(sqlite_store: Store) -> None:
    keep(sqlite_store, said("board:12:4", timedelta(days=29, hours=23, minutes=30)))
    keep(sqlite_store, at=LATER)
    assert gone(sqlite_store) == set()


def test_what_came_after_the_reading_began_is_not_gone(sqlite_store: Store) -> None:
    keep(sqlite_store, said("board:12:4"), at=LATER)
    keep(sqlite_store, at=MORNING)
    assert gone(sqlite_store) == set()


def test_a_discussion_does_not_touch_another_of_a_longer_number(sqlite_store: Store) -> None:
    keep(sqlite_store, said("board:1:4"), said("board:12:4"))
    keep(sqlite_store, said("board:12:4"), at=LATER)
    assert gone(sqlite_store) == {"board:1:4"}


def test_comments_under_a_residents_entry_are_read_like_any_posts(sqlite_store: Store) -> None:
    entry = LivePost("9", "Когда?", MORNING - EVERY, 2, "https://vk.com/wall-7_9")
    keep(sqlite_store, said("entry:9"), entries=(entry,))
    with sqlite_store.read() as session:
        (due,) = to_read(session, OFFICE, PAGE, now=MORNING, everything=False)
    assert (due.network_id, due.whole) == ("9", True)


def test_places_are_read_hourly_and_at_once_after_a_failure(sqlite_store: Store) -> None:
    def due(at: datetime) -> bool:
        with sqlite_store.read() as session:
            return outside_due(session, OFFICE, PAGE, at)

    assert due(MORNING)
    keep(sqlite_store, unread=(Unread("photo", "Не ответила.", shut=False),))
    assert due(MORNING), "в следующий раз сеть может ответить"
    keep(sqlite_store, unread=(Unread("photo", "Нужен ключ.", shut=True),))
    assert not due(LATER - timedelta(minutes=1))
    assert due(LATER)
    keep(sqlite_store, at=MORNING - EVERY)
    assert not due(LATER - timedelta(minutes=1)), "опоздавший запуск времени назад не ставит"


def test_a_failure_soon_after_a_whole_reading_is_made_good_by_the_next_pass(store: Store) -> None:
    failed = (Unread("board", "Не ответила.", shut=False),)
    soon = MORNING + timedelta(minutes=10)

    def due() -> bool:
        with store.read() as session:
            return outside_due(session, OFFICE, PAGE, soon)

    keep(store)
    keep(store, at=MORNING - EVERY, unread=failed)
    assert not due(), "опоздавший неудачный запуск более нового чтения не отменяет"
    keep(store, at=soon, unread=failed)
    assert due()


def test_it_is_judged_like_any_comment(sqlite_store: Store) -> None:
    bad = LiveComment("board:12:4", "board:12", "5", "Житель", "вы идиоты", MORNING, None)
    keep(sqlite_store, bad)
    with sqlite_store.write() as session:
        detect_new(session, OFFICE, shipped_judge(), MORNING)
        (item,) = waiting(session, OFFICE, PAGE)
    assert item.post_network_id == "board:12"
