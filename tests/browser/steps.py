"""What several days in the browser have in common: a comment ruled on, a case decided by code."""

import re
from collections.abc import Mapping

from playwright.sync_api import Locator

from tests.browser.person import Person

CODE = re.compile(r"^[A-Z0-9]{4}-[A-Z0-9]{4}$")
CASE = "Решение о блокировке: ждёт решения, дело № 1"


def place_of(form: Locator, author: str) -> int:
    """The number that this author's comment bears in the form of the review."""
    found = re.search(rf"(\d+)\. {author}", form.inner_text())
    assert found, f"в форме нет автора {author}"
    return int(found[1])


def rule(person: Person, form: Locator, rulings: Mapping[str, str], reason: str) -> None:
    """The specialist answers the form of the review: author -> what is chosen of his comment."""
    person.choose(form, "Кто решает", "специалист")
    for author, choice in rulings.items():
        person.choose(form, f"{place_of(form, author)}. {author}", choice)
    person.fill(form, {"Пояснение к удалению": reason})
    person.send(form)


def code_by_mail(person: Person, shot: str = "") -> str:
    """The head opens the newest letter about a case and reads the code."""
    person.visit("mail/?to=head@example.test")
    person.page.get_by_role("link", name="Предложение о блокировке").first.click()
    code = person.page.frame_locator("iframe").get_by_text(CODE).inner_text()
    person.look("Предложение о блокировке", shot=shot)
    return code


def decide(person: Person, code: str) -> None:
    """The head fills in the open form of the decision: to block, with that code."""
    form = person.page.get_by_role("dialog")
    person.choose(form, "Кто решает", "(глава)")
    person.choose(form, "Решение", "заблокировать")
    person.fill(form, {"Причина": "Повторное оскорбление.", "Личный одноразовый код": code})
    person.send(form)


def open_letter(person: Person, whose: str, subject: str) -> None:
    """The newest letter to that address with such words in its subject."""
    person.visit(f"mail/?to={whose}")
    person.page.get_by_role("link", name=subject).first.click()
    person.look(subject)
