"""«Объяснение за неделю»: asked once of what fell short, printed beside the verdict."""

from datetime import datetime, timedelta
from html import unescape

import pytest
from sqlalchemy import select

from gospablik.control.explanation_questions import (
    MOST,
    answer_explanation,
    explanation_case,
    open_explanation,
)
from gospablik.control.report import compose
from gospablik.control.week import Week
from gospablik.errors import OfficeError
from gospablik.moderation.questions import next_round, withdraw
from gospablik.store.session import Store
from gospablik.store.tables import Explanation, Question, Report, Stage
from tests.gospablik.control import factories as make
from tests.gospablik.control.factories import at

FRIDAY, MONDAY = at(27, 10), at(30, 9)
HOUSE = make.office(norm=5)
WORDS = "Сайт <лежал> два дня & молчал."


def _ask(store: Store, now: datetime = FRIDAY) -> int | None:
    with store.write() as session:
        return open_explanation(session, HOUSE, now)


def _say(
    store: Store, question: int, *, by: str = "specialist", words: str = WORDS,
    now: datetime = FRIDAY, round: int = 1,
) -> tuple[int, str | None]:  # fmt: skip
    with store.write() as session:
        return answer_explanation(
            session, HOUSE, question, round, {1: words}, official_key=by, now=now
        )


def _report(store: Store) -> Report:
    with store.write() as session:
        return compose(session, HOUSE, Week.of(HOUSE, MONDAY), MONDAY, "v")


def test_asked_once_a_week_until_the_letter(store: Store) -> None:
    question = _ask(store)
    assert question
    assert _ask(store, FRIDAY + timedelta(hours=1)) is None
    with store.read() as session:
        case = explanation_case(session, HOUSE, question)
        assert session.get_one(Question, question).until == MONDAY
    assert case.week == "неделя 48 (23–29.11.2026)"
    assert [item.heading for item in case.items] == ["п. 3.2 публикации регулярны"]
    assert "0 постов из 5" in case.items[0].issue
    assert [key for key, _ in case.officials] == ["it-head", "specialist"]


def test_the_words_stand_in_the_letter_with_who_and_when(store: Store) -> None:
    question = _ask(store)
    assert question
    before = _report(store)
    assert "Объяснение: объяснения нет." in before.text
    assert _say(store, question) == (1, None)
    report = _report(store)
    assert report.number == before.number + 1
    told = "«Сайт <лежал> два дня & молчал» — Специалист С. С. (специалист отдела ИТ), 27.11.2026"
    assert f"Объяснение: {told} 10:00." in report.text
    assert "Сайт &lt;лежал&gt; два дня &amp; молчал" in report.html
    assert f"**Объяснение:** {told}" in unescape(report.markdown)


def test_what_is_kept_asks_for_nothing(sqlite_store: Store) -> None:
    with sqlite_store.write() as session:
        for hour in range(5):
            make.post(session, when=at(27, hour))
    assert _ask(sqlite_store) is None
    assert "Объяснение" not in _report(sqlite_store).text.partition("ЧТО ТРЕБУЕТ")[0]


def test_on_monday_before_the_letter_it_is_about_the_last_week(sqlite_store: Store) -> None:
    question = _ask(sqlite_store, at(30, 8))
    with sqlite_store.read() as session:
        (row, *_) = session.scalars(select(Explanation).filter_by(question_id=question))
        assert f"{row.week}" == "2026-11-23"
    # And at nine the new week has no posts to be short of yet.
    assert _ask(sqlite_store, MONDAY) is None


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"by": "head"}, "полномочия этого лица"),
        ({"by": "nobody"}, "полномочия этого лица"),
        ({"words": "  \n "}, "ничего не написано"),
        ({"now": MONDAY}, "срок ответа вышел"),
        ({"round": 2}, "форма устарела"),
    ],
)
def test_an_answer_that_changes_nothing(
    sqlite_store: Store, changes: dict[str, object], told: str
) -> None:
    question = _ask(sqlite_store)
    assert question
    written, refused = _say(sqlite_store, question, **changes)  # type: ignore[arg-type]
    assert written == 0
    assert refused
    assert told in refused
    assert "Не сделано: объяснение не записано." in refused
    with sqlite_store.read() as session:
        assert session.get_one(Question, question).stage is Stage.OPEN
        assert session.scalars(select(Explanation.words)).all() == [""]


def test_answered_twice_or_after_it_was_withdrawn(sqlite_store: Store) -> None:
    question = _ask(sqlite_store)
    assert question
    for _ in range(2):  # a run killed after the answer was written writes it once more
        assert _say(sqlite_store, question) == (1, None)
    assert "второй ответ не принят" in str(_say(sqlite_store, question, words="Иначе")[1])
    with sqlite_store.write() as session:
        assert session.scalars(select(Explanation.words)).one() == WORDS.rstrip(".")
    assert _ask(sqlite_store, FRIDAY + timedelta(hours=2)) is None


def test_the_form_is_asked_anew_and_withdrawn_like_any(sqlite_store: Store) -> None:
    question = _ask(sqlite_store)
    assert question
    with sqlite_store.write() as session:
        assert next_round(session, question, FRIDAY) == 2
        assert withdraw(session, question, "срок вышел", FRIDAY)
    assert "отозван" in str(_say(sqlite_store, question, round=2)[1])
    assert _say(sqlite_store, question + 1)[1] == (
        "такого вопроса нет. Не сделано: объяснение не записано."
    )


def test_nobody_to_ask_is_said(sqlite_store: Store) -> None:
    house = make.office(norm=5, officials=[])
    with sqlite_store.write() as session, pytest.raises(OfficeError, match="специалиста"):
        open_explanation(session, house, FRIDAY)


def test_the_worst_come_first_and_eight_at_most(sqlite_store: Store) -> None:
    old = {"until": at(20).date()}
    raw = make.office(norm=5, pages=2).model_dump()
    raw["official"] = [
        {**one, **(old if one["key"] == "deputy" else {})} for one in raw["official"]
    ]
    house = type(HOUSE).model_validate(raw)
    with sqlite_store.write() as session:
        question = open_explanation(session, house, FRIDAY)
        assert question
        case = explanation_case(session, house, question)
    assert 1 < len(case.items) <= MOST
    assert case.items[0].heading == "п. 3 постановления контролирует заместитель главы"
