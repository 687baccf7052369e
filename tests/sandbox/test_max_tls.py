"""The same sandbox over HTTPS, under an authority that no store holds."""

from __future__ import annotations

import json
import os
import signal
import ssl
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from sandbox.__main__ import main
from sandbox.server import Running
from tests.sandbox.kit import until
from tests.sandbox.max_kit import CHANNEL, STATE, TOKEN, Max

ROOT = Path(__file__).parents[2]


def trusting(ca: Path | str | None) -> httpx.Client:
    return httpx.Client(
        verify=ssl.create_default_context(cafile=None if ca is None else str(ca)),
        headers={"authorization": TOKEN},
        timeout=10,
    )


@pytest.fixture
def secure(mx: Max, max_process: Running) -> Iterator[tuple[str, httpx.Client]]:
    assert max_process.https is not None
    with trusting(max_process.ca) as client:
        yield max_process.https, client


def test_who_knows_the_authority_gets_in(secure: tuple[str, httpx.Client], mx: Max) -> None:
    https, client = secure
    assert client.get(f"{https}/max/me").json()["username"] == "zhatay_bot"
    assert client.get(https.replace("127.0.0.1", "localhost") + "/max/me").status_code == 200
    sent = client.post(f"{https}/max/messages?chat_id={CHANNEL}", json={"text": "Вода"})
    assert sent.json()["message"]["url"].startswith(f"{https}/max/web/")
    upload = client.post(f"{https}/max/uploads?type=image").json()["url"]
    assert upload.startswith(f"{https}/max-upload/")
    assert mx.posts()[0]["url"].startswith(f"{mx.http}/max/web/")  # plain HTTP stays as it was


def test_who_does_not_stays_out(secure: tuple[str, httpx.Client]) -> None:
    with trusting(None) as stranger, pytest.raises(httpx.ConnectError, match="CERTIFICATE"):
        stranger.get(f"{secure[0]}/max/me")


@pytest.mark.parametrize(("when", "standing"), [("before", 0), ("after", 1)])
def test_faults_strike_here_too(
    secure: tuple[str, httpx.Client], mx: Max, when: str, standing: int
) -> None:
    https, client = secure
    mx.fault("max:POST /messages", "drop", when)
    with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
        client.post(f"{https}/max/messages?chat_id={CHANNEL}", json={"text": "Вода"})
    assert len(mx.posts()) == standing
    mx.fault("max:GET /me", "status", status=502)
    assert client.get(f"{https}/max/me").status_code == 502
    assert client.get(f"{https}/max/me").status_code == 200


def test_the_program_tells_where_the_certificate_is(tmp_path: Path) -> None:
    ready, state = tmp_path / "ready.json", tmp_path / "state.json"
    state.write_text(json.dumps(STATE), encoding="utf-8")
    command = [sys.executable, "-m", "sandbox", "--https", "--state", str(state)]
    relative = os.path.relpath(ready, ROOT)
    process = subprocess.Popen([*command, "--ready-file", relative], cwd=ROOT)
    try:
        until(lambda: ready.exists() or process.poll() is not None, 10)
        told = json.loads(ready.read_text(encoding="utf-8"))
        assert Path(told["ca"]) == tmp_path / "ready.ca.pem"
        assert "PRIVATE" not in Path(told["ca"]).read_text(encoding="ascii")
        with trusting(told["ca"]) as client:
            assert client.get(f"{told['https']}/max/me").status_code == 200
            assert httpx.get(told["http"], verify=False).status_code == 200
            process.send_signal(signal.SIGTERM)  # with a connection that is still open
            assert process.wait(5) == 0
    finally:
        process.kill()


def test_https_without_a_ready_file_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["sandbox", "--https"])
    with pytest.raises(SystemExit) as left:
        main()
    assert (left.value.code, "--ready-file" in capsys.readouterr().err) == (2, True)
