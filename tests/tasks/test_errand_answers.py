"""The form «Поручения» answered: each errand by itself, whatever happens to the one beside it."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.control.errand_case import ErrandCase, errand_case, open_form
from gospablik.errors import OfficeError
from gospablik.ledger.task import Effect, Task
from gospablik.networks.base import LivePost
from gospablik.organisation import Organisation
from gospablik.outcomes import CannotTell, LookOutcome
from gospablik.store.session import Store
from gospablik.store.tables import Action, Kind, Question, Repost, Stage, State
from tasks import errand_answers
from tasks.decisions import Written
from tasks.desk import Desk
from tests.gospablik.moderation.town import MORNING, PAGE, office

SPEC = {"key": "spec", "office": "специалист отдела ИТ", "name": "Имя spec", "mail": "s@town.test"}
HEAD = {**SPEC, "key": "it-head", "office": "начальник отдела ИТ", "name": "Имя it-head"}
DONE, DROPPED = "сделано", "делать не нужно"
AGAIN = "пусть программа попробует снова"


class Unreadable:
    """An effect that nobody can look at; a look at the subject «сбой» finds a bug."""

    def look(self, task: Task) -> LookOutcome:
        if task.subject == "сбой":
            raise KeyError("id")
        return CannotTell("не показывает")

    def may_repeat(self, task: Task) -> bool:
        return False

    def confirmed(self, session: Session, task: Task, external_id: str, now: datetime) -> None:
        """Nothing follows."""


@dataclass
class Form:
    """A desk with one form over errands."""

    store: Store
    office: Organisation = field(default_factory=office)
    networks: dict[str, Any] = field(default_factory=dict)
    now: datetime = MORNING

    def ask(self, *subjects: str, first: Kind = Kind.DESCRIBE) -> ErrandCase:
        with self.store.write() as session:
            for place, subject in enumerate(subjects):
                kind = Kind.DESCRIBE if place else first
                session.add(Action(
                    organisation="town", kind=kind, page=PAGE, subject=subject, revision=1,
                    recorded_at=MORNING, not_before=MORNING, state=State.ERRAND,
                    state_since=MORNING, tries=1, press="Сделайте.",
                ))  # fmt: skip
            session.flush()
            form = open_form(session, self.office, "run", self.now)
        assert form
        with self.store.read() as session:
            return errand_case(session, self.office, form)

    def answer(self, case: ErrandCase, *said: str, **more: str) -> Written:
        given = {f"errand_{place}": word for place, word in enumerate(said, 1)}
        who = dict(case.officials)["spec"]
        answer = SimpleNamespace(official=who, **{"reason": "", **given, **more})
        return errand_answers.write_errands.fn(case, answer)

    def states(self) -> list[State]:
        with self.store.read() as session:
            return list(session.scalars(select(Action.state).order_by(Action.id)))

    def stage(self) -> Stage:
        with self.store.read() as session:
            return session.scalars(select(Question.stage)).one()


@pytest.fixture
def told() -> list[str]:
    """What the run's log says of each errand."""
    return []


@pytest.fixture
def form(sqlite_store: Store, monkeypatch: pytest.MonkeyPatch, told: list[str]) -> Form:
    form = Form(sqlite_store)

    def effect(at: Desk, kind: Kind) -> Effect:
        if kind is Kind.MAIL:
            raise OfficeError("Нет блока smtp.", not_done="письмо не отправлено.", next_step="!")
        return Unreadable()  # type: ignore[return-value]

    monkeypatch.setattr(errand_answers, "desk", lambda: form)
    monkeypatch.setattr(errand_answers, "now", lambda: form.now)
    monkeypatch.setattr(errand_answers, "effect_of", effect)
    monkeypatch.setattr(errand_answers, "show_errands", lambda at: None)
    log = SimpleNamespace(info=told.append)
    monkeypatch.setattr(errand_answers, "get_run_logger", lambda: log)
    return form


def test_a_bug_in_one_look_loses_no_answer_about_the_others(form: Form, told: list[str]) -> None:
    case = form.ask("1", "сбой", "3")
    said = form.answer(case, DONE, DONE, DONE)
    assert said == Written("закрыто 2, не подтвердилось 1; 1 ждёт")
    assert form.states() == [State.CONFIRMED, State.ERRAND, State.CONFIRMED]
    assert "не проверено: ошибка программы" in told[1]
    assert form.stage() is Stage.ANSWERED
    assert "уже ответили" in str(form.answer(case, DONE, DONE, DONE).refused)


