"""What the parts of an OK page have in common: the key, the readers, how an answer is told."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import httpx

from gospablik.networks import addresses, verdicts
from gospablik.networks.errors import REPEATS_ITSELF, Kind, NetworkError
from gospablik.networks.limits import TEXT
from gospablik.networks.ok.client import OkClient
from gospablik.networks.ok.discussions import Discussions
from gospablik.networks.ok.tokens import OkToken
from gospablik.networks.ok.topics import Topics
from gospablik.networks.transport import SHORT_WAIT
from gospablik.networks.verdicts import ByHand
from gospablik.outcomes import Done, DoOutcome, NeedsPerson, Refused
from gospablik.page import OkEntry

SLACK = timedelta(minutes=5)
"""How far OK's clock and ours may be apart."""


class Part:
    """The limits of a page and its means. Posts, comments and authors are built on it."""

    limit = timedelta(seconds=15)
    settle = timedelta(minutes=2)
    """OK tells nothing of its delays and drops no double, so a missing post is given time."""
    harvest_limit = timedelta(minutes=2)
    """For reading lists and for `probe`, which no claim waits for."""
    upload_limit = timedelta(minutes=2)
    """For `upload`: an address, the file itself, and for a video its name."""
    adds_later = False
    shows_removals = True
    removal_is_repeatable = False
    removal_window: timedelta | None = None
    """No comment is too old, since the program removes none: a person does."""

    def __init__(self, page: OkEntry, token: OkToken, http: httpx.Client | None = None) -> None:
        self._page, self._group = page, page.group_id
        self._client = OkClient(page.api, token, http)
        self._topics = Topics(self._client, page)
        self._discussions = Discussions(self._client, page.group_id)
        self._home = addresses.home(page)

    def _post_at(self, post_id: str) -> str:
        return addresses.post(self._page, post_id)

    @contextmanager
    def _reading(self, what: str) -> Iterator[None]:
        try:
            yield
        except NetworkError as error:
            whose = f"{what}: страница «{self._page.name}» в Одноклассниках не прочитана."
            raise verdicts.could_not_read(error, whose) from None


def done(do: Callable[[], str], way: ByHand) -> DoOutcome:
    """What a write came to; `do` gives the id of what it made or changed."""
    try:
        return Done(do())
    except NetworkError as error:
        return verdicts.outcome(error, way)


def errand(why: str, way: ByHand) -> NeedsPerson:
    """What the API does not do at all."""
    return NeedsPerson(f"В API Одноклассников нет метода, чтобы {why}.", way.link, way.press)


def too_long(text: str, longest: int, not_done: str) -> Refused | None:
    """The refusal of a text that OK would not take; nothing is ever cut here."""
    length = TEXT["ok"].length(text)
    if length <= longest:
        return None
    return Refused(
        f"Текст длиннее, чем принимают Одноклассники: знаков {length}, можно {longest}."
        f" {not_done}. Что делать: сократите текст."
    )


@contextmanager
def before_writing() -> Iterator[None]:
    """Whatever fails in here, nothing on the page was touched yet."""
    try:
        yield
    except NetworkError as error:
        if error.kind is not Kind.UNKNOWN:
            raise
        why = f"{error.why} На странице ничего не изменилось."
        wait = error.wait or SHORT_WAIT
        raise NetworkError(Kind.LATER, error.code, why, todo=REPEATS_ITSELF, wait=wait) from None
