"""What the effects on a page have in common."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from gospablik.clock import now
from gospablik.ledger.task import Task
from gospablik.moderation.links import page_of
from gospablik.networks.base import Timed
from gospablik.organisation import Organisation
from gospablik.outcomes import DoOutcome, NeedsPerson, NothingHappened

SLOW = timedelta(seconds=15)
"""A verb's term when no page is connected and so nobody else tells."""
NOT_CONNECTED = "страница не подключена: нет ключей доступа или её нет в organisation.toml"


class OfPages:
    """What an effect on pages tells the ledger of time: each network has its own.

    `verbs`: how many verbs of the network one *do* takes.
    """

    def __init__(self, networks: Mapping[str, Timed], verbs: int = 1) -> None:
        self._timed, self._verbs = networks, verbs
        limits = [network.limit for network in networks.values()]
        self.limit = verbs * max(limits, default=SLOW)
        self.settle = max((network.settle for network in networks.values()), default=SLOW)

    def limit_of(self, task: Task) -> timedelta:
        """The longest that *do* takes on the task's page."""
        network = self._timed.get(task.page)
        return self._verbs * network.limit if network else self.limit

    def settle_of(self, task: Task) -> timedelta:
        """How long the page's network may take to show what it accepted."""
        network = self._timed.get(task.page)
        return network.settle if network else self.settle


def watching(office: Organisation, page_key: str) -> NothingHappened:
    """What every effect answers on a page where nothing may be done; see `may_act`."""
    page = page_of(office, page_key)
    suspended = office.suspension(page, now()) if page else None
    if page is None:
        why = f"страницы {page_key} больше нет в organisation.toml: на ней ничего не делается"
    elif suspended:
        why = f"страница {suspended}; на ней ничего не делается"
    else:
        why = "страница в режиме «наблюдение»: программа только показывает, что сделала бы"
    return NothingHappened(why, timedelta(hours=1))


def with_text(outcome: DoOutcome, text: str) -> DoOutcome:
    """An errand to write something names what: below what to press, as the network must get it."""
    return with_words(outcome, text) if isinstance(outcome, NeedsPerson) else outcome


def with_words(errand: NeedsPerson, text: str) -> NeedsPerson:
    """The errand with the text that is to be written."""
    return replace(errand, press=f"{errand.press}\nТекст поручения:\n{text}")


SEE_FIRST = "Посмотрите сначала, не сделано ли это уже."
"""How an errand begins that came of an outcome nobody could read."""
