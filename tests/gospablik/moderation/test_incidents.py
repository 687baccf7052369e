"""One text under five posts is one violation, in whatever order it is found, ruled and told."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update

from gospablik.control.register_rows import BlockRow, register_rows
from gospablik.letters import LetterKey
from gospablik.moderation.block_case import BlockCase, block_case
from gospablik.moderation.incidents import WITHIN, Ruled, incidents
from gospablik.moderation.keeping import ERASED
from gospablik.moderation.lapsing import lapse_old
from gospablik.moderation.letters import case_letter
from gospablik.moderation.queue import count_standing
from gospablik.moderation.same_words import same_words
from gospablik.moderation.violations import repeat, standing
from gospablik.store.comments import CommentVersion
from gospablik.store.decisions import Proposal
from gospablik.store.ledger import Kind
from gospablik.store.review import Topic
from gospablik.store.session import Store
from tasks.forms import _block_page
from tests.gospablik.moderation.town import Town, written

T = datetime(2026, 12, 31, 12, tzinfo=UTC)
LONG = "Сегодня в посёлке опять нет воды, а ваш начальник дурак и вор, пусть он выйдет к людям"


def ruled(number: int, hours: float, words: str = "ты дурак", told: float | None = None) -> Ruled:
    at = None if told is None else T + timedelta(hours=told)
    return Ruled(number, T + timedelta(hours=hours), at, words)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ты дурак!", "ты  дурак"),
        ("ты дурак", "Tы дyрaк"),
        ("ты дурак", "т ы д у р а к"),
        ("ты дурааак", "ты дурак"),
        ("ты\u200b дурак", "ты дурак"),
        ("🤬🤬", "🤬 🤬"),
        (LONG, LONG.replace("Сегодня", "Завтра")),
        (LONG, LONG + "!!!"),
    ],
)
def test_the_same_words_however_they_are_written(one: str, other: str) -> None:
    assert same_words(one, other)
    assert same_words(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ты дурак", "ты не дурак"),
        ("ты дурак", "он дурак"),
        ("", ""),
        ("  ", "\u200b"),
        ("🤬", "👍"),
        (LONG, LONG[: len(LONG) // 2]),
    ],
)
def test_other_words_and_no_words(one: str, other: str) -> None:
    assert not same_words(one, other)
    assert not same_words(other, one)


def test_five_copies_are_one_violation_told_when_the_first_was() -> None:
    five = [ruled(n, n, told=30 - n) for n in range(1, 6)]
    (only,) = incidents(five)
    assert only.rulings == (1, 2, 3, 4, 5)
    assert only.written_at == five[0].written_at
    assert only.told_at == T + timedelta(hours=25)
    assert repeat([only]) is None


def test_a_day_after_the_first_it_is_another_violation_and_no_repetition() -> None:
    found = incidents([ruled(1, 0), ruled(2, 24), ruled(3, 24.1)])
    assert [one.rulings for one in found] == [(1, 2), (3,)]
    assert repeat(found) is None


def test_written_again_after_the_telling_it_is_a_repetition() -> None:
    found = incidents([ruled(1, 0, told=1), ruled(2, 0.5), ruled(3, 2)])
    assert [one.rulings for one in found] == [(1, 2), (3,)]
    assert repeat(found) == (1, 2, 3)


def test_a_copy_written_after_the_telling_of_other_words_is_no_copy() -> None:
    found = incidents([ruled(1, 0), ruled(2, 0, "идиот", told=1), ruled(3, 2)])
    assert sorted(one.rulings for one in found) == [(1,), (2,), (3,)]
    assert repeat(found) is not None


WORDS = st.sampled_from(["ты дурак", "Ты ДУРАК!", "идиот", "вор", ""])
HOURS = st.integers(0, 60)
RULED = st.builds(
    lambda number, hours, told, words: ruled(
        number, hours, words, None if told is None else hours + told
    ),
    st.integers(1, 999),
    HOURS,
    st.none() | st.integers(1, 40),
    WORDS,
)
MANY = st.lists(RULED, max_size=8, unique_by=lambda one: one.ruling_id)


@given(MANY, st.randoms())
def test_the_order_of_finding_ruling_and_telling_does_not_matter(many, random) -> None:  # type: ignore[no-untyped-def]
    found = incidents(many)
    shuffled = list(many)
    random.shuffle(shuffled)
    assert incidents(shuffled) == found
    numbers = list(range(1, len(many) + 1))
    random.shuffle(numbers)
    renumbered = [replace(one, ruling_id=n) for one, n in zip(many, numbers, strict=True)]
    other = incidents(renumbered)
    assert sorted((v.written_at, len(v.rulings)) for v in other) == sorted(
        (v.written_at, len(v.rulings)) for v in found
    )
    assert (repeat(other) is None) == (repeat(found) is None)


@given(MANY)
def test_copies_neither_make_nor_hide_a_repetition(many: list[Ruled]) -> None:
    """Comment by comment or copy by copy: whoever wrote after a telling is a repeated violator."""
    single = any(
        (a.told_at and b.written_at > a.told_at) or (b.told_at and a.written_at > b.told_at)
        for a, b in combinations(many, 2)
    )
    case = repeat(incidents(many))
    assert (case is not None) == single
    if case is not None:
        assert sorted(case) == sorted(one.ruling_id for one in many), "all copies are shown"


@given(st.lists(HOURS, min_size=1, max_size=8), st.none() | st.integers(0, 40))
def test_copies_written_before_a_word_was_said_are_no_repetition(
    hours: list[int], told: int | None
) -> None:
    last = max(hours)
    many = [
        ruled(n, at, told=None if told is None else last + told) for n, at in enumerate(hours, 1)
    ]
    assert repeat(incidents(many)) is None
    if last - min(hours) <= WITHIN.total_seconds() / 3600:
        assert len(incidents(many)) == 1


@given(MANY, st.data())
def test_annulling_never_adds_a_violation(many: list[Ruled], data: st.DataObject) -> None:
    if not many:
        return
    gone = data.draw(st.sampled_from(many))
    left = [one for one in many if one is not gone]
    before, after = incidents(many), incidents(left)
    assert len(after) <= len(before)
    assert sorted(r for v in after for r in v.rulings) == sorted(one.ruling_id for one in left)
    if repeat(before) is None:
        assert repeat(after) is None


# ---- in the town


def copied(town: Town, *numbers: int, text: str = "ты дурак") -> None:
    """The same words under as many posts."""
    for number in numbers:
        town.later(minutes=1)
        town.wall.standing[str(number)] = written(number, text, 100, town.now)


def handled(town: Town) -> None:
    """What waits is ruled, sealed, removed, told."""
    town.harvest()
    for question in town.ask():
        town.answer(question)
    town.seal()
    town.carry(Kind.REMOVE)
    town.tell()
    town.carry(Kind.REPLY)


def count(town: Town) -> int:
    with town.store.read() as session:
        return count_standing(session, 1)


def case_of_two(town: Town) -> BlockCase:
    copied(town, 1, 2, 3)
    handled(town)
    copied(town, 4, text="сам ты идиот")
    handled(town)
    town.propose()
    town.mail()
    with town.store.read() as session:
        return block_case(session, town.office, town.questions(Topic.BLOCK)[0].id)


def test_copies_count_once_and_follow_annulment(store: Store) -> None:
    town = Town(store)
    copied(town, 1, 2, 3)
    handled(town)
    assert count(town) == 1
    assert town.propose() == []
    with town.store.read() as session:
        (only,) = standing(session, 1)
        assert only.rulings == (1, 2, 3)
        assert only.told_at is not None
    town.annul(1)
    with town.store.read() as session:
        assert [one.rulings for one in standing(session, 1)] == [(2, 3)]
    town.annul(3)
    assert count(town) == 1
    town.annul(2)
    assert count(town) == 0


def test_erased_copies_are_still_one_violation(sqlite_store: Store) -> None:
    town = Town(sqlite_store)
    copied(town, 1, 2, 3)
    handled(town)
    with town.store.write() as session:
        session.execute(update(CommentVersion).values(text=ERASED))
    assert count(town) == 1


def test_a_copy_put_up_after_the_telling_is_a_repetition(sqlite_store: Store) -> None:
    town = Town(sqlite_store)
    copied(town, 1, 2)
    handled(town)
    copied(town, 3)
    handled(town)
    assert count(town) == 2
    assert len(town.propose()) == 1


def test_the_case_shows_all_copies_and_counts_them_once(store: Store) -> None:
    town = Town(store)
    case = case_of_two(town)
    assert [one.number for one in case.violations] == [1, 2]
    first, second = case.violations
    assert [one.link for one in first.copies] == [
        "https://vk.com/wall-7_1?reply=2",
        "https://vk.com/wall-7_1?reply=3",
    ]
    assert [one.proof_number for one in first.copies] == [2, 3]
    assert first.same == "Одно и то же трижды — одно нарушение."
    assert (second.copies, second.same) == ((), "")
    page = _block_page(case)
    assert page.count("**Нарушение ") == 2
    assert "**Одно и то же трижды — одно нарушение.** Ещё: [" in page
    with town.store.read() as session:
        assert session.scalars(select(Proposal.rulings)).all() == [[1, 2, 3, 4]]
    draft = case_letter(town.store, town.office, LetterKey("case", 1, "head"), 2, town.now)
    for shown in (draft.text, draft.html):
        assert "Нарушение 2 из 2" in shown
        assert "Нарушение 3" not in shown
        assert "Одно и то же трижды — одно нарушение." in shown
        assert "Доказательство № 3" in shown or "доказательство № 3" in shown


def test_the_register_counts_the_case_as_the_head_saw_it(sqlite_store: Store) -> None:
    town = Town(sqlite_store)
    case_of_two(town)
    assert town.decide(town.questions(Topic.BLOCK)[0]).refused is None
    town.carry(Kind.BLOCK)
    with town.store.read() as session:
        blocks = [one for one in register_rows(session, town.office) if isinstance(one, BlockRow)]
    assert [one.violations for one in blocks] == [2]


def test_one_more_copy_found_later_changes_no_case_and_opens_none(sqlite_store: Store) -> None:
    town = Town(sqlite_store)
    copied(town, 1, 2)
    late = written(3, "ты дурак", 100, town.now)
    handled(town)
    copied(town, 4, text="сам ты идиот")
    handled(town)
    town.propose()
    town.mail()
    town.wall.standing["3"] = late
    handled(town)
    assert count(town) == 2
    with town.store.write() as session:
        assert lapse_old(session, town.office, town.now) == []
    made = town.decide(town.questions(Topic.BLOCK)[0], verdict="refuse", days=None)
    assert made.refused is None
    assert town.propose() == [], "ещё одна копия — не новое нарушение"
    copied(town, 5, text="вы все козлы и уроды")
    handled(town)
    assert len(town.propose()) == 1


def test_a_copy_annulled_takes_the_open_case_back_and_asks_about_the_rest(
    sqlite_store: Store,
) -> None:
    town = Town(sqlite_store)
    case_of_two(town)
    town.annul(1)
    assert "изменились" in (town.decide(town.questions(Topic.BLOCK)[0]).refused or "")
    with town.store.write() as session:
        assert len(lapse_old(session, town.office, town.now)) == 1
    assert len(town.propose()) == 1
    with town.store.read() as session:
        assert session.scalars(select(Proposal.rulings)).all()[-1] == [2, 3, 4]
