"""The passport: each line as it should be, not, or not checked."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from gospablik.control.access_word import LastWords, Word, day_of, last_words, say_access
from gospablik.control.commenting_rules import commenting_rules
from gospablik.control.passport import WORD_HOLDS, Line, count, passport
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


def words(of_access: AccessWord | None = None, mark: AccessWord | None = None) -> LastWords:
    return LastWords(of_access, of_access, mark)


def lines(
    of: Organisation, shown: PageSeen | None, said: LastWords | None = None
) -> dict[str, Line]:
    found = passport(of, of.page[0], shown, said or LastWords(), T)
    return {line.what: line for line in found}


def test_a_page_as_it_should_be() -> None:
    found = lines(house(), seen(), words(word())).values()
    assert {line.said.result for line in found} == {Result.GOOD}, found
    assert all(not line.said.todo for line in found)
    assert {line.clause for line in found} == {"3.5", "1.2", "3.2", "5.1", "4.1", "2.2", "3.1"}


@pytest.mark.parametrize(
    ("what", "changes", "told"),
    [
        ("официальный статус", {"description": "Весёлая страница"}, "нет слов «Официальная"),
        ("название", {"name": "Посёлок"}, "на странице: «Посёлок»"),
        ("ссылка на сайт", {"description": "smm@town.test"}, "ссылки на town.test нет"),
        ("ссылка на сайт", {"description": "town.test.evil.example"}, "ссылки на town.test нет"),
        ("почта для связи", {"description": ""}, "почты smm@town.test"),
        ("ссылка на правила комментирования", {"description": ""}, "town.test/rules нет"),
        ("администраторы", {"administrators": ["Имя spec", "Чужой"]},
         "не из списка отдела: Чужой"),
    ],
)  # fmt: skip
def test_what_is_not_as_it_should_be(what: str, changes: dict[str, Any], told: str) -> None:
    line = lines(house(), seen(**changes))[what]
    assert line.said.result is Result.BAD
    assert told in line.said.words
    assert line.said.todo


@pytest.mark.parametrize(
    ("what", "of", "changes"),
    [
        ("отметка сети", house(), {"verified": False}),
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
    found = passport(house(), house().page[0], None, words(word()), T)
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


OLD = T - WORD_HOLDS - timedelta(seconds=1)


@pytest.mark.parametrize(
    ("said", "result", "told"),
    [
        (words(), Result.NOT_CHECKED, "второй фактор — никто не говорил; пароль — никто"),
        (words(word()), Result.GOOD, "сменён 01.11.2026, 24 дня назад (со слов: Имя spec (спец"),
        (words(word(said_at=T - WORD_HOLDS)), Result.GOOD, "второй фактор включён"),
        (words(word(said_at=OLD)), Result.NOT_CHECKED,
         "не подтверждено: второй фактор включён (со слов, старше 90 дней: Имя spec"),
        (words(word(second_factor=False)), Result.BAD, "второй фактор не включён"),
        (words(word(second_factor=False, said_at=OLD)), Result.NOT_CHECKED, "не подтверждено"),
        (LastWords(word()), Result.NOT_CHECKED, "пароль — никто не говорил"),
        (LastWords(None, word(official="gone")), Result.NOT_CHECKED, "gone, 24.11.2026"),
    ],
)  # fmt: skip
def test_the_specialists_word(said: LastWords, result: Result, told: str) -> None:
    line = lines(house(), seen(), said)["второй фактор и пароль"].said
    assert (line.result, told in line.words) == (result, True), line.words


@pytest.mark.parametrize(
    ("verified", "said", "result"),
    [
        (True, word(mark=False), Result.GOOD),
        (False, word(mark=True), Result.GOOD),
        (False, word(mark=False), Result.BAD),
        (None, word(mark=True, said_at=OLD), Result.NOT_CHECKED),
    ],
)
def test_a_mark_that_the_network_does_not_show_may_be_vouched_for(
    verified: bool | None, said: AccessWord, result: Result
) -> None:
    line = lines(house(), seen(verified=verified), words(mark=said))["отметка сети"]
    assert line.said.result is result


def test_odnoklassniki_tell_the_mark_itself() -> None:
    whole = {**office().page[0].model_dump(exclude={"api", "address"}), "network": "ok"}
    of = office(page=[whole])
    assert lines(of, seen(verified=False))["отметка сети"].said.result is Result.BAD


def test_words_are_kept_for_each_page_and_only_an_acting_officials(sqlite_store: Store) -> None:
    of = house()

    def say(who: str, *what: Any, at: datetime = T) -> str | None:
        with sqlite_store.write() as session:
            return say_access(session, of, of.page, Word(*what), official_key=who, now=at)

    assert "полномочия" in (say("head", True) or "")
    assert "ничего не сказано" in (say("spec") or "")
    assert "ещё не наступил" in (say("spec", True, date(2026, 11, 26)) or "")
    with sqlite_store.read() as session:
        assert last_words(session, of, PAGE) == LastWords()
    assert say("spec", True, date(2026, 11, 5)) is None
    assert say("it-head", False, None, True, at=T + timedelta(hours=1)) is None
    with sqlite_store.read() as session:
        kept = last_words(session, of, PAGE)
    assert kept.second_factor is kept.mark
    assert kept.mark is not None
    assert (kept.mark.official, kept.mark.second_factor) == ("it-head", False)
    assert kept.password_changed is not None
    assert kept.password_changed.official == "spec", "о пароле второй ничего не сказал"


def test_a_day_is_read_as_russians_write_it() -> None:
    assert day_of(" 5.11.2026 ") == date(2026, 11, 5)
    assert [day_of(typed) for typed in ("", "31.02.2026", "2026-11-05", "вчера")] == [None] * 4


def test_the_rules_of_commenting_say_what_the_regulation_says() -> None:
    words = commenting_rules(house(), T)
    for part in (
        "не являются обращениями граждан по Федеральному закону от 2 мая 2006 г. № 59-ФЗ",
        "нарушает действующее законодательство", "нарушает правила социальной сети",
        "содержит оскорбления", "явно искажает смысл", "Критика, недовольство и резкий тон",
        "Глава или заместитель главы", "на срок до 364 дней", "Напишите на smm@town.test",
        "- «Посёлок Пример»: https://vk.com/club7", "официальный сайт: https://www.town.test/",
    ):  # fmt: skip
        assert part in words
    assert "приёмная" not in words
    site = {**SITE, "appeals": "https://town.test/priem"}
    assert "направьте обращение: https://town.test/priem\n" in commenting_rules(house(site), T)
