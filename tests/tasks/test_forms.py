"""The forms as Prefect's dialog gets them: Russian titles, choices, order, what is required."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from gospablik.control.errand_case import ErrandCase, ErrandOnForm
from gospablik.control.model import OpenEnd
from gospablik.control.wording import WordingCase
from gospablik.moderation.block_case import BlockCase, BlockViolation
from gospablik.moderation.decision_words import BLOCK, REFUSE
from gospablik.moderation.links import where
from gospablik.moderation.review_case import CHOICES, LATER, ReviewCase, ReviewItem
from gospablik.store.comments import Comment
from tasks.forms import (
    LEAVE,
    PUT,
    _review_page,
    block_form,
    errands_form,
    review_form,
    wording_form,
)

T = datetime(2026, 11, 25, 9, tzinfo=UTC)
PEOPLE = (("spec", "Петрова П. П. (специалист отдела ИТ)"), ("it-head", "Н. Н. (начальник)"))
HOSTILE = "дурак | <b>жирно</b>\n[ссылка](https://evil.test) `x` \u202eтевирп\u200b"


def item(position: int, text: str = "дурак") -> ReviewItem:
    return ReviewItem(
        position=position, comment_id=position, author="Геннадий", written_at=T, text=text,
        attachments=(), why=("слово «дурак»",), page="town-vk", post_title="Вода",
        post_link="https://vk.com/wall-7_1", link="https://vk.com/wall-7_1?reply=2", history=0,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("board:12", "Вне постов, в обсуждении"),
        ("entry:9", "Вне постов, запись жителя на стене"),
        ("", "Вне постов, в группе обсуждения"),
        ("17", "Под постом, которого программа не публиковала"),
    ],
)
def test_where_it_stands_is_said_if_it_is_under_no_post_of_ours(place: str, words: str) -> None:
    stands = where(Comment(post_network_id=place))
    case = replace(review_case(), items=(replace(item(1), post_title="", where=stands),))
    assert f"{words}, [открыть на странице](https://vk.com/" in _review_page(case)


def test_of_a_post_of_others_the_words_are_shown_with_their_time() -> None:
    seen = replace(item(1), post_title="", post_text=f"{HOSTILE} " * 20, post_seen_at=T)
    page = _review_page(replace(review_case(), items=(seen,)))
    assert "Под постом «дурак &#124; " in page
    assert "…» (так он читался 25.11.2026 09:00), [открыть на странице](https://vk.com/" in page
    assert "<b>" not in page


def test_the_head_reads_every_word_however_long_the_comment_is() -> None:
    text = f"{'Про двор. ' * 400}ты дурак{' и ещё про двор' * 400}, конец"
    page = str(block_form(block_case(text))._description)
    assert page.count("ты дурак") == page.count(", конец") == 2, "нарушений два"


def test_the_review_says_who_will_read_the_reason() -> None:
    hint = dict(fields(review_form(review_case("один"))))["reason"]["description"]
    assert "Прочтут Глава, прокурор и сам автор" in hint
    assert "не короче трёх букв" in hint


def review_case(*texts: str) -> ReviewCase:
    items = tuple(item(number, text) for number, text in enumerate(texts, 1))
    return ReviewCase(question_id=1, round=1, officials=PEOPLE, until=T, items=items)


def block_case(text: str = "дурак") -> BlockCase:
    violation = BlockViolation(
        number=1, written_at=T, texts=(text,), attachments=(), ground="оскорбление", reason="…",
        ruled_by="Петрова", ruled_at=T, told_at=None, post_title="Вода",
        post_link="https://vk.com/wall-7_1", link="https://vk.com/wall-7_1?reply=2",
        proof_number=1, seal="0" * 64,
    )  # fmt: skip
    values: dict[str, Any] = dict.fromkeys(BlockCase.__dataclass_fields__, "")
    values |= {
        "question_id": 1, "round": 1, "officials": PEOPLE, "author": "Геннадий", "until": T,
        "violations": (violation, violation), "default_days": 30, "most_days": 365,
    }  # fmt: skip
    return BlockCase(**values)


def fields(form: Any) -> list[tuple[str, dict[str, Any]]]:
    """The fields in the order of the dialog: by `position`."""
    found = form.model_json_schema()["properties"].items()
    return sorted(found, key=lambda pair: pair[1]["position"])


def test_review_asks_who_then_each_comment_then_why() -> None:
    schema = review_form(review_case("один", "два")).model_json_schema()
    found = fields(review_form(review_case("один", "два")))
    assert [name for name, _ in found] == ["specialist", "comment_1", "comment_2", "reason"]
    assert [f["title"] for _, f in found] == [
        "Кто решает", "1. Геннадий: «один»", "2. Геннадий: «два»", "Пояснение к удалению",
    ]  # fmt: skip
    assert found[0][1]["enum"] == [title for _, title in PEOPLE]
    assert "default" not in found[0][1], "кто решает, никогда не заполнено заранее"
    assert found[1][1]["enum"] == list(CHOICES)
    assert found[1][1]["default"] == LATER
    assert schema["required"] == ["specialist"]
    assert schema["additionalProperties"] is False
    assert all(f["description"] for _, f in found)


def test_an_empty_answer_leaves_every_comment_for_later() -> None:
    form: Any = review_form(review_case("один", "два"))
    with pytest.raises(ValidationError):
        form()
    answer = form(specialist=PEOPLE[0][1])
    assert (answer.comment_1, answer.comment_2, answer.reason) == (LATER, LATER, "")
    assert CHOICES[answer.comment_1] is None, "отложенное ничего не решает"


@pytest.mark.parametrize(
    "wrong",
    [
        {"specialist": "Кто-то ещё"},
        {"comment_1": "удалить"},
        {"reason": "х" * 501},
        {"comment_9": "оставить"},
    ],
)
def test_only_what_the_form_offers_is_taken(wrong: dict[str, str]) -> None:
    form: Any = review_form(review_case("один"))
    with pytest.raises(ValidationError):
        form(**({"specialist": PEOPLE[0][1]} | wrong))


def test_a_decision_has_nothing_pre_set_but_the_days() -> None:
    schema = block_form(block_case()).model_json_schema()
    found = dict(fields(block_form(block_case())))
    assert list(found) == ["official", "verdict", "days", "reason", "code"]
    assert schema["required"] == ["official", "verdict", "reason", "code"]
    assert found["verdict"]["enum"] == [REFUSE, BLOCK]
    assert (found["days"]["default"], found["days"]["minimum"], found["days"]["maximum"]) == (
        30, 1, 365,
    )  # fmt: skip
    for field in found.values():
        assert any("а" <= letter <= "я" for letter in field["title"].lower())
        assert field["description"]


def test_a_description_is_shown_as_it_is_and_as_it_would_be_and_nothing_is_pre_set() -> None:
    form = wording_form(
        WordingCase(1, "town-vk", "Город", HOSTILE, f"Официально\n\n{HOSTILE}", PEOPLE)
    )
    schema = form.model_json_schema()
    assert schema["required"] == ["official", "verdict"]
    assert schema["properties"]["verdict"]["enum"] == [LEAVE, PUT]
    now, would_be = str(form._description).split("Станет:")
    assert "    [ссылка](https://evil.test) `x` тевирп" in now, "текст в блоке кода, не разметка"
    assert "    Официально\n" in would_be
    empty = wording_form(WordingCase(1, "town-vk", "Город", "", "Официально", PEOPLE))
    assert "(пусто)" in str(empty._description)


def test_of_what_was_refused_the_form_does_not_promise_that_the_program_sees_it_done() -> None:
    end = OpenEnd("удаление", "town-vk", "удаление", "отклонено", "нет", "", "", T)
    items = tuple(ErrandOnForm(n, n, end, False, refused=n == 2) for n in (1, 2))
    found = dict(fields(errands_form(ErrandCase(1, 1, items, PEOPLE))))
    errand, refused = (found[f"errand_{n}"]["description"] for n in (1, 2))
    assert errand == "«Сделано» программа проверит сама, если сеть даёт посмотреть."
    assert "Сама программа к отклонённому не вернётся" in refused
    assert "«сделано» она проверит" in refused


def test_one_official_is_a_choice_too() -> None:
    """A Literal of one value has no `enum` but a `const`; the dialog shows it all the same."""
    alone = ReviewCase(question_id=1, round=1, officials=PEOPLE[:1], until=T, items=(item(1),))
    who = dict(fields(review_form(alone)))["specialist"]
    assert who.get("const") or who.get("enum") == [PEOPLE[0][1]]


def test_a_residents_words_are_no_markup_in_either_form() -> None:
    for form in (review_form(review_case(HOSTILE)), block_form(block_case(HOSTILE))):
        page = str(form._description)
        for markup in ("<b>", "](https://evil", "`x`", "\u202e", "\u200b"):
            assert markup not in page
        assert "тевирп" in page
    title = dict(fields(review_form(review_case(HOSTILE))))["comment_1"]["title"]
    assert "\n" not in title
    assert not {"\u202e", "\u200b"} & set(title)


def test_the_form_tells_what_the_regulation_says() -> None:
    assert "Критика нарушением не является" in str(review_form(review_case("x"))._description)
    assert "автор не блокируется" in str(block_form(block_case())._description)


def test_the_words_that_a_comment_is_shown_for_are_bold_and_nothing_else_is_markup() -> None:
    case = review_case(f"Ты {HOSTILE}")
    page = _review_page(case)
    assert "> Ты <strong>дурак</strong> &#124; &#60;b&#62;" in page
    assert page.count("<") == 2
