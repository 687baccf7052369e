"""The head decides (clause 4.3): code, duty, evidence, bad answers, and what follows."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from gospablik.moderation.block_case import block_case
from gospablik.moderation.lapsing import lapse_old
from gospablik.moderation.questions import withdraw
from gospablik.store.decisions import Code, Decision, Proposal
from gospablik.store.ledger import Kind, State
from gospablik.store.review import Question, Topic
from gospablik.store.session import Store
from tests.gospablik.moderation.town import Town


@pytest.fixture
def town(sqlite_store: Store) -> Town:
    return Town(sqlite_store)


def asked(town: Town) -> Question:
    return town.questions(Topic.BLOCK)[0]


def test_a_decision_with_its_code_blocks_and_is_told_to_all_in_charge(store: Store) -> None:
    town = Town(store)
    question = town.case()
    made = town.decide(question, days=30)
    assert (made.refused, made.repeated) == (None, False)
    town.carry(Kind.BLOCK)
    assert list(town.wall.blocked) == ["100"]
    until = town.wall.blocked["100"]
    assert until is not None
    assert until - town.now < timedelta(days=30)
    assert town.actions(Kind.BLOCK)[0].state is State.CONFIRMED
    letters = [a.subject for a in town.actions(Kind.MAIL) if a.subject.startswith("decided")]
    assert letters == [f"decided:{made.decision_id}:{who}" for who in ("head", "deputy", "it-head")]
    assert town.questions(Topic.BLOCK) == []


def test_a_refusal_to_block_blocks_nobody_and_is_not_proposed_again(town: Town) -> None:
    made = town.decide(town.case(), verdict="refuse", days=None)
    assert made.refused is None
    town.carry()
    assert town.wall.blocked == {}
    assert town.propose() == []
    town.misbehave(3, "идиот")
    assert len(town.propose()) == 1, "третье нарушение — новое дело"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"by": "spec"}, "о блокировке решают Глава и заместители"),
        ({"by": "nobody"}, "в organisation.toml нет"),
        ({"days": 0}, "от 1 до 364"),
        ({"days": 365}, "от 1 до 364"),
        ({"days": None}, "от 1 до 364"),
        ({"reason": "  \n"}, "не указана причина"),
        ({"verdict": "perhaps"}, "не выбрано"),
        ({"code": ""}, "код не введён"),
        ({"code": "AAAA-AAAA"}, "осталось попыток: 4"),
    ],
)
def test_a_bad_answer_is_refused_in_words_and_asked_again(
    town: Town, said: dict[str, str], words: str
) -> None:
    question = town.case()
    made = town.decide(question, **said)
    assert made.decision_id is None
    assert words in (made.refused or "")
    assert "Не сделано" in (made.refused or "")
    assert made.round == asked(town).round == 2
    town.carry()
    assert (town.wall.blocked, town.actions(Kind.BLOCK)) == ({}, [])


def test_a_code_may_be_typed_as_people_type(town: Town) -> None:
    question = town.case()
    code = town.codes[(1, "head")][-1].replace("-", " ").lower()
    cyrillic = code.translate(str.maketrans("acehkmptxy", "асенкмртху"))
    assert town.decide(question, code=f" {cyrillic} ").refused is None


def test_a_code_is_burnt_even_when_the_answer_was_no_good(town: Town) -> None:
    question = town.case()
    town.decide(question, days=0)
    made = town.decide(asked(town))
    assert "уже не действует: использован" in (made.refused or "")
    assert town.mail() == 1, "ему — новое письмо с новым кодом, заместителю — нет"
    assert town.decide(asked(town)).refused is None


def test_another_officials_code_is_burnt_in_the_wrong_hands(town: Town) -> None:
    question = town.case()
    deputys = town.codes[(1, "deputy")][-1]
    made = town.decide(question, by="head", code=deputys)
    assert "другому лицу или по другому делу" in (made.refused or "")
    assert "уже не действует" in (town.decide(asked(town), by="deputy").refused or "")
    assert town.decide(asked(town), by="head").refused is None


def test_a_code_of_another_case_is_burnt_too(town: Town) -> None:
    town.case()
    town.misbehave(11, author=200)
    town.misbehave(12, author=200)
    town.propose()
    town.mail()
    first, second = town.questions(Topic.BLOCK)
    made = town.decide(second, code=town.codes[(1, "head")][-1])
    assert "по другому делу" in (made.refused or "")
    assert "уже не действует" in (town.decide(first).refused or "")
    assert town.actions(Kind.BLOCK) == []


def test_five_wrong_codes_void_all_and_new_letters_go_out(town: Town) -> None:
    question = town.case()
    for n in range(5):
        said = town.decide(question, code=f"AAAA-AAA{'ACDEF'[n]}", round=n + 1).refused or ""
    assert "пятая попытка" in said
    for by in ("head", "deputy"):
        assert "пять неверных попыток" in (town.decide(asked(town), by=by).refused or "")
    assert town.mail() == 2
    assert town.decide(asked(town)).refused is None


def test_guessing_for_ever_gets_no_endless_letters(town: Town) -> None:
    question = town.case()
    letters = 0
    for n in range(1, 101):
        town.decide(question, code="AAAAAAAA", round=n)
        letters += town.mail()
    assert letters == 2 * 4
    assert town.decide(asked(town)).decision_id is None


def test_a_form_sent_twice_is_one_decision(town: Town) -> None:
    question = town.case()
    first, again = town.decide(question), town.decide(question)
    assert (again.decision_id, again.repeated) == (first.decision_id, True)
    other = town.decide(question, days=60)
    assert "уже решено" in (other.refused or "")
    assert len(town.actions(Kind.BLOCK)) == 1


def test_an_old_form_and_a_withdrawn_question_change_nothing(town: Town) -> None:
    question = town.case()
    made = town.decide(question, round=7)
    assert ("форма устарела" in (made.refused or ""), made.round) == (True, 1)
    with town.store.write() as session:
        assert withdraw(session, question.id, "удаляется развёртывание", town.now)
    town.mail()
    made = town.decide(question)
    assert ("вопрос отозван" in (made.refused or ""), made.round) == (True, None)
    assert town.actions(Kind.BLOCK) == []
    assert len(town.propose()) == 1, "дело открыто, значит вопрос задаётся снова"


def test_a_duty_that_ended_an_hour_ago_at_new_years_eve(town: Town) -> None:
    """01:00 on 1 January in Yakutsk is still 31 December in UTC."""
    town.clock.at = datetime(2026, 12, 30, 1, tzinfo=UTC)
    question = town.case()
    assert [key for key, _ in _case(town, question).officials] == ["head", "deputy"]
    town.clock.at = datetime(2026, 12, 31, 16, tzinfo=UTC)
    made = town.decide(question, by="deputy")
    assert "полномочия не действуют" in (made.refused or "")
    assert town.actions(Kind.BLOCK) == []
    assert town.decide(asked(town), by="head").refused is None
    assert not any(
        ":deputy" in a.subject for a in town.actions(Kind.MAIL) if "decided" in a.subject
    )


def test_an_hour_before_the_duty_ends_it_still_holds(town: Town) -> None:
    town.clock.at = datetime(2026, 12, 30, 1, tzinfo=UTC)
    question = town.case()
    town.clock.at = datetime(2026, 12, 31, 14, tzinfo=UTC)
    assert town.decide(question, by="deputy").refused is None


def test_an_annulled_ruling_takes_the_case_away(town: Town) -> None:
    question = town.case()
    town.annul(1)
    made = town.decide(question)
    assert "изменились" in (made.refused or "")
    with town.store.write() as session:
        assert len(lapse_old(session, town.office, town.now)) == 1
    assert town.questions(Topic.BLOCK) == []
    assert town.propose() == []


def test_an_annulment_between_decision_and_act_stops_the_act(town: Town) -> None:
    town.decide(town.case())
    town.annul(2)
    town.carry(Kind.BLOCK)
    action = town.actions(Kind.BLOCK)[0]
    assert (action.state, town.wall.blocked) == (State.REJECTED, {})
    assert "Автор не заблокирован" in (action.why or "")


def test_who_ruled_in_the_case_does_not_decide_it(town: Town) -> None:
    question = town.case()
    with town.store.write() as session:
        row = session.get_one(Question, question.id)
        row.officials = ["head", "it-head"]
    assert "решают Глава" in (town.decide(question, by="it-head").refused or "")


def test_an_undecided_case_lapses_after_ten_working_days(town: Town) -> None:
    question = town.case()
    with town.store.read() as session:
        until = session.get_one(Proposal, question.proposal_id).until
    assert until.date().isoformat() == "2026-12-09"
    town.clock.at = until
    assert "срок решения вышел" in (town.decide(question).refused or "")
    with town.store.write() as session:
        assert len(lapse_old(session, town.office, town.now)) == 1
        assert lapse_old(session, town.office, town.now) == []
    assert (town.propose(), town.mail()) == ([], 0), "на тех же доказательствах — не снова"
    with town.store.read() as session:
        assert all(code.ended_at for code in session.scalars(select(Code)))


def test_a_new_deputy_is_asked_in_a_new_question(town: Town) -> None:
    question = town.case()
    people = town.office.model_dump()["official"]
    people.append({**people[1], "key": "deputy2", "name": "Новый", "until": None})
    town.office = type(town.office).model_validate({**town.office.model_dump(), "official": people})
    assert len(town.propose()) == 1
    assert asked(town).id != question.id
    assert "deputy2" in asked(town).officials
    assert town.mail() == 1
    assert "вопрос отозван" in (town.decide(question).refused or "")
    assert town.decide(asked(town), by="deputy2").refused is None


def test_the_longest_block_is_one_that_the_network_takes(town: Town) -> None:
    made = town.decide(town.case(), days=364)
    town.carry(Kind.BLOCK)
    with town.store.read() as session:
        decision = session.get_one(Decision, made.decision_id)
        assert town.wall.blocked["100"] == decision.decided_at + timedelta(days=364)


def _case(town: Town, question: Question):  # type: ignore[no-untyped-def]
    with town.store.read() as session:
        return block_case(session, town.office, question.id)
