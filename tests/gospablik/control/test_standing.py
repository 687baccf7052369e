"""The standing checks over rows: what is wrong, what is right, and what nobody knows."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from gospablik.control import rules
from gospablik.control.alarms import raise_alarm, standing, subject_of
from gospablik.control.checks import note_reading
from gospablik.control.page_seen import keep_seen
from gospablik.control.run_alarms import (
    Ended,
    clear_forgotten,
    failing,
    forgotten,
    raise_failed,
    works_again,
)
from gospablik.control.standing import Look, clear_removed, tell
from gospablik.control.standing_harvest import harvest
from gospablik.control.standing_harvest import judge as judge_harvest
from gospablik.control.standing_pages import in_doubt, official
from gospablik.control.standing_publishing import publishing
from gospablik.control.standing_site import site
from gospablik.networks.base import PageInfo
from gospablik.organisation import Organisation
from gospablik.store.session import Store
from gospablik.store.tables import Action, Alarm, Kind, State
from tests.gospablik.control import factories as make
from tests.gospablik.control.factories import at

HOUSE = make.office()
PAGE = HOUSE.page[0]
NOON = at(25)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def read(store: Store, rule: str, when: datetime, why: str | None = None, page: str = "") -> None:
    with store.write() as session:
        note_reading(
            session, HOUSE, page=page, rule=rule, subject=page or "https://site.test/rss",
            unread=why, now=when,
        )  # fmt: skip


def seen(store: Store, when: datetime, description: str) -> None:
    info = PageInfo(
        name="Администрация Жатая", description=description, status="", verified=False, site="",
        members=1, administrators=None,
    )  # fmt: skip
    with store.write() as session:
        keep_seen(session, HOUSE, PAGE, info, when)


def waiting(store: Store, when: datetime, state: State = State.DUE, **more: Any) -> None:
    with store.write() as session:
        make.action(session, kind=Kind.PUBLISH, subject="1", when=when, state=state, **more)


def publishing_at(store: Store, now: datetime, house: Organisation = HOUSE) -> Look:
    with store.read() as session:
        return publishing(session, house, now)


def site_at(store: Store, now: datetime) -> Look:
    with store.read() as session:
        return site(session, HOUSE, now)


def harvest_at(store: Store, now: datetime) -> Look:
    with store.read() as session:
        return harvest(session, HOUSE, PAGE, now)


def official_at(store: Store, now: datetime) -> Look:
    with store.read() as session:
        return official(session, HOUSE, PAGE, now)


def test_a_site_is_unread_after_a_day_and_read_at_the_first_good_reading(store: Store) -> None:
    assert site_at(store, NOON).wrong is None
    read(store, rules.SITE_READ, NOON)
    assert site_at(store, NOON).wrong is False
    read(store, rules.SITE_READ, NOON + HOUR, "Сайт ответил ошибкой 500.")
    assert site_at(store, NOON + 23 * HOUR).wrong is None, "не читается, но ещё не сутки"
    read(store, rules.SITE_READ, NOON + 25 * HOUR, "Сайт ответил ошибкой 500.")
    look = site_at(store, NOON + 25 * HOUR)
    assert look.wrong
    assert "Последний раз прочитаны: 25.11.2026 12:00" in look.text
    assert "ошибкой 500" in look.text
    read(store, rules.SITE_READ, NOON + 26 * HOUR)
    assert site_at(store, NOON + 26 * HOUR).wrong is False


def test_a_site_that_never_could_be_read(sqlite_store: Store) -> None:
    read(sqlite_store, rules.SITE_READ, NOON, "Сайт молчит.")
    assert site_at(sqlite_store, NOON).wrong is None
    read(sqlite_store, rules.SITE_READ, NOON + 25 * HOUR, "Сайт молчит.")
    look = site_at(sqlite_store, NOON + 25 * HOUR)
    assert look.wrong
    assert "Последний раз прочитаны: ни разу" in look.text


def test_what_waits_is_stuck_after_three_hours_however_often_it_was_put_off(store: Store) -> None:
    read(store, rules.SITE_READ, NOON)
    waiting(store, NOON + 3 * HOUR, first_claimed_at=NOON, why="Сеть просит\nподождать.", tries=9)
    assert publishing_at(store, NOON + 2 * HOUR).wrong is False
    look = publishing_at(store, NOON + 3 * HOUR)
    assert look.wrong
    assert "ждёт очереди с 25.11.2026 12:00 (Сеть просит подождать.)" in look.text


@pytest.mark.parametrize("state", [State.ERRAND, State.REJECTED, State.CONFIRMED, State.MISSED])
def test_what_somebody_else_has_in_hand_is_not_stuck(sqlite_store: Store, state: State) -> None:
    read(sqlite_store, rules.SITE_READ, NOON)
    waiting(sqlite_store, NOON - 9 * HOUR, state)
    assert publishing_at(sqlite_store, NOON).wrong is False


def test_what_is_held_on_purpose_is_not_stuck(sqlite_store: Store) -> None:
    read(sqlite_store, rules.SITE_READ, NOON)
    waiting(sqlite_store, NOON - 9 * HOUR)
    assert publishing_at(sqlite_store, NOON).wrong
    watched = make.office(mode="наблюдение")
    assert publishing_at(sqlite_store, NOON, watched).wrong is False
    assert publishing_at(sqlite_store, NOON, make.office(stop_all=True)).wrong is None


def test_no_pass_for_three_hours_rings_by_day_and_never_by_night(sqlite_store: Store) -> None:
    assert publishing_at(sqlite_store, NOON).wrong is None
    read(sqlite_store, rules.SITE_READ, at(25, 21, 45))
    for hour in (0, 5, 8, 10):
        assert publishing_at(sqlite_store, at(26, hour, 59)).wrong is None
    look = publishing_at(sqlite_store, at(26, 11))
    assert look.wrong
    assert look.headline == "«Публикация» не запускается"


def test_new_years_midnight_is_a_night_like_any_other(sqlite_store: Store) -> None:
    read(sqlite_store, rules.SITE_READ, at(31, 21, 45, month=12))
    midnight = at(31, 23, 59, month=12) + timedelta(minutes=1)
    assert publishing_at(sqlite_store, midnight).wrong is False
    assert publishing_at(sqlite_store, midnight + 3 * HOUR).wrong is None
    assert site_at(sqlite_store, midnight).wrong is False


def test_comments_of_a_page_that_lists_them_may_wait_a_day(store: Store) -> None:
    assert harvest_at(store, NOON).wrong is None
    read(store, rules.HARVEST_WHOLE, NOON, page="vk")
    assert harvest_at(store, NOON + 23 * HOUR).wrong is False
    assert harvest_at(store, NOON + 24 * HOUR).wrong
    read(store, rules.HARVEST_WHOLE, NOON + 24 * HOUR, "Сеть молчит.", page="vk")
    look = harvest_at(store, NOON + 24 * HOUR)
    assert look.wrong
    assert "Последняя попытка: не прочитано: Сеть молчит." in look.text
    read(store, rules.HARVEST_WHOLE, NOON + 25 * HOUR, page="vk")
    assert harvest_at(store, NOON + 25 * HOUR).wrong is False


def test_telegram_rings_six_hours_before_it_forgets() -> None:
    page = PAGE.model_copy(update={"network": "telegram"})

    def after(hours: float) -> Look:
        now = NOON + timedelta(hours=hours)
        return judge_harvest(HOUSE, page, read=NOON, first=NOON, why="", now=now)

    assert after(17.9).wrong is False
    assert after(18).wrong
    assert "с 26.11.2026 12:00 начнёт пропадать" in after(18).text
    assert "с 26.11.2026 12:00 пропадает" in after(30).text
    new = judge_harvest(HOUSE, page, read=None, first=NOON, why="", now=NOON + 18 * HOUR)
    assert new.wrong, "поток, который ни разу не дочитали"


def test_a_page_is_believed_to_lack_its_words_at_the_second_reading(store: Store) -> None:
    assert official_at(store, NOON).wrong is None
    seen(store, NOON, "Официальная страница администрации")
    assert official_at(store, NOON).wrong is False
    seen(store, NOON + HOUR, "Весёлая страница")
    assert official_at(store, NOON + HOUR).wrong is None
    with store.read() as session:
        assert in_doubt(session, HOUSE, PAGE)
    seen(store, NOON + 1.5 * HOUR, "Весёлая страница")
    look = official_at(store, NOON + 1.5 * HOUR)
    assert look.wrong
    assert "Впервые так прочитано 25.11.2026 13:00, последний раз 25.11.2026 13:30" in look.text
    seen(store, NOON + 2 * HOUR, "Официальная страница")
    assert official_at(store, NOON + 2 * HOUR).wrong is False


def test_a_page_that_cannot_be_read_again_is_as_it_was_seen(sqlite_store: Store) -> None:
    seen(sqlite_store, NOON, "Весёлая страница")
    assert official_at(sqlite_store, NOON + 59 * HOUR / 60).wrong is None
    assert official_at(sqlite_store, NOON + HOUR).wrong


def test_what_was_fine_long_ago_is_not_fine(sqlite_store: Store) -> None:
    seen(sqlite_store, NOON, "Официальная страница")
    look = official_at(sqlite_store, NOON + 37 * HOUR)
    assert look.wrong is None
    assert "давно не читается" in look.words


def test_what_nobody_knows_neither_rings_nor_clears(store: Store) -> None:
    read(store, rules.HARVEST_WHOLE, NOON, page="vk")
    bad = harvest_at(store, NOON + 24 * HOUR)
    unknown = Look(cause=bad.cause, subject=bad.subject, wrong=None, words="?")
    for look in (unknown, bad, bad, unknown):
        with store.write() as session:
            tell(session, HOUSE, [look], NOON)
    with store.read() as session:
        assert [subject_of(one) for one in standing(session, HOUSE)] == [bad.subject]
        assert len(session.scalars(select(Alarm)).all()) == 1


def test_an_all_clear_goes_to_those_who_were_alarmed(sqlite_store: Store) -> None:
    """Whoever holds an office by then."""
    seen(sqlite_store, NOON, "Весёлая страница")
    bad = official_at(sqlite_store, NOON + HOUR)
    seen(sqlite_store, NOON + HOUR, "Официальная страница")
    good = official_at(sqlite_store, NOON + HOUR)
    alone = make.office(officials=[
        {"key": "new", "office": "начальник отдела ИТ", "name": "Новая Н.", "mail": "n@a.ru"}
    ])  # fmt: skip
    with sqlite_store.write() as session:
        tell(session, HOUSE, [bad], NOON)
        tell(session, alone, [good], NOON)
        told = [one.subject.split(":")[2] for one in session.scalars(select(Action))]
        assert standing(session, HOUSE) == []
    assert told == ["duty", "it-head", "specialist"] * 2


def test_standing_alarms_are_those_of_the_last_episode(sqlite_store: Store) -> None:
    with sqlite_store.write() as session:
        for flow in ("Публикация", "Публикация: вручную", "a" * 400):
            assert raise_failed(session, HOUSE, flow, "Упал.", NOON, trial=False)
            assert not raise_failed(session, HOUSE, flow, "Упал.", NOON, trial=False)
        assert raise_failed(session, HOUSE, "проба", "Проба.", NOON, trial=True)
        assert not raise_failed(session, HOUSE, "проба", "Проба.", NOON, trial=True)
        assert raise_failed(session, HOUSE, "проба", "Проба.", NOON + 24 * HOUR, trial=True)
        raise_alarm(session, HOUSE, "site-unread", "Сайт", "Молчит.", NOON)
        assert set(failing(session, HOUSE)) == {"Публикация", "Публикация: вручную", "a" * 100}


@pytest.mark.parametrize(
    ("good", "bad", "now", "works"),
    [
        (None, 0, 9, False),
        (2, 1, 2.5, True),
        (2, 1.9, 2.5, False),
        (2, 1.9, 2.9, True),
        (2, 2, 9, False),
        (1, 2, 9, False),
        (1, None, 9, True),
    ],
)
def test_a_flow_works_again_after_an_hour_without_a_failure(
    good: float | None, bad: float | None, now: float, works: bool
) -> None:
    good_at, bad_at = (None if h is None else NOON + timedelta(hours=h) for h in (good, bad))
    assert works_again(Ended(good_at, bad_at), NOON + timedelta(hours=now)) is works


def test_a_flow_that_nobody_runs_any_more_is_not_told_for_ever() -> None:
    raised = NOON
    assert not forgotten(Ended(None, None), raised, NOON + 29 * DAY)
    assert forgotten(Ended(None, None), raised, NOON + 30 * DAY), "запуски стёрты"
    assert not forgotten(Ended(None, NOON + 5 * DAY), raised, NOON + 30 * DAY)
    assert forgotten(Ended(NOON - DAY, NOON), raised, NOON + 30 * DAY)
    assert not forgotten(Ended(NOON + 29 * DAY, NOON), raised, NOON + 30 * DAY)


def test_its_all_clear_does_not_say_that_it_works(sqlite_store: Store) -> None:
    with sqlite_store.write() as session:
        raise_failed(session, HOUSE, "Прежняя", "Упала.", NOON, trial=False)
        assert clear_forgotten(session, HOUSE, "Прежняя", NOON + 30 * DAY)
        assert failing(session, HOUSE) == {}
        last = session.scalars(select(Alarm).order_by(Alarm.id.desc())).first()
    assert last is not None
    assert "Исправлена ли она, неизвестно" in last.text
    assert last.headline == "Больше не проверяется: Сбой: Прежняя"


@pytest.mark.parametrize("about", ["official", "harvest", "rights:{}:7", "blocked:{}:7"])
def test_alarms_of_a_page_that_was_taken_off_the_list_end(sqlite_store: Store, about: str) -> None:
    def subject(page: str) -> str:
        return about.format(page) if "{}" in about else f"{about}:{page}"

    with sqlite_store.write() as session:
        for page in ("vk", "gone"):
            raise_alarm(session, HOUSE, subject(page), "Беда", "Беда.", NOON)
        raise_alarm(session, HOUSE, "site-unread", "Сайт", "Молчит.", NOON)
        assert clear_removed(session, HOUSE, NOON) == 1
        assert clear_removed(session, HOUSE, NOON) == 0
        left = [subject_of(one) for one in standing(session, HOUSE)]
        last = session.scalars(select(Alarm).order_by(Alarm.id.desc())).first()
    assert left == [subject("vk"), "site-unread"]
    assert last is not None
    assert "Исправлено ли названное в том письме, неизвестно" in last.text
    assert last.headline == "Больше не проверяется: Беда"
