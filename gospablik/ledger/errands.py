"""What a person says of an errand: not believed where the network lets us look (promise 3).

Or of an action that was refused for good: the only way on from there is a person's word.
"""

import logging
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from gospablik.errors import CouldNotRead
from gospablik.ledger import book
from gospablik.ledger.outcome import write_look
from gospablik.ledger.task import Effect, Task, settle_of
from gospablik.ledger.typed_post import look_at_post
from gospablik.networks.base import Showing
from gospablik.outcomes import Absent, CannotTell, LookOutcome, NotNow, Present
from gospablik.store.ledger import Action, Kind, State
from gospablik.store.session import Store

log = logging.getLogger(__name__)

DECIDED = {
    Kind.REMOVE: "не снято, ничего не изменено: удалить комментарий решил специалист (п. 4.2), и"
    " пока это решение не отменено, удаление остаётся. Удалите комментарий вручную; если решение"
    " ошибочно, сообщите начальнику отдела ИТ",
    Kind.BLOCK: "не снято, ничего не изменено: заблокировать автора решил Глава или заместитель"
    " (п. 4.3), и отменяет это только их новое решение. Заблокируйте автора вручную; если решение"
    " ошибочно, сообщите начальнику отдела ИТ",
}
"""Kinds behind which an official's decision stands, and what to tell whoever wants to drop one."""


class Said(StrEnum):
    """What may be said of an errand; the value is what the form shows."""

    NOT_YET = "ещё не сделано"
    DONE = "сделано"
    AGAIN = "пусть программа попробует снова"
    DROPPED = "делать не нужно"


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of it. `words` end the sentence «поручение …»; `open`: it still waits for people,
    `again`: it waits for the program now.
    """

    words: str
    open: bool
    again: bool = False


def say_done(
    store: Store,
    effect: Effect,
    task: Task,
    *,
    person: str,
    now: datetime,
    external_id: str | None = None,
    needs_id: bool = False,
    network: Showing | None = None,
) -> Settled:
    """Look whether it is done; where nobody can look, the person's word stands (their key).

    `external_id`: the number that the network gave it, as the person read it off the page;
    `needs_id`: without one the word is not enough, for nothing could be connected with it later.
    `network`: the page, which is asked for the post of that number.
    """
    looked = _look(effect, task)
    if isinstance(looked, CannotTell) and needs_id:
        if not external_id:
            words = "не закрыто: программа поста не видит, а адрес поста этой страницы не указан"
            return Settled(words, open=True)
        looked = look_at_post(store, network, task, external_id)
    match looked:
        case Present():
            write_look(store, effect, task, looked, looked_at=now, now=now, run=None)
            return Settled("подтверждено: программа видит, что сделано", open=False)
        case Absent(why):
            what = why or "программа смотрела и не видит, что сделано"
            return Settled(f"не подтвердилось: {what}", open=True)
        case NotNow():
            return Settled(f"не проверено: {looked.why}", open=True)
        case CannotTell():
            with store.write() as session:
                kept = book.confirm_errand(session, task.id, person=person, now=now)
                if kept:
                    session.get_one(Action, task.id).external_id = external_id
                    effect.confirmed(session, task, external_id or "", now)
            if not kept:
                return Settled("уже закрыто другим", open=False)
            return Settled("записано со слов, проверить сеть не даёт", open=False)


def say_again(store: Store, effect: Effect, task: Task, *, person: str, now: datetime) -> Settled:
    """Have the program try once more, unless the page shows that it is done (`person` in words).

    Where nobody can look, an errand may be done already, so only what is harmless twice is tried;
    what was done a moment ago may not be shown yet, so the next pass looks before it tries. Of what
    was refused it is known that the program did nothing.
    """
    looked = _look(effect, task)
    if isinstance(looked, Present) and not _is_refused_removal(store, task):
        write_look(store, effect, task, looked, looked_at=now, now=now, run=None)
        return Settled("подтверждено: программа видит, что сделано", open=False)
    if isinstance(looked, NotNow):
        return Settled(f"не проверено: {looked.why}", open=True)
    with store.write() as session:
        action = session.get_one(Action, task.id)
        if action.not_after is not None and action.not_after < now:
            return Settled("не повторено: срок действия вышел", open=True)
        errand = action.state is State.ERRAND
        once = errand and not effect.may_repeat(task)
        if once and isinstance(looked, CannotTell):
            words = "не повторено: программа не видит, не сделано ли это уже; сделайте вручную"
            return Settled(words, open=True)
        if once and now < action.state_since + settle_of(effect, task):
            words = "не повторено: сеть может показать сделанное не сразу; ответьте позже"
            return Settled(words, open=True)
        if not book.allow_again(session, task.id, person=person, now=now):
            return Settled("уже закрыто другим", open=False)
    return Settled("программа попробует снова при следующем проходе", open=False, again=True)


def say_dropped(session: Session, task: Task, person: str, reason: str, now: datetime) -> Settled:
    """Take the errand back, with who (in words) said so and why; not what an official decided."""
    if task.kind in DECIDED:
        return Settled(DECIDED[task.kind], open=True)
    if book.cancel(session, task.id, why=f"{person}: {reason}", now=now, by_person=True):
        return Settled("снято", open=False)
    return Settled("уже закрыто другим", open=False)


def open_errand(session: Session, action_id: int) -> Task | None:
    """The errand, or the refused action, if it still waits for people."""
    action = session.get(Action, action_id)
    waits = action is not None and action.state in book.LEFT_TO_PEOPLE
    return Task.of(action) if action is not None and waits else None


def _is_refused_removal(store: Store, task: Task) -> bool:
    """Then what is gone was not removed by us; a new attempt looks first and says so itself."""
    with store.read() as session:
        refused = session.get_one(Action, task.id).state is State.REJECTED
    return refused and task.kind is Kind.REMOVE


def _look(effect: Effect, task: Task) -> LookOutcome:
    try:
        return effect.look(task)
    except CouldNotRead as problem:
        return NotNow(str(problem))
    except Exception as problem:  # a bug in one look must not lose what is said of the others
        log.exception("Проверка %s прервана ошибкой", task.key)
        return NotNow(f"ошибка программы: {type(problem).__name__}: {problem}")
