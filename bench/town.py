"""The demo's town after a quiet day: all published, all read, the letter sent, nothing new."""

import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.empty import deploy_empty
from bench.process import Spent, run_once
from gospablik.root import ROOT
from office.api import Api
from office.demo.outside import Outside
from office.demo.people import People
from office.demo.scene import ZONE, Wishes, files, prepare
from office.demo.story import FIRST_COMMENTS, NEWS
from office.stack import Stack

PASSES: Mapping[str, tuple[Mapping[str, Any], str]] = {
    "Публикация": ({}, "новых постов нет"),
    "Сбор комментариев": ({}, "новых нет"),
    "Сверка с сайтом": ({}, "охват"),
    "Еженедельный контроль": ({}, "письмо отправлено"),
    "Паспорта страниц": ({}, "не проверено строк"),
    "Дежурные проверки": ({}, "тревог нет"),
    "Тревога": (
        {"flow_name": "Публикация", "run_id": "замер", "message": "Замер."},
        "об этом уже написано",
    ),
}
"""The passes: their parameters, and the words in the run's name when there was nothing to do."""


@dataclass(slots=True)
class Town:
    """A running stack with that town in it. Runs are started one at a time, without a worker."""

    stack: Stack
    outside: Outside
    people: People
    ids: dict[str, str] = field(default_factory=dict)

    @property
    def log(self) -> Path:
        """Where every run of a measurement writes."""
        return self.stack.state / "logs" / "bench.log"

    def empty(self, **env: str) -> Spent:
        """One run of the empty flow."""
        return self._run("empty", {}, env)

    def idle(self, name: str, **env: str) -> Spent:
        """One idle run of that pass. Raises AssertionError if it found something to do."""
        parameters, words = PASSES[name]
        letters, posts = self._seen()
        spent = self._run(name, parameters, env)
        if words not in spent.name or self._seen() != (letters, posts):
            raise AssertionError(f"запуск не был холостым: {spent.name}")
        return spent

    def busy(self, name: str, **env: str) -> Spent:
        """One run of that pass with whatever it finds."""
        return self._run(name, PASSES[name][0], env)

    def news(self, title: str) -> None:
        """The site publishes one more."""
        moment = (datetime.now(ZONE) - timedelta(minutes=1)).isoformat()
        self.outside.control("site/items", **{**NEWS[1], "title": title}, published_at=moment)

    def age_posts(self, days: int) -> None:
        """Let all posts so far be published that much earlier, as far as our database knows."""
        address = self.stack.env["GOSPABLIK_DATABASE_URL"].removeprefix("sqlite:///")
        with sqlite3.connect(address) as database:
            database.execute(
                "UPDATE post SET published_at = datetime(published_at, ?) || '.000000'",
                (f"{-days} days",),
            )
        database.close()

    def _run(self, name: str, parameters: Mapping[str, Any], env: Mapping[str, str]) -> Spent:
        return run_once({**self.stack.env, **env}, self.ids[name], parameters, self.log)

    def _seen(self) -> tuple[int, int]:
        boxes = ("it-head", "specialist", "duty")
        letters = sum(len(self.outside.letters(f"{box}@example.test")) for box in boxes)
        return letters, len(self.outside.posts())


@contextmanager
def quiet_town(*, worker: bool = False) -> Iterator[Town]:
    """The town, quiet. `worker`: leave the worker running, too."""
    with TemporaryDirectory(prefix="gospablik-bench-") as folder:
        state = Path(folder)
        stack = Stack(root=ROOT, state=state, port=0, sandbox=True, extra_env=files(state))
        with stack:
            outside = prepare(stack, Wishes(once=True))
            town = Town(stack, outside, People(stack.env, stack.ui_url))
            _look_after_the_page_since_last_week(Path(stack.env["GOSPABLIK_ORGANISATION"]))
            _play(town)
            if not worker:
                stack.stop_worker()
            with Api(stack.env) as api:
                for name in PASSES:
                    town.ids[name] = api.get(f"/deployments/name/{name}/{name}")["id"]
                town.ids["empty"] = deploy_empty(api, state, {})
            yield town


def _play(town: Town) -> None:
    for number, item in enumerate(NEWS):
        moment = datetime.now(ZONE) - timedelta(minutes=30 - number)
        town.outside.control("site/items", **item, published_at=moment.isoformat())
    town.people.run("Публикация")
    for user, text in FIRST_COMMENTS[:3]:  # lawful ones: nobody has to decide anything
        town.outside.comment(int(town.outside.posts()[0]["id"]), user, text)
    town.people.run("Сбор комментариев")
    town.people.run("Публикация")  # Telegram's posts are known by the copies just collected
    town.people.run("Сверка с сайтом")
    # A reconciliation looks two weeks back: now it has nothing left to compare.
    town.age_posts(20)
    town.people.run("Еженедельный контроль")
    town.people.run("Тревога", **PASSES["Тревога"][0])


def _look_after_the_page_since_last_week(organisation: Path) -> None:
    """The demo's page begins yesterday; last week's letter would say nothing of it."""
    since = datetime.now(ZONE).date() - timedelta(days=14)
    text = re.sub(r"(?m)^since = .*$", f"since = {since}", organisation.read_text("utf-8"))
    organisation.write_text(text, "utf-8")
