"""What people agreed to last is what judges; what cannot be read stops nothing."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from gospablik.errors import OfficeError
from gospablik.moderation.detection.examine import shipped_judge
from gospablik.moderation.detection.tiers import SHIPPED, Thresholds
from gospablik.moderation.detector import detect_new
from gospablik.moderation.tuning.forms import TuningCase, answer, show, shown_by
from gospablik.moderation.tuning.in_force import in_force, read_thresholds, written
from gospablik.store.comments import Finding
from gospablik.store.session import Store
from gospablik.store.tuning import Tuned, Tuning
from tests.gospablik.moderation.town import Town

NEVER = 'never = ["дурак*"]'
STRICT = Thresholds(agree=0.9, second=0.8, third=0.7, asked=0.9)


def shown(town: Town, what: Tuned, content: str, run: str = "run") -> TuningCase:
    with town.store.write() as session:
        return show(session, town.office, what, content, run=run, now=town.now)


def said(
    town: Town, case: TuningCase, *, agreed: bool = True, by: str = "spec", minutes: int = 0
) -> str | None:
    moment = town.now + timedelta(minutes=minutes)
    with town.store.write() as session:
        return answer(session, town.office, case, official_key=by, agreed=agreed, now=moment)


def test_nothing_agreed_to_is_the_program_alone(sqlite_store: Store) -> None:
    town = Town(sqlite_store)
    shown(town, Tuned.WORDS, NEVER)
    with town.store.read() as session:
        found = in_force(session, town.office)
    assert found.judge is shipped_judge() or found.judge.name == shipped_judge().name
    assert (found.words, found.problem) == ("", None)


def test_what_is_agreed_to_judges_from_the_next_pass_on(store: Store) -> None:
    town = Town(store)
    town.write(1, "ты дурак")
    town.harvest()
    with town.store.read() as session:
        assert session.scalars(select(Finding.rule)).all() == ["insult"]
    case = shown(town, Tuned.WORDS, NEVER)
    assert said(town, case) is None
    assert said(town, shown(town, Tuned.THRESHOLDS, written(STRICT), run="other")) is None
    with town.store.write() as session:
        found = in_force(session, town.office)
        assert (found.words, found.judge.thresholds) == (NEVER, STRICT)
        detect_new(session, town.office, found.judge, town.now)
        assert session.scalars(select(Finding.rule)).all() == []


def test_a_refusal_and_the_wrong_person_change_nothing(sqlite_store: Store) -> None:
    town = Town(sqlite_store)
    case = shown(town, Tuned.WORDS, NEVER)
    refused = said(town, case, by="head")
    assert refused is not None
    assert "Не сделано: детектор судит по-прежнему" in refused
    assert said(town, case, agreed=False) is None
    assert said(town, case, agreed=False) is None, "the same answer again is no refusal"
    late = said(town, case)
    assert late is not None
    assert "уже ответили" in late
    assert "вопроса нет" in str(said(town, TuningCase(99, NEVER, ())))
    with town.store.read() as session:
        assert in_force(session, town.office).words == ""


def test_what_was_compared_with_something_else_is_not_taken(sqlite_store: Store) -> None:
    town = Town(sqlite_store)
    old, new = shown(town, Tuned.WORDS, NEVER), shown(town, Tuned.WORDS, "off = []", run="2")
    assert said(town, new, minutes=1) is None
    assert "с тех пор принято другое" in str(said(town, old, minutes=2))
    town.later(minutes=5)
    assert said(town, shown(town, Tuned.WORDS, NEVER, run="3")) is None


def test_a_resumed_run_shows_what_it_showed(sqlite_store: Store) -> None:
    town = Town(sqlite_store)
    case = shown(town, Tuned.WORDS, NEVER)
    with town.store.read() as session:
        assert shown_by(session, town.office, Tuned.WORDS, "run") == case
        assert shown_by(session, town.office, Tuned.WORDS, "another") is None
        assert shown_by(session, town.office, Tuned.THRESHOLDS, "run") is None


@pytest.mark.parametrize("content", ["off = ['gone-rule']", "never = ["])
def test_words_that_an_update_cannot_read_stop_nothing_and_are_told(
    sqlite_store: Store, content: str
) -> None:
    town = Town(sqlite_store)
    said(town, shown(town, Tuned.WORDS, NEVER))
    with town.store.write() as session:
        session.execute(update(Tuning).values(content=content))
    with town.store.read() as session:
        found = in_force(session, town.office)
    assert found.judge.name == shipped_judge().name
    assert "по спискам и порогам самой программы" in str(found.problem)
    assert "Что делать: исправьте words.toml" in str(found.problem)


@pytest.mark.parametrize("content", ["[1]", '{"agree": "x"}', '{"agree": 1}', "{", '{"x": 1}'])
def test_thresholds_that_are_none_are_refused(content: str) -> None:
    with pytest.raises(OfficeError, match="пороги не прочитаны"):
        read_thresholds(content)


def test_thresholds_are_read_back_as_written() -> None:
    assert read_thresholds(written(STRICT)) == STRICT
    assert read_thresholds("") == SHIPPED
