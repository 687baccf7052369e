"""The day as people live it: every click in a real browser, on Prefect's own pages."""

import re
from urllib.parse import urlsplit

import pytest

from office.demo.story import FIRST_COMMENTS, GROUP, NEWS, REMOVE
from tests.browser.person import MARKUP, Network, Person
from tests.end_to_end.town import Town

CODE = re.compile(r"^[A-Z0-9]{4}-[A-Z0-9]{4}$")
RUDE = 504
"""Геннадий Грубиянов: insults, is told, insults again."""


@pytest.mark.browser
@pytest.mark.timeout(600)  # a dozen runs, one after another, on a machine that may be busy
def test_a_day_in_the_browser(town: Town, person: Person, network: Network) -> None:
    publish_by_hand(town, person)
    the_specialist_removes(town, person)
    the_author_insults_again(town, person)
    a_wrong_code_is_refused(town, person)
    the_head_blocks(town, person)
    the_weekly_report(person)
    ours = {urlsplit(town.stack.address).netloc, urlsplit(town.outside.address).netloc}
    assert network.left_for() == ours


def publish_by_hand(town: Town, person: Person) -> None:
    for item in NEWS:
        town.outside.control("site/items", **item, published_at=town.now())
    person.go("deployments")
    person.look("Разбор нарушений", "Решение о блокировке", shot="01-deployments")
    person.open_deployment("Публикация")
    person.page.get_by_role("menuitem", name="Custom run").click()
    form = person.page.locator("body")
    person.choose(form, "Страница", "zhatay-vk")
    person.look("Не больше новостей", "0: все, что ждут", shot="02-publish-form")
    person.page.get_by_role("button", name="Submit").click()
    person.follow("Публикация: 3 поста")
    person.open_artifact("Что опубликовано")
    person.look(NEWS[0]["title"], "опубликована", shot="03-published-artifact")
    person.visit(f"vk/club{GROUP}")
    person.look(*(item["title"] for item in NEWS))


def the_specialist_removes(town: Town, person: Person) -> None:
    post = int(town.outside.posts()[0]["id"])
    for user, text in FIRST_COMMENTS[:3]:
        town.outside.comment(post, user, text)
    insult = town.outside.comment(post, RUDE, f"{FIRST_COMMENTS[3][1]} {MARKUP}")
    person.visit(f"vk/club{GROUP}")
    person.look(MARKUP, FIRST_COMMENTS[1][1], shot="04-wall")
    person.quick_run("Сбор комментариев", "4 новых; 1 вопрос ждёт")
    person.open_artifact("Комментарии, ждущие решения")
    person.look(MARKUP, "Геннадий Грубиянов", shot="05-queue")

    person.open_run("Разбор нарушений: ждёт решения, 1 комментарий")
    person.look()
    form = person.open_form()
    person.choose(form, "Кто решает", "специалист")
    person.choose(form, "1. Геннадий Грубиянов", REMOVE)
    person.fill(form, {"Пояснение к удалению": "Оскорбление диспетчера."})
    words = (MARKUP, "Критика нарушением не является")
    person.look(*words, shot="06-review-form", at=form, tall=True)
    person.send(form)
    person.ended("Разбор нарушений: решено 1, отложено 0")
    person.look()

    person.visit(f"vk/club{GROUP}")
    person.look("удалён с этой страницы по пункту 4.2")
    gone = person.page.locator(f"#c{insult} .gone")
    person.look(MARKUP, "Комментарий удалён администратором", shot="07-wall-after", at=gone)
    assert person.page.locator(".gone").count() == 1


def the_author_insults_again(town: Town, person: Person) -> None:
    """And something harmless is looked at and kept."""
    post = int(town.outside.posts()[0]["id"])
    town.outside.comment(post, RUDE, MARKUP)
    person.quick_run("Сбор комментариев", "1 новый; 1 вопрос ждёт")
    person.open_run("Разбор нарушений: ждёт решения, 1 комментарий")
    form = person.open_form()
    person.look("прежних нарушений: 1", at=form)
    person.choose(form, "Кто решает", "специалист")
    person.choose(form, "1. Геннадий Грубиянов", REMOVE)
    person.fill(form, {"Пояснение к удалению": "Повторное оскорбление."})
    person.send(form)
    person.ended("Разбор нарушений: решено 1, отложено 0")


def a_wrong_code_is_refused(town: Town, person: Person) -> None:
    person.open_run("Решение о блокировке: ждёт решения, дело № 1")
    form = person.open_form()
    person.look(MARKUP, "автор не блокируется", shot="09-block-form", at=form, tall=True)
    decide(person, "AAAA-AAAA")
    person.ended("ответ не принят: код неверный")
    person.only_warnings()
    person.look("осталось попыток: 4. Не сделано: автор не заблокирован", shot="10-wrong-code")
    assert town.outside.banned() == []


def the_head_blocks(town: Town, person: Person) -> None:
    person.visit("mail/?to=head@example.test")
    person.page.get_by_role("link", name="блокиров").first.click()
    letter = person.page.frame_locator("iframe")
    code = letter.get_by_text(CODE).inner_text()
    person.look("Предложение о блокировке", shot="08-code-letter")

    person.open_run("Решение о блокировке: ждёт решения, дело № 1")
    person.open_form()
    decide(person, code)
    person.ended("Решение о блокировке: заблокировать")
    person.look()
    person.visit(f"vk/club{GROUP}")
    person.look("Заблокирован до", "Геннадий Грубиянов", shot="11-banned")
    assert [row["user_id"] for row in town.outside.banned()] == [RUDE]


def decide(person: Person, code: str) -> None:
    form = person.page.get_by_role("dialog")
    person.choose(form, "Кто решает", "(глава)")
    person.choose(form, "Решение", "заблокировать")
    person.fill(form, {"Причина": "Повторное оскорбление.", "Личный одноразовый код": code})
    person.send(form)


def the_weekly_report(person: Person) -> None:
    person.open_deployment("Еженедельный контроль")
    person.page.get_by_role("menuitem", name="Custom run").click()
    person.choose(person.page.locator("body"), "За какую неделю", "текущая неделя")
    person.page.get_by_role("button", name="Submit").click()
    person.follow("Еженедельный контроль: письмо отправлено")
    person.open_artifact("соблюдено ли Положение")
    person.look("Соблюдено ли Положение", "Что требует внимания", shot="12-weekly-report")
    person.go("runs")
    person.look("Публикация: 3 поста", "ответ не принят", shot="13-runs", tall=True)
    person.visit("mail/?to=it-head@example.test")
    person.page.get_by_role("link", name="Контроль соцсетей").first.click()
    person.page.frame_locator("iframe").get_by_text("Соблюдено ли Положение").wait_for()
    person.look("Контроль соцсетей", shot="14-letter-html")
