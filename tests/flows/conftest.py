"""One Prefect and one sandbox for the folder; keys, database and town are new for each test."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from prefect import Flow, get_client
from prefect.blocks.core import Block
from prefect.settings import (
    PREFECT_FLOWS_HEARTBEAT_FREQUENCY,
    PREFECT_HOME,
    PREFECT_SERVER_SERVICES_EVENT_PERSISTER_ENABLED,
    PREFECT_SERVER_SERVICES_FOREMAN_ENABLED,
    PREFECT_SERVER_SERVICES_LATE_RUNS_ENABLED,
    PREFECT_SERVER_SERVICES_SCHEDULER_ENABLED,
    PREFECT_SERVER_SERVICES_TRIGGERS_ENABLED,
    temporary_settings,
)
from prefect.testing.utilities import prefect_test_harness

from flows.answer_request import answer_request
from flows.answers import answers
from flows.decide_block import decide_block
from flows.decide_by_document import decide_by_document
from flows.describe_page import describe_page
from flows.errands import errands
from flows.explain import explain
from flows.gone_news import gone_news
from flows.held_posts import held_posts
from flows.review import review
from flows.stop_decision import stop_decision
from flows.trouble import trouble
from flows.tune_detector import tune_detector
from flows.undo import undo
from gospablik.networks import pace
from gospablik.networks.turns import MemoryTurns
from gospablik.site import manners
from gospablik.store.session import Store
from sandbox.mail.smtp import SmtpOptions
from sandbox.server import Running, running
from tasks import ledger
from tasks.credentials import PAGE_BLOCKS, ImapCredentials, SmtpCredentials
from tests.flows.town import LOGIN, PASSWORD, Town, forget_runs, new_desk

QUIET: dict[Any, Any] = {
    PREFECT_SERVER_SERVICES_EVENT_PERSISTER_ENABLED: False,
    PREFECT_SERVER_SERVICES_TRIGGERS_ENABLED: False,
    PREFECT_SERVER_SERVICES_SCHEDULER_ENABLED: False,
    PREFECT_SERVER_SERVICES_LATE_RUNS_ENABLED: False,
    PREFECT_SERVER_SERVICES_FOREMAN_ENABLED: False,
}
"""Writers of the server's own that no test needs: each makes SQLite refuse some of our requests,
and Prefect's client then waits for two seconds.
"""

ASKING: list[Flow[..., Any]] = [
    answers, review, decide_block, describe_page, errands, gone_news, held_posts, trouble,
    tune_detector, undo, answer_request, stop_decision, decide_by_document,
    explain,
]  # fmt: skip


@pytest.fixture(scope="session")
def prefect_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Prefect's own harness, with our kinds of blocks and the deployments that questions need."""
    home = tmp_path_factory.mktemp("prefect")
    with (
        temporary_settings({PREFECT_HOME: home, PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None} | QUIET),
        prefect_test_harness(server_startup_timeout=120),
    ):
        kinds: list[type[Block]] = [*PAGE_BLOCKS.values(), SmtpCredentials, ImapCredentials]
        for kind in kinds:
            kind.register_type_and_schema()
        with get_client(sync_client=True) as client:
            for flow in ASKING:
                client.create_deployment(client.create_flow(flow), name=flow.name)
        yield


@pytest.fixture(scope="session")
def town_outside() -> Iterator[Running]:
    """VK, the official site and a mail server that asks for a password."""
    with running(options=SmtpOptions(LOGIN, PASSWORD)) as sandbox:
        yield sandbox


@pytest.fixture
def town(
    prefect_server: None,
    town_outside: Running,
    sqlite_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Town]:
    """The office on a morning on which nothing has happened yet.

    A pass does not stay for what is not readable yet, so that a test says itself when the next
    pass comes; and it asks this site and this VK, which are ours, without pauses for politeness.
    """
    organisation = tmp_path / "organisation.toml"
    monkeypatch.setenv("GOSPABLIK_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("GOSPABLIK_ORGANISATION", str(organisation))
    monkeypatch.setenv("GOSPABLIK_STATE", str(tmp_path / "state"))
    monkeypatch.setattr(ledger, "PATIENCE", ledger.PATIENCE * 0)
    monkeypatch.setattr(manners, "PAUSE_SECONDS", 0)
    monkeypatch.setattr(pace, "WINDOW", 0)
    monkeypatch.setattr(pace, "SHARED", pace.Pace())  # what the desk puts in its place ends here
    monkeypatch.setattr("gospablik.store.turns.StoredTurns", lambda store: MemoryTurns())
    store = Store(sqlite_url)
    yield Town(town_outside, store, organisation, uuid4().hex[:8], monkeypatch)
    store.close()
    new_desk()
    forget_runs()
