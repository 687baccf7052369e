"""What every network's answer comes to when it is not the thing asked for.

The provider's codes are translated once, beside its adapter, into `Kind`: what the caller must do.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Kind(StrEnum):
    """What the caller must do about an error."""

    LATER = "repeat later: nothing happened"
    DEAD_TOKEN = "replace the key: nothing happened"  # noqa: S105 - not a password
    WRONG_TOKEN = "try another kind of key"  # noqa: S105 - not a password
    REFUSED = "refused for good"
    ALREADY = "there is no such thing: for a removal it is done"
    SAME = "it is so already: for a change it is done"
    PERSON = "a person must do it"
    NO_RIGHT = "a right is missing: whoever has it does it by hand, or gives it back"
    UNKNOWN = "no telling what happened"


class Hold(StrEnum):
    """What nobody may use until a network's wait is over. Most waits concern their action alone."""

    METHOD = "this method with this key"
    LANE = "all reading with this key, or all writing"
    KEY = "this key"


REPEATS_ITSELF = "ничего, попытка повторится сама."
REPLACE_KEY = "получите новый ключ и замените его в блоке страницы в Prefect (раздел Blocks)."
SHOW_TO_KEEPER = "покажите этот ответ тому, кто обслуживает программу."
BY_HAND = "выполните действие вручную на странице."
LOOKS_AGAIN = "проверьте связь с сетью; программа посмотрит ещё раз сама."


@dataclass(frozen=True, slots=True)
class Meaning:
    """One code of a network. `words` finish «сеть ответила: …»; `todo` is the next step.

    `hold`: what the wait is for, beside the action itself.
    """

    kind: Kind
    words: str
    todo: str
    wait: timedelta | None = None
    hold: Hold | None = None


class NetworkError(Exception):
    """A network did not do what was asked, or we cannot tell.

    `kind` is what the caller must do, `code` the network's own (None if there was none), `why` a
    Russian sentence without keys, `todo` the next step for a person, `wait` when a repeat makes
    sense, `hold` what else has to wait so long.
    """

    def __init__(
        self,
        kind: Kind,
        code: int | str | None,
        why: str,
        *,
        todo: str = LOOKS_AGAIN,
        wait: timedelta | None = None,
        hold: Hold | None = None,
    ) -> None:
        self.kind, self.code, self.why, self.todo = kind, code, why, todo
        self.wait, self.hold = wait, hold
        super().__init__(why)

    @property
    def silent(self) -> bool:
        """The network has said neither yes nor no: asked again, it may."""
        return self.kind in {Kind.LATER, Kind.UNKNOWN}


def nonsense(network: str, what: str) -> NetworkError:
    """An answer that nobody can rely on; `what` says what is wrong with it."""
    return NetworkError(Kind.UNKNOWN, None, f"Ответ сети {network} непонятен: {what}.")


class TooLongError(NetworkError):
    """An answer that was not read to its end, being longer than anybody has use for."""


def too_long(network: str) -> NetworkError:
    """As `nonsense`: a write of such an answer may have been carried out."""
    return TooLongError(Kind.UNKNOWN, None, f"Ответ сети {network} непонятен: он слишком велик.")


def not_sent(network: str, what: str, wait: timedelta) -> NetworkError:
    """The request did not leave the house, so nothing happened."""
    return NetworkError(
        Kind.LATER, None, f"До сети {network} не дошло: {what}.", todo=REPEATS_ITSELF, wait=wait
    )


def too_many(network: str, wait: timedelta) -> NetworkError:
    """HTTP 429: the request was turned away, so nothing happened."""
    why = f"Сеть {network} ответила: слишком много запросов (HTTP 429)."
    return NetworkError(Kind.LATER, 429, why, todo=REPEATS_ITSELF, wait=wait, hold=Hold.KEY)
