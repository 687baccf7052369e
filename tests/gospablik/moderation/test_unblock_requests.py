"""A request to unblock is written down, put to the head, answered, and the answer holds (4.3)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from gospablik.drafts import NothingToSay
from gospablik.errors import OfficeError
from gospablik.letters import LetterKey
from gospablik.moderation.blocked_lists import faults
from gospablik.moderation.questions import withdraw
from gospablik.moderation.retention import erase_due
from gospablik.moderation.unblock_letter import unblock_letter
from gospablik.moderation.unblock_requests import (
    ANSWERED,
    CAME,
    ERASED,
    Request,
    RequestCase,
    answer_request,
    enter,
    open_requests,
    request_case,
    require_answerers,
)
from gospablik.networks.base import BlockedAuthor
from gospablik.store.blocked_lists import Fault
from gospablik.store.decisions import Ended
from gospablik.store.ledger import Kind, State
from gospablik.store.review import Question, Topic
from gospablik.store.session import Store
from gospablik.store.unblocking import Came, UnblockAnswer, UnblockRequest
from tests.gospablik.moderation.test_impartiality import named
from tests.gospablik.moderation.test_papers import enter as enter_paper
from tests.gospablik.moderation.test_papers import on_friday
from tests.gospablik.moderation.test_stopping import MONDAY_12, decided
from tests.gospablik.moderation.town import PAGE, Town

SAID = Request("№ 1", "Житель 100", Came.CALL, date(2026, 11, 25), "Больше не буду.\nПростите")


@pytest.fixture
def town(sqlite_store: Store) -> Town:
    return Town(sqlite_store)


def blocked(town: Town) -> None:
    town.decide(town.case())
    town.carry(Kind.BLOCK)


def write(town: Town, said: Request = SAID, by: str = "spec", run: str = "run-1") -> int:
    with town.store.write() as session:
        return enter(session, town.office, said, by=by, run=run, now=town.now).id


def put(town: Town) -> RequestCase:
    with town.store.write() as session:
        open_requests(session, town.office, town.now)
    question = town.questions(Topic.UNBLOCK)[-1]
    with town.store.read() as session:
        return request_case(session, town.office, question.id)


def say(
    town: Town, case: RequestCase, answer: UnblockAnswer = UnblockAnswer.LIFT, by: str = "head",
    reason: str = "Извинился.",
) -> str | None:  # fmt: skip
    town.later(minutes=1)
    with town.store.write() as session:
        return answer_request(
            session, town.office, case, official_key=by, answer=answer, reason=reason, now=town.now
        )


def mails(town: Town) -> list[tuple[str, int]]:
    sent = [a for a in town.actions(Kind.MAIL) if a.subject.startswith("unblock:")]
    return [(a.subject.rsplit(":", 1)[1], a.revision) for a in sent]


def test_lifted_means_that_access_is_given_back_and_the_decision_is_over(store: Store) -> None:
    town = Town(store)
    blocked(town)
    assert write(town) == write(town) == 1, "один запуск — одна запись"
    assert mails(town) == [("head", CAME), ("deputy", CAME)]
    case = put(town)
    assert (case.asker, case.words) == ("Житель 100", "Больше не буду.\nПростите")
    assert len(case.case.violations) == 2
    assert say(town, case) is None
    assert say(town, case) is None, "тот же ответ ещё раз"
    assert sorted(mails(town)[2:]) == sorted(
        (who, ANSWERED) for who in ("head", "deputy", "it-head", "spec")
    )
    town.carry(Kind.UNBLOCK)
    assert town.wall.blocked == {}
    assert town.actions(Kind.UNBLOCK)[0].state is State.CONFIRMED
    assert town.questions(Topic.UNBLOCK) == []
    (decision,) = town.decisions()
    assert (decision.ended, decision.ended_by, decision.ended_because) == (
        Ended.LIFTED, "head", "Извинился.",
    )  # fmt: skip
    town.later(hours=1)
    with town.store.write() as session:
        listed = [BlockedAuthor("100", None)]
        (found,) = faults(session, town.office, PAGE, listed, town.now)
    assert found.fault is Fault.OVERDUE, "снятую блокировку решение не держит"
    town.misbehave(9, "ты козёл и дурак")
    assert len(town.propose()) == 1, "новое нарушение — новое дело"


def test_kept_means_that_nothing_changes_but_the_record(town: Town) -> None:
    blocked(town)
    write(town)
    assert say(town, put(town), UnblockAnswer.KEEP, by="deputy", reason="Рано.") is None
    assert "100" in town.wall.blocked
    assert town.actions(Kind.UNBLOCK) == []
    with town.store.read() as session:
        row = session.scalars(select(UnblockRequest)).one()
        assert (row.answer, row.answered_by, row.reason) == (
            UnblockAnswer.KEEP, "deputy", "Рано.",
        )  # fmt: skip
        assert row.decision.ended is None
    with town.store.write() as session:
        assert open_requests(session, town.office, town.now) == []
    assert write(town, run="run-2") == 2, "просить можно снова"


def test_a_block_that_is_not_done_yet_is_not_done_any_more(town: Town) -> None:
    town.decide(town.case())
    write(town)
    assert say(town, put(town)) is None
    town.carry(Kind.BLOCK, Kind.UNBLOCK)
    assert town.wall.blocked == {}
    assert town.actions(Kind.BLOCK)[0].state is State.CANCELLED
    assert town.actions(Kind.UNBLOCK) == []


def test_a_block_that_was_refused_and_is_tried_again_heeds_the_lifting(town: Town) -> None:
    town.decide(town.case())
    write(town)
    case = put(town)
    with town.store.write() as session:
        action = session.merge(town.actions(Kind.BLOCK)[0])
        action.first_claimed_at = town.now
    assert say(town, case) is None
    town.set_state(town.actions(Kind.BLOCK)[0].id, State.DUE)
    town.carry(Kind.BLOCK)
    assert town.wall.blocked == {}
    assert "снято досрочно" in (town.actions(Kind.BLOCK)[0].why or "")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"decision": "77"}, "решения о блокировке «77» нет"),
        ({"decision": ""}, "Сейчас действуют: № 1 (Житель 100, Посёлок Пример, до 25.12.2026)"),
        ({"decision": "9" * 40}, "нет"),
        ({"asker": " "}, "кто просит"),
        ({"words": "\n"}, "чего"),
        ({"asked_on": date(2026, 11, 27)}, "ещё не наступил"),
    ],
)
def test_what_is_not_written_down(town: Town, said: dict[str, object], words: str) -> None:
    blocked(town)
    with pytest.raises(OfficeError) as caught:
        write(town, replace(SAID, **said))  # type: ignore[arg-type]
    assert words in str(caught.value)
    assert "блокировка действует" in str(caught.value)
    with pytest.raises(OfficeError, match="не выбрано, кто записывает"):
        write(town, by="nobody")
    with town.store.read() as session:
        assert session.scalars(select(UnblockRequest)).all() == []


def test_of_a_block_for_ever_no_end_is_named(sqlite_store: Store) -> None:
    town = on_friday(sqlite_store)
    enter_paper(town)
    town.clock.at = MONDAY_12
    with pytest.raises(OfficeError, match="№ 1 \\(Житель 100, Посёлок Пример, бессрочно\\)"):
        write(town, replace(SAID, decision="77"))
    write(town)
    assert put(town).until == "бессрочно"
    letter = unblock_letter(
        town.store, town.office, LetterKey("unblock", 1, "head"), CAME, town.now
    )
    for face in (letter.text, letter.html):
        assert "заблокирован бессрочно." in face


def test_a_request_ends_with_its_decision_and_all_are_told(town: Town) -> None:
    blocked(town)
    write(town)
    case = put(town)
    town.later(days=31)
    with town.store.write() as session:
        assert open_requests(session, town.office, town.now) == []
        assert open_requests(session, town.office, town.now) == []
        assert session.scalars(select(UnblockRequest.answer)).one() is UnblockAnswer.OVERTAKEN
    assert town.questions(Topic.UNBLOCK) == []
    assert sorted(mails(town)[2:]) == sorted(
        (who, ANSWERED) for who in ("head", "deputy", "it-head", "spec")
    )
    key = LetterKey("unblock", 1, "spec")
    told = unblock_letter(town.store, town.office, key, ANSWERED, town.now)
    assert told.subject == "Просьба о разблокировке № 1: решение уже не действует"
    for face in (told.text, told.html):
        assert "решение № 1 уже не действует (срок вышел)" in face
        assert "Сообщите это тому, кто просил" in face
    assert "решение № 1 уже не действует (срок вышел)" in (say(town, case) or "")
    assert [d.ended for d in town.decisions()] == [None], "ответ опоздал и ничего не меняет"


def test_an_answer_to_a_request_that_its_decision_has_left_changes_nothing(town: Town) -> None:
    blocked(town)
    write(town)
    case = put(town)
    town.later(days=31)
    refused = say(town, case)
    assert "решение № 1 уже не действует (срок вышел)" in (refused or "")
    assert "просьба закрыта" in (refused or "")
    assert town.actions(Kind.UNBLOCK) == []


def test_a_request_that_nobody_may_answer_keeps_no_other_waiting(sqlite_store: Store) -> None:
    town = Town(sqlite_store, named())
    town.misbehave(1, "Главин дурак", author=100)
    town.misbehave(2, "сам ты идиот", author=100)
    town.misbehave(3, "ты дурак", author=200)
    town.misbehave(4, "ты идиот", author=200)
    town.propose()
    town.mail()
    first, second = town.questions(Topic.BLOCK)
    town.decide(first, by="deputy")
    town.decide(second, by="deputy")
    town.carry(Kind.BLOCK)
    write(town)
    write(town, replace(SAID, decision="2"), run="run-2")
    people = [one for one in town.office.model_dump()["official"] if one["key"] != "deputy"]
    town.office = type(town.office).model_validate({**town.office.model_dump(), "official": people})
    with town.store.write() as session:
        assert len(open_requests(session, town.office, town.now)) == 1
    with pytest.raises(OfficeError, match="№ 1"), town.store.read() as session:
        require_answerers(session, town.office, town.now)


def test_who_has_come_into_office_since_is_asked_too(town: Town) -> None:
    blocked(town)
    everybody = town.office
    people = [one for one in everybody.model_dump()["official"] if one["key"] != "head"]
    town.office = type(everybody).model_validate({**everybody.model_dump(), "official": people})
    write(town)
    case = put(town)
    assert [key for key, _ in case.officials] == ["deputy"]
    town.office = everybody
    again = put(town)
    assert [key for key, _ in again.officials] == ["head", "deputy"]
    with town.store.write() as session:
        assert open_requests(session, town.office, town.now) == []


def test_of_a_decision_that_is_over_nobody_asks(town: Town) -> None:
    blocked(town)
    town.later(days=31)
    with pytest.raises(OfficeError, match="Сейчас действуют: ни одного"):
        write(town)


@pytest.mark.parametrize(
    ("by", "reason", "words"),
    [
        ("spec", "Простить", "отвечают Глава и заместители"),
        ("it-head", "Простить", "отвечают Глава и заместители"),
        ("nobody", "Простить", "отвечают Глава и заместители"),
        ("head", " ", "не сказано, почему"),
    ],
)
def test_who_may_not_answer_and_how(town: Town, by: str, reason: str, words: str) -> None:
    blocked(town)
    write(town)
    refused = say(town, put(town), by=by, reason=reason)
    assert words in (refused or "")
    assert "Не сделано: ответ на просьбу не записан" in (refused or "")
    assert "100" in town.wall.blocked


def test_the_insulted_does_not_answer_either(sqlite_store: Store) -> None:
    town = Town(sqlite_store, named())
    town.misbehave(1, "Главин дурак")
    town.misbehave(2, "сам ты идиот")
    town.propose()
    town.mail()
    town.decide(town.questions(Topic.BLOCK)[0], by="deputy")
    town.carry(Kind.BLOCK)
    write(town)
    case = put(town)
    assert [key for key, _ in case.officials] == ["deputy"]
    assert "которых дело не касается" in (say(town, case, by="head") or "")


def test_an_answer_to_a_withdrawn_question_changes_nothing_and_it_is_asked_anew(town: Town) -> None:
    blocked(town)
    write(town)
    case = put(town)
    with town.store.write() as session:
        withdraw(session, case.question_id, "срок ответа вышел", town.now)
    assert "вопрос отозван" in (say(town, case) or "")
    again = put(town)
    assert again.question_id != case.question_id
    assert say(town, again) is None


def test_an_answer_to_a_question_that_was_asked_anew_is_refused_in_words(town: Town) -> None:
    blocked(town)
    everybody = town.office
    people = [one for one in everybody.model_dump()["official"] if one["key"] != "head"]
    town.office = type(everybody).model_validate({**everybody.model_dump(), "official": people})
    write(town)
    old = put(town)
    town.office = everybody
    put(town)
    assert say(town, old) == (
        "вопрос отозван (изменился круг тех, кто вправе ответить). Не сделано: ответ на просьбу"
        " не записан, блокировка действует."
    )
    with town.store.read() as session, pytest.raises(OfficeError, match="Вопрос отозван"):
        request_case(session, town.office, old.question_id)


@pytest.mark.parametrize(
    ("passed", "words"), [(True, "вопрос отозван"), (False, "решение № 1 заменено решением Главы")]
)
def test_where_the_head_put_another_block_it_is_asked_about_that_one(
    sqlite_store: Store, passed: bool, words: str
) -> None:
    town = decided(sqlite_store, by="deputy")
    write(town)
    old = put(town)
    town.otherwise("head", "block", days=7)
    if passed:
        put(town)
    assert words in (say(town, old) or "")
    case = put(town)
    assert (case.number, case.decision_id) == (1, 2)
    assert say(town, case) is None
    assert [one.ended for one in town.decisions()] == [Ended.REPLACED, Ended.LIFTED]


def test_where_nobody_may_answer_it_is_said(town: Town) -> None:
    blocked(town)
    write(town)
    people = [one for one in town.office.model_dump()["official"] if one["key"] == "spec"]
    town.office = type(town.office).model_validate({**town.office.model_dump(), "official": people})
    with town.store.write() as session:
        assert open_requests(session, town.office, town.now) == []
    with pytest.raises(OfficeError, match="ответить некому"), town.store.read() as session:
        require_answerers(session, town.office, town.now)


def test_the_letters(town: Town) -> None:
    blocked(town)
    write(town)
    came = unblock_letter(town.store, town.office, LetterKey("unblock", 1, "head"), CAME, town.now)
    assert came.subject == "Просьба о разблокировке № 1 ждёт ответа"
    assert "| Больше не буду." in came.text
    say(town, put(town))
    with pytest.raises(NothingToSay):
        unblock_letter(town.store, town.office, LetterKey("unblock", 1, "head"), CAME, town.now)
    key = LetterKey("unblock", 1, "spec")
    told = unblock_letter(town.store, town.office, key, ANSWERED, town.now)
    assert told.subject == "Просьба о разблокировке № 1: снять блокировку"
    for face in (told.text, told.html):
        assert "Сообщите ответ тому, кто просил" in face
    head = unblock_letter(
        town.store, town.office, LetterKey("unblock", 1, "head"), ANSWERED, town.now
    )
    assert "Сообщите ответ" not in head.text


def test_name_and_words_are_erased_with_their_term_and_the_answer_stays(town: Town) -> None:
    blocked(town)
    write(town)
    say(town, put(town), UnblockAnswer.KEEP)
    with town.store.write() as session:
        erase_due(session, town.office, town.now + timedelta(days=89))
        assert session.scalars(select(UnblockRequest.asker)).one() == "Житель 100"
        erase_due(session, town.office, town.now + timedelta(days=92))
        row = session.scalars(select(UnblockRequest)).one()
        assert (row.asker, row.words, row.reason) == (ERASED, ERASED, "Извинился.")
        assert session.scalars(select(Question).filter_by(topic=Topic.UNBLOCK)).one()
