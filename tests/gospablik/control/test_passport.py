"""The passport: each line as it should be, not, or not checked; what was seen, with its time."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from gospablik.control.access_word import day_of, last_word, say_access
from gospablik.control.commenting_rules import commenting_rules
from gospablik.control.page_seen import GAP, history, keep_seen
from gospablik.control.passport import WORD_HOLDS, Line, count, passport
from gospablik.networks.base import PageInfo
from gospablik.organisation import Organisation
from gospablik.store.session import Store
from gospablik.store.tables import AccessWord, PageSeen, Result
from tests.gospablik.moderation.town import PAGE, office

T = datetime(2026, 11, 25, 0, 30, tzinfo=UTC)
SITE = {"feed": "https://www.town.test/rss"}
GOOD = {
    "name": "Посёлок Пример",
    "description": "Официальная страница. Сайт: https://town.test, почта smm@town.test. "
    "Правила: https://town.test/rules/",
    "status": "",
    "verified": True,
    "site": "",
    "administrators": ["Имя spec", "Имя it-head"],
}
SETTINGS = {
    "administrators": ["имя SPEC", "Имя it-head"],
    "contact": "smm@town.test",
    "rules_link": "https://town.test/rules",
}


def house(site: dict[str, str] = SITE, **page: Any) -> Organisation:
    whole = {**office().page[0].model_dump(), **SETTINGS, **page}
    return office(page=[whole], site=site)


def seen(**changes: Any) -> PageSeen:
    return PageSeen(**{**GOOD, **changes})


def word(**changes: Any) -> AccessWord:
    said = {"official": "spec", "second_factor": True, "password_changed": date(2026, 11, 1)}
    return AccessWord(**{**said, "said_at": T - timedelta(days=1), **changes})


def lines(
    of: Organisation, shown: PageSeen | None, said: AccessWord | None = None
) -> dict[str, Line]:
    found = passport(of, of.page[0], shown, said, T)
    return {line.what: line for line in found}


def test_a_page_as_it_should_be() -> None:
    found = lines(house(), seen(), word()).values()
    assert {line.said.result for line in found} == {Result.GOOD}, found
    assert all(not line.said.todo for line in found)
    assert {line.clause for line in found} == {"3.5", "1.2", "3.2", "5.1", "4.1", "2.2", "3.1"}


@pytest.mark.parametrize(
    ("what", "changes", "words"),
    [
        ("официальный статус", {"description": "Весёлая страница"}, "нет слов «Официальная"),
        ("отметка сети", {"verified": False}, "отметки сети нет"),
        ("название", {"name": "Посёлок"}, "на странице: «Посёлок»"),
        ("ссылка на сайт", {"description": "smm@town.test"}, "ссылки на town.test нет"),
        ("ссылка на сайт", {"description": "town.test.evil.example"}, "ссылки на town.test нет"),
        ("почта для связи", {"description": ""}, "почты smm@town.test"),
        ("ссылка на правила комментирования", {"description": ""}, "town.test/rules нет"),
        ("администраторы", {"administrators": ["Имя spec", "Чужой"]},
         "не из списка отдела: Чужой"),
    ],
)  # fmt: skip
def test_what_is_not_as_it_should_be(what: str, changes: dict[str, Any], words: str) -> None:
    line = lines(house(), seen(**changes))[what]
    assert line.said.result is Result.BAD
    assert words in line.said.words
    assert line.said.todo


@pytest.mark.parametrize(
    ("what", "of", "changes"),
    [
        ("отметка сети", house(), {"verified": None}),
        ("администраторы", house(), {"administrators": None}),
        ("администраторы", house(administrators=[]), {}),
        ("почта для связи", house(contact=None), {}),
        ("ссылка на правила комментирования", house(rules_link=None), {}),
        ("ссылка на сайт", house(site={"feed": "file:///feed.xml"}), {}),
    ],
)
def test_what_nobody_tells_is_not_checked(
    what: str, of: Organisation, changes: dict[str, Any]
) -> None:
    line = lines(of, seen(**changes))[what]
    assert line.said.result is Result.NOT_CHECKED
    assert line.said.todo


def test_an_unread_page_is_checked_for_nothing_that_stands_on_it() -> None:
    found = passport(house(), house().page[0], None, word(), T)
    assert count(found, Result.NOT_CHECKED) == 7
    assert [line.what for line in found if line.said.result is Result.GOOD] == [
        "ответственные", "второй фактор и пароль",
    ]  # fmt: skip


@pytest.mark.parametrize("shown", ["Сайт: жатай.рф", "https://xn--80aaqo7b.xn--p1ai/"])
def test_a_site_in_russian_letters_is_found_in_both_spellings(shown: str) -> None:
    for feed in ("https://жатай.рф/rss", "https://xn--80aaqo7b.xn--p1ai/rss"):
        line = lines(house(site={"feed": feed}), seen(description=shown))["ссылка на сайт"]
        assert line.said.result is Result.GOOD, line


def test_an_administrator_of_the_list_who_is_gone_is_named() -> None:
    line = lines(house(), seen(administrators=["Имя spec"]))["администраторы"]
    assert line.said.result is Result.GOOD
    assert "из списка на странице нет: Имя it-head" in line.said.words


def test_nobody_responsible() -> None:
    of = office(official=[office().official[0].model_dump()])
    line = lines(of, seen())["ответственные"]
    assert line.said.result is Result.BAD
    assert "специалист отдела ИТ, начальник отдела ИТ" in line.said.words


@pytest.mark.parametrize(
    ("said", "result", "words"),
    [
        (None, Result.NOT_CHECKED, "никто не говорил"),
        (word(), Result.GOOD, "пароль сменён 01.11.2026, 24 дня назад (со слов: Имя spec"),
        (word(said_at=T - WORD_HOLDS), Result.GOOD, "второй фактор включён"),
        (word(said_at=T - WORD_HOLDS - timedelta(seconds=1)), Result.NOT_CHECKED,
         "не подтверждено: последнее слово старше 90 дней"),
        (word(second_factor=False), Result.BAD, "второй фактор не включён"),
        (word(second_factor=None), Result.NOT_CHECKED, "второй фактор неизвестен"),
        (word(password_changed=None), Result.NOT_CHECKED, "когда сменён пароль, неизвестно"),
    ],
)  # fmt: skip
def test_the_specialists_word(said: AccessWord | None, result: Result, words: str) -> None:
    line = lines(house(), seen(), said)["второй фактор и пароль"].said
    assert (line.result, words in line.words) == (result, True), line.words


def test_a_word_is_kept_for_each_page_and_only_an_acting_officials(sqlite_store: Store) -> None:
    of = house()
    with sqlite_store.write() as session:

        def say(who: str, **what: Any) -> str | None:
            said = {"second_factor": True, "password_changed": None, **what}
            return say_access(session, of, of.page, official_key=who, now=T, **said)

        assert "полномочия" in (say("head") or "")
        assert "ничего не сказано" in (say("spec", second_factor=None) or "")
        assert "ещё не наступил" in (say("spec", password_changed=date(2026, 11, 26)) or "")
        assert last_word(session, of, PAGE) is None
        assert say("spec") is None
        kept = last_word(session, of, PAGE)
    assert kept is not None
    assert (kept.official, kept.second_factor, kept.password_changed) == ("spec", True, None)


def test_a_day_is_read_as_russians_write_it() -> None:
    assert day_of(" 5.11.2026 ") == date(2026, 11, 5)
    assert [day_of(typed) for typed in ("", "31.02.2026", "2026-11-05", "вчера")] == [None] * 4


def told(**changes: Any) -> PageInfo:
    return PageInfo(**{**GOOD, "administrators": ("Б", "А"), "members": 10, **changes})


def kept(store: Store, of: Organisation, info: PageInfo, at: datetime) -> list[PageSeen]:
    with store.write() as session:
        keep_seen(session, of, of.page[0], info, at)
    with store.read() as session:
        return history(session, of, PAGE, 10)


def test_what_was_seen_goes_on_until_something_else_is_seen(store: Store) -> None:
    of = house()
    kept(store, of, told(), T)
    later = T + timedelta(days=1)
    (row,) = kept(store, of, told(administrators=("А", "Б"), members=12), later)
    assert (row.seen_at, row.seen_until, row.members) == (T, later, 12)
    assert row.administrators == ["А", "Б"]
    gone = later + timedelta(hours=1)
    newest, monday = kept(store, of, told(verified=False), gone)
    assert (newest.verified, newest.seen_at) == (False, gone)
    assert (monday.verified, monday.seen_until) == (True, later), "отметка была до этого часа"
    rows = kept(store, of, told(verified=False, administrators=None), gone)
    assert [row.administrators for row in rows] == [None, ["А", "Б"], ["А", "Б"]]


def test_days_on_which_nobody_looked_are_not_joined(sqlite_store: Store) -> None:
    of = house()
    kept(sqlite_store, of, told(), T)
    rows = kept(sqlite_store, of, told(), T + GAP + timedelta(seconds=1))
    assert [row.seen_at for row in rows] == [T + GAP + timedelta(seconds=1), T]


def test_a_network_that_tells_no_mark_has_not_denied_it(sqlite_store: Store) -> None:
    whole = office().page[0].model_dump(exclude={"group_id", "api", "address"})
    of = office(page=[{**whole, "network": "telegram", "chat_id": -100}])
    (row,) = kept(sqlite_store, of, told(verified=False), T)
    assert row.verified is None


def test_the_rules_of_commenting_say_what_the_regulation_says() -> None:
    words = commenting_rules(house(), T)
    for part in (
        "не являются обращениями граждан по Федеральному закону от 2 мая 2006 г. № 59-ФЗ",
        "нарушает действующее законодательство", "нарушает правила социальной сети",
        "содержит оскорбления", "явно искажает смысл", "Критика, недовольство и резкий тон",
        "Глава или заместитель Главы", "на срок до 364 дней", "Напишите на smm@town.test",
        "- «Посёлок Пример»: https://vk.com/club7", "официальный сайт: https://www.town.test/",
    ):  # fmt: skip
        assert part in words
    assert "приёмная" not in words
    site = {**SITE, "appeals": "https://town.test/priem"}
    assert "направьте обращение: https://town.test/priem\n" in commenting_rules(house(site), T)
