"""Publishing a post: one post on the page, whatever the network answers (clause 3.2)."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from gospablik.errors import CouldNotRead
from gospablik.ledger.carry import Ledger
from gospablik.ledger.effects.publish import Publish
from gospablik.networks.base import Draft, Medium, Uploaded
from gospablik.outcomes import (
    Absent,
    CannotTell,
    ConfirmedBy,
    Done,
    DoOutcome,
    LookOutcome,
    Present,
    Unknown,
)
from gospablik.store.session import Store
from gospablik.store.tables import Action, Kind, Post, State
from tests.gospablik.ledger.answers import ANSWERS, watched
from tests.gospablik.moderation.town import PAGE, Wall
from tests.gospablik.publishing.desk import SITE, Desk, news


@dataclass
class Board(Wall):
    """A page that takes posts. `swallows`: it takes the post and gives `answers` all the same."""

    posted: list[tuple[str, str]] = field(default_factory=list)
    asked_since: list[datetime] = field(default_factory=list)
    swallows: bool = False
    down: bool = False
    upload_limit: timedelta = timedelta(seconds=20)
    adds_later: bool = True

    def upload(self, medium: Medium) -> Uploaded | DoOutcome:
        return Uploaded(medium, "")

    def publish(self, draft: Draft, *, key: str) -> DoOutcome:
        if self.answers is None or self.swallows:
            self.posted.append((key, draft.text))
        return self.answers or Done(str(len(self.posted)))

    def find_post(self, marker: str, *, since: datetime) -> LookOutcome:
        self.asked_since.append(since)
        if self.down:
            raise CouldNotRead("ВКонтакте молчит.", not_done="не прочитано.", next_step="ждать.")
        if not self.readable:
            return CannotTell("нет права читать стену")
        places = [n for n, (_, text) in enumerate(self.posted, 1) if marker in text]
        return Present(str(places[0])) if places else Absent()


@dataclass
class Press(Desk):
    """A desk with one released post and the page it goes to."""

    board: Board = field(default_factory=Board)

    def carry(self, **networks: Board) -> None:
        self.clock.sleep(1)
        effect = Publish(self.store, self.office, networks or {PAGE: self.board})
        Ledger(self.store, "town", {Kind.PUBLISH: effect}, now=self.clock).carry_out([Kind.PUBLISH])

    @property
    def action(self) -> Action:
        [action] = self.actions()
        return action

    def state(self) -> State:
        return self.action.state

    def confirmed_by(self) -> ConfirmedBy | None:
        return self.action.confirmed_by

    @property
    def post(self) -> Post:
        [post] = self.posts()
        return post


@pytest.fixture
def press(sqlite_store: Store) -> Press:
    press = Press(sqlite_store)
    press.read(news(1))
    press.plan()
    assert press.release(press.waiting()[0])
    return press


def test_published_read_back_and_known_by_its_number(press: Press) -> None:
    press.carry()
    assert press.board.posted == [(press.action.key, press.post.text)]
    assert press.confirmed_by() is ConfirmedBy.READBACK
    assert (press.post.network_id, press.action.external_id) == ("1", "1")
    assert press.post.published_at == press.clock()
    press.carry()
    assert len(press.board.posted) == 1


def test_without_a_right_to_read_it_stands_on_the_answer_and_keeps_its_hour(press: Press) -> None:
    press.board.readable = False
    press.carry()
    at = press.clock()
    assert press.confirmed_by() is ConfirmedBy.ANSWER
    press.board.readable = True
    press.clock.sleep(3600)
    press.carry()
    assert press.confirmed_by() is ConfirmedBy.READBACK
    assert press.post.published_at == at, "обратное чтение не меняет времени публикации"


@pytest.mark.parametrize(("answer", "state"), ANSWERS)
def test_each_answer_has_its_state(press: Press, answer: DoOutcome, state: State) -> None:
    press.board.answers = answer
    press.carry()
    assert press.action.state is state
    assert press.action.why == answer.why  # type: ignore[union-attr]
    assert (press.board.posted, press.post.network_id) == ([], None)


def test_lost_answer_but_it_stands_there(press: Press) -> None:
    press.board.answers, press.board.swallows = Unknown("нет ответа"), True
    press.carry()
    assert press.state() is State.UNKNOWN
    press.board.answers = None
    press.carry()
    assert press.state() is State.CONFIRMED
    assert press.confirmed_by() is ConfirmedBy.READBACK
    assert len(press.board.posted) == 1


def test_lost_answer_and_it_does_not_stand_there(press: Press) -> None:
    """Published again under the same key, and not before the network has had time to show it."""
    press.board.answers = Unknown("нет ответа")
    press.carry()
    first = press.action
    press.board.answers = None
    press.carry()
    assert press.state() is State.UNKNOWN, "раньше срока отсутствие ничего не доказывает"
    press.clock.sleep(press.board.settle.total_seconds())
    press.carry()
    assert press.state() is State.CONFIRMED
    assert [key for key, _ in press.board.posted] == [first.key]


def test_everything_since_the_first_claim_is_looked_through(press: Press) -> None:
    press.board.answers = Unknown("нет ответа")
    press.carry()
    begun = press.action.first_claimed_at
    press.clock.sleep(3600)
    press.carry()  # looked for, published again, once more without an answer
    press.clock.sleep(3600)
    press.carry()
    assert press.action.tries == 3
    assert set(press.board.asked_since) == {begun}


def test_lost_answer_and_no_right_to_read_is_an_errand(press: Press) -> None:
    press.board.answers, press.board.readable = Unknown("нет ответа"), False
    press.carry()
    press.carry()
    assert press.state() is State.ERRAND
    assert "нет права читать стену" in str(press.action.why)
    assert press.board.posted == []


def test_a_page_that_is_down_decides_nothing(press: Press) -> None:
    press.board.answers, press.board.down = Unknown("нет ответа"), True
    press.carry()
    press.clock.sleep(3600)
    press.carry()
    assert press.state() is State.UNKNOWN


def test_a_page_without_keys_waits_for_them_and_nobody_has_to_allow_it(press: Press) -> None:
    press.carry(other=Board())
    assert press.state() is State.DUE
    assert "нет ключей доступа" in str(press.action.why)
    press.clock.sleep(600)
    press.carry()
    assert press.state() is State.CONFIRMED


def test_an_unknown_post_waits_for_keys_to_be_looked_for(press: Press) -> None:
    press.board.answers = Unknown("нет ответа")
    press.carry()
    press.clock.sleep(3600)
    press.carry(other=Board())
    assert press.state() is State.UNKNOWN


def test_what_goes_out_is_what_was_checked(press: Press) -> None:
    press.read(news(1, announce="Текст исправлен после проверки."))
    press.refresh()
    press.carry()
    [(_, text)] = press.board.posted
    assert "Текст новости 1." in text
    assert f"{SITE}1" in text


def test_a_page_put_under_watch_meanwhile_gets_nothing(press: Press) -> None:
    """The post was handed over while the page acted by itself; the mode of today counts."""
    acting, press.office = press.office, watched()
    press.carry()
    assert press.board.posted == []
    assert press.state() is State.DUE
    assert "наблюдение" in str(press.action.why)
    press.office = acting
    press.clock.sleep(3600)
    press.carry()
    assert len(press.board.posted) == 1


def test_a_page_under_watch_until_it_is_no_news_misses_it(press: Press) -> None:
    press.office = watched()
    press.carry()
    press.clock.sleep(timedelta(hours=73).total_seconds())
    press.carry()
    assert press.state() is State.MISSED
