"""«План недели»: warned when the week falls short, once a day, and never without need."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from gospablik.control.week_plan import behind
from gospablik.control.week_plan_letter import order_plan, plan_letter
from gospablik.drafts import NothingToSay
from gospablik.errors import OfficeError
from gospablik.letters import LetterKey
from gospablik.organisation import Organisation
from gospablik.store.session import Store
from gospablik.store.tables import Action, Kind, State
from tests.gospablik.control import factories as make
from tests.gospablik.control.factories import at

WEDNESDAY, FRIDAY = at(25, 10), at(27, 10)
HOUSE = make.office(norm=5)


def _found(store: Store, house: Organisation, now: datetime) -> list[str]:
    with store.read() as session:
        return [one.why for one in behind(session, house, now)]


def _posts(store: Store, *days: int, month: int = 11) -> None:
    with store.write() as session:
        for day in days:
            make.post(session, when=at(day, 9, month=month))


@pytest.mark.parametrize(
    ("posts", "now", "falls"),
    [
        ((), WEDNESDAY, True),  # 2.4 days of 7: two of five
        ((23,), WEDNESDAY, True),
        ((23, 24), WEDNESDAY, False),
        ((23, 24), FRIDAY, True),  # 4.4 days: three of five
        ((23, 24, 25), FRIDAY, False),
    ],
)
def test_against_the_norm(
    sqlite_store: Store, posts: tuple[int, ...], now: datetime, falls: bool
) -> None:
    _posts(sqlite_store, *posts)
    found = _found(sqlite_store, HOUSE, now)
    assert bool(found) is falls
    if falls:
        assert "распоряжение от 01.02.2026 № 10" in found[0]


@pytest.mark.parametrize(
    ("norm", "posts", "now", "falls"),
    [
        (1, 0, WEDNESDAY, False),
        (1, 0, FRIDAY, True),
        (1, 1, FRIDAY, False),
        (2, 0, WEDNESDAY, True),
        (2, 1, WEDNESDAY, False),
        (2, 1, FRIDAY, False),
        (2, 1, at(29, 23), True),
    ],
)
def test_a_small_norm_warns_while_there_is_time(
    sqlite_store: Store, norm: int, posts: int, now: datetime, falls: bool
) -> None:
    _posts(sqlite_store, *[23] * posts)
    found = _found(sqlite_store, make.office(norm=norm), now)
    assert bool(found) is falls
    if falls:
        assert f"из {norm}, по плану к этому часу" in found[0]


@pytest.mark.parametrize("state", [State.CONFIRMED, State.UNKNOWN])
def test_reposts_are_what_the_warning_asks_for(sqlite_store: Store, state: State) -> None:
    with sqlite_store.write() as session:
        make.repost(session, when=at(23, 9), state=state)
    assert _found(sqlite_store, HOUSE, WEDNESDAY)
    with sqlite_store.write() as session:
        make.repost(session, when=at(24, 9), state=state)
    assert _found(sqlite_store, HOUSE, WEDNESDAY) == []


def test_a_post_that_may_have_come_out_counts(sqlite_store: Store) -> None:
    _posts(sqlite_store, 23)
    with sqlite_store.write() as session:
        lost = make.post(session, when=at(24), live=False)
        make.action(session, kind=Kind.PUBLISH, subject=lost.id, when=at(24), state=State.UNKNOWN)
    assert _found(sqlite_store, HOUSE, WEDNESDAY) == []


def test_what_was_tried_in_the_week_before_makes_up_nothing_now(sqlite_store: Store) -> None:
    with sqlite_store.write() as session:
        for _ in range(2):
            make.repost(session, when=at(20), state=State.UNKNOWN)
    assert _found(sqlite_store, HOUSE, WEDNESDAY)


@pytest.mark.parametrize("house", [
    make.office(norm=5, mode="наблюдение"),
    make.office(norm=5, since=date(2026, 11, 24)),
    make.office(norm=5, since=date(2026, 12, 1)),
])  # fmt: skip
def test_what_nobody_can_count_or_began_this_week_is_not_judged(
    sqlite_store: Store, house: Organisation
) -> None:
    assert _found(sqlite_store, house, FRIDAY) == []


@pytest.mark.parametrize("norm", [None, 1])
def test_against_its_own_silences_with_a_norm_and_without(
    sqlite_store: Store, norm: int | None
) -> None:
    house = make.office(norm=norm)
    # Four weeks with a post each Monday, Wednesday and Friday: three days of silence at weekends.
    with sqlite_store.write() as session:
        for week in range(1, 9):
            for day in (0, 2, 4):
                make.post(session, when=at(23, 9) - timedelta(weeks=week) + timedelta(days=day))
        make.post(session, when=at(23, 9))
    assert _found(sqlite_store, house, at(26, 9)) == []
    (why,) = _found(sqlite_store, house, at(26, 10))
    assert "постов нет 73 часа, а обычно самая долгая тишина недели — 72 часа" in why
    with sqlite_store.write() as session:
        make.repost(session, when=at(26, 9))
    assert _found(sqlite_store, house, at(26, 10)) == [], "репост прервал тишину"


def test_a_page_without_a_past_has_no_usual_silence(sqlite_store: Store) -> None:
    assert _found(sqlite_store, make.office(since=date(2026, 11, 20)), FRIDAY) == []


def test_the_letter_names_what_waits_and_whom_it_goes_to(store: Store) -> None:
    with store.write() as session:
        make.item(session, when=at(24), title="Про <b>каток</b>")
        make.item(session, when=at(25, 9), title="Только что")
        make.item(session, when=at(1, 9), title="Давняя")
        assert order_plan(session, HOUSE, WEDNESDAY) == 1
        assert order_plan(session, HOUSE, WEDNESDAY + timedelta(hours=3)) == 0
        assert order_plan(session, HOUSE, FRIDAY) == 2
        subjects = list(session.scalars(select(Action.subject).order_by(Action.id)))
    assert subjects == ["plan:20261125:specialist", "plan:20261127:specialist",
                        "plan:20261127:it-head"]  # fmt: skip
    draft = plan_letter(store, HOUSE, LetterKey.parse(subjects[0]), 1, WEDNESDAY)
    assert draft.subject == "План недели: постов мало на 1 странице, 25 ноября 2026"
    assert draft.to == ("specialist@example.test",)
    for face in (draft.html, draft.text):
        assert "0 постов из 5, по плану к этому часу 2; до конца недели нужно ещё 5" in face
        assert "Только что" in face
        assert "Давняя" not in face
    assert "Про &lt;b&gt;каток&lt;/b&gt;" in draft.html
    assert "Про <b>каток</b>" in draft.text


def test_a_letter_that_lost_its_point_is_not_sent(sqlite_store: Store) -> None:
    key = LetterKey("plan", 20261125, "specialist")
    with pytest.raises(NothingToSay, match="на другой день"):
        plan_letter(sqlite_store, HOUSE, key, 1, FRIDAY)
    _posts(sqlite_store, 23, 24)
    with pytest.raises(NothingToSay, match="больше не отстаёт"):
        plan_letter(sqlite_store, HOUSE, key, 1, WEDNESDAY)
    with pytest.raises(NothingToSay, match="больше нет адресата"):
        plan_letter(sqlite_store, HOUSE, LetterKey("plan", 20261125, "x"), 1, WEDNESDAY)


def test_without_a_specialist_it_goes_to_the_head_of_it_and_without_anybody_it_is_said(
    sqlite_store: Store,
) -> None:
    head = {"key": "it-head", "office": "начальник отдела ИТ", "name": "Н.",
            "mail": "n@example.test"}  # fmt: skip
    with sqlite_store.write() as session:
        assert order_plan(session, make.office(norm=5, officials=[head]), WEDNESDAY) == 1
        with pytest.raises(OfficeError, match="действующих сотрудников отдела ИТ"):
            order_plan(session, make.office(norm=5, officials=[]), WEDNESDAY)


def test_the_day_is_that_of_the_office_at_midnight_of_the_new_year(sqlite_store: Store) -> None:
    """1 January 2027, a Friday, half past midnight in Yakutsk: in UTC it is still December."""
    now = datetime.fromisoformat("2026-12-31T15:30+00:00")
    with sqlite_store.write() as session:
        order_plan(session, HOUSE, now)
        (first, *_) = session.scalars(select(Action).order_by(Action.id))
        assert first.subject == "plan:20270101:specialist"
        assert first.not_after == datetime.fromisoformat("2027-01-01T15:00+00:00")


def test_nobody_is_asked_to_post_what_the_program_posts_itself(sqlite_store: Store) -> None:
    with sqlite_store.write() as session:
        order_plan(session, HOUSE, WEDNESDAY)
        for title, state in (("Очередь", State.DUE), ("Ручной", State.ERRAND),
                             ("Неясный", State.UNKNOWN), ("Опоздал", State.MISSED)):  # fmt: skip
            row = make.post(session, when=at(24), title=title, live=False)
            make.action(session, kind=Kind.PUBLISH, subject=row.id, when=at(24), state=state)
        make.post(session, when=at(24), title="Задержан", live=False, held="нет текста")
        make.item(session, when=at(24), title="Новый")
    house = make.office(norm=20)
    draft = plan_letter(sqlite_store, house, LetterKey("plan", 20261125, "specialist"), 1,
                        WEDNESDAY)  # fmt: skip
    lines = {title: line for line in draft.text.splitlines()
             for title in ("Очередь", "Ручной", "Неясный", "Опоздал", "Задержан", "Новый")
             if line.startswith(f"- {title}")}  # fmt: skip
    for title in ("Очередь", "Новый"):
        assert lines[title].endswith("; программа разместит сама, вручную не размещайте")
    assert lines["Ручной"].endswith("; исполните поручение и скажите об этом в «Поручениях»")
    assert "вручную не размещайте, пока не посмотрите на странице" in lines["Неясный"]
    assert lines["Опоздал"].endswith("; разместите вручную")
    assert lines["Задержан"].endswith("; ответьте в «Задержанных постах»")
    assert "разместите эти новости" not in draft.text


def test_a_colon_in_a_page_s_name_cuts_nothing_off(sqlite_store: Store) -> None:
    page = HOUSE.page[0].model_copy(update={"name": "Жатай: новости"})
    house = HOUSE.model_copy(update={"page": [page]})
    with sqlite_store.write() as session:
        make.item(session, when=at(24), title="Про каток")
    draft = plan_letter(sqlite_store, house, LetterKey("plan", 20261125, "specialist"), 1,
                        WEDNESDAY)  # fmt: skip
    assert "), «Жатай: новости»: " in draft.text
