"""A ruling taken back: found, shown, answered by somebody else than who made it (clause 4.2)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.input import RunInput
from prefect.runtime import flow_run

from gospablik.clock import now
from gospablik.errors import OfficeError
from gospablik.moderation.questions import asked_by
from gospablik.moderation.undoing import (
    UndoCase,
    answer_undoing,
    find_ruling,
    open_undoing,
    undo_case,
)
from gospablik.store.review import Topic
from gospablik.templates import minute
from tasks.decisions import Written, key_of
from tasks.desk import desk
from tasks.form_parts import choice, form, who, words
from tasks.markdown import anchor, cell

KEEP, UNDO = "оставить в силе", "отменить"


@dataclass(frozen=True, slots=True)
class Found:
    """The form of this run, or why there is none."""

    case: UndoCase | None = None
    refused: str | None = None


@task(name="Найти решение", task_run_name="Найти решение", cache_policy=NO_CACHE)
def find_case(what: str) -> Found:
    """The ruling of that number or address; a resumed run shows the same again."""
    at, run = desk(), str(flow_run.id)
    try:
        with at.store.write() as session:
            question = asked_by(session, at.office, Topic.UNDO, run)
            if question is None:
                ruling = find_ruling(session, at.office, what)
                question = open_undoing(session, at.office, ruling, run=run, now=now())
            return Found(undo_case(session, at.office, question))
    except OfficeError as problem:
        return Found(refused=str(problem))


def undo_form(case: UndoCase) -> type[RunInput]:
    """Who decides, whether the ruling stands, and why it does not. Nothing is pre-set."""
    fields: dict[str, Any] = {
        "official": who(case.officials, hint="Не тот, кто решил об удалении."),
        "verdict": choice([KEEP, UNDO], 1, "Решение", "Без отмены всё остаётся, как есть."),
        "reason": words(
            2, "Почему", "Обязательно для отмены: прочтут тот, кто решал, Глава и прокурор."
        ),
    }
    return form("Отмена", fields, _page(case))


@task(name="Записать отмену", task_run_name="Записать отмену", cache_policy=NO_CACHE)
def write_undoing(case: UndoCase, answer: Any) -> Written:
    """The official's answer; with an assent all that follows is in the ledger with it."""
    at = desk()
    with at.store.write() as session:
        refused = answer_undoing(
            session,
            at.office,
            case,
            official_key=key_of(case.officials, answer.official),
            agreed=answer.verdict == UNDO,
            reason=answer.reason,
            now=now(),
        )
    return Written(str(answer.verdict), refused)


def _page(case: UndoCase) -> str:
    link = f", {anchor('открыть на странице', case.link)}" if case.link else ""
    return "\n\n".join(
        [
            f"Автор **{cell(case.author)}**, страница {cell(case.page)}{link}:",
            f"> {cell(case.text or '(без текста)', None)}",
            f"Решено удалить {minute(case.ruled_at)}: {cell(case.ruled_by)}, основание:"
            f" {cell(case.ground)}. Пояснение: {cell(case.reason.rstrip('.') or 'нет')}."
            f" Доказательство № {case.proof_number}; удаление: {case.removal}.",
            *_others(case),
            f"Если отменить: {_after(case)} О решении напишут тому, кто решал, начальнику"
            " отдела ИТ, Главе и заместителям.",
        ]
    )


def _others(case: UndoCase) -> Iterator[str]:
    """The other rulings on that comment: what goes with this one, and that a newer one stays."""
    if case.also:
        listed = "; ".join(
            f"{minute(one.ruled_at)}, {cell(one.ruled_by)}, основание: {cell(one.ground)},"
            f" доказательство № {one.proof_number}"
            for one in case.also
        )
        many = len(case.also) + 1
        yield (
            f"Об этом комментарии решали не один раз. Вместе с этим отменятся и прежние решения"
            f" удалить его, всего {many}: {listed}."
        )
    if case.stays:
        yield (
            "**Более новое решение удалить этот же комментарий остаётся в силе.** Чтобы отменить и"
            " его, закройте эту форму («оставить в силе») и впишите номер той записи."
        )


def _after(case: UndoCase) -> str:
    if case.stays:
        return "комментарий не вернётся, нарушение останется за более новым решением."
    return (
        "комментарий вернётся, если удалили его мы и сеть это позволяет; нарушение перестанет"
        " считаться; блокировка, которая на нём держится, снимется."
    )
