"""News that vanished from the site: what a person says of their posts is written down (3.2)."""

from typing import Any

from prefect import get_run_logger, task
from prefect.cache_policies import NO_CACHE

from gospablik.clock import now
from gospablik.reconciliation.gone_answers import answer_gone
from gospablik.reconciliation.gone_case import GoneCase, gone_case
from tasks.decisions import Written, key_of
from tasks.desk import desk
from tasks.questions import Taken


def open_gone_case(taken: Taken) -> GoneCase:
    """What the form shows, rebuilt from the question's rows."""
    with desk().store.read() as session:
        return gone_case(session, desk().office, taken.question)


@task(
    name="Записать решение об исчезнувших новостях",
    task_run_name="Записать решение об исчезнувших новостях",
    cache_policy=NO_CACHE,
)
def write_gone(case: GoneCase, answer: Any) -> Written:
    """The answer, through the one writer of these rulings; each post becomes an action."""
    at = desk()
    choices = {item.position: getattr(answer, f"item_{item.position}") for item in case.items}
    with at.store.write() as session:
        result = answer_gone(
            session,
            at.office,
            case.question_id,
            case.round,
            choices,
            official_key=key_of(case.officials, answer.official),
            reason=answer.reason,
            now=now(),
        )
    for note in result.notes:
        get_run_logger().warning(note)
    lost = f", не записано {len(result.notes)}: причина в журнале" if result.notes else ""
    words = f"снимается постов {result.withdrawn}, оставлено новостей {result.kept}"
    return Written(f"{words}, отложено {result.left}{lost}", result.refused)