def test_a_pass_killed_among_the_answers_takes_the_form_again(
    form: Form, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = form.ask("1", "2")
    settle = errand_answers._settle

    def killed(at: Any, item: Any, *given: Any, **more: Any) -> Any:
        if item.position == 2:
            raise KeyboardInterrupt
        return settle(at, item, *given, **more)

    monkeypatch.setattr(errand_answers, "_settle", killed)
    with pytest.raises(KeyboardInterrupt):
        form.answer(case, DONE, DONE)
    assert form.stage() is Stage.OPEN
    monkeypatch.setattr(errand_answers, "_settle", settle)
    assert form.answer(case, DONE, DONE) == Written("закрыто 2")
    assert form.states() == [State.CONFIRMED] * 2


def test_an_effect_that_lacks_its_block_speaks_for_its_own_errand(
    form: Form, told: list[str]
) -> None:
    case = form.ask("case:1:head", "2", first=Kind.MAIL)
    assert form.answer(case, DONE, DONE).words.startswith("закрыто 1, не подтвердилось 1")
    assert form.states() == [State.ERRAND, State.CONFIRMED]
    assert "не проверено: Нет блока smtp." in told[0]


def test_whose_powers_have_ended_says_nothing(form: Form) -> None:
    form.office = office(official=[{**SPEC, "until": date(2026, 11, 25)}, HEAD])
    case = form.ask("1")
    form.now = MORNING + timedelta(days=1)
    said = form.answer(case, DONE)
    assert said.refused == (
        "полномочия этого лица сегодня не действуют. Не сделано: ничего не записано."
    )
    assert form.states() == [State.ERRAND]
    assert form.stage() is Stage.OPEN


def test_what_was_decided_is_not_dropped_while_the_rest_is_written(
    form: Form, told: list[str]
) -> None:
    case = form.ask("1", "2", first=Kind.REMOVE)
    said = form.answer(case, DROPPED, DROPPED, reason="не нужно")
    assert said.words.startswith("закрыто 1, снять нельзя 1: ")
    assert form.states() == [State.ERRAND, State.CANCELLED]
    with form.store.read() as session:
        why = session.scalars(select(Action.why).filter_by(state=State.CANCELLED)).one()
    assert why == "Имя spec (специалист отдела ИТ): не нужно"
    assert "удалить комментарий решил специалист" in told[0]


def test_what_is_handed_back_to_the_program_is_counted_apart(form: Form, told: list[str]) -> None:
    case = form.ask("1", "2", "3")
    with form.store.write() as session:
        session.scalars(select(Action).filter_by(subject="1")).one().state = State.REJECTED
    said = form.answer(case, AGAIN, AGAIN, "ещё не сделано")
    assert said.words == "закрыто 0, программа попробует снова 1, повторить нельзя 1; 2 ждут"
    assert form.states() == [State.DUE, State.ERRAND, State.ERRAND]
    assert "программа не видит, не сделано ли это уже" in told[1]


def test_an_address_of_another_page_is_answered_with_how_ours_begins(
    form: Form, told: list[str]
) -> None:
    case = form.ask("1", first=Kind.REPOST)
    form.answer(case, DONE, address_1="https://vk.com/wall-8_1")
    assert form.states() == [State.ERRAND]
    assert told[0].endswith("адрес поста этой страницы начинается так: https://vk.com/wall-7_")


def test_the_network_is_asked_for_the_post_of_a_typed_address(form: Form, told: list[str]) -> None:
    with form.store.write() as session:
        session.add(Repost(
            organisation="town", page=PAGE, address="https://vk.com/wall-1_2",
            link="https://vk.com/wall-1_2", source="minec", reason="О деле", official="spec",
            shared=True, title="", text="", decided_at=MORNING,
        ))  # fmt: skip
    post = LivePost("5", "С праздником!", MORNING, 0, "")
    form.networks = {PAGE: SimpleNamespace(post={"5": post}.get)}
    case = form.ask("1", first=Kind.REPOST)
    form.answer(case, DONE, address_1="https://vk.com/club7?w=wall-7_5")
    assert form.states() == [State.ERRAND]
    assert told[0].endswith("в посте с этим номером нет ссылки https://vk.com/wall-1_2")
