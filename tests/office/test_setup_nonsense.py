"""Whatever is answered, `./run setup` neither falls nor writes a file that does not load."""

import io
import random
import socket
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

import pytest

from gospablik.organisation import read_organisation
from gospablik.root import ROOT
from office.setup.__main__ import run
from office.setup.answers import Answers
from office.setup.dialogue import Dialogue
from office.setup.terminal import Terminal

NONSENSE = [
    *("", "-", "да", "нет", "1", "3", "4", "-1", "0", "99999999999999999999", "абв", "a b", "@"),
    *("a@b.ru", "9:00", "25:00", "31.02.2026", "2027-01-01, 01.02", "https://", "http://[", "@adm"),
    *("127.0.0.1", "t.me/c/12", "\x1b[A", "«»", "'\"\\", "т" * 300),
]
SENSE = [
    "",
    "",
    "да",
    "1",
    "Якутск",
    "a@b.ru",
    "01.01.2026",
    "vk.com/club7",
    "key",
    "абвгд",
    "09:00",
]


@pytest.fixture(autouse=True)
def _nobody_is_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.parametrize("seed", range(16))
def test_nonsense(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    some = [NONSENSE, SENSE] if seed % 2 else [SENSE, SENSE, NONSENSE]
    lines = [f"{chance.choice(chance.choice(some))}\n" for _ in range(250)]
    for name in ("organisation.example.toml", "prefect.yaml"):
        (tmp_path / name).write_text((ROOT / name).read_text("utf-8"), "utf-8")
    path, moment = tmp_path / "organisation.toml", datetime(2026, 12, 31, 16, tzinfo=UTC)
    for _ in range(2):  # and once more over what the first left
        person = Terminal(io.StringIO("".join(lines)), io.StringIO())
        talk = Dialogue(person, Answers(tmp_path / "draft.toml"), moment, tmp_path, site_pause=0)
        assert run(talk, path, tmp_path) in (0, 1)
        if path.exists():
            read_organisation(path)
