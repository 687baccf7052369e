"""A harvest holds what stands under a post, however little of it was read."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, select

from gospablik.clock import now
from gospablik.control.last_checks import newest
from gospablik.control.rules import HARVEST_WHOLE
from gospablik.errors import CouldNotRead
from gospablik.moderation.harvest import Harvested, held_comments
from gospablik.networks.base import LiveComment, LivePost, Network, NewComments
from gospablik.networks.vk.newest import read_new
from gospablik.networks.vk.wall import read_threads
from gospablik.store.seen import SeenPost
from gospablik.store.tables import Result
from tasks.desk import Desk
from tasks.harvest import collect
from tests.gospablik.networks.model_wall import ModelPost

PAGE = "zhatay-vk"


class Wall:
    """A page with one post at a time; `read` says what was asked of it."""

    def __init__(self) -> None:
        self.read: list[str] = []
        self.post_ = ModelPost(sheet=3)
        self.published = now() - timedelta(hours=2)

    def posts(self, since: datetime) -> list[LivePost]:
        told = len(self.post_.standing())
        return [LivePost(self.post_.post_id, "Новость", self.published, told, "https://vk.test/1")]

    def comments(self, post_network_id: str) -> list[LiveComment]:
        self.read.append("all")
        return read_threads(self.post_.oldest)


class WallThatTellsWhatIsNew(Wall):
    def new_comments(
        self, post_network_id: str, known: Mapping[str, str | None], lacking: int
    ) -> NewComments:
        self.read.append(f"new {lacking}")
        numbers = {int(one): int(root) if root else None for one, root in known.items()}
        return read_new(self.post_.newest, numbers, lacking)


class Harvester:
    """The task at its desk, with a clock that can be moved."""

    def __init__(self, at: Desk, wall: Wall) -> None:
        self.at, self.wall, self.ahead = at, wall, timedelta(0)
        at.networks = {PAGE: cast(Network, wall)}

    def now(self) -> datetime:
        return now() + self.ahead

    def harvest(self, *, everything: bool = False) -> Harvested:
        self.wall.read.clear()
        collected = collect.fn(PAGE, everything)
        assert not collected.unread
        return collected.kept

    def fresh(self) -> ModelPost:
        """Another post, whose comments have other numbers."""
        last = self.wall.post_
        self.wall.post_ = ModelPost(sheet=3, post_id=str(int(last.post_id) + 1), last=last.last)
        self.wall.published = self.now() - timedelta(hours=2)
        return self.wall.post_

    def held(self) -> set[int]:
        with self.at.store.read() as session:
            found = held_comments(
                session, self.at.office, PAGE, self.wall.post_.post_id, self.now()
            )
        return set(map(int, found))


@pytest.fixture
def harvester(at: Desk, monkeypatch: pytest.MonkeyPatch) -> Harvester:
    event.listen(at.store.engine, "connect", _without_waiting_for_the_disk)
    one = Harvester(at, WallThatTellsWhatIsNew())
    monkeypatch.setattr("tasks.harvest.now", one.now)
    return one


def _without_waiting_for_the_disk(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA synchronous=OFF")


def test_only_what_is_new_is_asked_for_until_the_sweep(harvester: Harvester) -> None:
    post = harvester.wall.post_
    numbers = [post.write() for _ in range(10)]
    assert harvester.harvest().new == 10
    assert harvester.wall.read == ["all"]
    harvester.harvest()
    assert harvester.wall.read == []
    post.write()
    post.write(numbers[0])
    assert harvester.harvest().new == 2
    assert harvester.wall.read == ["new 2"]
    harvester.harvest()
    assert harvester.wall.read == []
    harvester.ahead += timedelta(hours=1)
    harvester.harvest()
    assert harvester.wall.read == ["all"]
    post.removed.add(numbers[4])
    assert harvester.harvest().gone == 1
    assert harvester.wall.read == ["all"], "the counter fell"
    assert harvester.held() == post.standing()


def test_a_whole_reading_on_the_way_counts_as_the_sweep(harvester: Harvester) -> None:
    post = harvester.wall.post_
    post.write()
    harvester.harvest()
    harvester.ahead += timedelta(minutes=50)
    post.write()
    harvester.harvest()
    assert harvester.wall.read == ["new 1"]
    with harvester.at.store.read() as session:
        row = session.scalars(select(SeenPost)).one()
    assert row.read_at
    assert harvester.now() - row.read_at < timedelta(minutes=1)


def test_a_network_that_cannot_be_asked_for_what_is_new_is_read_whole(at: Desk) -> None:
    harvester = Harvester(at, Wall())
    for _ in range(2):
        harvester.wall.post_.write()
        harvester.harvest()
        assert harvester.wall.read == ["all"]


STEPS = st.one_of(
    st.just("top"), st.just("top"), st.just("reply"), st.just("remove"),
    st.just("harvest"), st.just("harvest"), st.just("hour"),
)  # fmt: skip


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_after_the_next_sweep_we_hold_exactly_what_stands(
    harvester: Harvester, data: st.DataObject
) -> None:
    post, removed = harvester.fresh(), False
    for step in data.draw(st.lists(STEPS, max_size=16)):
        standing, tops = sorted(post.standing()), post.tops()
        if step == "top":
            post.write()
        elif step == "reply" and tops:
            post.write(data.draw(st.sampled_from(tops)))
        elif step == "remove" and standing:
            post.removed.add(data.draw(st.sampled_from(standing)))
            removed = True
        elif step == "hour":
            harvester.ahead += timedelta(hours=1)
        elif step == "harvest":
            harvester.harvest()
            removed = removed and "all" not in harvester.wall.read
            if not removed:
                assert harvester.held() == post.standing()
    harvester.harvest(everything=True)
    assert harvester.held() == post.standing()


def test_a_list_that_is_read_is_not_yet_comments_that_are(
    harvester: Harvester, monkeypatch: pytest.MonkeyPatch
) -> None:
    def whole() -> Result | None:
        with harvester.at.store.read() as session:
            found = newest(
                session, harvester.at.office, HARVEST_WHOLE, now() + timedelta(hours=9), page=PAGE
            )
        return found.result if found else None

    def silent(post: str) -> list[LiveComment]:
        raise CouldNotRead(f"Пост {post} не прочитан.", not_done="не собрано.", next_step="ждать.")

    harvester.wall.post_.write()
    with monkeypatch.context() as broken:
        broken.setattr(harvester.wall, "comments", silent)
        assert collect.fn(PAGE, False).unread
    assert whole() is Result.NOT_CHECKED
    harvester.harvest()
    assert whole() is Result.GOOD
