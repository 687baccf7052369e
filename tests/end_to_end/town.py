"""A town to try things in: a running stack, and a fresh database and sandbox for each test.

Two offices, the administration and the library, have a page in VK each; a test that wants it
gives both of them pages in the other networks.
"""

import shutil
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import httpx
from sqlalchemy import select

from gospablik.organisation import Organisation, read_organisation
from gospablik.root import ROOT
from gospablik.store.session import Store
from gospablik.store.tables import Action, Kind, State
from office.api import Api
from office.blocks_pipe import save_blocks
from office.demo.other_networks import others, pages_toml
from office.demo.outside import Outside
from office.demo.people import OVER, People
from office.demo.scene import (
    ZONE,
    Wishes,
    first_day,
    organisation_toml,
    register_blocks,
    set_schedules,
    settle_the_town,
)
from office.demo.story import GROUP
from office.deploy import deploy
from office.leftovers import crash_runs_without_process
from office.stack import Stack
from tests.end_to_end import library

T = TypeVar("T")


class Town:
    """What the tests do from outside: news, comments, faults, runs; and the office's restart."""

    def __init__(self, stack: Stack) -> None:
        self.stack = stack
        self.outside = Outside(stack.sandbox["http"])
        self.elsewhere = (*others(stack.sandbox), *library.elsewhere(stack.sandbox))
        self.people = People(stack.env, stack.ui_url)

    @property
    def database(self) -> Path:
        """The file of our database."""
        return self.stack.state / "gospablik.sqlite"

    @property
    def office(self) -> Organisation:
        """The same file, read."""
        return read_organisation(self.organisation)

    @property
    def organisation(self) -> Path:
        """The organisation.toml that every run reads."""
        return self.stack.state / "organisation.toml"

    def begin(self, template: Path) -> None:
        """An empty database and a sandbox with the demo's town and a second page in it."""
        self.outside.control("reset")
        for leftover in self.stack.state.glob("gospablik.sqlite*"):
            leftover.unlink()
        shutil.copy(template, self.database)
        settle_the_town(self.outside, Wishes())
        library.settle_in_vk(self.outside)
        self._write_organisation()

    def all_networks(self) -> None:
        """Both offices get their pages in the three networks beside VK, too."""
        for one in self.elsewhere:
            one.settle()
        since = first_day(Wishes()).isoformat()
        ours, theirs = self.elsewhere[:3], self.elsewhere[3:]
        self._write_organisation(pages_toml(ours, since) + library.elsewhere_toml(theirs))

    def take_news_from(self, feed: Path) -> None:
        """As `./run demo --site` does: the newest of somebody's real feed, however old."""
        self._write_organisation(wishes=Wishes(site=str(feed)))

    def _write_organisation(self, more: str = "", *, wishes: Wishes | None = None) -> None:
        sandbox = self.outside.address
        ours = organisation_toml(sandbox, wishes or Wishes())
        text = ours + library.vk_toml(sandbox) + more
        self.organisation.write_text(text, "utf-8")

    def open_office(self) -> None:
        """Keys, deployments, worker: once a stack. The forms offer the pages of that moment."""
        register_blocks(self.stack, Wishes())
        keys = {one.key: one.keys() for one in self.elsewhere}
        save_blocks(self.stack.env, {"pages": {"library-vk": library.vk_keys(), **keys}})
        deploy(root=ROOT, env=self.stack.env, organisation=self.organisation)
        set_schedules(self.stack, paused=True)
        self.stack.start_worker()

    def forget_runs(self) -> None:
        """Nothing of this test waits or works any longer when the next one begins."""
        with Api(self.stack.env) as api:
            for row in api.all("/flow_runs/filter"):
                api.call("DELETE", f"/flow_runs/{row['id']}")

    def now(self) -> str:
        """This moment in the town's zone, as the site's control takes it."""
        return datetime.now(ZONE).isoformat()

    def cancel(self, run: str) -> None:
        """Somebody presses Cancel."""
        with Api(self.stack.env) as api:
            api.post(f"/flow_runs/{run}/set_state", {"state": {"type": "CANCELLED"}})

    def ended(self, run: str) -> dict[str, Any]:
        """The run at its end, however it ended."""
        (row,) = wait_for(lambda: self._over(run), seconds=150, what=f"запуск {run} закончился")
        return row

    def _over(self, run: str) -> list[dict[str, Any]]:
        over = {"id": {"any_": [run]}, "state": {"type": {"any_": sorted(OVER)}}}
        with Api(self.stack.env) as api:
            return api.all("/flow_runs/filter", {"flow_runs": over})

    def runs(self, flow: str, *states: str) -> list[dict[str, Any]]:
        """The runs of that flow, in these states if any are named."""
        wanted: dict[str, Any] = {"flows": {"name": {"any_": [flow]}}}
        if states:
            wanted["flow_runs"] = {"state": {"type": {"any_": list(states)}}}
        with Api(self.stack.env) as api:
            return api.all("/flow_runs/filter", wanted)

    def fault(self, where: str, what: str, **more: Any) -> None:
        """Order a fault of the sandbox."""
        self.outside.control("faults", where=where, what=what, **more)

    def holding(self) -> int:
        """How many requests the sandbox holds just now."""
        faults = httpx.get(f"{self.outside.address}/control/faults").json()
        return sum(fault["holding"] for fault in faults)

    def standing(self) -> dict[str, list[str]]:
        """First lines of what stands on each page, by the page's key."""
        groups = {GROUP: "zhatay-vk", library.GROUP: "library-vk"}
        shown: dict[str, list[str]] = {key: [] for key in groups.values()}
        for post in self.outside.posts():
            shown[groups[post["group_id"]]].append(post["text"])
        shown |= {one.key: [post.text for post in one.posts()] for one in self.elsewhere}
        return {key: [text.splitlines()[0] for text in texts] for key, texts in shown.items()}

    def later(self, **span: float) -> None:
        """Let so much time go by for the ledger: all that it has is that much older."""
        moments = ("recorded_at", "not_before", "state_since", "claimed_until", "first_claimed_at")
        store = Store(f"sqlite:///{self.database}")
        with store.write() as session:
            for action in session.scalars(select(Action)):
                for name in moments:
                    if moment := getattr(action, name):
                        setattr(action, name, moment - timedelta(**span))
        store.close()

    def kill_everything(self) -> None:
        """SIGKILL for the flow runs, the worker and Prefect's server."""
        self.stack.kill_worker()
        self.stack.kill_server()

    def start_again(self) -> None:
        """As `./run up` does after a crash."""
        self.stack.start_server()
        with Api(self.stack.env) as api:
            crash_runs_without_process(api)
        self.stack.start_worker()

    def actions(self, kind: Kind) -> list[Action]:
        """The ledger's rows of a kind."""
        store = Store(f"sqlite:///{self.database}")
        with store.read() as session:
            rows = list(session.scalars(select(Action).filter_by(kind=kind).order_by(Action.id)))
        store.close()
        return rows

    def states(self, kind: Kind) -> dict[str, State]:
        """How the ledger's actions of a kind stand, one a page."""
        actions = self.actions(kind)
        assert len({action.page for action in actions}) == len(actions)
        return {action.page: action.state for action in actions}


def wait_for(look: Callable[[], T], *, seconds: float = 60, what: str = "") -> T:
    """The first true answer of `look`."""
    deadline = time.monotonic() + seconds
    while not (seen := look()):
        assert time.monotonic() < deadline, f"не дождались: {what}"
        time.sleep(0.1)
    return seen
