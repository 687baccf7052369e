"""SIGKILL while VK holds the answer to wall.post: one post on the wall, accepted before or not.

Without Prefect: a process that publishes, a database, the sandbox over HTTP.
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
from sandbox.server import running

NOW = datetime.now(UTC)
LINK = "https://zhatay.test/news/7/"


@pytest.fixture
def sandbox() -> Iterator[str]:
    state = {
        "groups": [{"group_id": 1, "name": "Жатай", "screen_name": "zhatay"}],
        "tokens": [
            {"token": "community", "kind": "community", "group_id": 1},
            {"token": "service", "kind": "service"},
        ],
    }
    with running(state) as world:
        yield world.http


@pytest.fixture
def due_post(store: Store) -> Store:
    """A checked post, handed to the ledger."""
    with store.write() as session:
        item = SiteItem(organisation="town", address=LINK, link=LINK, first_seen_at=NOW)
        session.add(item)
        session.flush()
        revision = SiteRevision(
            item_id=item.id, number=1, title="Вода", text="Будет", digest="0" * 64, seen_at=NOW
        )
        session.add(revision)
        session.flush()
        post = Post(
            organisation="town", page="vk", item_id=item.id, revision_id=revision.id,
            text=f"Вода\n\nБудет\n\n{LINK}", planned_at=NOW,
        )  # fmt: skip
        session.add(post)
        session.flush()
        book.record(
            session, organisation="town", kind=Kind.PUBLISH, page="vk", subject=str(post.id),
            now=NOW,
        )  # fmt: skip
    return store


def start_pass(database: str, sandbox: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "tests.gospablik.ledger.kill_pass", database, sandbox], cwd=ROOT
    )


def held(sandbox: str) -> int:
    return sum(fault["holding"] for fault in httpx.get(f"{sandbox}/control/faults").json())


def wall(sandbox: str) -> list[dict[str, Any]]:
    posts = httpx.get(f"{sandbox}/control/vk/state").json()["posts"]
    return [post for post in posts if not post["deleted"]]


@pytest.mark.parametrize("accepted", [True, False], ids=["accepted", "not accepted"])
def test_killed_while_the_answer_is_held(
    database_url: str, due_post: Store, sandbox: str, accepted: bool
) -> None:
    httpx.post(
        f"{sandbox}/control/faults",
        json={
            "where": "vk:wall.post",
            "what": "hold",
            "when": "after" if accepted else "before",
            "times": 1,
        },
    ).raise_for_status()
    victim = start_pass(database_url, sandbox)
    deadline = time.monotonic() + 20
    while not held(sandbox):
        assert time.monotonic() < deadline
        time.sleep(0.01)
    os.kill(victim.pid, signal.SIGKILL)
    victim.wait()
    httpx.delete(f"{sandbox}/control/faults")
    assert len(wall(sandbox)) == (1 if accepted else 0)

    assert start_pass(database_url, sandbox).wait(timeout=90) == 0

    (post,) = wall(sandbox)
    assert LINK in post["text"]
    with due_post.read() as session:
        action = session.scalars(select(Action)).one()
        assert action.state is State.CONFIRMED
        assert session.scalars(select(Post)).one().network_id == str(post["id"])
        verbs = [a.verb for a in session.scalars(select(Attempt).order_by(Attempt.id))]
        assert verbs[0] == "look", "после убитого прохода сначала смотрят, потом делают"
