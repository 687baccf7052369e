"""Insults full of markup: looked at, removed, one taken back by another person, one a case.

The case is decided by mail; the head's mailbox is what he sees of it all.
"""

import re

import httpx
import pytest
from playwright.sync_api import expect

from office.demo.afternoon import HEAD
from office.demo.mailer import Mailer
from office.demo.scene import inbox_toml
from office.demo.story import GROUP, MAIL, NEWS, REMOVE, TOKENS
from office.demo.voices import WARN
from tests.browser.person import Person
from tests.browser.steps import CASE, code_by_mail, decide, open_letter, place_of, rule
from tests.end_to_end.town import Town

SCRIPT = "Идиоты! <script>alert(1)</script><svg onload=alert(2)> <style>*{display:none}</style>"
LINKS = "Дебилы | вы | все: **жирно** [ссылка](javascript:alert(3)) `кодом` ![вид](//evil.test/x)"
TURNED = "Придурки вы \u202eтюарим\u202c там, <a href='data:text/html,<b>4</b>'>тут</a>"
RUDE, RASH, ROUGH = "Геннадий Грубиянов", "Дарья Резкина", "Кирилл Матерков"
STRANGER = 511
WROTE = {RUDE: (504, SCRIPT), RASH: (505, LINKS), ROUGH: (510, TURNED)}
MADE_OF_IT = (
    "a[href^='data:'], a[href*='evil.test'], img[src*='evil.test'], code:text('кодом'), [onload], "
    "svg[onload], td:text('Дебилы'), a:text-is('ссылка')"
)
RAN = """() => [...document.querySelectorAll('script, style')].some(
    one => /alert\\(|\\*\\{display/.test(one.textContent))"""
"""Whether a script or a style of theirs is an element of the page."""


@pytest.mark.browser
@pytest.mark.timeout(1200)
def test_a_batch_with_markup_is_reviewed_removed_and_restored(town: Town, person: Person) -> None:
    with town.organisation.open("a", encoding="utf-8") as file:
        file.write(inbox_toml(town.stack))
    comments = three_insult(town)
    the_specialist_rules(person)
    two_are_gone(person, comments)
    another_takes_one_back(person)
    one_is_back(person, comments)
    he_insults_again(town, person)
    a_wrong_code_blocks_nobody(town, person)
    the_head_answers_by_mail(town, person)
    somebody_is_blocked_without_him(town, person)


def three_insult(town: Town) -> dict[str, int]:
    """Their comments' ids, by who wrote them."""
    town.outside.control("site/items", **NEWS[0], published_at=town.now())
    town.people.run("Публикация", page="zhatay-vk")
    post = int(town.outside.posts()[0]["id"])
    return {name: town.outside.comment(post, *wrote) for name, wrote in WROTE.items()}


def the_specialist_rules(person: Person) -> None:
    person.quick_run("Сбор комментариев", "3 новых")
    person.open_artifact("Комментарии, ждущие решения")
    look(person, "Идиоты! <script>alert(1)</script>", "[ссылка](javascript:alert(3)) `кодом`")
    person.open_run("Разбор нарушений: ждёт решения, 3 комментария")
    form = person.open_form()
    look(person, SCRIPT, LINKS, "Придурки вы тюарим там, <a href='data:text/html")
    assert "\u202e" not in form.inner_text()
    assert sorted(place_of(form, name) for name in WROTE) == [1, 2, 3]
    rule(person, form, {RUDE: REMOVE, RASH: REMOVE, ROUGH: WARN}, "Оскорбление сотрудников.")
    person.ended("Разбор нарушений: решено 3, отложено 0")
    look(person)


def two_are_gone(person: Person, comments: dict[str, int]) -> None:
    person.visit(f"vk/club{GROUP}")
    for name in (RUDE, RASH):
        gone = person.page.locator(f"#c{comments[name]} > div > .gone")
        person.look("Комментарий удалён администратором", at=gone)
    warned = person.page.locator(f"#c{comments[ROUGH]}")
    look(person, "оставлен на странице с предупреждением по пункту 4.2", "Придурки вы")
    expect(warned.locator(".gone")).to_have_count(0)


def another_takes_one_back(person: Person) -> None:
    """The number stands in the page's word to its author; who ruled is not offered."""
    told = person.page.get_by_text(re.compile(f"{RASH}, Ваш комментарий")).inner_text()
    number = re.search(r"номер записи: (\d+)", told)
    assert number, told
    person.open_deployment("Отменить решение")
    person.page.get_by_role("menuitem", name="Custom run").click()
    person.fill(person.page.locator("body"), {"Что отменить": number[1]})
    person.submit()
    person.waits("Отменить решение: доказательство № ")
    form = person.open_form()
    look(person, LINKS, "основание: оскорбление", shot="22-undo-form")
    form.get_by_role("button", name="Select Кто решает").click()
    expect(person.page.get_by_role("option", name="начальник отдела ИТ")).to_have_count(1)
    expect(person.page.get_by_role("option", name="специалист")).to_have_count(0)
    person.page.keyboard.press("Escape")
    expect(person.page.get_by_role("option")).to_have_count(0)
    person.choose(form, "Кто решает", "начальник отдела ИТ")
    person.choose(form, "Решение", "отменить")
    person.fill(form, {"Почему": "Сказано сгоряча и не о человеке."})
    person.send(form)
    person.ended(f"Отменить решение: доказательство № {number[1]}: отменить")
    look(person)


