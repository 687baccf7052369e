"""A harvest reads outside the posts, too: hourly, or when events say so."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import cast

import pytest
from sqlalchemy import select

from gospablik.clock import now
from gospablik.control.rules import EVENTS, HARVEST
from gospablik.errors import CouldNotRead
from gospablik.networks.base import LiveComment, LivePost, Network
from gospablik.networks.hints import Changes
from gospablik.networks.outside import Outside, Unread
from gospablik.store.tables import Check, Comment, Cursor, Result
from tasks.collected import Collected
from tasks.desk import Desk
from tasks.harvest import collect

PAGE = "zhatay-vk"
SHUT = Unread("photo", "Комментарии под фотографиями не прочитаны.", shut=True)
LATE = Unread("photo", "Комментарии под фотографиями не прочитаны.")
OFF = CouldNotRead("События выключены.", not_done="ничего.", next_step="включите их.")
NOTHING_NEW = Changes(frozenset(), False, "c", lost=False)


@dataclass
class Town:
    """One post (5) and one entry (9), each with a comment; `read`: what was asked."""

    outside: Outside
    changes: list[Changes | CouldNotRead] = field(default_factory=list)
    read: list[str] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    words: str = "слово"

    def posts(self, since: datetime) -> list[LivePost]:
        return [LivePost("5", "Новость", now() - timedelta(hours=2), 1, "https://vk.test/5")]

    def comments(self, post_network_id: str) -> list[LiveComment]:
        self.read.append(post_network_id)
        if post_network_id in self.broken:
            raise CouldNotRead("Не ответила.", not_done="сбор.", next_step="подождать.")
        return [said(f"{post_network_id}1", post_network_id, self.words)]

    def outside_posts(self, since: datetime) -> Outside:
        self.read.append("outside")
        return self.outside

    def changed_posts(self, cursor: str | None) -> Changes:
        self.read.append(f"events {cursor}")
        answer = self.changes.pop(0) if self.changes else NOTHING_NEW
        if isinstance(answer, CouldNotRead):
            raise answer
        return answer


def said(number: str, place: str, words: str = "слово") -> LiveComment:
    return LiveComment(number, place, "7", "Житель", words, now() - timedelta(hours=1), None)


ENTRY = LivePost("9", "Когда?", now() - timedelta(hours=1), 1, "https://vk.test/9")


@dataclass
class Office:
    """The task at its desk."""

    at: Desk
    town: Town
    ahead: timedelta = timedelta(0)

    def now(self) -> datetime:
        return now() + self.ahead

    def harvest(self, *, everything: bool = False, minutes: int = 0) -> Collected:
        self.ahead += timedelta(minutes=minutes)
        self.town.read.clear()
        return collect.fn(PAGE, everything)

    def checks(self, rule: str) -> dict[str, Result]:
        with self.at.store.read() as session:
            rows = session.scalars(select(Check).filter_by(rule=rule).order_by(Check.id))
            return {row.subject: row.result for row in rows}

    def cursor(self) -> str:
        with self.at.store.read() as session:
            return session.scalars(select(Cursor.value)).one()


@pytest.fixture
def office_(at: Desk, monkeypatch: pytest.MonkeyPatch) -> Office:
    found = (said("entry:9", "entry:9"), said("board:12:4", "board:12"))
    town = Town(Outside(found, frozenset({"entry", "board"}), (ENTRY,), (SHUT,)))
    at.networks = {PAGE: cast(Network, town)}
    made = Office(at, town)
    for module in ("harvest", "outside", "events", "collected"):
        monkeypatch.setattr(f"tasks.{module}.now", made.now)
    return made


def test_places_outside_are_read_hourly_and_comments_under_entries_with_them(
    office_: Office,
) -> None:
    came = office_.harvest()
    assert (came.kept.new, came.unread) == (4, ())
    assert office_.town.read == ["events None", "outside", "9", "5"]
    with office_.at.store.read() as session:
        held = set(session.execute(select(Comment.post_network_id, Comment.network_id)).all())
    assert ("board:12", "board:12:4") in held
    assert ("9", "91") in held
    assert office_.checks(HARVEST)["outside:board"] is Result.GOOD
    assert office_.checks(HARVEST)["outside:photo"] is Result.NOT_CHECKED
    assert office_.harvest(minutes=10).kept.new == 0
    assert office_.town.read == ["events c"]
    assert office_.harvest(minutes=10, everything=True).unread == ()
    assert office_.town.read == ["events c", "outside", "9", "5"]
    office_.harvest(minutes=61)
    assert office_.town.read == ["events c", "outside", "9", "5"]


def test_a_place_that_may_answer_later_makes_the_run_red_and_is_asked_again(
    office_: Office,
) -> None:
    office_.town.outside = Outside((), frozenset(), (), (LATE,))
    assert office_.harvest().unread == (LATE.why,)
    office_.harvest(minutes=10)
    assert "outside" in office_.town.read


def test_an_edit_that_the_network_tells_of_is_read_at_once(office_: Office) -> None:
    office_.harvest()
    office_.town.words = "другое слово"
    five = frozenset({"5"})
    office_.town.changes = [Changes(five, False, "d", lost=False)]
    assert office_.harvest(minutes=10).kept.changed == 1
    assert office_.town.read == ["events c", "5"]
    assert office_.cursor() == "d"


@pytest.mark.parametrize(
    "told",
    [
        Changes(frozenset(), True, "d", lost=False),
        Changes(frozenset({"9"}), False, "d", lost=False),
    ],
)
def test_what_happens_outside_the_posts_is_read_at_once(office_: Office, told: Changes) -> None:
    office_.harvest()
    office_.town.changes = [told]
    office_.harvest(minutes=10)
    assert "outside" in office_.town.read
    assert ("9" in office_.town.read) is ("9" in told.again)


def test_what_could_not_be_read_is_not_forgotten_with_the_cursor(office_: Office) -> None:
    office_.harvest()
    five = frozenset({"5"})
    office_.town.changes = [Changes(five, False, "d", lost=False)]
    office_.town.broken = {"5"}
    assert office_.harvest(minutes=10).unread
    office_.town.broken = set()
    assert office_.harvest(minutes=10).unread == ()
    assert office_.town.read == ["events d", "5"]


def test_a_run_that_dies_leaves_the_cursor_where_it_was(
    office_: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office_.harvest()
    five = frozenset({"5"})
    office_.town.changes = [Changes(five, False, "d", lost=False)]
    monkeypatch.setattr(office_.town, "comments", killed)
    with pytest.raises(KeyboardInterrupt):
        office_.harvest(minutes=10)
    assert office_.cursor() == "c"


def killed(post_network_id: str) -> list[LiveComment]:
    raise KeyboardInterrupt


def test_events_that_are_off_redden_nothing_and_are_asked_for_once_an_hour(
    office_: Office,
) -> None:
    office_.town.changes = [OFF, OFF]
    assert office_.harvest().unread == ()
    assert office_.checks(EVENTS) == {PAGE: Result.NOT_CHECKED}
    assert EVENTS not in office_.checks(HARVEST)
    office_.harvest(minutes=50)
    assert office_.town.read == []
    office_.harvest(minutes=11)
    assert office_.town.read[0] == "events None"
    office_.harvest(minutes=61)
    assert office_.checks(EVENTS) == {PAGE: Result.GOOD}
