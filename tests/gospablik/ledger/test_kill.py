"""SIGKILL while a network holds the answer to a post: one post there, accepted before or not.

Without Prefect: processes that publish, a database, the sandbox over HTTP. Never two posts; where
the network lets nobody look (Telegram without the copy of a post, OK without its list), an errand
and no second try.
All four at once, accepted and not, under Prefect: `tests/end_to_end/test_kill.py`.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from gospablik.ledger import book
from gospablik.root import ROOT
from gospablik.store.session import Store
from gospablik.store.tables import Action, Attempt, Kind, Post, SiteItem, SiteRevision, State
from office.demo.other_networks import others
from sandbox.server import running
from tests.gospablik.ledger.four_pages import MAX, OK, TELEGRAM, VK, settle

NOW = datetime.now(UTC)
LINK = "https://zhatay.test/news/7/"
HELD = {
    VK: "vk:wall.post",
    OK: "ok:mediatopic.post",
    TELEGRAM: "telegram:sendMessage",
    MAX: "max:POST /messages",
}
ELSEWHERE = (OK, TELEGRAM, MAX)


@pytest.fixture
def sandbox() -> Iterator[str]:
    with running() as world:
        settle(world.http)
        yield world.http


def hand_over(store: Store, *pages: str) -> None:
    """A checked post for each of these pages, handed to the ledger."""
    with store.write() as session:
        item = SiteItem(organisation="town", address=LINK, link=LINK, first_seen_at=NOW)
        session.add(item)
        session.flush()
        revision = SiteRevision(
            item_id=item.id, number=1, title="Вода", text="Будет", digest="0" * 64, seen_at=NOW
        )
        session.add(revision)
        session.flush()
        for page in pages:
            post = Post(
                organisation="town", page=page, item_id=item.id, revision_id=revision.id,
                text=f"Вода\n\nБудет\n\n{LINK}", planned_at=NOW,
            )  # fmt: skip
            session.add(post)
            session.flush()
            book.record(
                session, organisation="town", kind=Kind.PUBLISH, page=page, subject=str(post.id),
                now=NOW,
            )  # fmt: skip


def hold(sandbox: str, *pages: str, accepted: bool) -> None:
    """The next post of each page is accepted or not, and not answered."""
    for page in pages:
        when = "after" if accepted else "before"
        control(sandbox, "faults", where=HELD[page], what="hold", when=when, times=1)


def control(sandbox: str, path: str, **body: Any) -> None:
    httpx.post(f"{sandbox}/control/{path}", json=body).raise_for_status()


def start(database: str, sandbox: str, *pages: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "tests.gospablik.ledger.kill_pass", database, sandbox, *pages]
    return subprocess.Popen(command, cwd=ROOT)


def kill_when_held(sandbox: str, victim: "subprocess.Popen[bytes]", *, posts: int) -> None:
    deadline = time.monotonic() + 40
    while held(sandbox) < posts:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    os.kill(victim.pid, signal.SIGKILL)
    victim.wait()
    httpx.delete(f"{sandbox}/control/faults")


def held(sandbox: str) -> int:
    return sum(fault["holding"] for fault in httpx.get(f"{sandbox}/control/faults").json())


def wall(sandbox: str) -> list[str]:
    posts = httpx.get(f"{sandbox}/control/vk/state").json()["posts"]
    return [str(post["id"]) for post in posts if not post["deleted"] and LINK in post["text"]]


@pytest.mark.parametrize("accepted", [True, False], ids=["accepted", "not accepted"])
def test_vk_killed_while_the_answer_is_held(
    database_url: str, store: Store, sandbox: str, accepted: bool
) -> None:
    hand_over(store, VK)
    hold(sandbox, VK, accepted=accepted)
    kill_when_held(sandbox, start(database_url, sandbox, VK), posts=1)
    assert len(wall(sandbox)) == (1 if accepted else 0)

    assert start(database_url, sandbox, VK).wait(timeout=90) == 0

    (number,) = wall(sandbox)
    with store.read() as session:
        action = session.scalars(select(Action)).one()
        assert action.state is State.CONFIRMED
        assert session.scalars(select(Post)).one().network_id == number
        verbs = [a.verb for a in session.scalars(select(Attempt).order_by(Attempt.id))]
        assert verbs[0] == "look", "после убитого прохода сначала смотрят, потом делают"


def test_three_networks_killed_and_only_max_shows_its_post(
    sqlite_url: str, sqlite_store: Store, sandbox: str
) -> None:
    """All have accepted. OK's list is closed to us, Telegram brings no copy to the group."""
    hand_over(sqlite_store, *ELSEWHERE)
    control(sandbox, "ok/behaviour", missing_methods=["mediatopic.getTopics"])
    control(sandbox, "telegram/forwards", delivery=False)
    hold(sandbox, *ELSEWHERE, accepted=True)
    # One pass serves them side by side, so all three are held at the same moment.
    kill_when_held(sandbox, start(sqlite_url, sandbox, *ELSEWHERE), posts=3)

    assert start(sqlite_url, sandbox, *ELSEWHERE).wait(timeout=90) == 0

    with sqlite_store.read() as session:
        states = {a.page: a.state for a in session.scalars(select(Action))}
        numbers = {post.page: post.network_id for post in session.scalars(select(Post))}
    assert states == {OK: State.ERRAND, TELEGRAM: State.ERRAND, MAX: State.CONFIRMED}
    for network in others({"http": sandbox}):
        (standing,) = network.posts()
        assert numbers[network.key] == (standing.id if network.key == MAX else None)
