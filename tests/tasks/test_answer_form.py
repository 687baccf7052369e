"""The form «Ответы жителям» and the artifact «voprosy», as Prefect shows them."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from gospablik.moderation.asking.case import AnswerCase, AskedOnForm
from gospablik.moderation.asking.ready import LATER, NOT_ASKED
from gospablik.moderation.asking.shown import Queue, Waiting
from tasks.answer_form import answer_form
from tasks.answers import hours, questions_page

T = datetime(2026, 11, 25, 9, tzinfo=UTC)
WHO = "Петрова П. П. (специалист отдела ИТ)"
HOSTILE = "Когда? | <b>жирно</b>\n[ссылка](https://evil.test) `x`"


def case() -> AnswerCase:
    item = AskedOnForm(
        1, "Геннадий", T, timedelta(hours=5, minutes=20), HOSTILE, "вода", "Посёлок",
        "Под постом «Вода»", "https://vk.com/wall-7_1?reply=2", T - timedelta(days=3),
    )  # fmt: skip
    return AnswerCase(
        1, 1, (("spec", WHO),), T, (LATER, NOT_ASKED, "ответить: своими словами"),
        (("своими словами", "Имя, здравствуйте!\nВаши слова"),), (item,),
    )  # fmt: skip


def test_one_choice_and_own_words_a_question_nothing_decided() -> None:
    made: Any = answer_form(case())
    assert made(specialist=WHO).model_dump() == {
        "specialist": WHO,
        "question_1": LATER,
        "words_1": "",
    }
    with pytest.raises(ValidationError):
        made()
    with pytest.raises(ValidationError):
        made(specialist=WHO, question_1="нет")
    with pytest.raises(ValidationError):
        made(specialist=WHO, words_1="я" * 1001)


def test_the_page_tells_who_waits_and_shows_each_ready_answer_once() -> None:
    page = answer_form(case())._description or ""
    assert "Ждёт 5 рабочих часов." in page
    assert "Уже отвечали 22.11.2026" in page
    assert page.count("Ваши слова") == 1
    assert "<b>" not in page
    assert "https://evil.test" not in page


def test_the_artifact_shows_the_clock_and_no_markup() -> None:
    one = Waiting(
        HOSTILE, "вода", "Геннадий", T, timedelta(hours=2), "Посёлок", "Под постом «Вода»",
        "https://vk.com/wall-7_1?reply=2", "форма открыта",
    )  # fmt: skip
    page = questions_page(Queue((one,), 51, timedelta(hours=21), None))
    assert "**51 вопрос ждёт ответа.** Дольше всех: 21 рабочий час" in page
    assert "не посчитано: нет списка праздников" in page
    assert "Показаны 1, которые ждут дольше всех." in page
    assert "<b>" not in page
    assert "https://evil.test" not in page


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(), "меньше рабочего часа"),
        (timedelta(minutes=59), "меньше рабочего часа"),
        (timedelta(hours=1), "1 рабочий час"),
        (timedelta(hours=22, minutes=59), "22 рабочих часа"),
        (None, "не посчитано: нет списка праздников года"),
    ],
)
def test_hours(span: timedelta | None, words: str) -> None:
    assert hours(span) == words
