"""Comments by the administration's own people: told from residents', decided by others."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from gospablik.moderation.block_case import block_case
from gospablik.moderation.queue_case import history
from gospablik.moderation.review_case import review_case
from gospablik.moderation.staff import bears_the_name
from gospablik.organisation import Organisation
from gospablik.store.comments import Author
from gospablik.store.review import Topic
from gospablik.store.session import Store
from tests.gospablik.moderation.town import PAGE, Town, office

NAMES = {"head": "Главин Иван Олегович", "deputy": "Петров Иван Сергеевич"}


def house(**accounts: dict[str, str]) -> Organisation:
    people = office().model_dump()["official"]
    for one in people:
        one["name"] = NAMES.get(one["key"], one["name"])
        one["accounts"] = accounts.get(one["key"], {})
    return office(official=people)


def insulted_by(town: Town, number: int, text: str, name: str) -> None:
    """A comment of author 100 under that name, found by a harvest."""
    town.write(number, text)
    town.wall.standing[str(number)] = replace(town.wall.standing[str(number)], author_name=name)
    town.harvest()


def case(town: Town, name: str) -> None:
    for number, text in ((1, "ты дурак"), (2, "сам ты идиот")):
        insulted_by(town, number, text, name)
        town.misbehave(number, text)
        # the harvest of `misbehave` brings the name «Житель 100» back; the network would not
        with town.store.write() as session:
            session.scalars(select(Author)).one().name = name
    town.propose()


@pytest.mark.parametrize(
    ("author", "official", "same"),
    [
        ("Иван Петров", "Петров Иван Сергеевич", True),
        ("Петров Иван Сергеевич", "Петров Иван Сергеевич", True),
        ("иван ПЕТРОВ 🌲", "Петров Иван Сергеевич", True),
        ("Иван Петров", "Петров И. С.", True),
        ("Петров И.", "Петров Иван Сергеевич", True),
        ("Алёна Слепцова", "Слепцова Алена Ивановна", True),
        ("Пётр Петров", "Петров Иван Сергеевич", False),
        ("Иван Сергеев", "Петров Иван Сергеевич", False),
        ("Петров", "Петров Иван Сергеевич", False),
        ("Иван", "Петров Иван Сергеевич", False),
        ("", "Петров Иван Сергеевич", False),
        ("Сергей Петров", "Петров И. С.", False),
        ("Житель 100", "Петров Иван Сергеевич", False),
    ],
)
def test_surname_and_first_name_have_to_agree(author: str, official: str, same: bool) -> None:
    assert bears_the_name(author, official) is same


def test_a_deputy_does_not_decide_about_his_own_words(sqlite_store: Store) -> None:
    town = Town(sqlite_store, house())
    case(town, "Иван Петров")
    question = town.questions(Topic.BLOCK)[0]
    assert question.officials == ["head"]
    town.mail()
    assert {who for _, who in town.codes} == {"head"}
    with town.store.read() as session:
        shown = block_case(session, town.office, question.id)
    assert "имя автора совпадает с именем этого лица" in shown.barred[0]
    assert "Возможно, автор — сотрудник администрации" in shown.staff


def test_an_account_tells_whatever_the_name_is(sqlite_store: Store) -> None:
    town = Town(sqlite_store, house(deputy={PAGE: "100"}))
    case(town, "Таёжный Волк")
    assert town.questions(Topic.BLOCK)[0].officials == ["head"]


def test_queue_and_form_say_that_it_may_be_one_of_us(sqlite_store: Store) -> None:
    town = Town(sqlite_store, house())
    insulted_by(town, 1, "ты дурак", "Иван Петров")
    asked = town.ask()[0]
    with town.store.read() as session:
        author = session.scalars(select(Author)).one()
        assert "сотрудник администрации" in history(session, town.office, author.id)
        (item,) = review_case(session, town.office, asked.id).items
    assert "Петров Иван Сергеевич (заместитель главы)" in item.staff


def test_residents_are_not_marked(sqlite_store: Store) -> None:
    town = Town(sqlite_store, house())
    insulted_by(town, 1, "ты дурак", "Пётр Петров")
    asked = town.ask()[0]
    with town.store.read() as session:
        (item,) = review_case(session, town.office, asked.id).items
    assert item.staff == ""


def test_a_specialist_does_not_rule_on_his_own_words(sqlite_store: Store) -> None:
    town = Town(sqlite_store, house(spec={PAGE: "100"}))
    insulted_by(town, 1, "ты дурак", "Волк")
    made = town.answer(town.ask()[0], "оставить")
    assert (made.ruled, made.left) == (0, 1)
    assert "решает другой сотрудник; решение не записано" in made.notes[0]
    assert town.answer(town.ask()[0], by="it-head").ruled == 1


def test_where_nobody_else_may_rule_he_does(sqlite_store: Store) -> None:
    town = Town(sqlite_store, house(**{"spec": {PAGE: "100"}, "it-head": {PAGE: "100"}}))
    insulted_by(town, 1, "ты дурак", "Волк")
    assert town.answer(town.ask()[0]).ruled == 1
