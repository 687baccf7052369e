"""A town whose flows run in this process: Prefect's test harness, a sandbox, a fresh database.

The flows find everything as they do in the office: two environment variables and the blocks of
the Prefect that they run under. Tests look from outside: at the wall, the mailbox and the runs.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import pytest
from prefect import Flow, get_client
from prefect.client.schemas.filters import (
    ArtifactFilter,
    ArtifactFilterFlowRunId,
    FlowFilter,
    FlowFilterName,
)
from prefect.client.schemas.objects import State
from prefect.exceptions import Pause
from prefect.flow_engine import run_flow
from prefect.flow_runs import resume_flow_run
from sqlalchemy import select

from gospablik import clock
from gospablik.store.session import Store
from gospablik.store.tables import Action, Kind, Question
from office.demo import scene
from office.demo.other_networks import Max, Ok, Telegram, others, pages_toml
from office.demo.outside import Outside
from office.demo.scene import (
    ZONE,
    Wishes,
    organisation_toml,
    publish_rules,
    settle_the_town,
)
from office.demo.story import GROUP, NEWS, TOKENS
from sandbox.server import Running
from tasks.credentials import PAGE_BLOCKS, SMTP_BLOCK, SmtpCredentials, VkCredentials
from tasks.desk import desk
from tasks.questions import DEPLOYMENTS

LOGIN, PASSWORD = "smm@example.test", "mail-password-Zq7"
VK_BLOCK = "vk-zhatay-vk"


@dataclass(frozen=True)
class Run:
    """A flow run as its row in Prefect's list tells it, and the artifacts it left."""

    id: UUID
    name: str
    red: bool
    state: str
    words: str
    artifacts: tuple[str, ...] = field(default=(), repr=False)


