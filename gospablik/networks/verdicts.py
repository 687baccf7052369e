"""NetworkError as the outcomes the ledger acts on, and as the errors an operator reads. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from gospablik.clock import require_aware
from gospablik.errors import CouldNotRead
from gospablik.networks.capabilities import Answer, Operation, Probed
from gospablik.networks.errors import Kind, NetworkError
from gospablik.outcomes import (
    Absent,
    AlreadySo,
    CannotTell,
    Done,
    DoOutcome,
    NeedsPerson,
    NothingHappened,
    NotNow,
    Refused,
    Unknown,
)

_WAIT = timedelta(minutes=1)
_TERM_SLACK = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class ByHand:
    """How a person does the same: where to go and what to press there."""

    link: str
    press: str


WITHOUT_TERM = "без срока"
"""How an errand tells of a block for ever; see `term`."""


def term(until: datetime | None) -> str:
    """The term of a block for a person, in the zone that `until` (aware) comes in."""
    if until is None:
        return WITHOUT_TERM
    require_aware(until)
    return f"до {until:%d.%m.%Y %H:%M} ({until.tzinfo})"


def other_term(found: datetime | None, wanted: datetime | None, *, for_ever: bool) -> Absent | None:
    """What a look answers if a block until `found` (None: for ever) is not the one asked about.

    `wanted` None without `for_ever`: any will do.
    """
    if wanted is None and not for_ever:
        return None
    if found is None or wanted is None:
        same = found is wanted
    else:
        same = abs(found - require_aware(wanted)) <= _TERM_SLACK
    told = "навсегда" if found is None else f"до {found:%d.%m.%Y %H:%M} UTC"
    return None if same else Absent(f"автор заблокирован на другой срок: {told}")


def gone(comment_id: str) -> AlreadySo:
    """What the removal of a comment comes to that the network has no more."""
    return AlreadySo(comment_id, "такого комментария в сети уже нет")


def made(told: str | AlreadySo) -> DoOutcome:
    """What a write came to that was answered: the id of what it made, or that it was so before."""
    return Done(told) if isinstance(told, str) else told


def outcome(error: NetworkError, by_hand: ByHand) -> DoOutcome:
    """What a write came to."""
    match error.kind:
        case Kind.LATER | Kind.DEAD_TOKEN:
            return NothingHappened(f"{error.why} Что делать: {error.todo}", error.wait or _WAIT)
        case Kind.WRONG_TOKEN | Kind.PERSON:
            return NeedsPerson(error.why, by_hand.link, by_hand.press)
        case Kind.NO_RIGHT:
            why = f"{error.why} Чтобы дальше делала программа: {error.todo}"
            return NeedsPerson(why, by_hand.link, by_hand.press)
        case Kind.REFUSED | Kind.ALREADY | Kind.SAME:
            return Refused(f"{error.why} Что делать: {error.todo}")
        case Kind.UNKNOWN:
            return Unknown(error.why)


def not_seen(error: NetworkError) -> NotNow | CannotTell:
    """What a look came to that read nothing: the next one may be answered, or none ever will."""
    match error.kind:
        case Kind.LATER | Kind.DEAD_TOKEN | Kind.UNKNOWN:
            return NotNow(error.why)
        case _:
            return CannotTell(error.why)


def probed(operation: Operation, error: NetworkError) -> Probed:
    """What an error says of a right: the network's no, or nothing at all."""
    return Probed(operation, Answer.SILENT if error.silent else Answer.NO, error.why)


def could_not_read(error: NetworkError, what: str) -> CouldNotRead:
    """What a read came to. `what` begins the sentence: «Записи страницы … не прочитаны.»"""
    return CouldNotRead(
        f"{what} {error.why}",
        not_done="проверка по этим данным; это не значит, что всё в порядке.",
        next_step=error.todo,
    )
