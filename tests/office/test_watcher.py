"""The watcher on another machine: one letter when the office is silent, one when it works again."""

import ast
import base64
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml

from gospablik.root import ROOT
from office import watcher
from office.watcher import Config, Trouble, look, read_config
from sandbox.mail.smtp import SmtpOptions
from sandbox.server import Running, running

DEPLOYMENTS = ROOT / "prefect.yaml"
START = datetime(2026, 12, 31, 14, tzinfo=UTC)  # 23:00 in Yakutsk
LOGIN, PASSWORD, AUTH = "it@town.test", "watcher-password-Zq3", "имя:prefect-password-Kk1"


class Prefect:
    """A server that tells when the last run ended well; `broken`: the status it answers with;
    `letters`: how the last run of each flow ended that writes letters.
    """

    def __init__(self) -> None:
        self.ended: datetime | None = None
        self.broken, self.asked = 0, list[Any]()
        self.healthy: object = True
        self.letters = dict[str, str]()
        prefect = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._answer(prefect.healthy)

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                prefect.asked.append(json.loads(body))
                if "flows" in prefect.asked[-1]:
                    (flow,) = prefect.asked[-1]["flows"]["name"]["any_"]
                    state = prefect.letters.get(flow)
                    self._answer([{"id": "run-1", "state_type": state}] if state else [])
                    return
                ended = prefect.ended
                self._answer([] if ended is None else [{"end_time": ended.isoformat()}])

            def _answer(self, value: object) -> None:
                key = base64.b64encode(AUTH.encode()).decode()
                may = self.headers["Authorization"] == f"Basic {key}"
                self.send_response(prefect.broken or (200 if may else 401))
                self.end_headers()
                self.wfile.write(json.dumps(value).encode())

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture(scope="module")
def mail() -> Iterator[Running]:
    with running(options=SmtpOptions(LOGIN, PASSWORD)) as sandbox:
        yield sandbox


@pytest.fixture
def prefect() -> Iterator[Prefect]:
    made = Prefect()
    yield made
    made.close()


@pytest.fixture
def file(tmp_path: Path, mail: Running, prefect: Prefect, monkeypatch: pytest.MonkeyPatch) -> Path:
    mail.world.inbox.letters.clear()
    monkeypatch.setenv("WATCHER_SMTP_PASSWORD", PASSWORD)
    monkeypatch.setenv("WATCHER_PREFECT_AUTH", AUTH)
    host, port = mail.smtp.rsplit(":", 1)
    path = tmp_path / "watcher.toml"
    path.write_text(
        f'server = "{prefect.address}"\nname = "ГО «Тест»"\nsender = "{LOGIN}"\n'
        f'to = ["duty@town.test", "it@town.test"]\n[smtp]\nhost = "{host}"\nport = {port}\n'
        f'login = "{LOGIN}"\nencryption = "нет"\n', "utf-8"
    )  # fmt: skip
    return path


@pytest.fixture
def config(file: Path) -> Config:
    return read_config(file)


def told(mail: Running) -> list[str]:
    return [letter.header("Subject") for letter in mail.world.inbox.letters]


def at(hours: float) -> datetime:
    return START + timedelta(hours=hours)


def test_a_server_that_dies_is_told_once_and_so_is_its_return(
    config: Config, prefect: Prefect, mail: Running
) -> None:
    prefect.ended = at(0)
    look(config, at(0.05))
    prefect.broken = 502
    for minute in range(5, 240, 5):
        look(config, at(minute / 60))
        assert len(told(mail)) == (minute > 120)
    prefect.broken, prefect.ended = 0, at(4)
    look(config, at(4.1))
    look(config, at(4.2))
    assert told(mail) == [
        "Госпаблик, ГО «Тест»: не работает",
        "Госпаблик, ГО «Тест»: снова работает",
    ]
    assert mail.world.inbox.letters[0].recipients == ("duty@town.test", "it@town.test")


def test_a_server_that_answers_while_nothing_ends_well_is_silent_too(
    config: Config, prefect: Prefect, mail: Running
) -> None:
    prefect.ended = at(0)
    look(config, at(1.9))
    assert told(mail) == []
    look(config, at(2.1))
    assert told(mail) == ["Госпаблик, ГО «Тест»: не работает"]
    text = watcher._silence(config, at(0), at(2.1), "сервер отвечает, но удачных запусков нет")
    assert "молчит 2 ч 6 мин" in text


@pytest.mark.parametrize("state", ["FAILED", "CRASHED"])
@pytest.mark.parametrize("flow", ["Еженедельный контроль", "Тревога"])
def test_a_letter_that_did_not_go_is_told_once_by_another_mail_server(
    config: Config, prefect: Prefect, mail: Running, flow: str, state: str
) -> None:
    prefect.ended, prefect.letters = at(0), {flow: "COMPLETED"}
    look(config, at(0.1))
    assert told(mail) == []
    prefect.letters[flow] = state
    for minutes in (10, 15, 20):
        look(config, at(minutes / 60))
    assert told(mail) == [f"Госпаблик, ГО «Тест»: «{flow}»: письмо не ушло"]
    assert "/runs/flow-run/run-1" in mail.world.inbox.letters[0].body("plain")
    prefect.letters[flow] = "COMPLETED"
    for minutes in (25, 30):
        look(config, at(minutes / 60))
    assert told(mail)[1:] == [f"Госпаблик, ГО «Тест»: «{flow}»: снова работает"]


