"""What each network leaves to people: the real adapters against the sandbox over HTTP.

An errand is done with the buttons of the network's own page, as in an administrator's browser. The
next pass sees it; where the network shows it to nobody, it stands on the person's word.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from gospablik.ledger.carry import Ledger
from gospablik.ledger.effects.block import BlockAuthor
from gospablik.ledger.effects.remove import RemoveComment
from gospablik.ledger.effects.unblock import UnblockAuthor
from gospablik.ledger.errands import say_done
from gospablik.ledger.task import Effect, Task
from gospablik.moderation.detection.examine import shipped_judge
from gospablik.moderation.detector import detect_new
from gospablik.moderation.harvest import store_comments
from gospablik.networks import pace
from gospablik.networks.base import Draft, Network
from gospablik.networks.telegram.page import TelegramPage
from gospablik.outcomes import ConfirmedBy, Done
from gospablik.store.review import Topic
from gospablik.store.session import Store
from gospablik.store.tables import Kind, State
from sandbox.server import running
from tests.gospablik.ledger import hands
from tests.gospablik.ledger.four_pages import (
    MAX,
    OK,
    TELEGRAM,
    VK,
    opened,
    read_the_stream,
    settle,
    tables,
)
from tests.gospablik.ledger.world import Clock
from tests.gospablik.moderation.town import PAGE, Town, office

AUTHOR = 504
SEEN = (State.CONFIRMED, ConfirmedBy.READBACK)
ANSWERED = (State.CONFIRMED, ConfirmedBy.ANSWER)
WAITS = (State.ERRAND, None)
SAID = (State.CONFIRMED, ConfirmedBy.PERSON)
WORD = "записано со слов, проверить сеть не даёт"


@pytest.fixture(scope="module")
def started() -> Iterator[str]:
    with running() as world:
        yield world.http


@pytest.fixture
def sandbox(started: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The demo's pages and residents, asked without pauses for politeness."""
    monkeypatch.setattr(pace, "WINDOW", 0)
    hands.control(started, "reset")
    hands.control(started, "vk/limits", enabled=False)
    settle(started)
    return started


@dataclass
class Case:
    """A town whose one page is real, with a post and a resident's insult under it."""

    town: Town
    network: Network
    post: str
    comment: str

    @property
    def effects(self) -> dict[Kind, Effect]:
        store, town, networks = self.town.store, self.town.office, {PAGE: self.network}
        return {
            Kind.REMOVE: RemoveComment(store, town, networks),
            Kind.BLOCK: BlockAuthor(store, town, networks, self.town.clock),
            Kind.UNBLOCK: UnblockAuthor(store, town, networks, self.town.clock),
        }

    def carry(self, kind: Kind) -> tuple[State, ConfirmedBy | None]:
        """The next pass; how the action stands after it."""
        self.town.later(seconds=1)
        Ledger(self.town.store, "town", self.effects, now=self.town.clock).carry_out([kind])
        (action,) = self.town.actions(kind)
        return action.state, action.confirmed_by

    def say_done(self, kind: Kind) -> str:
        """A person's word; what is answered."""
        (action,) = self.town.actions(kind)
        effect, task = self.effects[kind], Task.of(action)
        store, now = self.town.store, self.town.now
        return say_done(store, effect, task, person="spec", now=now).words

    def rule(self) -> None:
        """The specialist rules that the insult is removed; it is sealed."""
        with self.town.store.write() as session:
            live = self.network.comments(self.post)
            store_comments(session, self.town.office, PAGE, self.post, live, self.town.now)
            detect_new(session, self.town.office, shipped_judge(), self.town.now)
        (question,) = self.town.ask()
        self.town.answer(question)
        self.town.seal()

    def decide(self) -> None:
        """The head decides that its author is blocked for thirty days."""
        self.town.misbehave(101, author=AUTHOR)
        self.town.misbehave(102, "сам ты идиот", author=AUTHOR)
        self.town.propose()
        self.town.mail()
        (question,) = self.town.questions(Topic.BLOCK)
        assert self.town.decide(question).refused is None


def case(sandbox: str, store: Store, key: str, *, users_key: bool = False) -> Case:
    """`users_key`: with VK's third key."""
    page = office(page=[{**tables(sandbox)[key], "key": PAGE}])
    town = Town(store, page, Clock(datetime.now(UTC)))
    network = opened(page, store, PAGE, users_key=users_key)
    post = network.publish(Draft("Воды не будет"), key="k")
    assert isinstance(post, Done)
    said = hands.write(sandbox, key, post.external_id, AUTHOR, "Вы там все идиоты")
    if isinstance(network, TelegramPage):
        read_the_stream(page, store, network, PAGE)
    return Case(town, network, post.external_id, said)


