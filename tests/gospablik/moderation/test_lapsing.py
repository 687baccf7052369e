"""A case closed without a decision: when, why, and who is told."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from gospablik.control.figures_cases import cases_week
from gospablik.control.window import Window
from gospablik.drafts import NothingToSay
from gospablik.letters import LetterKey
from gospablik.moderation.lapsed_letter import lapsed_letter
from gospablik.moderation.lapsing import TOPIC, lapse_old
from gospablik.moderation.proposals import open_proposals
from gospablik.store.decisions import Lapse, Proposal
from gospablik.store.ledger import Kind
from gospablik.store.session import Store
from tests.gospablik.moderation.town import Town


@pytest.fixture
def town(store: Store) -> Town:
    return Town(store)


def lapse(town: Town) -> list[str]:
    """One pass; the keys of those told of a closed case so far."""
    with town.store.write() as session:
        lapse_old(session, town.office, town.now)
    keys = [LetterKey.parse(action.subject) for action in town.actions(Kind.MAIL)]
    return [key.reader for key in keys if key.topic == TOPIC]


def case(town: Town) -> Proposal:
    with town.store.read() as session:
        return session.scalars(select(Proposal)).one()


def told(town: Town, reader: str) -> str:
    return lapsed_letter(town.store, town.office, LetterKey(TOPIC, 1, reader), 1, town.now).text


def test_all_who_were_asked_and_the_it_head_are_told_once(town: Town) -> None:
    town.case()
    town.clock.at = case(town).until
    assert sorted(lapse(town)) == ["deputy", "head", "it-head"]
    assert len(lapse(town)) == 3
    assert (case(town).lapsed_at, case(town).lapsed_because) == (town.now, Lapse.TERM)
    assert "Решения за десять рабочих дней не было" in told(town, "head")
    assert "Ваш код по этому делу больше не действует" in told(town, "head")
    assert "код" not in told(town, "it-head")


def test_a_minute_before_the_term_nothing_is_closed(town: Town) -> None:
    town.case()
    town.later(seconds=(case(town).until - town.now).total_seconds() - 60)
    assert lapse(town) == []
    with pytest.raises(NothingToSay, match="не закрыто"):
        told(town, "head")


def test_a_case_whose_violation_was_taken_back_says_so(town: Town) -> None:
    town.case()
    town.annul(1)
    assert len(lapse(town)) == 3
    assert case(town).lapsed_because is Lapse.CHANGED
    assert "отменены или их доказательства изменились" in told(town, "deputy")
    assert "десять рабочих дней" not in told(town, "deputy")


def test_nobody_is_told_of_a_case_that_nobody_heard_of(town: Town) -> None:
    town.misbehave(1)
    town.misbehave(2)
    with town.store.write() as session:
        open_proposals(session, town.office, town.now)
    town.annul(1)
    assert lapse(town) == []
    assert case(town).lapsed_because is Lapse.CHANGED


@pytest.mark.parametrize("left", [{"key": "other"}, {"until": date(2026, 11, 30)}])
def test_who_left_since_is_not_written_to(town: Town, left: dict[str, object]) -> None:
    town.case()
    people = town.office.model_dump()["official"]
    people[1] |= left
    town.office = type(town.office).model_validate({**town.office.model_dump(), "official": people})
    town.clock.at = case(town).until
    assert sorted(lapse(town)) == ["head", "it-head"]


def counted(town: Town, until: datetime) -> tuple[int, int]:
    """(lapsed, withdrawn) of the week up to that moment."""
    with town.store.read() as session:
        week = cases_week(session, town.office, Window(until - timedelta(days=7), until))
    return week.lapsed, week.withdrawn


def test_the_week_counts_what_was_closed_in_it(town: Town) -> None:
    town.case()
    town.clock.at = case(town).until + timedelta(days=3)  # the machine was off
    lapse(town)
    assert counted(town, town.now) == (1, 0)
    assert counted(town, town.now + timedelta(days=8)) == (0, 0)
    assert counted(town, town.now - timedelta(minutes=1)) == (0, 0)


def test_what_was_withdrawn_is_not_called_undecided(town: Town) -> None:
    town.case()
    town.annul(1)
    lapse(town)
    assert counted(town, town.now) == (0, 1)
