"""«Беда»: the letter at once, the queue's own part, the answer of a person (clauses 4.1, 5.1)."""

from dataclasses import dataclass
from typing import Any

from prefect import get_run_logger, task
from prefect.cache_policies import NO_CACHE

from gospablik.clock import now
from gospablik.ledger.carry import Carried
from gospablik.letters import LetterKey
from gospablik.moderation.troubles.answers import answer_troubles
from gospablik.moderation.troubles.case import TroubleCase, trouble_case
from gospablik.moderation.troubles.shown import MOST, Shown, shown_troubles
from gospablik.moderation.troubles.words import TOPIC
from gospablik.store.ledger import Kind, State
from gospablik.templates import plural
from tasks.decisions import Written, key_of
from tasks.desk import desk
from tasks.ledger import carry
from tasks.markdown import cell, table
from tasks.questions import Taken


@dataclass(frozen=True, slots=True)
class Mailed:
    """What became of the letters of a pass."""

    actions: tuple[Carried, ...] = ()

    @property
    def of_trouble(self) -> tuple[Carried, ...]:
        """Those about trouble."""
        return tuple(a for a in self.actions if LetterKey.parse(a.subject).topic == TOPIC)

    @property
    def words(self) -> list[str]:
        """For the run's name: how many letters about trouble went out; empty if none did."""
        sent = sum(action.state is State.CONFIRMED for action in self.of_trouble)
        return [plural(sent, "письмо о беде", "письма о беде", "писем о беде")] if sent else []


@task(
    name="Написать дежурному о беде", task_run_name="Написать дежурному о беде",
    cache_policy=NO_CACHE,
)  # fmt: skip
def write_of_trouble() -> Mailed:
    """Send what mail is due, before anything that may take its time; at any hour and day."""
    return Mailed(tuple(carry([Kind.MAIL])))


def trouble_parts() -> list[str]:
    """The queue's first part: each trouble, whether the letter is out, what of the answer.

    Empty if there was none in the last day and none waits.
    """
    at = desk()
    with at.store.read() as session:
        shown, more = shown_troubles(session, at.office, now())
    if not shown:
        return []
    heads = ["Комментарий", "Письмо и ответ", "Кто и когда"]
    parts = ["# Беда", _ABOUT, table(heads, [_row(one) for one in shown])]
    if more:
        parts.append(f"И ещё {more}: здесь {MOST} самых новых, в письмах дежурному есть все.")
    return parts


_ABOUT = (
    "За сутки. Сначала позвоните 112 (ЕДДС). Программа узнаёт беду по словам и может ошибаться."
)


def _row(one: Shown) -> list[str]:
    late = " (найдено поздно)" if one.late else ""
    what = f"**{cell(one.what[:1].upper() + one.what[1:])}{late}.** {cell(one.text, 600)}"
    word = f"**{cell(one.word.words)}**" if one.word.lost else cell(one.word.words)
    done = f"Письмо дежурному: {word}.<br>Ответ жителю: {cell(one.answer)}."
    when = f"{one.told_at:%d.%m %H:%M}"
    place = f"[{when}]({one.link})" if one.link else when
    return [what, done, f"{cell(one.author)}, {place}"]


def open_trouble_case(taken: Taken) -> TroubleCase:
    """What the form shows, rebuilt from the question's rows."""
    with desk().store.read() as session:
        return trouble_case(session, desk().office, taken.question)


@task(name="Записать слово о беде", task_run_name="Записать слово о беде", cache_policy=NO_CACHE)
def write_word(case: TroubleCase, answer: Any) -> Written:
    """The answer, through its one writer; each «да» becomes an action."""
    at = desk()
    choices = {item.position: getattr(answer, f"item_{item.position}") for item in case.items}
    with at.store.write() as session:
        result = answer_troubles(
            session,
            at.office,
            case.question_id,
            case.round,
            choices,
            official_key=key_of(case.officials, answer.official),
            now=now(),
        )
    for note in result.notes:
        get_run_logger().warning(note)
    replies = plural(result.replies, "ответ", "ответа", "ответов")
    lost = f", не записано {len(result.notes)}: причина в журнале" if result.notes else ""
    return Written(f"«да»: {replies}, «нет»: {result.declined}{lost}", result.refused)
