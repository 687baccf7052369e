"""Which posts are read when: what is new where a counter grew, all of it at the sweeps."""

from datetime import datetime, timedelta

import pytest

from gospablik.moderation.seen_posts import UNTOLD, Due, keep_posts, note_read, to_read
from gospablik.networks.base import LivePost
from gospablik.store.seen import SeenPost
from gospablik.store.session import Store
from tests.gospablik.moderation.town import MORNING, PAGE, office

OFFICE = office()
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def post(number: int = 1, comments: int = 0, age: timedelta = HOUR, **more: object) -> LivePost:
    values: dict[str, object] = {
        "network_id": str(number),
        "text": "Новость",
        "published_at": MORNING - age,
        "comments": comments,
        "address": f"https://vk.com/wall-7_{number}",
    }
    return LivePost(**{**values, **more})  # type: ignore[arg-type]


def show(store: Store, *posts: LivePost, at: datetime = MORNING) -> list[Due]:
    with store.write() as session:
        keep_posts(session, OFFICE, PAGE, posts, at)
        return to_read(session, OFFICE, PAGE, now=at, everything=False)


def read(store: Store, number: int = 1, at: datetime = MORNING, *, whole: bool = True) -> None:
    with store.write() as session:
        note_read(session, OFFICE, PAGE, str(number), at, whole=whole)


def test_a_post_is_first_read_whole_and_not_at_all_without_comments(store: Store) -> None:
    assert show(store, post(1), post(2, 3), post(3, UNTOLD)) == [
        Due("3", whole=True),
        Due("2", whole=True),
    ]


@pytest.mark.parametrize(
    ("told", "due"),
    [
        (5, []),
        (8, [Due("1", whole=False, told=8, grown=3)]),
        (4, [Due("1", whole=True)]),
    ],
)
def test_after_that_its_counter_says_what_to_read(
    sqlite_store: Store, told: int, due: list[Due]
) -> None:
    show(sqlite_store, post(1, 5))
    read(sqlite_store)
    assert show(sqlite_store, post(1, told), at=MORNING + timedelta(minutes=10)) == due


@pytest.mark.parametrize(
    ("age", "pause", "swept"),
    [
        (HOUR, timedelta(minutes=59), False),
        (HOUR, HOUR, True),
        (2 * DAY, HOUR, True),
        (3 * DAY, 23 * HOUR, False),
        (3 * DAY, DAY, True),
        (28 * DAY, DAY, True),
    ],
)
def test_sweeps_are_hourly_for_three_days_and_daily_for_thirty(
    sqlite_store: Store, age: timedelta, pause: timedelta, swept: bool
) -> None:
    show(sqlite_store, post(1, 5, age))
    read(sqlite_store)
    due = show(sqlite_store, post(1, 6, age), at=MORNING + pause)
    assert [one.whole for one in due] == [swept]


def test_a_reading_of_what_is_new_is_no_sweep(sqlite_store: Store) -> None:
    show(sqlite_store, post(1, 5))
    read(sqlite_store)
    soon = MORNING + timedelta(minutes=50)
    show(sqlite_store, post(1, 6), at=soon)
    read(sqlite_store, at=soon, whole=False)
    assert show(sqlite_store, post(1, 6), at=soon) == []
    assert show(sqlite_store, post(1, 6), at=MORNING + HOUR) == [Due("1", whole=True)]


def test_a_network_that_does_not_count_is_asked_for_what_is_new(sqlite_store: Store) -> None:
    show(sqlite_store, post(1, UNTOLD), post(2, UNTOLD, 2 * DAY))
    for number in (1, 2):
        read(sqlite_store, number)
    at = MORNING + timedelta(minutes=10)
    [due] = show(sqlite_store, post(1, UNTOLD), post(2, UNTOLD, 2 * DAY), at=at)
    assert due == Due("1", whole=False)
    assert due.lacking(7) == 0
    at = MORNING + HOUR
    assert [d.whole for d in show(sqlite_store, post(1, UNTOLD), at=at)] == [True, True]


def test_what_we_took_off_ourselves_is_lacking_too() -> None:
    due = Due("1", whole=False, told=12, grown=2)
    assert (due.lacking(10), due.lacking(9), due.lacking(11)) == (2, 3, 2)


def test_a_thousand_posts_are_kept_and_kept_again(store: Store) -> None:
    posts = [
        post(n, 1, links=("https://a.test/\x00",), attachments=("photo",), thread=f"t{n}")
        for n in range(1000)
    ]
    assert len(show(store, *posts)) == 1000
    later = MORNING + HOUR
    changed = [post(n, 2, text=f"правка {n}") for n in range(1000)]
    assert len(show(store, *changed, at=later)) == 1000
    with store.read() as session:
        row = session.query(SeenPost).filter_by(network_id="7").one()
        seen = (row.text, row.links, row.attachments, row.thread, row.comments, row.seen_at)
        assert seen == ("правка 7", [], [], "t7", 2, later)
        assert session.query(SeenPost).count() == 1000
