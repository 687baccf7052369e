"""The form «Объяснение за неделю» and what becomes of its answer (5.2)."""

from typing import Any

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.input import RunInput

from gospablik.clock import now
from gospablik.control.explanation_questions import (
    ExplanationCase,
    answer_explanation,
    explanation_case,
    open_explanation,
)
from gospablik.templates import plural
from tasks.decisions import Written, key_of
from tasks.desk import desk
from tasks.form_parts import form, who, words
from tasks.markdown import cell
from tasks.questions import Taken


@task(name="Спросить объяснение", task_run_name="Спросить объяснение", cache_policy=NO_CACHE)
def ask_explanation() -> bool:
    """On Friday or later in the week: open the question. False if there is nothing new to ask."""
    at, moment = desk(), now()
    if at.office.local(moment).weekday() < 4:
        return False
    with at.store.write() as session:
        return open_explanation(session, at.office, moment) is not None


def open_explanation_case(taken: Taken) -> ExplanationCase:
    """What the form shows, rebuilt from the question's rows."""
    with desk().store.read() as session:
        return explanation_case(session, desk().office, taken.question)


def explanation_form(case: ExplanationCase) -> type[RunInput]:
    """Who explains, and a line of his own words for each thing; any of them may stay empty."""
    fields: dict[str, Any] = {"official": who(case.officials, "Кто объясняет")}
    for item in case.items:
        fields[f"item_{item.position}"] = words(
            item.position,
            f"{item.position}. {item.heading}",
            "Почему так вышло и что сделано. Пусто: в письме будет «объяснения нет».",
        )
    told = "\n\n".join(
        f"**{item.position}. {cell(item.heading)}.** {cell(item.issue)}" for item in case.items
    )
    page = (
        f"{cell(case.week)}. Ваши слова с именем и временем встанут в еженедельное письмо рядом с"
        f" оценкой (п. 5.2). Имён и слов жителей не пишите.\n\n{told}"
    )
    return form("Объяснение", fields, page)


@task(name="Записать объяснение", task_run_name="Записать объяснение", cache_policy=NO_CACHE)
def write_explanation(case: ExplanationCase, answer: Any) -> Written:
    """The official's words, through their one writer."""
    at = desk()
    with at.store.write() as session:
        written, refused = answer_explanation(
            session,
            at.office,
            case.question_id,
            case.round,
            {item.position: getattr(answer, f"item_{item.position}") for item in case.items},
            official_key=key_of(case.officials, answer.official),
            now=now(),
        )
    return Written(f"записано {plural(written, 'объяснение', 'объяснения', 'объяснений')}", refused)
