"""The life of a question: cancelled by hand, left undecided, answered twice, withdrawn."""

from typing import Any

import pytest

from gospablik.errors import OfficeError
from gospablik.moderation import questions
from gospablik.store.session import Store
from gospablik.store.tables import Kind
from office.demo.story import NEWS, REMOVE
from tests.end_to_end.town import Town

REVIEW = "Разбор нарушений"
INSULT = "Диспетчер там сидит идиот"
STANDS = "вопрос снят: отозван; ответ ничего не изменил"


def test_an_answer_counts_once_and_only_while_it_is_asked(town: Town) -> None:
    run = _asked_about_an_insult(town)

    town.cancel(run)
    town.people.run("Сбор комментариев")
    again = town.people.question(REVIEW)
    assert again != run, "форма, отменённая вручную, задана заново"

    undecided = _values(town, again)
    town.people.submit(again, undecided)
    with pytest.raises(OfficeError, match="Prefect не принял форму"):
        town.people.submit(again, undecided)
    assert "решено 0, отложено 1" in town.people.wait(again)["name"]
    assert town.actions(Kind.REMOVE) == []

    town.people.run("Сбор комментариев")
    third = town.people.question(REVIEW)
    _withdraw(town)
    ended = town.people.answer(third, _values(town, third, comment_1=REMOVE, reason="Оскорбление."))
    assert STANDS in ended["name"]
    assert INSULT in town.outside.wall_text()


def _asked_about_an_insult(town: Town) -> str:
    town.outside.control("site/items", **NEWS[0], published_at=town.now())
    town.people.run("Публикация", page="zhatay-vk")
    town.outside.comment(int(town.outside.posts()[0]["id"]), 504, INSULT)
    town.people.run("Сбор комментариев", page="zhatay-vk")
    return town.people.question(REVIEW)


def _values(town: Town, run: str, **chosen: str) -> dict[str, Any]:
    """The form as it opens, with a name, and what is chosen besides."""
    names = town.people.form(run)["properties"]["specialist"]["enum"]
    return {"specialist": names[0], **chosen}


def _withdraw(town: Town) -> None:
    """A pass withdraws the question and is killed before it cancels the run."""
    store = Store(f"sqlite:///{town.database}")
    with store.write() as session:
        (question,) = questions.open_questions(session, town.office)
        assert questions.withdraw(session, question.id, "отозван", question.asked_at)
    store.close()
