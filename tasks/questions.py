"""Questions to people: opened by passes, asked once in a run of their own, withdrawn when old."""

from dataclasses import dataclass
from typing import cast
from uuid import UUID

from prefect import get_client, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.deployments import run_deployment
from prefect.exceptions import ObjectNotFound
from prefect.runtime import flow_run
from prefect.states import Cancelled

from gospablik.clock import now
from gospablik.control.explanation_questions import open_explanation
from gospablik.errors import OfficeError
from gospablik.moderation import questions
from gospablik.moderation.asking.questions import open_answers, withdraw_answered
from gospablik.moderation.block_case import BlockCase, block_case
from gospablik.moderation.case_letters import order_reminders
from gospablik.moderation.decided_letters import order_stop_letters
from gospablik.moderation.lapsing import lapse_old
from gospablik.moderation.proposals import (
    open_proposals,
    order_case_letters,
    require_deciders,
)
from gospablik.moderation.review_case import ReviewCase, review_case
from gospablik.moderation.troubles.questions import open_troubles, withdraw_pointless
from gospablik.moderation.unblock_requests import open_requests, require_answerers
from gospablik.reconciliation.gone import open_gone
from gospablik.reconciliation.held_questions import open_held, open_held_by_hand
from gospablik.store.tables import Question, Stage, Topic
from tasks.desk import desk

# Errands are asked about only in a run that somebody started by hand.
DEPLOYMENTS = {
    Topic.HELD: "Задержанные посты/Задержанные посты",
    Topic.REVIEW: "Разбор нарушений/Разбор нарушений",
    Topic.BLOCK: "Решение о блокировке/Решение о блокировке",
    Topic.GONE: "Исчезнувшие новости/Исчезнувшие новости",
    Topic.TROUBLE: "Беда/Беда",
    Topic.ANSWER: "Ответы жителям/Ответы жителям",
    Topic.UNBLOCK: "Ответ на просьбу/Ответ на просьбу",
    Topic.EXPLAIN: "Объяснение за неделю/Объяснение за неделю",
}
OVER = {StateType.COMPLETED, StateType.FAILED, StateType.CRASHED, StateType.CANCELLED}


@dataclass(frozen=True, slots=True)
class Asked:
    """How many questions wait for an answer, and what could not be asked, in whole sentences."""

    waiting: int = 0
    problems: tuple[str, ...] = ()


@task(name="Задать вопросы", task_run_name="Задать вопросы", cache_policy=NO_CACHE)
def ask_questions() -> Asked:
    """Open what should be asked, see that each open question has its run; returns how many wait.

    One case that nobody may decide, or a year without a holiday list, does not keep the others
    from being asked. Killed between the row and the run, the next pass starts the run: the key
    makes it one.
    """
    at, problems = desk(), []
    withdraw_old_questions()
    # What cannot wait comes first.
    for step in (
        open_troubles,
        open_held,
        questions.open_reviews,
        open_answers,
        open_proposals,
        require_deciders,
        order_case_letters,
        order_reminders,
        order_stop_letters,
        open_requests,
        require_answerers,
        open_gone,
    ):
        try:
            with at.store.write() as session:
                step(session, at.office, now())
        except OfficeError as problem:
            problems.append(str(problem))
    with at.store.read() as session:
        every = questions.open_questions(session, at.office)
    waiting = [question for question in every if question.topic in DEPLOYMENTS]
    for question in waiting:
        _see_that_it_is_asked(question)
    return Asked(len(waiting), tuple(problems))


def _see_that_it_is_asked(question: Question) -> None:
    at = desk()
    round_: int | None = question.round
    if question.run and _is_over(question.run):
        # The run ended without an answer (cancelled by hand, crashed): ask again.
        with at.store.write() as session:
            round_ = questions.next_round(session, question.id, now(), ended_round=round_)
    elif question.run:
        return
    if round_ is None:
        return
    run = cast(
        FlowRun,
        run_deployment(
            DEPLOYMENTS[question.topic],
            parameters={"question": question.id, "round": round_},
            idempotency_key=f"question-{question.id}-{round_}",
            timeout=0,
            as_subflow=False,
        ),
    )
    with at.store.write() as session:
        questions.note_first_run(session, question.id, round_, str(run.id))


