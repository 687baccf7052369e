"""The day as people live it: every click in a real browser, on Prefect's own pages."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from office.demo.story import (
    BY_HAND,
    CORRECT,
    CORRECTION,
    FIRST_COMMENTS,
    GROUP,
    HAND_EDITED,
    NEWS,
    REMOVE,
    SLIP,
    SPOILT,
)
from office.demo.voices import ANSWER, OWN_WORDS
from tests.browser.person import MARKUP, Network, Person
from tests.browser.steps import CASE, code_by_mail, decide, rule
from tests.end_to_end.town import Town

RUDE = 504
"""Геннадий Грубиянов: insults, is told, insults again."""


@pytest.mark.browser
@pytest.mark.timeout(1200)  # a dozen runs, one after another, on a machine that may be busy
def test_a_day_in_the_browser(town: Town, person: Person, network: Network) -> None:
    publish_by_hand(town, person)
    the_specialist_corrects(town, person)
    the_specialist_removes(town, person)
    the_specialist_answers(person)
    the_author_insults_again(town, person)
    a_wrong_code_is_refused(town, person)
    the_head_blocks(town, person)
    the_site_and_the_pages(town, person)
    the_weekly_report(person)
    ours = {urlsplit(town.stack.address).netloc, urlsplit(town.outside.address).netloc}
    assert network.left_for() == ours


def publish_by_hand(town: Town, person: Person) -> None:
    for item in [*NEWS, SPOILT]:
        town.outside.control("site/items", **item, published_at=town.now())
    person.go("deployments")
    person.look("Еженедельный контроль", "Задержанные посты", shot="01-deployments")
    publish_on_the_wall(person, "3 поста; 1 пост задержан", shot="02-publish-form")
    person.open_artifact("Что опубликовано")
    person.look(NEWS[0]["title"], "опубликована", shot="03-published-artifact")
    person.visit(f"vk/club{GROUP}")
    person.look(*(item["title"] for item in NEWS))


def publish_on_the_wall(person: Person, result: str, shot: str = "") -> None:
    person.open_deployment("Публикация")
    person.page.get_by_role("menuitem", name="Custom run").click()
    person.choose(person.page.locator("body"), "Страница", "zhatay-vk")
    person.look("Не больше новостей", "0: все, что ждут", shot=shot)
    person.submit()
    person.ended(f"Публикация: {result}")


def the_specialist_corrects(town: Town, person: Person) -> None:
    """What is held back, and why, stands in the form; a text that the site bears goes out."""
    person.open_run("Задержанные посты: ждёт решения")
    form = person.open_form()
    person.look("Что расходится со страницей новости", shot="16-held-form", at=form, tall=True)
    person.choose(form, "Кто решает", "специалист")
    person.choose(form, f"1. {SPOILT['title']}", CORRECT)
    text = form.get_by_label("1. Текст поста")
    text.fill(text.input_value().replace(*CORRECTION))
    person.send(form)
    person.ended("Задержанные посты: исправлено 1")
    publish_on_the_wall(person, "1 пост")
    person.visit(f"vk/club{GROUP}")
    person.look(CORRECTION[1])


def the_specialist_removes(town: Town, person: Person) -> None:
    post = int(town.outside.posts()[0]["id"])
    for user, text in FIRST_COMMENTS[:3]:
        town.outside.comment(post, user, text)
    insult = town.outside.comment(post, RUDE, f"{FIRST_COMMENTS[3][1]} {MARKUP}")
    person.visit(f"vk/club{GROUP}")
    person.look(MARKUP, FIRST_COMMENTS[1][1], shot="04-wall")
    person.quick_run("Сбор комментариев", "4 новых; 2 вопроса ждут")
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


def the_specialist_answers(person: Person) -> None:
    """Who waits, and one answer in own words below the question."""
    person.go("artifacts/key/voprosy")
    person.page.get_by_role("link", name=re.compile("^[0-9a-f]{8}$")).first.click()
    person.look("Айталина Егорова", "1 вопрос ждёт ответа", shot="20-questions", tall=True)
    person.open_run("Ответы жителям: ждёт ответа, 1 вопрос")
    form = person.open_form()
    person.look("Готовые ответы", FIRST_COMMENTS[0][1], shot="21-answers-form", at=form, tall=True)
    person.choose(form, "Кто отвечает", "специалист")
    person.choose(form, "1. Айталина Егорова", OWN_WORDS)
    person.fill(form, {"1. Свои слова": ANSWER})
    person.send(form)
    person.ended("Ответы жителям: 1 ответ")
    person.visit(f"vk/club{GROUP}")
    person.look("Отвечаем на Ваш вопрос", ANSWER)


def the_author_insults_again(town: Town, person: Person) -> None:
    """And something harmless is looked at and kept."""
    post = int(town.outside.posts()[0]["id"])
    town.outside.comment(post, RUDE, MARKUP)
    person.quick_run("Сбор комментариев", "1 новый; 1 вопрос ждёт")
    person.open_run("Разбор нарушений: ждёт решения, 1 комментарий")
    form = person.open_form()
    person.look("прежних нарушений: 1", at=form)
    rule(person, form, {"Геннадий Грубиянов": REMOVE}, "Повторное оскорбление.")
    person.ended("Разбор нарушений: решено 1, отложено 0")


def a_wrong_code_is_refused(town: Town, person: Person) -> None:
    person.open_run(CASE)
    form = person.open_form()
    person.look(MARKUP, "автор не блокируется", shot="09-block-form", at=form, tall=True)
    decide(person, "AAAA-AAAA")
    person.ended("ответ не принят: код неверный")
    person.only_warnings()
    person.look("осталось попыток: 4. Не сделано: автор не заблокирован", shot="10-wrong-code")
    assert town.outside.banned() == []


def the_head_blocks(town: Town, person: Person) -> None:
    code = code_by_mail(person, shot="08-code-letter")
    person.open_run(CASE)
    person.open_form()
    decide(person, code)
    person.ended("Решение о блокировке: заблокировать")
    person.look()
    person.visit(f"vk/club{GROUP}")
    person.look("Заблокирован до", "Геннадий Грубиянов", shot="11-banned")
    assert [row["user_id"] for row in town.outside.banned()] == [RUDE]


def the_site_and_the_pages(town: Town, person: Person) -> None:
    """A post by hand and a slip by hand are found; the artifact and the page mark them."""
    town.outside.write_by_hand(f"{BY_HAND}\n\n{MARKUP}")
    (post,) = [p for p in town.outside.posts() if p["text"].startswith(NEWS[HAND_EDITED]["title"])]
    town.outside.edit_by_hand(post["id"], post["text"].replace(*SLIP))
    person.open_deployment("Сверка с сайтом")
    person.page.get_by_role("menuitem", name="Custom run").click()
    person.choose(person.page.locator("body"), "Страница", "zhatay-vk")
    person.submit()
    person.ended("Сверка с сайтом: охват 4 из 4, верность 3 из 5; 2 расхождения")
    person.open_artifact("Сверка страниц с сайтом")
    person.look("Пост без источника", f"[{SLIP[1]}]", shot="17-reconciliation", tall=True)
    person.page.goto((town.stack.state / "pages" / "sverka-1.html").as_uri())
    person.look(
        "Пост без источника", f"[{SLIP[1]}]", MARKUP, shot="18-reconciliation-page", tall=True
    )


def the_weekly_report(person: Person) -> None:
    person.open_deployment("Еженедельный контроль")
    person.page.get_by_role("menuitem", name="Custom run").click()
    person.fill(person.page.locator("body"), {"За какую неделю": "текущая неделя"})
    person.submit()
    person.ended("Еженедельный контроль: письмо отправлено")
    person.open_artifact("соблюдено ли Положение")
    charts = person.page.get_by_role("img", name="График «")
    expect(charts).to_have_count(2)
    for chart in charts.all():
        expect(chart).to_be_visible()
        assert chart.evaluate("one => one.decode().then(() => one.naturalWidth)") == 1080
    person.look("Соблюдено ли Положение", "Что требует внимания", shot="12-weekly-report")
    person.go("runs")
    person.look("Публикация: 3 поста", "ответ не принят", shot="13-runs", tall=True)
    person.visit("mail/?to=it-head@example.test")
    person.page.get_by_role("link", name="Контроль соцсетей").first.click()
    person.page.frame_locator("iframe").get_by_text("Соблюдено ли Положение").wait_for()
    person.look("Контроль соцсетей", shot="14-letter-html")
