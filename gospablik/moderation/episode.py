"""Which violations of a case are one episode and which the repetition, in words (clause 4.3)."""

from collections.abc import Sequence
from datetime import datetime

from gospablik.moderation.violations import Violation
from gospablik.organisation import Organisation
from gospablik.templates import minute


def told_first(violations: Sequence[Violation]) -> datetime | None:
    """When the author was told of any of them for the first time (aware, UTC)."""
    return min((v.told_at for v in violations if v.told_at is not None), default=None)


def episode(office: Organisation, violations: Sequence[Violation], numbers: dict[int, int]) -> str:
    """What was written before the first telling is one episode, what came after repeats it.

    `numbers`: the number in the case by ruling. Empty if the author was told of nothing, or if
    nothing repeats: then there is no case.
    """
    told = told_first(violations)
    if told is None:
        return ""
    before = sorted(numbers[v.ruling_id] for v in violations if v.written_at <= told)
    after = sorted(numbers[v.ruling_id] for v in violations if v.written_at > told)
    if not before or not after:
        return ""
    one = "один случай, сколько бы их ни было" if len(before) > 1 else "первый случай"
    return (
        f"{_which(before)} — {one}: написано до того, как автору впервые сообщили, за что удалён"
        f" комментарий ({minute(office.local(told))}). Повторение: {_which(after, small=True)},"
        " написано после этого сообщения."
    )


def _which(numbers: Sequence[int], *, small: bool = False) -> str:
    word = "нарушение" if len(numbers) == 1 else "нарушения"
    listed = ", ".join(str(n) for n in numbers)
    return f"{word if small else word.capitalize()} {listed}"
