"""One pass over the ledger: sweep, look for open ends, do what is due.

May run twice at once, late, or be killed at any line: claims exclude each other, and a claim
whose holder died becomes unknown and is looked for before anything is done again.
"""

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import sleep

from gospablik.clock import now as real_now
from gospablik.errors import CouldNotRead
from gospablik.ledger import book
from gospablik.ledger.outcome import write_do, write_look
from gospablik.ledger.task import Effect, Task, claim_time, limit_of
from gospablik.outcomes import Done, DoOutcome, LookOutcome, NotNow, Unknown
from gospablik.store.ledger import Action, Kind, State
from gospablik.store.session import Store

log = logging.getLogger(__name__)


BREATH = timedelta(seconds=1)
"""Between two rounds of one pass, so that a network that does not answer is not hammered."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of one action in this pass. `by_hand`: it is or was a person's errand;
    `done_before`: an earlier pass did it, and this one has only seen that it is so.
    """

    action_id: int
    kind: Kind
    subject: str
    state: State
    why: str | None
    page: str = ""
    by_hand: bool = False
    done_before: bool = False

    @property
    def settled(self) -> bool:
        """Whether nothing is left to do about it."""
        return self.state in (State.CONFIRMED, State.CANCELLED)

    @property
    def amiss(self) -> bool:
        """Whether a person has to hear of it: refused, too late, not now, or nobody knows.

        An errand is not amiss: it stands on somebody's list already.
        """
        return self.state in (State.DUE, State.UNKNOWN, State.REJECTED, State.MISSED)


def _page_by_page(tasks: Sequence[Task], act: Callable[[Task], bool]) -> list[Task]:
    """The tasks that `act` moved. Pages take their turns side by side: networks are waited for."""
    pages: dict[str, list[Task]] = {}
    for task in tasks:
        pages.setdefault(task.page, []).append(task)
    if len(pages) < 2:
        return [task for task in tasks if act(task)]
    with ThreadPoolExecutor(len(pages)) as threads:
        moved = threads.map(lambda of_page: [t for t in of_page if act(t)], pages.values())
        return [task for of_page in moved for task in of_page]


def _a_day(now: datetime) -> datetime:
    return now + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Ledger:
    """The ledger with the effects it may use. `stopped`: nothing is claimed, only looked for.

    `errand_term`: until when an errand given at that moment is to be done.
    """

    store: Store
    organisation: str
    effects: dict[Kind, Effect]
    run: str | None = None
    stopped: bool = False
    now: Callable[[], datetime] = real_now
    wait: Callable[[float], None] = sleep
    hold: Callable[[Effect, Task], timedelta] = claim_time
    errand_term: Callable[[datetime], datetime] = _a_day

    def carry_out(
        self, kinds: Sequence[Kind], *, patience: timedelta = timedelta(0)
    ) -> list[Carried]:
        """Everything that can be done now for these kinds, and what became of it.

        Kinds take their turns in this order: what one of them orders of a later one is done too.
        `patience`: how long to stay for outcomes that are not readable yet (a claim of a killed
        pass, a network that shows late), so that a restart does not wait for the next schedule.
        Errands are looked at in the first round only: networks count what they are asked.
        """
        deadline = self.now() + patience
        touched: dict[int, Task] = {}
        again = False
        while True:
            touched = {task.id: task for task in self._once(kinds, again)} | touched
            moment = book.next_moment(self.store, self.organisation, kinds, self.effects)
            if self.stopped or moment is None or max(moment, self.now()) >= deadline:
                return [self._carried(task) for task in touched.values()]
            self.wait(max((moment - self.now()).total_seconds(), 0) + BREATH.total_seconds())
            again = True

    def left_undone(self, kinds: Sequence[Kind]) -> list[Carried]:
        """What an earlier pass could not finish and this one may not or cannot yet."""
        undone = book.left_undone(self.store, self.organisation, self.now(), kinds)
        return [self._carried(task) for task in undone]

    def _once(self, kinds: Sequence[Kind], again: bool) -> list[Task]:
        swept = book.sweep(self.store, self.organisation, self.now(), kinds)
        open_ends = book.open_ends(self.store, self.organisation, self.now(), kinds, again=again)
        moved = swept + _page_by_page(open_ends, self._look)
        if self.stopped:
            return moved
        for kind in kinds:
            due = book.due(self.store, self.organisation, self.now(), [kind])
            moved += _page_by_page(due, self._do)
        return moved

    def _do(self, task: Task) -> bool:
        effect = self.effects[task.kind]
        asked_at, hold = self.now(), self.hold(effect, task)
        claimed = book.claim(self.store, task, now=asked_at, hold=hold)
        if claimed is None or self.now() > asked_at + hold - limit_of(effect, task):
            return False  # a process that slept through its claim does nothing any more
        outcome = self._attempt(effect, claimed)
        kept = write_do(
            self.store,
            effect,
            claimed,
            outcome,
            now=self.now(),
            run=self.run,
            do_by=self.errand_term(self.now()),
        )
        if kept and isinstance(outcome, Done):
            self._look(claimed)
        return True

    def _attempt(self, effect: Effect, task: Task) -> DoOutcome:
        try:
            return effect.do(task)
        except Exception as problem:  # a bug in an effect must not leave a claim without a word
            log.exception("Действие %s прервано ошибкой", task.key)
            return Unknown(f"ошибка программы: {type(problem).__name__}: {problem}")

    def _look(self, task: Task) -> bool:
        effect = self.effects[task.kind]
        looked_at = self.now()
        try:
            outcome: LookOutcome = effect.look(task)
        except CouldNotRead as problem:
            log.warning("Не удалось проверить %s: %s", task.key, problem)
            outcome = NotNow(str(problem))
        except Exception as problem:  # a bug in one look must not keep the others from their turn
            log.exception("Проверка %s прервана ошибкой", task.key)
            outcome = NotNow(f"ошибка программы: {type(problem).__name__}: {problem}")
        return write_look(
            self.store,
            effect,
            task,
            outcome,
            looked_at=looked_at,
            now=self.now(),
            run=self.run,
            do_by=self.errand_term(self.now()),
        )

    def _carried(self, task: Task) -> Carried:
        with self.store.read() as session:
            action = session.get_one(Action, task.id)
            return Carried(
                action.id,
                action.kind,
                action.subject,
                action.state,
                action.why,
                action.page,
                by_hand=action.press is not None,
                done_before=task.answered,
            )