def test_a_server_that_does_not_answer_tells_nothing_of_letters(
    config: Config, prefect: Prefect, mail: Running
) -> None:
    prefect.ended, prefect.letters = at(0), {"Тревога": "FAILED"}
    look(config, at(0.1))
    prefect.broken = 502
    look(config, at(0.2))
    prefect.broken = 0
    look(config, at(0.3))
    assert len(told(mail)) == 1


def test_begun_with_nothing_seen_the_time_runs_from_then(
    config: Config, prefect: Prefect, mail: Running
) -> None:
    look(config, at(0))
    prefect.healthy = {"exception": "x"}
    look(config, at(1.9))
    assert told(mail) == []
    look(config, at(2.1))
    assert len(told(mail)) == 1


def test_a_restart_does_not_tell_twice_and_a_letter_that_did_not_leave_is_sent_later(
    file: Path, prefect: Prefect, mail: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    prefect.ended = at(0)
    monkeypatch.setenv("WATCHER_SMTP_PASSWORD", "wrong-password-Bb7")
    with pytest.raises(Trouble, match="не отправлено") as refusal:
        look(read_config(file), at(3))
    assert "wrong-password-Bb7" not in str(refusal.value)
    monkeypatch.setenv("WATCHER_SMTP_PASSWORD", PASSWORD)
    for _ in range(2):
        look(read_config(file), at(3.1))  # each is a process of its own
    assert len(told(mail)) == 1


def test_a_broken_state_begins_anew(config: Config, prefect: Prefect, mail: Running) -> None:
    prefect.ended = at(0)
    for text in ("{", "[]", '{"alive_at": "2026-12-31T00:00:00"}', '{"told": 1, "x": 2}'):
        config.state.write_text(text, "utf-8")
        look(config, at(1))
    assert told(mail) == []


def test_a_run_of_the_future_is_no_sign_for_ever(
    config: Config, prefect: Prefect, mail: Running
) -> None:
    prefect.ended = at(100)
    look(config, at(0))
    prefect.broken = 500
    look(config, at(2.1))
    assert len(told(mail)) == 1


def test_a_state_that_cannot_be_kept_sends_no_letter_at_every_look(
    config: Config, prefect: Prefect, mail: Running
) -> None:
    prefect.ended = at(0)
    config.state.mkdir()
    with pytest.raises(Trouble, match="не записывается"):
        look(config, at(3))
    assert told(mail) == []


def test_a_clock_set_back_hides_no_silence(config: Config, prefect: Prefect, mail: Running) -> None:
    prefect.broken = 500
    config.state.write_text(json.dumps({"alive_at": at(100).isoformat()}), "utf-8")
    look(config, at(0))
    look(config, at(2.1))
    assert len(told(mail)) == 1


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("", "не годится"),
        ("to = []", "ни одного адреса"),
        ('server = "127.0.0.1:4200"', "адрес вида"),
        ('server = "http://office.town.test:4200"', "без шифрования"),
        ("every_minutes = 0", "больше нуля"),
        ("silent = 5", "не годится"),
    ],
)
def test_wrong_settings_are_named(file: Path, line: str, words: str) -> None:
    name = line.partition(" = ")[0]
    kept = [x for x in file.read_text("utf-8").splitlines() if x.partition(" = ")[0] != name]
    file.write_text("\n".join([line, *kept]) if line else "", "utf-8")
    with pytest.raises(Trouble, match=words):
        read_config(file)


def test_a_letter_never_travels_in_clear_to_another_machine(file: Path) -> None:
    text = file.read_text("utf-8").replace('host = "127.0.0.1"', 'host = "mail.town.test"')
    file.write_text(text, "utf-8")
    with pytest.raises(Trouble, match="только сервер этой же машины"):
        read_config(file)


def test_the_file_works_alone_with_the_library_of_python(
    file: Path, prefect: Prefect, mail: Running
) -> None:
    alone = shutil.copy(watcher.__file__, file.parent / "copied.py")
    imported = {
        (node.module if isinstance(node, ast.ImportFrom) else name.name) or ""
        for node in ast.walk(ast.parse(Path(alone).read_text("utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in node.names
    }
    assert {name.partition(".")[0] for name in imported} <= sys.stdlib_module_names
    prefect.ended = datetime.now(UTC) - timedelta(hours=3)
    for more in ("--letter", "--once", "--once"):
        done = subprocess.run(
            [sys.executable, "-I", "-S", str(alone), "--config", str(file), more],
            env=dict(os.environ), cwd="/", capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, "")
    assert told(mail) == ["Госпаблик, ГО «Тест»: проба", "Госпаблик, ГО «Тест»: не работает"]


def test_prefect_understands_the_question() -> None:
    from prefect.server.schemas.filters import FlowFilter, FlowRunFilter
    from prefect.server.schemas.sorting import FlowRunSort

    asked = FlowRunFilter.model_validate(watcher.NEWEST["flow_runs"])
    assert asked.state is not None
    assert asked.state.type is not None
    assert [one.value for one in asked.state.type.any_ or []] == ["COMPLETED"]
    assert FlowRunSort(watcher.NEWEST["sort"]) is FlowRunSort.END_TIME_DESC
    last = watcher.last_of("Тревога")
    assert FlowRunFilter.model_validate(last["flow_runs"]).state is not None
    named = FlowFilter.model_validate(last["flows"]).name
    assert named is not None
    assert named.any_ == ["Тревога"]


def test_the_flows_that_write_are_called_so() -> None:
    names = {one["name"] for one in yaml.safe_load(DEPLOYMENTS.read_text("utf-8"))["deployments"]}
    assert set(watcher.LETTERS) <= names
