"""A decision that waits is stopped, or the head decides otherwise: found, shown, answered (4.3)."""

from dataclasses import dataclass
from typing import Any

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.input import RunInput
from prefect.runtime import flow_run

from gospablik.clock import now
from gospablik.errors import OfficeError
from gospablik.moderation.questions import asked_by
from gospablik.moderation.said import Said
from gospablik.moderation.stop_form import StopCase, answer_stop, open_stop, stop_case
from gospablik.moderation.stopping import SaidStop
from gospablik.store.tables import DecisionVerdict, Topic
from gospablik.templates import minute
from tasks.decisions import Written, key_of
from tasks.desk import desk
from tasks.form_parts import choice, code, days, form, must, who
from tasks.markdown import cell

STOP, REFUSE, BLOCK = "остановить", "решить иначе: не блокировать", "решить иначе: заблокировать"


@dataclass(frozen=True, slots=True)
class Waiting:
    """The form of this run, or why there is none."""

    case: StopCase | None = None
    refused: str | None = None


@task(name="Найти решение по делу", task_run_name="Найти решение по делу", cache_policy=NO_CACHE)
def find_waiting(case: int) -> Waiting:
    """The decision of that case; a resumed run shows the same again."""
    at, run = desk(), str(flow_run.id)
    try:
        with at.store.write() as session:
            question = asked_by(session, at.office, Topic.STOP, run)
            if question is None:
                question = open_stop(session, at.office, case, run=run, now=now())
            return Waiting(stop_case(session, at.office, question))
    except OfficeError as problem:
        return Waiting(refused=str(problem))


def stop_form(case: StopCase) -> type[RunInput]:
    """Who says it, what, why, and the personal code. Nothing is pre-set."""
    fields: dict[str, Any] = {
        "official": who(case.officials, hint="Глава или заместитель (4.3)."),
        "verdict": choice(
            [STOP, REFUSE, BLOCK],
            1,
            "Что сделать",
            "Остановить может и заместитель; решить иначе — только Глава.",
        ),
        "days": days(2, case.case.default_days, case.case.most_days, "Нужно, только если Глава"
                     " решает заблокировать."),
        "reason": must(3, "Причина", "Останется в деле и в письме всем."),
        "code": code(4, "Код из письма «Решение по делу», только того, кто это делает."),
    }  # fmt: skip
    return form("Остановка", fields, _page(case))


@task(name="Записать остановку", task_run_name="Записать остановку", cache_policy=NO_CACHE)
def write_stop(case: StopCase, answer: Any) -> Written:
    """What the form says; with it the letters to all are in the ledger."""
    at, official = desk(), key_of(case.officials, answer.official)
    reason = " ".join(answer.reason.split())
    said: Said | SaidStop
    if answer.verdict == STOP:
        said = SaidStop(official, reason, answer.code)
    else:
        blocks = answer.verdict == BLOCK
        verdict = DecisionVerdict.BLOCK if blocks else DecisionVerdict.REFUSE
        said = Said(official, verdict, answer.days if blocks else None, reason, answer.code)
    with at.store.write() as session:
        refused = answer_stop(session, at.office, case, said, now())
    return Written(str(answer.verdict), refused)


def _page(case: StopCase) -> str:
    ended = f" Сейчас оно не действует: {cell(case.ended)}." if case.ended else ""
    return "\n\n".join(
        [
            f"Дело № {case.case.proposal_id}. Автор **{cell(case.case.author)}**, страница"
            f" {cell(case.case.page)}.",
            f"Решено {minute(case.decided_at)}: **{cell(case.decided)}**; {cell(case.who)}.{ended}",
            "Причина:",
            f"> {cell(case.reason, 1000)}",
            f"Вступает в силу {minute(case.acts_at)}. Если остановить: автор не блокируется, всем,"
            " кто вправе решать, уходит письмо; Глава может решить снова. Второе решение Главы"
            " заместители остановить уже не могут.",
        ]
    )
