"""A few comments a week in which nothing was found are read: the same ones by every pass."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update

from gospablik.control.figures_comments import comments_week
from gospablik.control.window import Window
from gospablik.moderation.detection.examine import shipped_judge
from gospablik.moderation.detector import detect_new
from gospablik.moderation.missed import Read, estimate, read_at_random
from gospablik.moderation.queue import waiting
from gospablik.moderation.sample import REASON, choose_sample, count_silent
from gospablik.span import Week
from gospablik.store.comments import Comment, CommentVersion, Examination, Finding
from gospablik.store.session import Store
from tests.gospablik.moderation.town import Town, office, written

LAWFUL = "Спасибо за расчищенную дорогу"
MONDAY = datetime(2026, 11, 30, 0, 30, tzinfo=UTC)  # 09:30 in Yakutsk


def a_week(store: Store, many: int = 12) -> Town:
    """Lawful comments of Wednesday, an insult and one in Sakha; then it is Monday."""
    town = Town(store)
    for number in range(1, many + 1):
        town.write(number, f"{LAWFUL}, дом {number}", author=number)
    town.write(many + 1, "ты дурак", author=501)
    town.write(many + 2, "Бүгүн халлаан ичигэс", author=502)
    town.write(many + 3, "", author=503)
    town.harvest()
    town.clock.at = MONDAY
    return town


def draw(town: Town) -> int:
    with town.store.write() as session:
        return choose_sample(session, town.office, town.now)


def drawn(town: Town) -> list[str]:
    with town.store.read() as session:
        rows = session.scalars(
            select(CommentVersion.text).join(Finding).where(Finding.reason == REASON)
        )
        return sorted(rows)


def test_five_of_last_week_are_put_before_the_specialist_once(store: Store) -> None:
    town = a_week(store)
    assert draw(town) == 5
    chosen = drawn(town)
    assert all(text.startswith(LAWFUL) for text in chosen), "no insult, no Sakha, no empty text"
    town.later(days=6, hours=14)  # Sunday evening
    assert draw(town) == 0
    assert drawn(town) == chosen
    with town.store.read() as session:
        reasons = [item.reasons for item in waiting(session, town.office)]
        assert sorted(map(len, reasons)) == [1] * 6
        assert reasons.count((REASON,)) == 5
        assert count_silent(session, town.office, MONDAY) == 12


def test_a_pass_that_was_killed_is_followed_by_one_that_draws_the_same(store: Store) -> None:
    town = a_week(store)
    lost: set[int] = set()
    with suppress(KeyboardInterrupt), town.store.write() as session:
        assert choose_sample(session, town.office, town.now) == 5
        lost |= {f.version_id for f in session.scalars(select(Finding)) if f.reason == REASON}
        raise KeyboardInterrupt
    assert drawn(town) == []
    town.later(hours=5)
    assert draw(town) == 5
    with town.store.read() as session:
        again = {f.version_id for f in session.scalars(select(Finding)) if f.reason == REASON}
    assert again == lost


def test_one_who_takes_his_comment_away_makes_no_room_for_another(store: Store) -> None:
    town = a_week(store)
    draw(town)
    chosen = drawn(town)
    with town.store.write() as session:
        session.execute(update(Comment).values(gone_at=town.now))
    assert draw(town) == 0
    assert drawn(town) == chosen


@pytest.mark.parametrize(
    ("since", "drawn_then"),
    [
        (datetime(2026, 12, 27, 14, 59, tzinfo=UTC), 0),  # Sunday 23:59 in Yakutsk
        (datetime(2026, 12, 27, 15, 1, tzinfo=UTC), 5),  # Monday 00:01
        (datetime(2026, 12, 31, 15, 0, tzinfo=UTC), 5),  # the bell of New Year
        (datetime(2027, 1, 3, 15, 1, tzinfo=UTC), 0),  # the week is over, and was not drawn
    ],
)
def test_a_week_ends_at_midnight_of_the_office(
    sqlite_store: Store, since: datetime, drawn_then: int
) -> None:
    town = Town(sqlite_store)
    town.clock.at = datetime(2026, 12, 22, 1, 0, tzinfo=UTC)
    for number in range(1, 8):
        town.write(number, f"{LAWFUL}, дом {number}")
    town.harvest()
    town.clock.at = since
    assert draw(town) == drawn_then


def test_nobody_is_asked_of_a_watched_page_nor_with_a_sample_of_none(sqlite_store: Store) -> None:
    town = a_week(sqlite_store)
    watched = town.office.page[0].model_copy(update={"mode": "наблюдение"})
    town.office = town.office.model_copy(update={"page": [watched]})
    assert draw(town) == 0
    house = office().organisation.model_copy(update={"sample_a_week": 0})
    town.office = office().model_copy(update={"organisation": house})
    assert draw(town) == 0
    house = house.model_copy(update={"sample_a_week": 2})
    town.office = office().model_copy(update={"organisation": house})
    assert draw(town) == 2


def test_a_corrected_list_leaves_the_sample_and_it_is_no_finding_in_the_letter(
    sqlite_store: Store,
) -> None:
    town = a_week(sqlite_store)
    draw(town)
    chosen = drawn(town)
    with town.store.write() as session:
        session.execute(update(Examination).values(by="another"))
        detect_new(session, town.office, shipped_judge(), town.now)
    assert drawn(town) == chosen
    with town.store.read() as session:
        for now, found in ((MONDAY, 0), (MONDAY - timedelta(days=3), 1)):
            window = Window.of(Week.current(town.office, now), town.now)
            week = comments_week(session, town.office, window, town.now)
            assert sum(counted.number for counted in week.findings) == found
        assert week.waiting_now == 1, "the insult alone"


def test_what_was_read_is_counted_and_an_annulled_ruling_is_not(sqlite_store: Store) -> None:
    town = a_week(sqlite_store)
    draw(town)
    with town.store.read() as session:
        assert read_at_random(session, town.office, town.now) == Read(0, 0, 12)
    (question,) = town.ask()
    town.answer(question, "оставить")
    with town.store.read() as session:
        assert read_at_random(session, town.office, town.now) == Read(5, 0, 12)
        later = town.now + timedelta(weeks=13)
        assert read_at_random(session, town.office, later) == Read(0, 0, 0)


def test_a_violation_among_them_is_one_that_was_missed(sqlite_store: Store) -> None:
    town = a_week(sqlite_store, many=1)
    draw(town)
    (question,) = town.ask()
    town.answer(question)
    with town.store.read() as session:
        assert read_at_random(session, town.office, town.now) == Read(1, 1, 1)


def test_a_new_wording_is_not_the_one_that_was_drawn(sqlite_store: Store) -> None:
    town = a_week(sqlite_store, many=1)
    draw(town)
    town.wall.standing["1"] = written(1, "Я передумал", 1, MONDAY - timedelta(days=5))
    town.harvest()
    with town.store.read() as session:
        assert [one.text for one in waiting(session, town.office)] == ["ты дурак"]


@given(st.integers(0, 500), st.integers(0, 500), st.integers(0, 10_000))
def test_the_estimate_is_rounded_outwards_and_none_of_too_few(
    violations: int, lawful: int, among: int
) -> None:
    read = violations + lawful
    between = estimate(violations, read, among)
    if read < 20:
        assert between is None
        return
    assert between is not None
    low, high = between
    assert 0 <= low <= violations / read * among <= high <= among
