"""Requests to unblock: written down by hand, put to the head or a deputy, answered (clause 4.3)."""

from typing import Any

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.input import RunInput
from prefect.runtime import flow_run

from gospablik.clock import now
from gospablik.control.access_word import day_of
from gospablik.errors import OfficeError
from gospablik.moderation.unblock_requests import (
    Request,
    RequestCase,
    answer_request,
    enter,
    request_case,
)
from gospablik.regulation import Office
from gospablik.store.unblocking import Came, UnblockAnswer
from gospablik.templates import minute
from tasks.decisions import Written, key_of
from tasks.desk import desk
from tasks.form_parts import choice, form, must, who
from tasks.markdown import cell
from tasks.officials import chosen, offered
from tasks.questions import Taken

NOT_CHOSEN = "не выбрано"


def came_choices() -> list[str]:
    """How a request may have come; nothing is pre-set."""
    return [NOT_CHOSEN, *(one.value for one in Came)]


def enterer_choices() -> list[str]:
    """Who may write a request down; nobody is pre-set."""
    return offered(lambda office, moment: office.acting(moment, *Office))


@task(name="Записать просьбу", task_run_name="Записать просьбу", cache_policy=NO_CACHE)
def write_request(  # noqa: PLR0917 (one call, as the form of the run asks)
    decision: str, asker: str, came: str, asked_on: str, said: str, official: str
) -> Written:
    """Write it down once a run, whatever the run is started again for."""
    at = desk()
    day = day_of(asked_on) if asked_on.strip() else at.office.local(now()).date()
    if day is None or came == NOT_CHOSEN:
        what = "не выбрано, как поступила просьба" if day else f"«{asked_on[:40]}» — не дата"
        return Written(
            "",
            f"Не записано: {what}. Не сделано: просьба не записана, блокировка действует. Что"
            " делать: запустите снова; день пишут так: 25.11.2026.",
        )
    try:
        with at.store.write() as session:
            row = enter(
                session,
                at.office,
                Request(decision, asker, Came(came), day, said),
                by=chosen(official),
                run=str(flow_run.id),
                now=now(),
            )
            return Written(f"просьба № {row.id} записана, ждёт ответа")
    except OfficeError as problem:
        return Written("", str(problem))


@task(name="Открыть просьбу", task_run_name="Открыть просьбу", cache_policy=NO_CACHE)
def open_request(taken: Taken) -> RequestCase:
    """What the form shows, rebuilt from the question's row."""
    with desk().store.read() as session:
        return request_case(session, desk().office, taken.question)


def request_form(case: RequestCase) -> type[RunInput]:
    """Who answers, what, and why. Nothing is pre-set."""
    fields: dict[str, Any] = {
        "official": who(case.officials, "Кто отвечает", hint="Глава или заместитель (4.3)."),
        "verdict": choice(
            [one.value for one in (UnblockAnswer.KEEP, UnblockAnswer.LIFT)],
            1,
            "Ответ",
            "Без ответа блокировка действует до своего срока.",
        ),
        "reason": must(2, "Почему", "Это прочтёт тот, кто просил."),
    }
    return form("Ответ", fields, request_page(case))


@task(name="Записать ответ на просьбу", task_run_name="Записать ответ", cache_policy=NO_CACHE)
def write_answer(case: RequestCase, answer: Any) -> Written:
    """The head's or a deputy's answer; what follows is in the ledger with it."""
    at = desk()
    with at.store.write() as session:
        refused = answer_request(
            session,
            at.office,
            case,
            official_key=key_of(case.officials, answer.official),
            answer=UnblockAnswer(answer.verdict),
            reason=answer.reason,
            now=now(),
        )
    return Written(str(answer.verdict), refused)


def request_page(case: RequestCase) -> str:
    """What stands above the fields; all of another's words are text."""
    parts = [
        f"**Просит {cell(case.asker)}**, {case.asked_on:%d.%m.%Y}, {cell(case.came)}:",
        f"> {cell(case.words, 2000)}",
        f"Автор **{cell(case.case.author)}**, страница {cell(case.case.page)}. Заблокирован"
        f" {case.until} по решению № {case.decision_id}: {cell(case.decided, 600)}",
    ]
    for one in case.case.violations:
        parts += [
            f"**Нарушение {one.number}.** {minute(one.written_at)}, {cell(one.ground)}:",
            *(f"> {cell(text, 1000)}" for text in one.texts),
        ]
    parts.append(
        "Если снять: доступ возвращает программа, где сеть это даёт, иначе будет поручение. Об"
        " ответе напишут Главе, заместителям, начальнику отдела ИТ и тому, кто записал просьбу: он"
        " сообщит ответ просившему."
    )
    return "\n\n".join(parts)
