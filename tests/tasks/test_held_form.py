"""The form «Задержанные посты» as Prefect's dialog gets it."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from gospablik.reconciliation.held_case import (
    CORRECT,
    DROP,
    RETURN,
    STAY,
    WAIT,
    HeldCase,
    HeldOnForm,
)
from gospablik.store.tables import Hold
from tasks.held_form import held_form

T = datetime(2026, 11, 25, 9, tzinfo=UTC)
PEOPLE = (("spec", "Петрова П. П. (специалист отдела ИТ)"), ("it-head", "Н. Н. (начальник)"))
HOSTILE = "<b>жирно</b>\n[ссылка](https://evil.test)"
ITEM = HeldOnForm(
    number=1, hold=Hold.TEXT, title="Ярмарка | <i>", link="https://town.test/news/1",
    pages=("Город (ВКонтакте)", "Город (MAX)"), why="Числа расходятся.", until=T,
    text=f"Ярмарка\n\nОткроется 29 ноября. {HOSTILE}",
    pieces=(("Ярмарка\n\nОткроется ", False), ("29 ноября", True), (f". {HOSTILE}", False)),
    differing=("дата: в тексте «29 ноября», на сайте «30 ноября»",),
    draft=None, refused=None, left=None,
)  # fmt: skip


def case(*items: HeldOnForm) -> HeldCase:
    return HeldCase(1, 1, PEOPLE, T, items or (ITEM,))


def fields(*items: HeldOnForm) -> dict[str, dict[str, Any]]:
    schema = held_form(case(*items)).model_json_schema()
    ordered = sorted(schema["properties"].items(), key=lambda pair: pair[1]["position"])
    assert all(field["title"] and field["description"] for _, field in ordered)
    return dict(ordered)


def test_each_text_has_its_choice_and_its_field_and_nothing_is_decided_before() -> None:
    found = fields(
        ITEM,
        replace(ITEM, number=2, hold=Hold.OTHER),
        replace(ITEM, number=3, hold=Hold.DROPPED),
    )
    assert list(found) == ["official", "post_1", "text_1", "post_2", "post_3", "reason"]
    assert "default" not in found["official"]
    assert [found[f"post_{n}"]["enum"] for n in (1, 2, 3)] == [
        [WAIT, CORRECT, DROP],
        [WAIT, DROP],
        [STAY, RETURN],
    ]
    assert [found[f"post_{n}"]["default"] for n in (1, 2, 3)] == [WAIT, WAIT, STAY]
    assert found["text_1"]["default"] == ITEM.text
    assert list(fields(replace(ITEM, hold=Hold.DROPPED))) == ["official", "post_1"]


def test_what_was_typed_and_refused_is_in_the_field_again() -> None:
    refused = replace(ITEM, draft="Набранное", refused="Текст 1: телефон: «55», на сайте нет.")
    assert fields(refused)["text_1"]["default"] == "Набранное"
    assert "Прошлый ответ не принят" in str(held_form(case(refused))._description)


def test_the_whole_text_is_shown_with_what_differs_and_no_markup_of_its_own() -> None:
    page = str(held_form(case())._description)
    assert "| Ярмарка<br><br>Откроется **29 ноября**" in page
    assert "- дата&#58; в тексте «29 ноября», на сайте «30 ноября»" in page
    assert "выйдет не позже 25.11.2026 09:00" in page
    for markup in ("<b>", "<i>", "](https://evil"):
        assert markup not in page
    left = str(held_form(case(replace(ITEM, left="пост больше не задержан")))._description)
    assert "**Решать больше нечего:** пост больше не задержан" in left
    assert "Откроется" not in left


def test_what_was_dropped_is_not_said_to_go_out_by_itself() -> None:
    dropped = replace(ITEM, number=2, hold=Hold.DROPPED)
    both, alone = (str(held_form(case(*of))._description) for of in ([ITEM, dropped], [dropped]))
    assert "Исправили новость на сайте — пост выйдет сам" in both
    assert "пост выйдет сам" not in alone


@pytest.mark.parametrize("wrong", [{"post_1": RETURN}, {"text_1": "х" * 15_001}, {"post_2": WAIT}])
def test_only_what_the_form_offers_is_taken(wrong: dict[str, str]) -> None:
    form: Any = held_form(case())
    with pytest.raises(ValidationError):
        form(**({"official": PEOPLE[0][1]} | wrong))
