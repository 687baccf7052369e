"""The sandbox as a program of its own."""

from __future__ import annotations

import ast
import json
import os
import signal
import smtplib
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.sandbox.kit import GID, STATE, Client, until

ROOT = Path(__file__).parents[2]


def start(tmp_path: Path, *more: str) -> tuple[subprocess.Popen[bytes], dict[str, str]]:
    ready, state = tmp_path / "ready.json", tmp_path / "state.json"
    state.write_text(json.dumps(STATE), encoding="utf-8")
    command = [sys.executable, "-m", "sandbox", "--ready-file", str(ready), "--state", str(state)]
    process = subprocess.Popen([*command, *more], cwd=ROOT)
    until(lambda: ready.exists() or process.poll() is not None, 10)
    return process, json.loads(ready.read_text(encoding="utf-8"))


def mail(smtp: str) -> None:
    host, port = smtp.split(":")
    with smtplib.SMTP(host, int(port), timeout=10) as client:
        client.sendmail("a@example.ru", ["b@example.ru"], "Subject: x\r\n\r\nx")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_says_when_it_is_ready_and_stops_at_once(tmp_path: Path, number: signal.Signals) -> None:
    process, ready = start(tmp_path)
    pool = ThreadPoolExecutor()
    try:
        assert int(ready["pid"]) == process.pid
        vk = Client(ready["http"])
        assert vk.post("Пост") == 1
        vk.fault("vk:wall.post", "hold", "after")
        vk.fault("smtp", "hold", "after")
        held = pool.submit(vk.post, "Ещё")
        other = Client(ready["http"])
        mailed = pool.submit(mail, ready["smtp"])
        until(lambda: [one["holding"] for one in other.control("GET", "/faults")] == [1, 1])
        began = time.monotonic()
        process.send_signal(number)
        assert process.wait(5) == 0
        assert time.monotonic() - began < 2
        assert isinstance(held.exception(5), httpx.HTTPError)
        assert isinstance(mailed.exception(5), smtplib.SMTPServerDisconnected | ConnectionError)
    finally:
        process.kill()
        pool.shutdown()


def test_a_reset_brings_the_initial_state_back(vk: Client) -> None:
    vk.post("Пост")
    vk.control("PATCH", f"/vk/groups/{GID}", {"name": "Другое"})
    vk.control("POST", "/clock", {"offset_seconds": 1e6})
    vk.control("POST", "/reset")
    state = vk.state()
    assert (state["posts"], state["groups"][0]["name"]) == ([], STATE["groups"][0]["name"])
    assert abs(state["now"] - time.time()) < 60
    assert vk.control("GET", "/journal") == []


def test_controls_say_what_is_wrong(vk: Client) -> None:
    wrong = vk.control("POST", "/vk/users", {"user_id": "семь"}, status=400)
    assert wrong == {"error": "user_id must be int, not 'семь'"}
    vk.control("POST", "/vk/tokens", {"token": "t", "kind": "god"}, status=400)
    body = {"group_id": GID, "post_id": 9, "user_id": 777, "text": "x"}
    vk.control("POST", "/vk/comments", body, status=404)
    assert vk.web.post("/control/vk/users", content=b"{").status_code == 400


def test_bad_arguments_are_told(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sandbox", "--smtp-login", "a", "--smtp-password-env", "NO_PW"]
    environment = {key: value for key, value in os.environ.items() if key != "NO_PW"}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "NO_PW" in done.stderr


def test_it_imports_nothing_of_the_project() -> None:
    known = {
        "sandbox",
        "starlette",
        "uvicorn",
        "aiosmtpd",
        "jinja2",
        "PIL",
        "trustme",
        "markupsafe",
        "pillow_heif",
    }
    allowed = known | sys.stdlib_module_names
    files = list((ROOT / "sandbox").rglob("*.py"))
    assert len(files) > 20
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                assert node.level == 0, file
                names = [node.module or ""]
            assert {name.split(".")[0] for name in names} <= allowed, file
