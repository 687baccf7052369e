"""A comment that was ruled on more than once: all of it is taken back, or it is said what stays."""

import pytest
from sqlalchemy import select

from gospablik.letters import LetterKey
from gospablik.moderation.queue import count_standing
from gospablik.moderation.undone_letter import undone_letter
from gospablik.organisation import Organisation
from gospablik.store.ledger import Kind, State
from gospablik.store.review import Ruling, Verdict
from gospablik.store.session import Store
from tests.gospablik.moderation.test_fate import known, story
from tests.gospablik.moderation.test_undoing import form, say, standing_rulings, states
from tests.gospablik.moderation.town import Town, office, written

LINK = "https://vk.com/wall-7_1?reply=1"


def a_pass(town: Town) -> None:
    town.seal()
    town.carry(Kind.REMOVE, Kind.RESTORE)
    town.tell()
    town.carry(Kind.REPLY)


def rule(town: Town, by: str = "spec") -> None:
    town.harvest()
    for question in town.ask():
        assert town.answer(question, by=by).refused is None


def reword(town: Town, text: str) -> None:
    town.wall.standing["1"] = written(1, text, 100, town.now)


@pytest.fixture
def town(store: Store) -> Town:
    """Reworded after the ruling; the new insult was ruled on and removed."""
    return reworded(Town(store))


def reworded(town: Town, second: str = "spec") -> Town:
    town.write(1, "ты дурак")
    rule(town)
    town.seal()
    reword(town, "ты дурак набитый")
    a_pass(town)
    assert states(town, Kind.REMOVE) == [State.REJECTED]
    rule(town, by=second)
    a_pass(town)
    assert (town.wall.removed, len(town.wall.replies)) == (["1"], 1)
    return town


def count(town: Town) -> int:
    with town.store.read() as session:
        return count_standing(session, 1)


def test_after_a_rewording_all_rulings_go_and_what_is_told_is_true(town: Town) -> None:
    case = form(town, LINK)
    assert (case.proof_number, [one.proof_number for one in case.also]) == (2, [1])
    assert not case.stays
    assert say(town, case) is None
    a_pass(town)
    assert "1" in town.wall.standing
    assert states(town, Kind.RESTORE) == [State.CONFIRMED]
    assert standing_rulings(town) == [(1, Verdict.KEEP, "it-head")]
    assert "отменено, записи 1, 2. Нарушением он не считается." in town.wall.replies[-1]
    assert count(town) == 0
    undone = [line for line in story(known(town, "дурак")[0]) if line.startswith("решение об")]
    assert undone == ["решение об удалении отменено: Имя it-head (начальник отдела ИТ); пояснение:"
                      " «шутка»."] * 2  # fmt: skip
    key = LetterKey.parse(town.actions(Kind.MAIL)[0].subject)
    letter = undone_letter(town.store, town.office, key, 1, town.now)
    assert letter.subject == (
        "Отменены решения об удалении одного комментария, доказательства № 1, 2"
    )
    for text in (letter.text, letter.html or ""):
        assert "Отменено решений удалить один и тот же комментарий: 2" in text
        assert "Отменено и прежнее: 25.11.2026" in text


def test_removed_put_back_and_removed_anew_all_goes(store: Store) -> None:
    town = Town(store)
    town.misbehave(1)
    town.wall.standing["1"] = town.wall.taken_off["1"]
    town.later(minutes=6)
    rule(town)
    a_pass(town)
    assert (town.wall.removed, len(town.wall.replies)) == (["1", "1"], 2)
    assert say(town, form(town, LINK)) is None
    a_pass(town)
    assert "1" in town.wall.standing
    assert "записи 1, 2. Нарушением он не считается" in town.wall.replies[-1]
    assert (count(town), len(town.wall.replies)) == (0, 3)


def test_none_of_them_may_have_been_ruled_by_who_takes_them_back(sqlite_store: Store) -> None:
    people = [one.model_dump() for one in office().official]
    second = {**people[3], "key": "other", "name": "Имя other", "mail": "other@town.test"}
    whole = Organisation.model_validate(office().model_dump() | {"official": [*people, second]})
    town = reworded(Town(sqlite_store, whole), second="other")
    case = form(town, LINK)
    assert sorted(key for key, _ in case.officials) == ["deputy", "head", "it-head"]
    refused = str(say(town, case, "spec"))
    assert "прежнее решение о том же комментарии (доказательство № 1)" in refused
    assert "отменить должен другой" in refused
    assert "решение принял тот же человек" in str(say(town, case, "other"))
    assert count(town) == 1
    assert say(town, case) is None
    assert count(town) == 0


def test_named_by_the_older_number_the_newer_stays_and_all_say_so(town: Town) -> None:
    case = form(town, "1")
    assert (case.also, case.stays) == ((), True)
    assert say(town, case) is None
    a_pass(town)
    assert town.actions(Kind.RESTORE) == []
    assert "1" not in town.wall.standing
    assert len(town.wall.replies) == 1, "nobody had told the author of the first"
    assert count(town) == 1
    key = LetterKey.parse(town.actions(Kind.MAIL)[0].subject)
    letter = undone_letter(town.store, town.office, key, 1, town.now)
    assert "Более новое решение удалить этот же комментарий остаётся в силе" in letter.text
    assert say(town, form(town, LINK, run="second")) is None
    a_pass(town)
    assert "1" in town.wall.standing
    assert "запись 2. Нарушением он не считается" in town.wall.replies[-1]


def test_who_was_told_of_both_hears_what_stays_and_then_that_nothing_does(store: Store) -> None:
    town = Town(store)
    town.misbehave(1)
    town.wall.standing["1"] = town.wall.taken_off["1"]
    town.later(minutes=6)
    rule(town)
    a_pass(town)
    say(town, form(town, "1"))
    a_pass(town)
    assert "запись 1. Другое, более новое решение об этом комментарии" in town.wall.replies[-1]
    assert "Нарушением он не считается" not in town.wall.replies[-1]
    say(town, form(town, "2", run="second"))
    a_pass(town)
    assert "запись 2. Нарушением он не считается" in town.wall.replies[-1]


def test_ruled_on_anew_before_it_was_put_back_it_is_not_and_no_excuse_is_written(
    store: Store,
) -> None:
    """Somebody put it up, its author reworded it: the new wording was ruled on meanwhile."""
    town = Town(store)
    town.misbehave(1)
    say(town, form(town))
    reword(town, "ты дурак набитый")
    rule(town)
    town.carry(Kind.RESTORE, Kind.REPLY)
    assert states(town, Kind.RESTORE) == [State.REJECTED]
    assert town.actions(Kind.RESTORE)[0].why == "комментарий снова решено удалить. Он не возвращён."
    assert "отменено" not in town.wall.replies[-1]
    a_pass(town)
    assert (town.wall.removed, count(town)) == (["1", "1"], 1)
    with town.store.read() as session:
        kept = session.scalars(select(Ruling).filter_by(verdict=Verdict.KEEP)).one()
        assert kept.version.number == 1
