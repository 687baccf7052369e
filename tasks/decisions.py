"""What people decided: written down, sealed, carried out, told (clauses 4.2 and 4.3)."""

from dataclasses import dataclass
from typing import Any

from prefect import get_run_logger, task
from prefect.cache_policies import NO_CACHE

from gospablik.clock import now
from gospablik.errors import OfficeError
from gospablik.ledger.carry import Carried
from gospablik.moderation.block_case import BlockCase
from gospablik.moderation.decision_words import BLOCK
from gospablik.moderation.decisions import decide
from gospablik.moderation.proof import seal_rulings
from gospablik.moderation.review_case import ReviewCase
from gospablik.moderation.rulings import answer_review
from gospablik.moderation.telling import order_tellings, order_warnings
from gospablik.store.ledger import Kind
from gospablik.store.tables import DecisionVerdict
from tasks.desk import desk
from tasks.ledger import carry


@dataclass(frozen=True, slots=True)
class Written:
    """What became of an answer, in words; `refused` says why it changed nothing."""

    words: str
    refused: str | None = None


@dataclass(frozen=True, slots=True)
class Executed:
    """The actions of a pass, and what kept it from going further, in whole sentences."""

    actions: tuple[Carried, ...] = ()
    problems: tuple[str, ...] = ()


@task(
    name="Записать решения специалиста",
    task_run_name="Записать решения специалиста",
    cache_policy=NO_CACHE,
)
def write_rulings(case: ReviewCase, answer: Any) -> Written:
    """The specialist's answer, through the one writer of rulings."""
    at = desk()
    choices = {item.position: getattr(answer, f"comment_{item.position}") for item in case.items}
    with at.store.write() as session:
        result = answer_review(
            session,
            at.office,
            case.question_id,
            case.round,
            choices,
            official_key=key_of(case.officials, answer.specialist),
            reason=answer.reason,
            now=now(),
        )
    for note in result.notes:
        get_run_logger().warning(note)
    lost = f", не записано {len(result.notes)}: причина в журнале" if result.notes else ""
    return Written(f"решено {result.ruled}, отложено {result.left}{lost}", result.refused)


@task(name="Записать решение Главы", task_run_name="Записать решение Главы", cache_policy=NO_CACHE)
def write_decision(case: BlockCase, answer: Any) -> Written:
    """The head's or a deputy's answer, through the one writer of decisions."""
    at = desk()
    verdict = DecisionVerdict.BLOCK if answer.verdict == BLOCK else DecisionVerdict.REFUSE
    result = decide(
        at.store,
        at.office,
        case.question_id,
        case.round,
        official_key=key_of(case.officials, answer.official),
        verdict=verdict,
        days=answer.days,
        reason=answer.reason,
        typed_code=answer.code,
        now=now(),
    )
    return Written(str(answer.verdict), result.refused)


@task(name="Исполнить решения", task_run_name="Исполнить решения", cache_policy=NO_CACHE)
def carry_out_decisions() -> Executed:
    """Seal, remove, tell or warn the author, block, write letters; returns what became of each.

    Nothing is removed before its proof is sealed and read back; nobody is blocked without a
    decision. A proof that does not hold stops its own removal only. Killed anywhere, the next
    pass goes on from there.
    """
    at, problems = desk(), []
    try:
        seal_rulings(at.store, at.office, now())
    except OfficeError as problem:
        problems.append(str(problem))
    moved = carry([Kind.REMOVE, Kind.RESTORE])
    with at.store.write() as session:
        order_tellings(session, at.office, now())
        order_warnings(session, at.office, now())
    moved += [*carry([Kind.REPLY]), *carry([Kind.BLOCK, Kind.UNBLOCK]), *carry([Kind.MAIL])]
    return Executed(tuple(moved), tuple(problems))


def key_of(officials: tuple[tuple[str, str], ...], title: str) -> str:
    """The key of the official whom a form shows by this title; `officials`: those it offered."""
    return next(key for key, shown in officials if shown == title)
