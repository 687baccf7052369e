"""Pictures that residents attached, fetched after their comments are kept (clause 4.2)."""

import time
from dataclasses import dataclass

from prefect import task
from prefect.cache_policies import NO_CACHE
from sqlalchemy.exc import OperationalError

from gospablik.clock import now
from gospablik.errors import CouldNotRead, NeverShown
from gospablik.media.fitting import Unfit
from gospablik.moderation.pictures.due import (
    ToFetch,
    keep_picture,
    note_gone,
    note_unread,
    to_fetch,
)
from gospablik.templates import plural
from tasks.desk import desk

PATIENCE = 60.0
"""Seconds after which a pass begins no further picture; the next one goes on."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """How many pictures were kept, how many never will be, and why others were not read."""

    kept: int = 0
    gone: int = 0
    unread: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def moved(self) -> bool:
        """Whether anybody sees anything else than before."""
        return bool(self.kept or self.gone)

    @property
    def words(self) -> list[str]:
        """For the run's name."""
        said = []
        if self.kept:
            said.append(plural(self.kept, "картинка", "картинки", "картинок"))
        if self.gone:
            said.append(f"не прочитать картинок: {self.gone}")
        return said


@task(name="Прочитать картинки", task_run_name="Прочитать картинки", cache_policy=NO_CACHE)
def fetch_pictures() -> Fetched:
    """Fetch what hangs on comments that are put before the specialist, thirty at most a pass.

    What is gone is noted and hinders nothing; what could not be read is tried by the next pass.
    """
    at, ends = desk(), time.monotonic() + PATIENCE
    with at.store.read() as session:
        wanted = to_fetch(session, at.office, now())
    kept = gone = 0
    unread: dict[str, None] = {}
    for one in wanted:
        if time.monotonic() > ends:
            break
        try:
            if _fetch(one):
                kept += 1
            else:
                gone += 1
        except CouldNotRead as problem:
            unread[str(problem)] = None
        except OperationalError as error:
            full = f"База не приняла картинку: {error.orig}. Не сделано: картинка не сохранена, "
            full += "удаление её комментария ждёт. Что делать: проверьте место на диске."
            return Fetched(kept, gone, tuple(unread), (full,))
    return Fetched(kept, gone, tuple(unread))


def _fetch(wanted: ToFetch) -> bool:
    """Whether it was kept; False if it never will be. Raises CouldNotRead."""
    at = desk()
    try:
        content = at.network(wanted.page).fetch_picture(wanted.reference)
        # Late: a pass without pictures needs no Pillow.
        from gospablik.media.picture import look

        seen = look(content)
    except NeverShown as problem:
        return _note_gone(wanted, problem.happened)
    except Unfit as problem:
        return _note_gone(wanted, f"Картинку показать нельзя: {problem}.")
    except CouldNotRead as problem:
        with at.store.write() as session:
            note_unread(session, wanted.id, problem.happened, now())
        raise
    with at.store.write() as session:
        keep_picture(session, wanted.id, content, seen, now())
    return True


def _note_gone(wanted: ToFetch, why: str) -> bool:
    at = desk()
    with at.store.write() as session:
        note_gone(session, wanted.id, why, now())
    return False
