"""A decision waits: it can be stopped, the head may decide otherwise, then it acts (clause 4.3)."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from gospablik.moderation.lapsing import lapse_old
from gospablik.outcomes import ConfirmedBy
from gospablik.store.decisions import DecisionVerdict, Ended
from gospablik.store.inbox import InboxCursor
from gospablik.store.ledger import Kind, State
from gospablik.store.review import Topic
from gospablik.store.session import Store
from tests.gospablik.moderation.test_impartiality import named
from tests.gospablik.moderation.town import Town, office

FRIDAY_17 = datetime(2026, 11, 27, 8, tzinfo=UTC)  # in Yakutsk
MONDAY_12 = datetime(2026, 11, 30, 3, tzinfo=UTC)


def cooling(store: Store, **changes: object) -> Town:
    house = office().model_dump()["organisation"] | {"block_after_hours": 4}
    return Town(store, office(organisation=house, **changes))


def decided(store: Store, by: str = "head", **said: object) -> Town:
    """Decided on Friday at 17:00, letters delivered."""
    town = cooling(store)
    question = town.case()
    town.clock.at = FRIDAY_17 - timedelta(minutes=1)
    assert town.decide(question, by=by, **said).refused is None
    town.mail()
    return town


@pytest.fixture
def town(sqlite_store: Store) -> Town:
    return decided(sqlite_store, by="deputy")


def blocked(town: Town) -> list[str]:
    town.carry(Kind.BLOCK)
    return list(town.wall.blocked)


def test_it_acts_after_four_working_hours_and_its_days_count_from_then(store: Store) -> None:
    town = decided(store)
    (made,) = town.decisions()
    assert (made.acts_at, made.until) == (MONDAY_12, MONDAY_12 + timedelta(days=30))
    town.clock.at = MONDAY_12 - timedelta(minutes=1)
    assert blocked(town) == []
    town.clock.at = MONDAY_12
    assert blocked(town) == ["100"]
    assert town.wall.blocked["100"] == MONDAY_12 + timedelta(days=30)
    assert town.actions(Kind.BLOCK)[0].confirmed_by is ConfirmedBy.READBACK


def test_the_letter_says_when_and_gives_a_code_to_each_who_may_stop(town: Town) -> None:
    letters = {
        draft.to[0]: draft.text for draft in town.drafts if "ещё не заблокирован" in draft.text
    }
    assert set(letters) == {f"{who}@town.test" for who in ("head", "deputy", "it-head")}
    for text in letters.values():
        assert "с 30.11.2026 12:00 до 30.12.2026 12:00" in text
    assert town.codes[(1, "head")][-1] in letters["head@town.test"]
    assert "РЕШИТЬ ИНАЧЕ" in letters["head@town.test"]
    assert "РЕШИТЬ ИНАЧЕ" not in letters["deputy@town.test"]
    assert "личный код:" not in letters["it-head@town.test"]


def test_any_deputy_stops_it_and_all_hear_of_it(store: Store) -> None:
    town = decided(store, by="head")
    assert town.stop("deputy").decision_id == 1
    (made,) = town.decisions()
    assert (made.ended, made.ended_by, made.ended_because) == (
        Ended.STOPPED, "deputy", "поторопились",
    )  # fmt: skip
    assert town.actions(Kind.BLOCK)[0].state is State.CANCELLED
    told = [a.subject for a in town.actions(Kind.MAIL) if a.subject.startswith("ended:")]
    assert told == [f"ended:1:{who}" for who in ("head", "deputy", "it-head")]
    town.clock.at = MONDAY_12
    assert blocked(town) == []
    assert town.propose() == [], "на тех же нарушениях дела больше нет"
    town.misbehave(3, "идиот")
    assert len(town.propose()) == 1


def test_said_twice_it_is_one_stop(town: Town) -> None:
    first, again = town.stop(), town.stop()
    assert (first.repeated, again.repeated, again.decision_id) == (False, True, 1)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"by": "spec"}, "остановить могут Глава и заместители"),
        ({"by": "nobody"}, "в organisation.toml нет"),
        ({"code": ""}, "код не введён"),
        ({"code": "AAAA-AAAA"}, "осталось попыток: 4"),
        ({"reason": "  "}, "не указана причина"),
    ],
)
def test_a_bad_word_stops_nothing(town: Town, said: dict[str, Any], words: str) -> None:
    assert words in (town.stop(**said).refused or "")
    town.clock.at = MONDAY_12
    assert blocked(town) == ["100"]


def test_when_it_acted_it_is_too_late(town: Town) -> None:
    town.clock.at = MONDAY_12
    assert blocked(town) == ["100"]
    assert "поздно" in (town.stop().refused or "")
    assert "уже решено" in (town.otherwise().refused or "")
    assert town.decisions()[0].ended is None


def test_late_and_not_begun_it_can_still_be_stopped(town: Town) -> None:
    town.clock.at = MONDAY_12 + timedelta(hours=1)
    assert town.stop().refused is None
    assert blocked(town) == []


def test_guessing_takes_no_way_to_stop_away(town: Town) -> None:
    for n in range(5):
        town.stop(code=f"AAAA-AAA{'ACDEF'[n]}")
    assert "пять неверных попыток" in (town.stop().refused or "")
    town.mail()
    assert town.stop().refused is None


def test_a_code_lost_to_a_stranger_is_sent_anew(town: Town) -> None:
    letters = len(town.drafts)
    town.stop(reason="", code=town.codes[(1, "head")][-1])
    town.mail()
    assert [draft.to for draft in town.drafts[letters:]] == [("head@town.test",)]


def test_the_head_decides_otherwise_than_a_deputy(town: Town) -> None:
    assert town.otherwise("head", "refuse").decision_id == 2
    first, second = town.decisions()
    assert (first.ended, first.ended_by) == (Ended.REPLACED, "head")
    assert (second.number, second.verdict, second.ended) == (2, DecisionVerdict.REFUSE, None)
    town.clock.at = MONDAY_12
    assert blocked(town) == []
    town.mail()
    assert "Прежнее решение по этому делу" in town.drafts[-1].text


def test_the_heads_own_days_stand_in_place_of_the_deputys(town: Town) -> None:
    town.otherwise("head", "block", days=7)
    town.clock.at = MONDAY_12 + timedelta(hours=1)
    assert blocked(town) == ["100"]
    assert town.wall.blocked["100"] == town.decisions()[1].acts_at + timedelta(days=7)
    states = [action.state for action in town.actions(Kind.BLOCK)]
    assert states == [State.CANCELLED, State.CONFIRMED]


def test_a_deputy_decides_otherwise_than_nobody(store: Store) -> None:
    town = decided(store, by="head")
    assert "решить иначе может только Глава" in (town.otherwise("deputy").refused or "")
    assert [d.ended for d in town.decisions()] == [None]


def test_who_could_not_decide_otherwise_reads_what_holds_and_what_to_do(store: Store) -> None:
    town = decided(store, by="head")
    refused = town.otherwise("deputy").refused or ""
    assert "остаётся в силе: заблокировать на 30 дней с 30.11.2026 12:00" in refused
    assert "слово СТОП" in refused
    town.otherwise("head", code="AAAA-AAAA")
    refused = town.otherwise("head", code="AAAA-AAAB").refused or ""
    assert "осталось попыток" in refused
    assert "остаётся в силе" in refused
    assert "решите снова" in refused
    town.clock.at = MONDAY_12
    assert blocked(town) == ["100"]
    assert "«Просьбе о разблокировке»" in (town.otherwise("head").refused or "")
    assert "СТОП" not in (town.otherwise("deputy").refused or ""), "останавливать уже нечего"


def test_where_the_head_is_kept_out_nobody_is_told_that_he_may_decide_again(store: Store) -> None:
    people = named().model_dump()["official"]
    town = cooling(store, official=people)
    town.misbehave(1, "Главин дурак")
    town.misbehave(2, "сам ты идиот")
    town.propose()
    town.mail()
    assert town.decide(town.questions(Topic.BLOCK)[0], by="deputy").refused is None
    town.mail()
    assert town.stop("deputy").refused is None
    town.mail()
    told = [draft for draft in town.drafts if "остановлено" in draft.subject]
    assert told
    for draft in told:
        assert "Глава может решить снова" not in draft.text
        assert "Глава может решить снова" not in draft.html


def test_after_a_stop_the_head_decides_anew_and_no_deputy_stops_that(store: Store) -> None:
    town = decided(store, by="head")
    town.stop("deputy")
    town.mail()
    offered = [draft.to[0] for draft in town.drafts if "ЕСЛИ ВЫ РЕШИТЕ ИНАЧЕ" in draft.text]
    assert offered == ["head@town.test"]
    assert town.otherwise("head", "block", days=30).decision_id == 2
    town.mail()
    assert "только Глава" in (town.stop("deputy", reason="опять").refused or "")
    town.clock.at = town.decisions()[1].acts_at
    assert blocked(town) == ["100"]


def test_the_head_stops_his_own_second_word(store: Store) -> None:
    town = decided(store, by="deputy")
    town.otherwise("head", "block", days=5)
    town.mail()
    assert town.stop("head").refused is None
    assert [d.ended for d in town.decisions()] == [Ended.REPLACED, Ended.STOPPED]


def test_when_the_time_after_a_stop_is_over_the_case_is_closed(store: Store) -> None:
    town = decided(store, by="head")
    town.stop("deputy")
    town.mail()
    town.later(days=5)
    assert "уже решено" in (town.otherwise("head", "block", days=30).refused or "")
    with town.store.write() as session:
        assert lapse_old(session, town.office, town.now) == []
    assert town.questions(Topic.BLOCK) == []


def test_a_refusal_of_a_deputy_may_be_changed_by_the_head_while_it_waits(store: Store) -> None:
    town = decided(store, by="deputy", verdict="refuse", days=None)
    assert "останавливать нечего" in (town.stop("head").refused or "")
    town.later(minutes=1)
    town.mail()
    assert town.otherwise("head", "block", days=3).refused is None


def test_an_annulment_while_it_waits_blocks_nobody_and_all_are_told(town: Town) -> None:
    town.annul(2)
    town.clock.at = MONDAY_12
    assert blocked(town) == []
    (made,) = town.decisions()
    assert (made.ended, made.ended_by) == (Ended.FELL, None)
    assert town.actions(Kind.BLOCK)[0].state is State.REJECTED
    town.mail()
    told = [draft.to[0] for draft in town.drafts if "не исполнено" in draft.subject]
    assert told == ["head@town.test", "deputy@town.test", "it-head@town.test"]
    assert "АВТОР НЕ ЗАБЛОКИРОВАН" in town.drafts[-1].text


def test_a_duty_that_was_not_in_force_blocks_nobody(town: Town) -> None:
    people = town.office.model_dump()["official"]
    people[1] |= {"since": datetime(2026, 11, 28).date()}  # noqa: DTZ001
    town.office = type(town.office).model_validate({**town.office.model_dump(), "official": people})
    town.clock.at = MONDAY_12
    assert blocked(town) == []
    assert "полномочия не действуют 27.11.2026" in (town.actions(Kind.BLOCK)[0].why or "")


def test_without_the_next_years_list_the_decision_is_kept_and_waits_two_weeks(
    sqlite_store: Store,
) -> None:
    town = cooling(sqlite_store)
    town.clock.at = datetime(2026, 12, 30, 1, tzinfo=UTC)
    question = town.case()
    lists = [{"year": 2026, "document": "календарь", "days": []}]
    town.office = type(town.office).model_validate(town.office.model_dump() | {"holidays": lists})
    town.clock.at = datetime(2026, 12, 31, 7, tzinfo=UTC)  # 16:00: two hours are left of the year
    assert town.decide(question).refused is None
    (made,) = town.decisions()
    assert made.acts_at == made.decided_at + timedelta(days=14)
    town.mail()
    assert "отсчитано 14 суток" in town.drafts[-1].text


def test_a_timely_stop_that_lies_unread_in_the_mailbox_is_waited_for(town: Town) -> None:
    inbox = {"sender": "smm@town.test", "duty": "it@town.test", "inbox": {
        "host": "127.0.0.1", "login": "smm", "encryption": "нет"}}  # fmt: skip
    town.office = type(town.office).model_validate({**town.office.model_dump(), "mail": inbox})
    town.clock.at = MONDAY_12
    assert blocked(town) == []
    assert "может быть СТОП" in (town.actions(Kind.BLOCK)[0].why or "")
    with town.store.write() as session:
        session.add(InboxCursor(organisation="town", epoch=1, uid=0, read_at=MONDAY_12))
    town.later(minutes=11)
    assert blocked(town) == ["100"]
