"""What cannot wait for Monday, the clause behind it, and whom it concerns: one table."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from gospablik.regulation import Office


class Cause(StrEnum):
    """A trouble that is written of at once."""

    RIGHT = "right"
    OFFICIAL = "official"
    BLOCK = "block"
    CHAIN = "chain"
    PUBLISHING = "publishing"
    SITE = "site"
    HARVEST = "harvest"
    RUN = "run"
    PREFECT = "prefect"


class Concern(NamedTuple):
    """`words` name the trouble; `offices`: who gets the letter beside duty and the specialists."""

    words: str
    clause: str
    offices: tuple[Office, ...] = ()


CONCERNS: Mapping[Cause, Concern] = {
    Cause.RIGHT: Concern("право ключа утрачено", "2.2"),
    Cause.OFFICIAL: Concern("не указано, что страница официальная", "3.5", (Office.IT_HEAD,)),
    # The decision was theirs to take, and somebody acted without it.
    Cause.BLOCK: Concern(
        "блокировка без решения", "4.3", (Office.HEAD, Office.DEPUTY, Office.IT_HEAD)
    ),
    Cause.CHAIN: Concern("журнал доказательств нарушен", "4.2", (Office.IT_HEAD,)),
    Cause.PUBLISHING: Concern("публикация стоит", "3.2"),
    Cause.SITE: Concern("сайт сутки не читается", "3.2"),
    Cause.HARVEST: Concern("комментарии не собираются", "4.1"),
    Cause.RUN: Concern("запуск не удался", "5.1"),
    Cause.PREFECT: Concern("Prefect не работает или не начинает запусков", "5.1"),
}
