"""Held posts: what a specialist says of them is checked and written down (clause 3.2)."""

from collections.abc import Mapping
from typing import Any

from prefect import get_run_logger, task
from prefect.cache_policies import NO_CACHE

from data_checks.posts import check_posts
from gospablik.clock import now
from gospablik.moderation.links import page_of
from gospablik.publishing.plan import Candidate, candidate_of
from gospablik.reconciliation.held_answers import HeldAnswered, SaidOfHeld, answer_held
from gospablik.reconciliation.held_case import CORRECT, HeldCase, held_case, texts_of
from gospablik.store.tables import Hold
from gospablik.text import clean
from tasks.decisions import Written, key_of
from tasks.desk import desk
from tasks.publishing import row_of, text_faults
from tasks.questions import Taken


def open_held_case(taken: Taken) -> HeldCase:
    """What the form shows, rebuilt from the question's rows."""
    with desk().store.read() as session:
        return held_case(session, desk().office, taken.question)


@task(
    name="Записать решения о задержанных постах",
    task_run_name="Записать решения о задержанных постах",
    cache_policy=NO_CACHE,
)
def write_held(case: HeldCase, answer: Any) -> Written:
    """The answer, through its one writer; a corrected text passes the gate's checks first."""
    at = desk()
    said = {item.number: _said(item.hold, item.number, answer) for item in case.items}
    said = _checked(case, said)
    with at.store.write() as session:
        result = answer_held(
            session,
            at.office,
            case.question_id,
            case.round,
            said,
            official_key=key_of(case.officials, answer.official),
            reason=getattr(answer, "reason", ""),
            now=now(),
        )
    for note in result.notes:
        get_run_logger().warning(note)
    return Written(_in_short(result), result.refused or _nothing_written(result))


def _said(hold: Hold, number: int, answer: Any) -> SaidOfHeld:
    text = getattr(answer, f"text_{number}") if hold is Hold.TEXT else ""
    return SaidOfHeld(getattr(answer, f"post_{number}"), text)


def _checked(case: HeldCase, said: Mapping[int, SaidOfHeld]) -> dict[int, SaidOfHeld]:
    """The corrected texts beside what the gate has against them."""
    posts = {
        number: _as_corrected(case, number, one.text)
        for number, one in said.items()
        if one.choice == CORRECT
    }
    report = check_posts([row_of(post) for of_text in posts.values() for post in of_text])
    faults = {
        number: " ".join(dict.fromkeys(f for post in of_text for f in text_faults(post, report)))
        for number, of_text in posts.items()
    }
    return {
        number: SaidOfHeld(one.choice, one.text, faults.get(number, ""))
        for number, one in said.items()
    }


def _as_corrected(case: HeldCase, number: int, text: str) -> list[Candidate]:
    at = desk()
    with at.store.read() as session:
        places = texts_of(session, case.question_id)[number - 1]
        return [
            candidate_of(at.office, page, one.post, clean(text))
            for one in places
            if (page := page_of(at.office, one.post.page))  # one that is gone is told by the writer
        ]


def _in_short(result: HeldAnswered) -> str:
    """What the run is named by."""
    words = [f"исправлено {result.corrected}, не публикуется {result.dropped}"]
    words += [f"возвращено {result.returned}"] if result.returned else []
    words.append(f"ждёт {result.left}")
    if result.notes:
        words.append(f"не принято {len(result.notes)}: причина в журнале")
    return ", ".join(words)


def _nothing_written(result: HeldAnswered) -> str | None:
    """If nothing of the answer was accepted, its reasons are what the run is named by."""
    if not result.notes or result.corrected or result.dropped or result.returned:
        return None
    return (
        f"Ответ не принят: {' '.join(result.notes).rstrip('.')}. Не сделано: посты остаются"
        " задержанными. Что делать: ответьте в новой форме, Ваш текст в ней сохранён."
    )
