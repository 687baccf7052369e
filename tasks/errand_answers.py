"""The form of errands: taken, answered, each answer looked at before it is believed."""

from typing import Any

from prefect import get_run_logger, task
from prefect.cache_policies import NO_CACHE
from prefect.runtime import flow_run

from gospablik.clock import now
from gospablik.control.errand_case import ErrandCase, ErrandOnForm, errand_case, open_form
from gospablik.errors import OfficeError
from gospablik.ledger.errands import (
    Said,
    Settled,
    open_errand,
    say_again,
    say_done,
    say_dropped,
)
from gospablik.ledger.task import Task
from gospablik.moderation.links import page_of
from gospablik.moderation.questions import end_question, locked, reviewers
from gospablik.networks import addresses
from gospablik.store.tables import Question, Stage
from gospablik.templates import plural
from tasks.decisions import Written, key_of
from tasks.desk import Desk, desk
from tasks.errands import show_errands
from tasks.ledger import effect_of


@task(name="Взять поручения", task_run_name="Взять поручения", cache_policy=NO_CACHE)
def take_errands() -> ErrandCase | None:
    """The form of this run, the same again when it is resumed; None if nothing waits for people.

    The list beside it is made anew: a page may have been suspended since, or have come back.
    Raises OfficeError when nobody is acting who may answer.
    """
    at = desk()
    with at.store.write() as session:
        question = open_form(session, at.office, str(flow_run.id), now())
    show_errands(at)
    if question is None:
        return None
    with at.store.read() as session:
        return errand_case(session, at.office, question)


@task(name="Записать ответы", task_run_name="Записать ответы", cache_policy=NO_CACHE)
def write_errands(case: ErrandCase, answer: Any) -> Written:
    """What the person says of each errand, through the ledger; answers twice are written once.

    The question ends last: killed before, the same form takes the same answers again.
    """
    at = desk()
    person = key_of(case.officials, answer.official)
    said = [
        (item, Said(getattr(answer, f"errand_{item.position}")))
        for item in case.items
        if getattr(answer, f"errand_{item.position}") != Said.NOT_YET
    ]
    if person not in [official.key for official in reviewers(at.office, now())]:
        words = "полномочия этого лица сегодня не действуют. Не сделано: ничего не записано."
        return Written("", words)
    if any(what is Said.DROPPED for _, what in said) and not answer.reason.strip():
        return Written("", "снимая поручение, напишите, почему. Не сделано: ничего не записано.")
    with at.store.read() as session:
        question = session.get(Question, case.question_id)
        if question is None or question.stage is not Stage.OPEN:
            return Written("", "на эту форму уже ответили или она снята; ничего не изменено.")
    settled = [
        (item, what, _settle(at, item, what, person=person, answer=answer)) for item, what in said
    ]
    for item, _, result in settled:
        get_run_logger().info(f"{item.position}. {item.errand.what}: {result.words}")
    with at.store.write() as session:
        question = locked(session, case.question_id)
        if question is not None and question.stage is Stage.OPEN:
            end_question(session, question, Stage.ANSWERED, "ответ получен", now(), by=person)
    show_errands(at)
    return Written(_in_short(len(case.items), [(what, result) for _, what, result in settled]))


def _in_short(asked: int, settled: list[tuple[Said, Settled]]) -> str:
    """What the run is named by."""
    open_after = [what for what, result in settled if result.open]
    again = sum(result.again for _, result in settled)
    closed = len(settled) - len(open_after) - again
    kept, not_tried = open_after.count(Said.DROPPED), open_after.count(Said.AGAIN)
    still = len(open_after) - kept - not_tried
    words = f"закрыто {closed}" + (f", не подтвердилось {still}" if still else "")
    words += f", программа попробует снова {again}" if again else ""
    words += f", повторить нельзя {not_tried}" if not_tried else ""
    words += f", снять нельзя {kept}: решение отменяет только новое решение" if kept else ""
    left = asked - closed - again
    return f"{words}; {plural(left, 'ждёт', 'ждут', 'ждут')}" if left else words


def _settle(at: Desk, item: ErrandOnForm, what: Said, *, person: str, answer: Any) -> Settled:
    with at.store.write() as session:
        errand = open_errand(session, item.action_id)
        if errand is None:
            return Settled("уже закрыто", open=False)
        if what is Said.DROPPED:
            return say_dropped(session, errand, answer.official, answer.reason.strip(), now())
    external_id = None
    if item.asks_address:
        external_id = _post_id(at, errand, getattr(answer, f"address_{item.position}"))
    try:
        effect = effect_of(at, errand.kind)
    except OfficeError as problem:
        return Settled(f"не проверено: {problem}", open=True)
    if what is Said.AGAIN:
        return say_again(at.store, effect, errand, person=answer.official, now=now())
    result = say_done(
        at.store,
        effect,
        errand,
        person=person,
        now=now(),
        external_id=external_id,
        needs_id=item.asks_address,
        network=at.networks.get(errand.page) if item.asks_address else None,
    )
    page = page_of(at.office, errand.page)
    if page and item.asks_address and result.open and external_id is None:
        hint = f"адрес поста этой страницы начинается так: {addresses.post(page, '')}"
        return Settled(f"{result.words}; {hint}", open=True)
    return result


def _post_id(at: Desk, errand: Task, address: str) -> str | None:
    page = page_of(at.office, errand.page)
    return addresses.post_id_in(page, address) if page else None
