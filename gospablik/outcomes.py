"""What an attempt on the outside world can come to.

An effect is two verbs. *look* tells whether the thing is there, *do* makes it so. Adapters speak
in these types and the ledger acts on the type alone, never on a text.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class ConfirmedBy(StrEnum):
    """How we know that an action took place. Counted apart in reports."""

    READBACK = "readback"
    ANSWER = "answer"
    PERSON = "person"

    @property
    def words(self) -> str:
        """As the control report says it."""
        return {
            "readback": "прочитано обратно",
            "answer": "ответ сети, обратно не прочитано",
            "person": "со слов сотрудника",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Present:
    """look: it is there, under this id of the other side."""

    external_id: str


@dataclass(frozen=True, slots=True)
class Absent:
    """look: all that happened since the claim was read, and it is not there."""

    detail: str = ""


@dataclass(frozen=True, slots=True)
class CannotTell:
    """look: no right to read, or not everything could be read."""

    why: str


@dataclass(frozen=True, slots=True)
class NotNow:
    """look: the other side could not be read just now; a later pass looks again."""

    why: str


@dataclass(frozen=True, slots=True)
class Done:
    """do: the other side says that it is done."""

    external_id: str


@dataclass(frozen=True, slots=True)
class AlreadySo:
    """do: it was so before anything of ours could reach the other side: somebody else did it.

    The action is closed as not ours: neither done by us, nor refused, nor anybody's errand.
    """

    external_id: str
    why: str


@dataclass(frozen=True, slots=True)
class NothingHappened:
    """do: the answer proves that nothing was done; try again after `wait`."""

    why: str
    wait: timedelta


@dataclass(frozen=True, slots=True)
class Refused:
    """do: refused for good; only a person may let it try again."""

    why: str


@dataclass(frozen=True, slots=True)
class NeedsPerson:
    """do: the API will not do it (token kind, no method, captcha): an errand with a deep link.

    `do_by`: after that it is too late or the ledger's own term for errands holds, whichever is
    earlier (aware).
    """

    why: str
    link: str
    press: str
    do_by: datetime | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """do: no telling whether it happened (time-out, broken connection, nonsense)."""

    why: str


TOO_OLD = timedelta(hours=24)
"""An unknown outcome that nobody could read for so long goes to a person."""
LookOutcome = Present | Absent | CannotTell | NotNow
DoOutcome = Done | AlreadySo | NothingHappened | Refused | NeedsPerson | Unknown