class Town:
    """The office, and everything outside of it."""

    def __init__(
        self,
        sandbox: Running,
        store: Store,
        organisation: Path,
        keys: str,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        self.outside = Outside(sandbox.http)
        self.monkeypatch = monkeypatch
        self.sandbox, self.store, self.organisation = sandbox, store, organisation
        # Keys of the test's own: the pace at which VK lets a key ask is kept for the process.
        self.tokens = {kind: f"{token}-{keys}" for kind, token in TOKENS.items()}
        self.outside.control("reset")
        self.outside.control("vk/limits", enabled=False)
        settle_the_town(self.outside, Wishes(user_token=False))
        for kind, more in (
            ("community", {"group_id": GROUP}),
            ("service", {}),
            ("user", {"user_id": 900, "group_id": GROUP}),
        ):
            self.outside.control("vk/tokens", token=self.tokens[kind], kind=kind, **more)
        self.settings()
        self.keys()
        self.mail_server()

    def at(self, moment: datetime) -> None:
        """Set every clock but Prefect's: ours, the demo file's and the sandbox's."""
        ahead = moment - datetime.now(UTC)

        class Shifted(datetime):
            @classmethod
            def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
                return datetime.now(tz) + ahead

        for module in (clock, scene):
            self.monkeypatch.setattr(module, "datetime", Shifted)
        self.outside.control("clock", offset_seconds=ahead.total_seconds())

    def later(self, **span: float) -> None:
        """Let so much time go by."""
        self.at(clock.now() + timedelta(**span))

    def settings(self, more: str = "", **changes: str) -> None:
        """Write organisation.toml: the demo's, with other lines for the named keys, and more."""
        lines = []
        for line in organisation_toml(self.outside.address, Wishes()).splitlines():
            key = line.partition(" = ")[0]
            lines.append(f"{key} = {changes.pop(key)}" if key in changes else line)
            if line == "[organisation]" and "stop_all" in changes:
                lines.append(f"stop_all = {changes.pop('stop_all')}")
        assert not changes, f"organisation.toml has no such keys: {changes}"
        self.organisation.write_text("\n".join([*lines, more]), "utf-8")
        publish_rules(self.outside, self.organisation)
        new_desk()

    def keys(self, **changes: str) -> None:
        """Save the page's block, all three keys unless told otherwise."""
        keys = {"community_token": self.tokens["community"], "service_key": self.tokens["service"]}
        keys |= {"user_token": self.tokens["user"]} | changes
        VkCredentials(**keys).save(VK_BLOCK, overwrite=True)
        new_desk()

    def all_networks(self) -> tuple[Ok, Telegram, Max]:
        """Pages in the three other networks beside VK's, with their keys."""
        networks = others({"http": self.outside.address})
        for one in networks:
            one.settle()
            keys = one.keys()
            PAGE_BLOCKS[keys.pop("network")](**keys).save(
                f"{one.key.removeprefix('zhatay-')}-{one.key}", overwrite=True
            )
        since = (clock.now().astimezone(ZONE) - timedelta(days=1)).date()
        self.settings(pages_toml(networks, since.isoformat()))
        return networks

    def mail_server(self, **changes: Any) -> None:
        """Save the block of the mail server."""
        host, port = self.sandbox.smtp.rsplit(":", 1)
        values = {"host": host, "port": int(port), "login": LOGIN, "password": PASSWORD}
        values |= {"starttls": False} | changes
        SmtpCredentials(**values).save(SMTP_BLOCK, overwrite=True)
        new_desk()

    def without(self, block: type[VkCredentials | SmtpCredentials], name: str) -> None:
        """Take a block out of Prefect."""
        block.delete(name)
        new_desk()

    def news(self, number: int = 0, **changes: Any) -> int:
        """A piece of news appears on the site, a quarter of an hour ago; its id."""
        published = clock.now().astimezone(ZONE) - timedelta(minutes=15 - number)
        body = NEWS[number] | {"published_at": published.isoformat()} | changes
        return int(self.outside.control("site/items", **body)["id"])

    def fault(self, where: str, what: str, **more: Any) -> None:
        """Order a fault of the sandbox, once unless told otherwise."""
        self.outside.control("faults", where=where, what=what, **({"times": 1} | more))

    def wall(self) -> list[str]:
        """First lines of what stands on the wall, oldest first."""
        return [post["text"].splitlines()[0] for post in reversed(self.outside.posts())]

    def letters(self) -> list[dict[str, Any]]:
        """Every letter in the sandbox."""
        return list(self.outside._http.get("/mail/messages.json").json())

    def run(self, flow: Flow[..., Any], **parameters: Any) -> Run:
        """A run started by hand, in a process of its own as far as the desk knows."""
        new_desk()
        state = cast("State[Any]", run_flow(flow, parameters=parameters, return_type="state"))
        assert state.state_details.flow_run_id
        return read_run(state.state_details.flow_run_id)

    def question(self, flow: Flow[..., Any]) -> UUID:
        """The one open run of that flow that was opened for a question, begun: it waits."""
        (run_id,) = self.questions(flow)
        return begin(flow, run_id).id

    def by_hand(self, flow: Flow[..., Any], **parameters: Any) -> Run:
        """A run that somebody starts and that waits for an answer."""
        with get_client(sync_client=True) as client:
            deployment = client.read_deployment_by_name(f"{flow.name}/{flow.name}")
            row = client.create_flow_run_from_deployment(deployment.id, parameters=parameters)
        return begin(flow, row.id)

    def questions(self, flow: Flow[..., Any]) -> list[UUID]:
        """Open runs of that flow that were opened for questions, not begun yet."""
        with self.store.read() as session:
            runs = session.scalars(select(Question.run).where(Question.run.is_not(None))).all()
        found = []
        for run in runs:
            with get_client(sync_client=True) as client:
                row = client.read_flow_run(UUID(run))
                opened = client.read_flow(row.flow_id).name
            if opened == flow.name and row.state and not row.state.is_final():
                found.append(row.id)
        return found

    def answer(self, flow: Flow[..., Any], run_id: UUID, **values: Any) -> Run:
        """Press Resume; the run goes on from its first line, as in a process of its own."""
        resume_flow_run(run_id, run_input=values)
        return begin(flow, run_id)

    def actions(self, kind: Kind) -> list[Action]:
        """The ledger's rows of a kind."""
        with self.store.read() as session:
            return list(session.scalars(select(Action).filter_by(kind=kind).order_by(Action.id)))


def begin(flow: Flow[..., Any], run_id: UUID) -> Run:
    """What a worker's process does with a run that is due."""
    new_desk()
    with get_client(sync_client=True) as client:
        row = client.read_flow_run(run_id)
    with suppress(Pause):  # it waits for a person: the process ends here
        run_flow(flow, flow_run=row, parameters=row.parameters, return_type="state")
    return read_run(run_id)


def read_run(run_id: UUID) -> Run:
    """The run as Prefect keeps it."""
    of_run = ArtifactFilter(flow_run_id=ArtifactFilterFlowRunId(any_=[run_id]))
    with get_client(sync_client=True) as client:
        row = client.read_flow_run(run_id)
        artifacts = client.read_artifacts(artifact_filter=of_run)
    artifacts.sort(key=lambda one: (str(one.created), str(one.id)))  # as they were made
    assert row.state is not None
    return Run(
        row.id, row.name, row.state.is_failed() or row.state.is_crashed(), str(row.state.name),
        row.state.message or "", tuple(str(a.data) for a in artifacts if a.type == "markdown"),
    )  # fmt: skip


def forget_runs() -> None:
    """The next database counts its questions from one again: no run may bear their keys."""
    with get_client(sync_client=True) as client:
        asked = FlowFilter(
            name=FlowFilterName(any_=[name.split("/")[0] for name in DEPLOYMENTS.values()])
        )
        for row in client.read_flow_runs(flow_filter=asked):
            client.delete_flow_run(row.id)


def new_desk() -> None:
    """Each run is a process of its own in the office; here the desk is made anew."""
    close_desk()
    desk.cache_clear()


def close_desk() -> None:
    """Give back what the desk of the last run had open."""
    made = vars(desk())
    if "store" in made:
        made["store"].close()
    if "http" in made:
        made["http"].close()
    for network in made.get("networks", {}).values():
        network.close()