@pytest.mark.parametrize(
    ("key", "users_key"),
    [(VK, True), (TELEGRAM, False), (MAX, False)],
    ids=["vk with a user's key", "telegram", "max"],
)
def test_a_removal_that_needs_nobody(
    sandbox: str, sqlite_store: Store, key: str, users_key: bool
) -> None:
    at = case(sandbox, sqlite_store, key, users_key=users_key)
    at.rule()
    assert at.carry(Kind.REMOVE) == (ANSWERED if key == TELEGRAM else SEEN)


@pytest.mark.parametrize("key", [VK, OK], ids=["vk with a community's key", "ok"])
def test_a_removal_by_hand_is_seen_by_the_next_pass(
    sandbox: str, sqlite_store: Store, key: str
) -> None:
    at = case(sandbox, sqlite_store, key)
    at.rule()
    assert at.carry(Kind.REMOVE) == WAITS
    assert at.carry(Kind.REMOVE) == WAITS, "на странице ещё стоит"
    hands.remove(sandbox, key, at.post, at.comment)
    assert at.carry(Kind.REMOVE) == SEEN


def test_telegrams_comment_after_two_days_is_removed_by_hand_on_a_word(
    sandbox: str, sqlite_store: Store
) -> None:
    at = case(sandbox, sqlite_store, TELEGRAM)
    at.rule()
    hands.control(sandbox, "clock", offset_seconds=49 * 3600)
    assert at.carry(Kind.REMOVE) == WAITS
    hands.remove(sandbox, TELEGRAM, at.post, at.comment)
    assert at.carry(Kind.REMOVE) == WAITS, "Telegram удалений не показывает"
    assert at.say_done(Kind.REMOVE) == WORD
    assert at.carry(Kind.REMOVE) == SAID


@pytest.mark.parametrize(
    ("key", "users_key"), [(VK, True), (TELEGRAM, False)], ids=["vk with a user's key", "telegram"]
)
def test_a_block_that_needs_nobody(
    sandbox: str, sqlite_store: Store, key: str, users_key: bool
) -> None:
    at = case(sandbox, sqlite_store, key, users_key=users_key)
    at.decide()
    assert at.carry(Kind.BLOCK) == SEEN


@pytest.mark.parametrize("key", [VK, OK], ids=["vk with a community's key", "ok"])
def test_a_block_by_hand_is_seen_by_the_next_pass(
    sandbox: str, sqlite_store: Store, key: str
) -> None:
    at = case(sandbox, sqlite_store, key)
    at.decide()
    assert at.carry(Kind.BLOCK) == WAITS
    assert at.carry(Kind.BLOCK) == WAITS, "автор ещё не заблокирован"
    hands.block(sandbox, key, at.post, at.comment, AUTHOR)
    assert at.carry(Kind.BLOCK) == SEEN


def test_a_block_in_max_stands_on_a_word(sandbox: str, sqlite_store: Store) -> None:
    at = case(sandbox, sqlite_store, MAX)
    at.decide()
    assert at.carry(Kind.BLOCK) == WAITS
    hands.block(sandbox, MAX, at.post, at.comment, AUTHOR)
    assert at.carry(Kind.BLOCK) == WAITS, "чёрного списка MAX боту не показывает"
    assert at.say_done(Kind.BLOCK) == WORD
    assert at.carry(Kind.BLOCK) == SAID


@pytest.mark.parametrize(("key", "then"), [(OK, SEEN), (MAX, WAITS)], ids=["ok", "max"])
def test_the_end_of_a_block_without_a_term_is_an_errand(
    sandbox: str, sqlite_store: Store, key: str, then: tuple[State, ConfirmedBy | None]
) -> None:
    at = case(sandbox, sqlite_store, key)
    at.decide()
    at.carry(Kind.BLOCK)
    hands.block(sandbox, key, at.post, at.comment, AUTHOR)
    at.carry(Kind.BLOCK) if key == OK else at.say_done(Kind.BLOCK)
    at.town.later(days=31)
    assert at.carry(Kind.UNBLOCK) == WAITS
    hands.unblock(sandbox, key, AUTHOR)
    assert at.carry(Kind.UNBLOCK) == then
