"""The official wording put back: agreed to by a person, written once, nothing lost (clause 3.5)."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from gospablik.control.wording import answer_wording, form_of, open_wording, wording_case
from gospablik.errors import CouldNotRead, OfficeError
from gospablik.ledger.carry import Ledger
from gospablik.ledger.effects.describe import DescribePage
from gospablik.ledger.task import Task
from gospablik.networks.base import PageInfo
from gospablik.organisation import Organisation
from gospablik.outcomes import ConfirmedBy, Done, DoOutcome, NeedsPerson, NothingHappened, Unknown
from gospablik.store.session import Store
from gospablik.store.tables import Action, Kind, Stage, State
from tests.gospablik.ledger.answers import ANSWERS, watched
from tests.gospablik.moderation.town import PAGE, Town, office

BEFORE = "Новости посёлка.\n\nПишите нам!"
AFTER = f"Официальная страница\n\n{BEFORE}"


@dataclass
class Face:
    """A page whose description can be read and written, unless told otherwise."""

    description: str = BEFORE
    limit: timedelta = timedelta(seconds=10)
    settle: timedelta = timedelta(seconds=5)
    answers: DoOutcome | None = None
    accepts: bool = True
    readable: bool = True
    written: list[str] = field(default_factory=list)

    def page_info(self) -> PageInfo:
        if not self.readable:
            raise CouldNotRead("Сеть молчит.", not_done="не прочитано.", next_step="ждать.")
        return PageInfo("Посёлок", self.description, "", verified=True, site="")

    def describe_page(self, description: str) -> DoOutcome:
        if self.accepts:
            self.description = description
            self.written.append(description)
        return self.answers or Done(PAGE)


@pytest.fixture
def town(sqlite_store: Store) -> Town:
    return Town(sqlite_store)


def ask(town: Town, description: str = BEFORE, run: str = "run-1") -> int:
    with town.store.write() as session:
        return open_wording(
            session, town.office, town.office.page[0], description, run=run, now=town.now
        )


def answer(town: Town, question: int, *, agreed: bool = True, by: str = "spec") -> str | None:
    with town.store.write() as session:
        return answer_wording(
            session, town.office, question, official_key=by, agreed=agreed, now=town.now
        )


def effect(town: Town, face: Face | None) -> DescribePage:
    return DescribePage(town.store, town.office, {PAGE: face} if face else {})


def carry(town: Town, face: Face | None) -> Action:
    town.later(seconds=1)
    effects: dict[Kind, Any] = {Kind.DESCRIBE: effect(town, face)}
    ledger = Ledger(town.store, "town", effects, now=town.clock, wait=town.clock.sleep)
    ledger.carry_out([Kind.DESCRIBE])
    return the_action(town)


def the_action(town: Town) -> Action:
    [action] = town.actions(Kind.DESCRIBE)
    return action


def test_the_form_is_rebuilt_from_its_row_and_asked_once_a_run(town: Town) -> None:
    question = ask(town)
    with town.store.read() as session:
        assert form_of(session, town.office, "run-1") == question
        assert form_of(session, town.office, "run-2") is None
        case = wording_case(session, town.office, question)
    assert (case.before, case.text) == (BEFORE, AFTER)
    assert [key for key, _ in case.officials] == ["it-head", "spec"]


def test_nothing_is_written_without_assent(town: Town) -> None:
    assert answer(town, ask(town), agreed=False) is None
    assert town.actions(Kind.DESCRIBE) == []


def test_agreed_written_once_and_read_back(town: Town) -> None:
    question, face = ask(town), Face()
    assert answer(town, question) is None
    for _ in range(2):
        action = carry(town, face)
    assert (action.state, action.confirmed_by) == (State.CONFIRMED, ConfirmedBy.READBACK)
    assert face.written == [AFTER]
    assert "уже ответили" in (answer(town, question) or "")


@pytest.mark.parametrize("by", ["head", "nobody"])
def test_only_those_who_run_the_pages_may_agree(town: Town, by: str) -> None:
    question = ask(town)
    assert "полномочия" in (answer(town, question, by=by) or "")
    assert town.actions(Kind.DESCRIBE) == []
    assert answer(town, question) is None, "форма ещё ждёт"


def test_a_form_that_was_withdrawn_changes_nothing(town: Town) -> None:
    from gospablik.moderation.questions import withdraw_old

    question = ask(town)
    town.later(days=2)
    with town.store.write() as session:
        (old,) = withdraw_old(session, town.office, town.now)
        assert old.stage is Stage.WITHDRAWN
    assert "снята" in (answer(town, question) or "")


@pytest.mark.parametrize(("given", "state"), ANSWERS)
def test_each_answer_has_its_state(town: Town, given: DoOutcome, state: State) -> None:
    answer(town, ask(town))
    action = carry(town, Face(answers=given, accepts=False))
    assert action.state is state
    if state is State.ERRAND:
        assert (action.press or "").endswith(f"\nТекст поручения:\n{AFTER}")


@pytest.mark.parametrize("accepts", [True, False])
def test_a_lost_answer_is_looked_for_before_it_is_written_again(town: Town, accepts: bool) -> None:
    answer(town, ask(town))
    face = Face(answers=Unknown("нет ответа"), accepts=accepts)
    assert carry(town, face).state is State.UNKNOWN
    face.answers, face.accepts = None, True
    town.later(seconds=6)
    assert carry(town, face).state is State.CONFIRMED
    assert face.written == [AFTER]


def test_what_somebody_wrote_meanwhile_is_not_overwritten(town: Town) -> None:
    answer(town, ask(town))
    face = Face(description="Приём граждан по средам")
    action = carry(town, face)
    assert action.state is State.REJECTED
    assert "описание страницы изменили" in (action.why or "")
    assert face.written == []


def test_a_wording_that_somebody_put_back_by_hand_is_done(town: Town) -> None:
    answer(town, ask(town))
    face = Face(description="ОФИЦИАЛЬНАЯ  страница посёлка")
    assert carry(town, face).state is State.CONFIRMED
    assert face.written == []


def test_a_page_that_cannot_be_read_is_not_written(town: Town) -> None:
    answer(town, ask(town))
    face = Face(readable=False)
    outcome = effect(town, face).do(Task.of(the_action(town)))
    assert isinstance(outcome, NothingHappened)
    assert "Описание не изменено" in outcome.why
    assert face.written == []


def test_without_keys_a_person_does_it_with_the_whole_text(town: Town) -> None:
    answer(town, ask(town))
    outcome = effect(town, None).do(Task.of(the_action(town)))
    assert isinstance(outcome, NeedsPerson)
    assert outcome.link == "https://vk.com/club7"
    assert AFTER in outcome.press


def test_a_page_put_under_watch_meanwhile_is_left_alone(town: Town) -> None:
    answer(town, ask(town))
    town.office = watched()
    face = Face()
    assert carry(town, face).state is State.DUE
    assert face.written == []


def refused(of: Organisation, store: Store, description: str = BEFORE) -> str:
    town = Town(store, of)
    with pytest.raises(OfficeError) as refusal:
        ask(town, description)
    return str(refusal.value)


def test_what_may_not_be_asked_is_said(sqlite_store: Store) -> None:
    assert "наблюдение" in refused(watched(), sqlite_store)
    assert "Специалиста, чьи" in refused(office(official=[]), sqlite_store)


def test_a_text_that_does_not_fit_loses_nothing(sqlite_store: Store) -> None:
    """Telegram takes 255 of its units: an emoji is two."""
    whole = office().page[0].model_dump(exclude={"group_id", "api", "address"})
    of = office(page=[{**whole, "network": "telegram", "chat_id": -100}])
    room = 255 - len("Официальная страница\n\n")
    words = refused(of, sqlite_store, "я" * (room - 1) + "🏠")
    assert "принимает Telegram: 256 из 255" in words
    assert "сократите описание на странице вручную на 1 знак" in words
    assert ask(Town(sqlite_store, of), "я" * (room - 2) + "🏠")
