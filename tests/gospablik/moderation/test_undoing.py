"""A ruling is taken back by somebody else, and all that rested on it goes with it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from gospablik.drafts import NothingToSay
from gospablik.errors import OfficeError
from gospablik.letters import LetterKey
from gospablik.moderation.proof import verify_chain
from gospablik.moderation.questions import asked_by
from gospablik.moderation.queue import count_standing
from gospablik.moderation.undoing import (
    UndoCase,
    answer_undoing,
    find_ruling,
    open_undoing,
    undo_case,
)
from gospablik.moderation.undone_letter import undone_letter
from gospablik.organisation import Organisation
from gospablik.store.ledger import Kind, State
from gospablik.store.review import Ruling, Topic, Verdict
from gospablik.store.session import Store
from gospablik.store.undoing import Undoing
from tests.gospablik.moderation.town import Town, office


@pytest.fixture
def town(store: Store) -> Town:
    return Town(store)


def form(town: Town, named: str = "1", run: str = "run") -> UndoCase:
    with town.store.write() as session:
        ruling = find_ruling(session, town.office, named)
        question = open_undoing(session, town.office, ruling, run=run, now=town.now)
        return undo_case(session, town.office, question)


def say(
    town: Town, case: UndoCase, by: str = "it-head", *, agreed: bool = True, reason: str = "шутка"
) -> str | None:
    with town.store.write() as session:
        return answer_undoing(
            session, town.office, case,
            official_key=by, agreed=agreed, reason=reason, now=town.now,
        )  # fmt: skip


def standing_rulings(town: Town) -> list[tuple[int, Verdict, str]]:
    with town.store.read() as session:
        rows = session.scalars(select(Ruling).where(Ruling.annulled_at.is_(None)))
        return [(row.comment_id, row.verdict, row.official) for row in rows]


def states(town: Town, kind: Kind) -> list[State]:
    return [action.state for action in town.actions(kind)]


def test_a_removed_comment_comes_back_and_counts_no_more(town: Town) -> None:
    town.misbehave(1)
    assert "1" not in town.wall.standing
    case = form(town)
    assert (case.text, case.ground, case.reason) == ("ты дурак", "оскорбление", "грубо")
    assert case.removal == State.CONFIRMED.words
    assert say(town, case) is None
    town.carry(Kind.RESTORE)
    assert "1" in town.wall.standing
    assert states(town, Kind.RESTORE) == [State.CONFIRMED]
    assert standing_rulings(town) == [(1, Verdict.KEEP, "it-head")]
    town.harvest()
    assert town.ask() == [], "looked at by two people: nobody is asked a third time"
    with town.store.read() as session:
        assert count_standing(session, 1) == 0
        assert verify_chain(session, "town") is None, "the proof stays, the chain holds"


def test_an_author_who_was_told_hears_of_it_and_one_who_was_not_hears_nothing(town: Town) -> None:
    town.misbehave(1)
    assert "удалён" in town.wall.replies[-1]
    say(town, form(town))
    town.carry(Kind.REPLY)
    assert town.wall.replies[-1].startswith("Житель 100, решение удалить Ваш комментарий от")
    assert "отменено, запись 1." in town.wall.replies[-1]
    assert len(town.wall.replies) == 2

    town.write(2, "ты идиот")
    town.harvest()
    town.answer(town.ask()[0])
    town.seal()
    town.carry(Kind.REMOVE)
    town.tell()
    say(town, form(town, "2", run="second"))
    town.carry(Kind.REPLY)
    assert len(town.wall.replies) == 2
    assert states(town, Kind.REPLY)[-1] is State.CANCELLED


def test_the_comments_address_names_the_ruling_as_well(town: Town) -> None:
    town.misbehave(1)
    assert form(town, "https://vk.com/wall-7_1?reply=1").proof_number == 1
    for wrong in ("2", "", "https://vk.com/wall-7_1?reply=9", "№", "१"):
        with pytest.raises(OfficeError, match="Действующего решения об удалении по"):
            form(town, wrong)


def test_the_address_counts_however_it_is_spelt_and_a_post_is_not_taken_for_it(town: Town) -> None:
    town.misbehave(1)
    for spelt in ("vk.ru/wall-7_1?reply=1#a", "https://vk.com/town?w=wall-7_1_r1"):
        with town.store.read() as session:
            assert find_ruling(session, town.office, spelt).id == 1
    for wrong in ("https://vk.com/wall-7_1", "https://vk.com/wall-8_1?reply=1"):
        with town.store.read() as session, pytest.raises(OfficeError, match="Решение не найдено"):
            find_ruling(session, town.office, wrong)


def test_a_removal_that_is_not_done_is_taken_back_and_nothing_is_put_back(town: Town) -> None:
    town.write(1, "ты дурак")
    town.harvest()
    town.answer(town.ask()[0])
    town.seal()
    assert say(town, form(town)) is None
    assert states(town, Kind.REMOVE) == [State.CANCELLED]
    town.carry()
    assert town.actions(Kind.RESTORE) == []
    assert "1" in town.wall.standing


def test_what_may_have_been_removed_by_hand_is_looked_for(town: Town) -> None:
    town.misbehave(1)
    town.set_state(town.actions(Kind.REMOVE)[0].id, State.ERRAND)
    assert say(town, form(town)) is None
    assert states(town, Kind.REMOVE) == [State.CANCELLED]
    town.carry(Kind.RESTORE)
    assert "1" in town.wall.standing


def test_only_somebody_else_with_duties_in_force_and_a_reason(town: Town) -> None:
    town.misbehave(1)
    case = form(town)
    assert sorted(key for key, _ in case.officials) == ["deputy", "head", "it-head"]
    assert "отменить должен другой" in str(say(town, case, "spec"))
    for nothing in ("  ", "...", "да"):
        assert "не сказано, почему" in str(say(town, case, reason=nothing))
    assert "полномочия этого лица сегодня не действуют" in str(say(town, case, "nobody"))
    assert standing_rulings(town) == [(1, Verdict.REMOVE, "spec")]
    town.later(days=60)
    assert "Не сделано: решение об удалении остаётся в силе" in str(say(town, case))


def test_nobody_else_is_an_error_in_words(town: Town) -> None:
    town.misbehave(1)
    town.office = Organisation.model_validate(
        office().model_dump() | {"official": [office().official[3].model_dump()]}
    )
    with pytest.raises(OfficeError, match="отменить должен другой, а такого нет"):
        form(town)


def test_answered_twice_and_by_two_forms_it_is_one_undoing(town: Town) -> None:
    town.misbehave(1)
    first, second = form(town), form(town, run="other")
    assert say(town, first) is None
    assert say(town, first) is None, "the run was killed after the answer"
    assert "уже ответили" in str(say(town, first, "head"))
    assert "решение уже отменено" in str(say(town, second, "head"))
    assert len(town.actions(Kind.RESTORE)) == 1
    with town.store.read() as session:
        assert asked_by(session, town.office, Topic.UNDO, "run") == first.question_id
        assert asked_by(session, town.office, Topic.UNDO, "third") is None


def test_left_in_force_changes_nothing(town: Town) -> None:
    town.misbehave(1)
    assert say(town, form(town), agreed=False, reason="") is None
    assert standing_rulings(town) == [(1, Verdict.REMOVE, "spec")]
    assert town.actions(Kind.RESTORE) == []
    assert town.actions(Kind.MAIL) == []


def test_a_block_that_rests_on_it_ends_and_all_in_charge_hear_of_it(town: Town) -> None:
    assert town.decide(town.case()).refused is None
    town.carry(Kind.BLOCK)
    assert town.wall.blocked
    known = len(town.actions(Kind.MAIL))
    assert say(town, form(town, "2")) is None
    town.carry(Kind.UNBLOCK)
    assert town.wall.blocked == {}
    readers = [LetterKey.parse(action.subject) for action in town.actions(Kind.MAIL)[known:]]
    assert sorted(key.reader for key in readers) == ["deputy", "head", "spec"]
    draft = undone_letter(town.store, town.office, readers[0], 1, town.now)
    assert draft.subject == "Отменено решение об удалении, доказательство № 2"
    for said in ("    | шутка", "    | сам ты идиот", "Комментарий возвращается на страницу.",
                 "Блокировка по решению № 1 держалась на этом нарушении"):  # fmt: skip
        assert said in draft.text
    assert "Блокировка по решению № 1" in (draft.html or "")


def test_a_block_ordered_to_end_later_ends_now(town: Town) -> None:
    town.wall.ends_blocks = False
    town.decide(town.case())
    town.carry(Kind.BLOCK)
    assert states(town, Kind.UNBLOCK) == [State.DUE]
    say(town, form(town))
    town.carry(Kind.UNBLOCK)
    assert town.wall.blocked == {}
    assert states(town, Kind.UNBLOCK) == [State.CONFIRMED]


def test_a_case_of_three_that_is_still_one_of_two_stays(town: Town) -> None:
    town.misbehave(3)
    town.decide(town.case())
    town.carry(Kind.BLOCK)
    say(town, form(town, "3"))
    assert town.actions(Kind.UNBLOCK) == []


def test_a_block_not_carried_out_yet_refuses_itself(town: Town) -> None:
    town.decide(town.case())
    say(town, form(town))
    assert town.actions(Kind.UNBLOCK) == []
    town.carry(Kind.BLOCK)
    assert town.wall.blocked == {}
    assert states(town, Kind.BLOCK) == [State.REJECTED]


def test_there_is_no_letter_of_what_was_not_undone(town: Town) -> None:
    town.misbehave(1)
    form(town)
    with pytest.raises(NothingToSay):
        undone_letter(town.store, town.office, LetterKey("undone", 1, "head"), 1, town.now)
    with pytest.raises(NothingToSay):
        undone_letter(town.store, town.office, LetterKey("undone", 9, "head"), 1, town.now)


def test_a_question_nobody_answered_is_withdrawn_with_its_term(town: Town) -> None:
    from gospablik.moderation.questions import withdraw_old

    town.misbehave(1)
    case = form(town)
    town.later(days=5)
    with town.store.write() as session:
        withdraw_old(session, town.office, town.now)
    assert "отозван" in str(say(town, case))
    with town.store.read() as session:
        assert session.scalars(select(Undoing.undone_at)).all() == [None]
    assert town.now - case.ruled_at > timedelta(days=4)
