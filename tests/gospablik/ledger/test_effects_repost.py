"""Repeating another's material: once on the page, whatever the network answers (clause 3.2)."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from gospablik.ledger.carry import Ledger
from gospablik.ledger.effects.repost import RepostMaterial
from gospablik.networks.base import Draft
from gospablik.organisation import Organisation
from gospablik.outcomes import ConfirmedBy, Done, DoOutcome, NeedsPerson, Unknown
from gospablik.publishing.reposts import order
from gospablik.store.session import Store
from gospablik.store.tables import Action, Kind, State
from tests.gospablik.ledger.answers import ANSWERS, watched
from tests.gospablik.ledger.test_effects_publish import Board
from tests.gospablik.ledger.world import Clock
from tests.gospablik.moderation.town import PAGE
from tests.gospablik.publishing.desk import NOON
from tests.gospablik.publishing.test_reposts import ARTICLE, POST, two_networks, wish


@dataclass
class Sharer(Board):
    """A page that can share posts, too; a shared one is seen by the address of its original."""

    shared: list[tuple[str, str]] = field(default_factory=list)
    headlines: list[str] = field(default_factory=list)

    def publish(self, draft: Draft, *, key: str) -> DoOutcome:
        self.headlines.append(draft.headline)
        return super().publish(draft, key=key)

    def repost(self, source: str, text: str, *, key: str) -> DoOutcome:
        if self.answers is None or self.swallows:
            self.shared.append((source, text))
            self.posted.append((key, source))
        return self.answers or Done(str(len(self.posted)))


@dataclass
class Office:
    """One page of VK, and the reposts that were decided for it."""

    store: Store
    board: Sharer = field(default_factory=Sharer)
    clock: Clock = field(default_factory=lambda: Clock(NOON))
    office: Organisation = field(default_factory=two_networks)

    def decide(self, address: str) -> None:
        with self.store.write() as session:
            order(session, self.office, self.office.page[:1], wish(address), self.clock())

    def carry(self) -> None:
        self.clock.sleep(1)
        effect = RepostMaterial(self.store, self.office, {PAGE: self.board})
        Ledger(self.store, "town", {Kind.REPOST: effect}, now=self.clock).carry_out([Kind.REPOST])

    @property
    def action(self) -> Action:
        with self.store.read() as session:
            return session.get_one(Action, 1)


@pytest.fixture
def town(sqlite_store: Store) -> Office:
    return Office(sqlite_store)


def test_a_post_of_the_same_network_is_shared_and_read_back(town: Office) -> None:
    town.decide(POST)
    town.carry()
    town.carry()
    [(source, text)] = town.board.shared
    assert (source, text.partition(".")[0]) == (POST, "Меры поддержки предпринимателей")
    assert town.action.confirmed_by is ConfirmedBy.READBACK
    assert town.action.external_id == "1"


def test_an_article_is_published_with_its_headline_and_found_by_its_address(town: Office) -> None:
    town.decide(ARTICLE)
    town.carry()
    town.carry()
    [(key, text)] = town.board.posted
    assert key == town.action.key
    assert text.endswith(ARTICLE)
    assert town.board.headlines == [text.split("\n")[0]]
    assert town.action.confirmed_by is ConfirmedBy.READBACK


@pytest.mark.parametrize("address", [POST, ARTICLE])
@pytest.mark.parametrize(("answer", "state"), ANSWERS)
def test_each_answer_has_its_state(
    town: Office, address: str, answer: DoOutcome, state: State
) -> None:
    town.decide(address)
    town.board.answers = answer
    town.carry()
    assert town.action.state is state
    assert town.board.posted == []


@pytest.mark.parametrize("address", [POST, ARTICLE])
def test_an_errand_names_the_text_and_the_address_that_it_is_found_by(
    town: Office, address: str
) -> None:
    town.decide(address)
    town.board.answers = NeedsPerson("нет метода", POST, "Нажмите «Поделиться».")
    town.carry()
    press = str(town.action.press)
    assert press.startswith("Нажмите «Поделиться».\nТекст поручения:\n")
    assert address in press
    town.board.answers = None
    town.board.posted.append(("", f"Поделились: {address}"))
    town.carry()
    assert town.action.state is State.CONFIRMED


@pytest.mark.parametrize(
    ("address", "link", "todo"),
    [
        (POST, POST, "поделитесь им от имени страницы"),
        (ARTICLE, "https://vk.com/club7", "опубликуйте его от имени страницы"),
    ],
)
def test_what_nobody_can_read_is_not_done_again_but_left_to_a_person(
    town: Office, address: str, link: str, todo: str
) -> None:
    town.decide(address)
    town.board.answers, town.board.readable = Unknown("нет ответа"), False
    town.carry()
    town.carry()
    assert town.action.state is State.ERRAND
    assert town.action.link == link
    assert todo in str(town.action.press)
    assert address in str(town.action.press)


def test_a_lost_answer_is_looked_for_before_it_is_done_again(town: Office) -> None:
    town.decide(POST)
    town.board.answers, town.board.swallows = Unknown("нет ответа"), True
    town.carry()
    town.board.answers = None
    town.clock.sleep(town.board.settle.total_seconds())
    town.carry()
    assert town.action.state is State.CONFIRMED
    assert len(town.board.shared) == 1


def test_a_page_that_is_only_watched_by_now_gets_nothing(town: Office) -> None:
    town.decide(POST)
    town.office = watched()
    town.carry()
    assert town.board.shared == []
    assert town.action.state is State.DUE
    assert "наблюдение" in str(town.action.why)


def test_a_page_without_keys_waits_for_them_until_it_is_no_news(town: Office) -> None:
    town.decide(POST)
    effect = RepostMaterial(town.store, town.office, {})
    ledger = Ledger(town.store, "town", {Kind.REPOST: effect}, now=town.clock)
    ledger.carry_out([Kind.REPOST])
    assert "нет ключей доступа" in str(town.action.why)
    town.clock.sleep(timedelta(hours=73).total_seconds())
    town.carry()
    assert town.action.state is State.MISSED
