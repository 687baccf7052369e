"""What the standing checks saw, as an artifact: standing alarms first, then each place."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from gospablik.control.alarm_causes import CONCERNS, Concern
from gospablik.control.alarms import standing
from gospablik.control.run_alarms import TRIALS
from gospablik.control.standing import Look
from gospablik.organisation import Organisation
from gospablik.templates import minute
from tasks.markdown import cell, suspended, table

_SEEN = {True: "✗ тревога", False: "✓ в порядке", None: "? не проверено"}


def standing_page(
    session: Session, office: Organisation, looks: Sequence[Look], now: datetime
) -> tuple[str, int]:
    """The page in Markdown, and how many alarms stand."""
    alarms = [one for one in standing(session, office) if not one.subject.startswith(TRIALS)]
    parts = ["# Что не может ждать понедельника (п. 5.1, 5.2)"]
    if alarms:
        rows = [[minute(office.local(alarm.raised_at)), cell(alarm.headline)] for alarm in alarms]
        parts += ["**Стоящие тревоги: о них написано, отбоя ещё не было.**"]
        parts += [table(["С какого времени", "О чём"], rows)]
    else:
        parts.append("**Стоящих тревог нет.**")
    parts += ["## Что спрошено сейчас", table(["Что", "Где", "Итог"], _rows(looks))]
    parts.append(
        "Права, блокировки и журнал проверяют утром «Проверка прав», «Сверка блокировок» и"
        " «Проверка журнала»; сбои запусков замечает Prefect."
    )
    return "\n\n".join([*parts, *suspended(office, now)]), len(alarms)


def _rows(looks: Sequence[Look]) -> list[list[str]]:
    return [
        [_what(CONCERNS[one.cause]), cell(one.place) or "–", _SEEN[one.wrong] + _why(one)]
        for one in looks
    ]


def _what(concern: Concern) -> str:
    return f"{concern.words} (п. {concern.clause})"


def _why(look: Look) -> str:
    """A good look's words name the minute: with them the page would be new at every pass."""
    return "" if look.wrong is False else f": {cell(look.words)}"