def _is_over(run: str) -> bool:
    with get_client(sync_client=True) as client:
        try:
            state = client.read_flow_run(UUID(run)).state
        except ObjectNotFound:
            return True
    return state is not None and state.type in OVER


@dataclass(frozen=True, slots=True)
class Taken:
    """A question that this run asks, or `ended`: why there is nothing to ask."""

    question: int = 0
    round: int = 1
    ended: str | None = None


@task(name="Взять вопрос", task_run_name="Взять вопрос", cache_policy=NO_CACHE)
def take_a_question(topic: Topic, question: int | None, round_: int) -> Taken:
    """The question of this run: the given one, or by hand one that no run asks yet.

    A resumed run takes the same question again. One that was answered or withdrawn meanwhile is
    said to be, and an answer to it changes nothing.
    """
    at = desk()
    if question is None:
        return _take_by_hand(topic)
    with at.store.read() as session:
        row = session.get(Question, question)
    if row is None or row.organisation != at.office.key or row.topic is not topic:
        return Taken(ended=f"вопроса № {question} нет; ничего не изменено")
    if row.stage is Stage.WITHDRAWN:
        return Taken(ended=f"вопрос снят: {row.ended_because}; ответ ничего не изменил")
    if row.stage is Stage.ANSWERED and row.run == str(flow_run.id):
        return Taken(ended="ответ этого запуска уже записан")
    if row.stage is Stage.ANSWERED:
        return Taken(ended="на вопрос уже ответили; этот ответ ничего не изменил")
    if row.round != round_:
        return Taken(ended="вопрос задан заново в другом запуске; ответ ничего не изменил")
    return Taken(question, round_)


def _take_by_hand(topic: Topic) -> Taken:
    at, run = desk(), str(flow_run.id)
    with at.store.write() as session:
        if topic is Topic.HELD:
            open_held_by_hand(session, at.office, run, now())
        if topic is Topic.REVIEW:
            questions.open_reviews(session, at.office, now())
        if topic is Topic.GONE:
            open_gone(session, at.office, now())
        if topic is Topic.TROUBLE:
            open_troubles(session, at.office, now())
        if topic is Topic.ANSWER:
            open_answers(session, at.office, now())
        if topic is Topic.UNBLOCK:
            open_requests(session, at.office, now())
        if topic is Topic.EXPLAIN:
            open_explanation(session, at.office, now())
        rows = [q for q in questions.open_questions(session, at.office) if q.topic is topic]
        mine = next((q for q in rows if q.run == run), None)
        free = next((q for q in rows if q.run is None), None)
        if mine or free:
            chosen = mine or free
            assert chosen is not None  # noqa: S101
            questions.note_run(session, chosen.id, run)
            return Taken(chosen.id, chosen.round)
        if topic is Topic.UNBLOCK and not rows:
            require_answerers(session, at.office, now())
    if rows:
        return Taken(
            ended=f"вопросы уже заданы: {len(rows)}; откройте запуски, которые ждут ответа"
        )
    return Taken(ended="ничего не ждёт решения")


def open_review(taken: Taken) -> ReviewCase:
    """What the review form shows, rebuilt from the question's row."""
    with desk().store.read() as session:
        return review_case(session, desk().office, taken.question)


def open_block_case(taken: Taken) -> BlockCase:
    """What the form of the decision shows, rebuilt from the question's row."""
    with desk().store.read() as session:
        return block_case(session, desk().office, taken.question)


def withdraw_old_questions() -> None:
    """Withdraw what nobody answered in time: the row first, then the run.

    The comments are back in the queue with the row; an answer that comes later changes nothing.
    """
    at = desk()
    with at.store.write() as session:
        lapse_old(session, at.office, now())
        questions.withdraw_old(session, at.office, now())
        withdraw_pointless(session, at.office, now())
        withdraw_answered(session, at.office, now())
    with at.store.read() as session:
        to_cancel = questions.to_cancel(session, at.office)
    for question in to_cancel:
        cancel_run(question.run, question.ended_because or "")
        with at.store.write() as session:
            questions.note_run(session, question.id, None)


def cancel_run(run: str | None, why: str) -> None:
    """End a suspended run whose question is withdrawn; a run that is gone is no error."""
    if not run:
        return
    with get_client(sync_client=True) as client:
        try:
            client.set_flow_run_state(
                UUID(run), Cancelled(message=f"Вопрос снят: {why}."), force=True
            )
        except ObjectNotFound:
            return
