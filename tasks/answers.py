"""«Ответы жителям»: the queue of questions with its clock, the specialist's answer (clause 4.1)."""

from datetime import timedelta
from typing import Any

from prefect import get_run_logger, task
from prefect.cache_policies import NO_CACHE

from gospablik.clock import now
from gospablik.moderation.asking.answers import Chosen, answer_questions
from gospablik.moderation.asking.case import AnswerCase, answer_case
from gospablik.moderation.asking.shown import Queue, Waiting, question_queue
from gospablik.templates import plural
from tasks.artifacts import show_if_new
from tasks.decisions import Written, key_of
from tasks.desk import desk
from tasks.markdown import anchor, cell, table
from tasks.questions import Taken

_WHAT = (
    "Житель спросил или попросил, и на странице ему ещё не ответили. Комментарии — не обращения по "
    "59-ФЗ (п. 4.1), срока ответа у них нет; здесь видно, сколько житель ждёт. Ответить: запуск "
    "«Ответы жителям» или сами на странице — тогда вопрос уйдёт отсюда после сбора комментариев."
)


@task(name="Показать вопросы", task_run_name="Показать вопросы", cache_policy=NO_CACHE)
def show_questions() -> int:
    """An artifact with the residents' questions, the longest waiting first; returns how many.

    Their clocks show whole hours, so that an idle pass leaves no new page.
    """
    at = desk()
    with at.store.read() as session:
        queue = question_queue(session, at.office, now())
    show_if_new("voprosy", questions_page(queue), "Вопросы жителей (п. 4.1)")
    return len(queue.waiting)


def questions_page(queue: Queue) -> str:
    """The artifact's Markdown."""
    parts = ["# Вопросы жителей (п. 4.1)", _WHAT]
    if not queue.waiting:
        return "\n\n".join([*parts, "Без ответа вопросов нет."])
    many = plural(queue.many, "вопрос ждёт", "вопроса ждут", "вопросов ждут")
    usual = f"; обычно: {hours(queue.median)}" if queue.many > 1 else ""
    parts.append(f"**{many} ответа.** Дольше всех: {hours(queue.longest)}{usual}.")
    rows = [_row(one) for one in queue.waiting]
    parts.append(table(["Вопрос", "Ждёт", "Кто, когда и где"], rows))
    if queue.many > len(queue.waiting):
        parts.append(f"Показаны {len(queue.waiting)}, которые ждут дольше всех.")
    return "\n\n".join(parts)


def hours(span: timedelta | None) -> str:
    """«3 рабочих часа»."""
    if span is None:
        return "не посчитано: нет списка праздников года"
    whole = int(span.total_seconds() // 3600)
    if not whole:
        return "меньше рабочего часа"
    return plural(whole, "рабочий час", "рабочих часа", "рабочих часов")


def _row(one: Waiting) -> list[str]:
    asked = f"**{cell(one.topic[:1].upper() + one.topic[1:])}.** {cell(one.text, 400)}"
    when = (
        anchor(f"{one.asked_at:%d.%m %H:%M}", one.link)
        if one.link
        else f"{one.asked_at:%d.%m %H:%M}"
    )
    where = f"{cell(one.author)}, {when}<br>{cell(one.page)}. {cell(one.post)}"
    return [asked, f"{hours(one.waits)}{f'; {cell(one.note)}' if one.note else ''}", where]


def open_answer_case(taken: Taken) -> AnswerCase:
    """What the form shows, rebuilt from the question's rows."""
    with desk().store.read() as session:
        return answer_case(session, desk().office, taken.question)


@task(name="Записать ответы", task_run_name="Записать ответы", cache_policy=NO_CACHE)
def write_answers(case: AnswerCase, answer: Any) -> Written:
    """The specialist's answer, through its one writer; each reply becomes an action."""
    at = desk()
    said = {
        item.position: Chosen(
            getattr(answer, f"question_{item.position}"), getattr(answer, f"words_{item.position}")
        )
        for item in case.items
    }
    with at.store.write() as session:
        result = answer_questions(
            session,
            at.office,
            case.question_id,
            case.round,
            said,
            official_key=key_of(case.officials, answer.specialist),
            now=now(),
        )
    for note in result.notes:
        get_run_logger().warning(note)
    replies = plural(result.replies, "ответ", "ответа", "ответов")
    lost = f", не записано {len(result.notes)}: причина в журнале" if result.notes else ""
    settled = f", без ответа закрыто {result.settled}" if result.settled else ""
    left = result.left - len(result.notes)
    later = f", отложено {left}" if left else ""
    return Written(f"{replies}{settled}{later}{lost}", result.refused)