def one_is_back(person: Person, comments: dict[str, int]) -> None:
    person.visit(f"vk/club{GROUP}")
    back = person.page.locator(f"#c{comments[RASH]}")
    person.look("отменено, запись")
    person.look(LINKS, shot="23-wall-restored", at=back)
    expect(back.locator(".gone")).to_have_count(0)
    expect(person.page.locator(".gone")).to_have_count(1)
    person.visit("mail/?to=specialist@example.test")
    person.page.get_by_role("link", name="Отменено решение об удалении").first.click()
    person.page.frame_locator("iframe").get_by_text("[ссылка](javascript:alert(3))").wait_for()
    look(person, "Отменено решение об удалении")


def he_insults_again(town: Town, person: Person) -> None:
    post = int(town.outside.posts()[0]["id"])
    town.outside.comment(post, *WROTE[RUDE])
    person.quick_run("Сбор комментариев", "1 новый")
    person.open_run("Разбор нарушений: ждёт решения, 1 комментарий")
    form = person.open_form()
    look(person, "прежних нарушений: 1")
    rule(person, form, {RUDE: REMOVE}, "Повторное оскорбление.")
    person.ended("Разбор нарушений: решено 1, отложено 0")


def a_wrong_code_blocks_nobody(town: Town, person: Person) -> None:
    """What was read: the run's name and its log; the form is asked once more."""
    person.open_run(CASE)
    form = person.open_form()
    look(person, SCRIPT, "автор не блокируется")
    assert form.get_by_text("Нарушение 2.").count() == 1
    decide(person, "ABCD-2345")
    person.ended("Решение о блокировке: ответ не принят: код неверный")
    person.only_warnings()
    look(person, "код неверный; до отмены всех кодов этого дела осталось попыток: 4")
    look(person, "Не сделано: автор не заблокирован")
    assert town.outside.banned() == []
    person.visit(f"vk/club{GROUP}")
    look(person, "Никто не заблокирован.")


def the_head_answers_by_mail(town: Town, person: Person) -> None:
    """From a telephone: the case is a letter, and so is the decision."""
    code = code_by_mail(person)
    look(person, shot="31-head-case")
    case = town.outside.letters(HEAD)[-1]
    first = f"ОГРАНИЧИТЬ 30 {code}"
    Mailer(town.stack.sandbox["smtp"]).answer(case, HEAD, first, "Повторное оскорбление.")
    open_letter(person, MAIL, "Re: Предложение о блокировке")
    look(person, first, shot="32-head-reply")
    assert "решений 1" in town.people.run("Почта решений")["name"]
    assert [row["user_id"] for row in town.outside.banned()] == [WROTE[RUDE][0]]
    open_letter(person, HEAD, "Решение по делу № 1: заблокировать")
    look(person, shot="33-head-decided")


def somebody_is_blocked_without_him(town: Town, person: Person) -> None:
    """Of that he hears at once, and hears that it is over."""
    block_by_hand(town, "ban")
    assert "1 блокировка без решения" in town.people.run("Сверка блокировок")["name"]
    open_letter(person, HEAD, "1 блокировка без действующего решения")
    look(person, shot="34-head-alarm")
    block_by_hand(town, "unban")
    assert "без решения не видно" in town.people.run("Сверка блокировок")["name"]
    person.visit(f"mail/?to={HEAD}")
    look(person, "Отбой: 1 блокировка без действующего решения", shot="35-head-mailbox")


def block_by_hand(town: Town, verb: str) -> None:
    """An administrator presses it on the network's own page."""
    values = {
        "group_id": GROUP, "owner_id": STRANGER, "access_token": TOKENS["user"], "v": "5.199",
    }  # fmt: skip
    answer = httpx.post(f"{town.outside.address}/vk/method/groups.{verb}", data=values)
    assert answer.json() == {"response": 1}


def look(person: Person, *words: str, shot: str = "") -> None:
    """These words are there as they were written, and nothing was made of them."""
    dialog = person.page.get_by_role("dialog")
    person.look(*words, shot=shot, at=dialog if dialog.count() else None, tall=bool(shot))
    for frame in person.page.frames:
        assert frame.locator(MADE_OF_IT).count() == 0
        assert not frame.evaluate(RAN)
