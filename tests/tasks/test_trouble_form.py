"""The form «Беда» and the queue's first part, as Prefect shows them."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from gospablik.moderation.troubles.case import NO, YES, TroubleCase, TroubleOnForm
from gospablik.moderation.troubles.shown import Shown
from gospablik.moderation.troubles.standing import Word
from tasks import troubles
from tasks.desk import Desk
from tasks.trouble_form import trouble_form
from tasks.troubles import trouble_parts

T = datetime(2026, 11, 26, 3, 12, tzinfo=UTC)
HOSTILE = "Горит <b>дом</b> | [ссылка](https://evil.test) \u202eтевирп"
ITEM = TroubleOnForm(
    position=1, trouble_id=1, what="пожар", author="Айаал | С.", told_at=T, text=HOSTILE,
    why="«Горит дом»", page="Посёлок Пример", link="https://vk.com/wall-7_1?reply=2",
    reply="Айаал! Если горит — сразу выходите.", word=Word("отправлено 26.11 03:20", reached=True),
)  # fmt: skip
CASE = TroubleCase(
    question_id=1, round=1, officials=(("spec", "Петрова П. П. (специалист отдела ИТ)"),),
    until=T, duty="duty@town.test", items=(ITEM,),
)  # fmt: skip
SAID = {"official": "Петрова П. П. (специалист отдела ИТ)"}


def test_one_word_of_two_nothing_is_pre_set() -> None:
    form = trouble_form(CASE)
    fields = form.model_json_schema()["properties"]
    assert fields["item_1"]["enum"] == [YES, NO]
    assert form.model_validate(SAID | {"item_1": "да"})
    answers: list[dict[str, str]] = [{}, {"item_1": ""}, {"item_1": "Да"}, {"item_1": "ок"}]
    for answer in answers:
        with pytest.raises(ValidationError):
            form.model_validate(SAID | answer)
    with pytest.raises(ValidationError):
        form.model_validate({"item_1": "да"})


def test_it_shows_the_words_the_answer_and_the_letter_and_no_markup() -> None:
    page = trouble_form(CASE)._description or ""
    assert "<b>" not in page
    assert "](https://evil" not in page
    assert "\u202e" not in page
    for words in ("**1. Пожар.**", "112 (ЕДДС)", "Если горит — сразу выходите", "отправлено 26"):
        assert words in page
    assert "НЕ извещён" not in page


def test_a_letter_that_did_not_go_is_said_before_the_answer() -> None:
    lost = replace(ITEM, word=Word("НЕ отправлено: отклонено (550)", lost=True))
    page = trouble_form(replace(CASE, items=(lost,)))._description or ""
    assert page.index("**Дежурный письмом НЕ извещён.**") < page.index("Готовый ответ")


def test_the_queue_says_nothing_without_trouble_and_how_many_more(
    at: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert trouble_parts() == []
    one = Shown("пожар", HOSTILE, "Айаал", "https://vk.com/1", T, True, Word("нет", lost=True), "—")
    monkeypatch.setattr(troubles, "shown_troubles", lambda *_: ([one], 7))
    page = "\n\n".join(trouble_parts())
    assert page.startswith("# Беда")
    assert "**Пожар (найдено поздно).** Горит" in page
    assert "**нет**" in page
    assert "И ещё 7" in page
    assert "<b>" not in page
