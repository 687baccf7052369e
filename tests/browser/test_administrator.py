"""The administrator's day: setting up, a run that failed and its letter, what stands, rights."""

from html import escape

import pytest
from playwright.sync_api import expect

from office.demo.story import NEWS
from tests.browser.person import Person
from tests.browser.steps import open_letter
from tests.end_to_end.town import Town, wait_for
from tests.office.setup_town import Place
from tests.office.test_setup import outside, place

__all__ = ["outside", "place"]

DUTY = "duty@example.test"
FAILED = "Сбой: Публикация"
TERMINAL = (
    "<body style='margin:0;background:#10151c'><pre style='margin:0;padding:16px;color:#dbe4ee;"
    "font:15px/1.5 monospace;white-space:pre-wrap'>$ ./run setup\n{}</pre>"
)


@pytest.mark.browser
@pytest.mark.timeout(1200)
def test_the_administrators_day(town: Town, person: Person) -> None:
    a_run_fails(town, person)
    it_is_told_and_stands(town, person)
    the_rights(town, person)


@pytest.mark.browser
def test_setting_up(place: Place, person: Person) -> None:
    code, terminal = place.answer(place.everything())
    assert code == 0
    said = terminal.said.replace(str(place.file), "organisation.toml")
    begin, _, rest = said.partition("— Страницы в социальных сетях —")
    person.page.set_content(TERMINAL.format(escape(begin)))
    person.look("Сервер принял имя и пароль.", "Новости найдены", shot="36-setup", tall=True)
    page, _, rest = rest.partition("\nОдноклассники:")
    _, _, end = rest.rpartition("— Норма постов —")
    shown = f"…\n\n{page.strip()}\n\n…\n\n— Норма постов —{end}"
    person.page.set_content(TERMINAL.format(escape(shown)))
    person.look("Это Ваша страница", "Всё есть. Теперь: ./run up", shot="37-setup-end", tall=True)


def a_run_fails(town: Town, person: Person) -> None:
    town.outside.control("site/items", **NEWS[0], published_at=town.now())
    town.fault("site:rss", "status", status=503, times=None)
    failed = town.ended(town.people.start("Публикация", page="zhatay-vk"))
    assert failed["state_type"] == "FAILED"
    wait_for(lambda: town.outside.letters(DUTY), what="письмо дежурному")
    person.go("runs")
    person.look("Публикация", "Failed", shot="38-failed-runs", tall=True)
    person.go(f"runs/flow-run/{failed['id']}")
    person.only_warnings()
    expect(person.page.locator(".animate-pulse")).to_have_count(0)  # all of it is there
    person.look("503", "Не сделано", shot="39-failed-run", tall=True)


def it_is_told_and_stands(town: Town, person: Person) -> None:
    open_letter(person, DUTY, FAILED)
    person.look(FAILED, shot="40-alarm-letter")
    look_at_run(town, person, "Дежурные проверки", "1 тревога стоит")
    person.open_artifact("Что не может ждать понедельника")
    person.look(FAILED, shot="41-standing")


def the_rights(town: Town, person: Person) -> None:
    look_at_run(town, person, "Проверка прав", "отказов нет")
    person.open_artifact("Что могут наши ключи")
    person.look("Права ключей", "удаление комментария", shot="42-rights", tall=True)


def look_at_run(town: Town, person: Person, name: str, result: str) -> None:
    """Its page, when it is over."""
    run = town.people.run(name)
    person.go(f"runs/flow-run/{run['id']}")
    person.ended(f"{name}: {result}")
