"""Nobody decides in his own cause: whoever is insulted in a case is not asked (clause 4.3)."""

import pytest

from gospablik.errors import OfficeError
from gospablik.moderation.block_case import block_case
from gospablik.moderation.proposals import require_deciders
from gospablik.organisation import Organisation
from gospablik.store.ledger import Kind
from gospablik.store.review import Question, Topic
from gospablik.store.session import Store
from tests.gospablik.moderation.town import Town, office

HEAD, DEPUTY = "Главин Иван Олегович", "Слепцова Туяра"


def named(**more: str) -> Organisation:
    people = office().model_dump()["official"]
    names = {"head": HEAD, "deputy": DEPUTY, **more}
    for one in people:
        one["name"] = names.get(one["key"], one["name"])
    return office(official=people)


@pytest.fixture
def town(sqlite_store: Store) -> Town:
    return Town(sqlite_store, named())


def case(town: Town, *texts: str) -> list[Question]:
    for number, text in enumerate(texts, start=2):
        town.misbehave(number, text)
    town.propose()
    town.mail()
    return town.questions(Topic.BLOCK)


def check(town: Town) -> None:
    with town.store.read() as session:
        require_deciders(session, town.office, town.now)


@pytest.mark.parametrize(
    ("insult", "left"),
    [
        ("Главин дурак", ["deputy"]),
        ("с Главиным, дураком, всё ясно", ["deputy"]),
        ("Глaвин дурак", ["deputy"]),  # a Latin «a»
        ("глава дурак", ["deputy"]),
        ("мэру-дураку привет", ["deputy"]),
        ("баһылык дурак", ["deputy"]),
        ("Слепцова дура, дурак и ты", ["head"]),
        ("заместитель главы дурак", ["head"]),
        ("зам дурак", ["head"]),
        ("ты дурак", ["head", "deputy"]),
    ],
)
def test_who_is_insulted_is_not_asked(town: Town, insult: str, left: list[str]) -> None:
    question = case(town, insult, "сам ты идиот")[0]
    assert question.officials == left
    assert {who for _, who in town.codes} == set(left)
    with town.store.read() as session:
        shown = block_case(session, town.office, question.id)
    assert len(shown.barred) == 2 - len(left)
    for words in shown.barred:
        assert "не решает: " in words
    check(town)


def test_the_word_deputy_names_nobody_where_there_are_two(town: Town) -> None:
    people = town.office.model_dump()["official"]
    people.append({**people[1], "key": "deputy2", "name": "Егоров П. П."})
    town.office = office(official=people)
    question = case(town, "заместитель главы дурак", "сам ты идиот")[0]
    assert question.officials == ["head", "deputy", "deputy2"]


def test_a_mention_in_what_is_no_insult_keeps_nobody_out(town: Town) -> None:
    town.write(1, "Главин дурак")
    town.harvest()
    town.answer(town.ask()[0], "удалить: нарушает правила сети")
    town.seal()
    town.carry(Kind.REMOVE)
    town.tell()
    town.carry(Kind.REPLY)
    assert case(town, "ты дурак")[0].officials == ["head", "deputy"]


def test_where_everybody_is_insulted_nobody_is_asked_and_it_is_said(town: Town) -> None:
    assert case(town, "Главин дурак", "Слепцова, ты идиот") == []
    assert town.codes == {}
    with pytest.raises(OfficeError) as caught:
        check(town)
    words = str(caught.value)
    assert f"{HEAD} (глава) не решает: фамилия этого лица" in words
    assert "никто не заблокирован" in words
    assert "исполняющего обязанности заместителя" in words


def test_one_case_without_deciders_does_not_close_another(town: Town) -> None:
    town.misbehave(11, "ты дурак", author=200)
    town.misbehave(12, "сам ты идиот", author=200)
    assert len(case(town, "Главин дурак", "Слепцова, ты идиот")) == 1
    with pytest.raises(OfficeError, match="Есть случай для блокировки"):
        check(town)
    people = town.office.model_dump()["official"]
    people.append({**people[1], "key": "deputy2", "name": "Егоров П. П."})
    town.office = office(official=people)
    assert len(town.propose()) == 2
    check(town)


def test_nobody_in_office_is_said_too(town: Town) -> None:
    people = [one for one in town.office.model_dump()["official"] if "office" in one]
    town.office = office(official=people[2:])
    assert case(town, "ты дурак", "сам ты идиот") == []
    with pytest.raises(OfficeError, match="чьи полномочия действуют, нет"):
        check(town)


def test_a_question_put_to_an_insulted_one_is_put_anew(town: Town) -> None:
    question = case(town, "Главин дурак", "сам ты идиот")[0]
    with town.store.write() as session:
        session.get_one(Question, question.id).officials = ["head", "deputy"]
    assert len(town.propose()) == 1
    assert town.questions(Topic.BLOCK)[0].officials == ["deputy"]
