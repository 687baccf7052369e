"""One step that cannot be done does not close the rest, and is told."""

from typing import Any

import pytest

from flows.collect_comments import collect_comments
from flows.publish import publish
from flows.review import review
from gospablik.errors import OfficeError
from office.demo.story import FIRST_COMMENTS
from tests.flows.town import Town

WHY = {"not_done": "этого не сделано.", "next_step": "позвать того, кто знает."}


@pytest.mark.parametrize(
    ("step", "words"),
    [
        ("tasks.questions.open_proposals", "Решать о блокировке некому."),
        ("tasks.questions.order_case_letters", "Писать некому."),
        ("tasks.decisions.seal_rulings", "Доказательства не сошлись."),
    ],
)
def test_the_specialist_is_asked_all_the_same(
    town: Town, monkeypatch: pytest.MonkeyPatch, step: str, words: str
) -> None:
    def broken(*_: Any) -> None:
        raise OfficeError(words, **WHY)

    monkeypatch.setattr(step, broken)
    town.news(0)
    town.run(publish)
    user, text = FIRST_COMMENTS[3]
    town.outside.comment(int(town.outside.posts()[0]["id"]), user, text)
    run = town.run(collect_comments)
    assert run.red
    assert f"{words} Не сделано: этого не сделано. Что делать: позвать" in run.words
    assert run.name.startswith("Сбор комментариев: 1 новый; 1 вопрос ждёт; не всё сделано, ")
    assert town.question(review)
