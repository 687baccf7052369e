"""Who is chosen in the form of a run by hand; nobody is pre-set, so no default decides."""

from collections.abc import Callable, Sequence
from datetime import datetime

from gospablik.clock import now
from gospablik.errors import OfficeError
from gospablik.organisation import Official, Organisation
from tasks.desk import desk

NOBODY = "никто не выбран"


def offered(acting: Callable[[Organisation, datetime], Sequence[Official]]) -> list[str]:
    """Titles of those who may at this moment; nobody where there is no file yet."""
    try:
        return [NOBODY, *(official.title for official in acting(desk().office, now()))]
    except OfficeError:
        return [NOBODY]


def chosen(title: str) -> str:
    """The key of the official of that title; empty if nobody is."""
    return next((one.key for one in desk().office.official if one.title == title), "")
