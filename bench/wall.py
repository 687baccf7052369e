"""A page of VK in a sandbox of its own process: a thousand posts, some of them lively."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import ceil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx

from gospablik.errors import OfficeError
from gospablik.root import ROOT
from office.demo.story import GROUP

POSTS, DAYS = 1000, 29
QUIET, LIVELY, EVERY = 20, 250, 20
"""Comments under a post, under each twentieth of them, and which those are."""
SHEET, PEOPLE = 100, 50
KEY = "bench-service-key"
_PATIENCE = 60.0


@dataclass(slots=True)
class Wall:
    """The page, and how many requests were made of it. By post: how many comments, and when."""

    address: str
    http: httpx.Client
    counts: dict[int, int]
    published: dict[int, datetime]
    seen: int = 0

    def write(self, news: Mapping[int, int]) -> None:
        """So many new comments under each of these posts."""
        for post, number in news.items():
            for one in range(number):
                said = _comment(post, one, "Новое")
                self.http.post("/control/vk/comments", json=said).raise_for_status()
            self.counts[post] += number
        self.requests()

    def requests(self) -> int:
        """How many requests came in since this was asked the last time."""
        told = self.http.get("/control/journal", params={"since": self.seen}).json()
        self.seen += len(told)
        return len(told)

    def least(self, comments: Mapping[int, int]) -> int:
        """The fewest requests: the list of posts, and so many comments, a hundred a sheet."""
        listing = ceil(len(self.counts) / SHEET)
        return listing + sum(ceil(number / SHEET) for number in comments.values())

    def since(self, moment: datetime) -> dict[int, int]:
        """How many comments stand under the posts that were made since then."""
        return {n: self.counts[n] for n, made in self.published.items() if made > moment}


@contextmanager
def wall(posts: int = POSTS) -> Iterator[Wall]:
    """The page, with the newest post made an hour ago and the oldest 29 days ago."""
    counts = {n: LIVELY if n % EVERY == 0 else QUIET for n in range(1, posts + 1)}
    newest, step = datetime.now(UTC) - timedelta(hours=1), timedelta(days=DAYS) / posts
    published = {n: newest - step * (posts - n) for n in counts}
    with TemporaryDirectory(prefix="gospablik-bench-") as folder:
        state, ready = Path(folder) / "state.json", Path(folder) / "ready.json"
        state.write_text(json.dumps(_state(counts, published)), "utf-8")
        command = [sys.executable, "-m", "sandbox", "--state", str(state)]
        with subprocess.Popen([*command, "--ready-file", str(ready)], cwd=ROOT) as sandbox:
            try:
                address = _address(ready)
                with httpx.Client(base_url=address, trust_env=False, timeout=60) as http:
                    yield Wall(address, http, counts, published)
            finally:
                sandbox.terminate()


def _comment(post: int, number: int, text: str) -> dict[str, Any]:
    return {"group_id": GROUP, "post_id": post, "user_id": 1 + number % PEOPLE, "text": text}


def _address(ready: Path) -> str:
    deadline = time.monotonic() + _PATIENCE
    while not ready.exists():
        if time.monotonic() > deadline:
            raise OfficeError(
                "Песочница не запустилась.",
                not_done="замер не удался.",
                next_step="повторить, когда машина меньше занята.",
            )
        time.sleep(0.05)
    return str(json.loads(ready.read_text("utf-8"))["http"])


def _state(counts: Mapping[int, int], published: Mapping[int, datetime]) -> dict[str, Any]:
    return {
        "limits": {"enabled": False},
        "groups": [{"group_id": GROUP, "name": "Администрация"}],
        "users": [
            {"user_id": n + 1, "first_name": "Житель", "last_name": str(n)} for n in range(PEOPLE)
        ],
        "tokens": [{"token": KEY, "kind": "service"}],
        "posts": [
            {"group_id": GROUP, "text": f"Новость {n}", "date": int(made.timestamp())}
            for n, made in published.items()
        ],
        "comments": [
            _comment(post, one, f"Комментарий {one}: когда починят дорогу на улице Северной?")
            for post, number in counts.items()
            for one in range(number)
        ],
    }
