"""`./run setup` as a program: a real terminal, a pipe, Ctrl-C, letters in Windows-1251."""

import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from gospablik.root import ROOT

SECRET = "secret-of-smtp-Xy9"


class Screen:
    """The program on a terminal of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.shown = folder, b""
        self._main, other = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "office.setup"],
            stdin=other, stdout=other, stderr=other, cwd=ROOT, env=environment(folder),
            start_new_session=True,
        )  # fmt: skip
        os.close(other)

    def wait(self, words: str, seconds: float = 60) -> None:
        """Until these words stand on the screen, after what was waited for before."""
        deadline = time.monotonic() + seconds
        while (found := self.shown.find(words.encode())) < 0:
            assert time.monotonic() < deadline, f"не дождались: {words}\n{self.text}"
            self._read(0.2)
        self.shown = self.shown[found + len(words.encode()) :]

    def type(self, words: str | bytes, *, after: str) -> None:
        self.wait(after)
        os.write(self._main, (words.encode() if isinstance(words, str) else words) + b"\n")

    def ended(self) -> int:
        deadline = time.monotonic() + 30
        while self.process.poll() is None:
            assert time.monotonic() < deadline, self.text
            self._read(0.2)
        self._read(0.2)
        return self.process.wait()

    @property
    def text(self) -> str:
        return self.shown.decode("utf-8", "replace")

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._main)

    def _read(self, seconds: float) -> None:
        if select.select([self._main], [], [], seconds)[0]:
            try:
                self.shown += os.read(self._main, 65536)
            except OSError:  # the other end is closed
                time.sleep(seconds)


def environment(folder: Path) -> dict[str, str]:
    ours = {
        "GOSPABLIK_ORGANISATION": str(folder / "organisation.toml"),
        "GOSPABLIK_STATE": str(folder / "state"),
        "LANG": "C.UTF-8",
    }
    return {**os.environ, **ours}


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    made = Screen(tmp_path)
    yield made
    made.close()


def test_a_secret_is_not_echoed_and_ctrl_c_keeps_the_answers(screen: Screen) -> None:
    screen.type("Администрация городка", after="Полное название, как в официальных письмах")
    for words in ("Короткое название", "Имя латиницей", "Номер из списка", "Рабочий день с",
                  "Рабочий день до", "С какого адреса", "Куда писать"):  # fmt: skip
        screen.type("", after=words)
    screen.type("127.0.0.1", after="Сервер исходящей почты")
    screen.type("9", after="Порт")
    screen.type("smm", after="Имя для входа")
    screen.type(SECRET, after="Пароль")
    screen.wait("Шифровать?")
    assert SECRET not in screen.text
    screen.process.send_signal(signal.SIGINT)
    assert screen.ended() == 130
    assert "Отвеченное сохранено, organisation.toml не изменён." in screen.text
    assert SECRET not in screen.text
    assert not (screen.folder / "organisation.toml").exists()
    draft = (screen.folder / "state" / "setup-draft.toml").read_text("utf-8")
    assert "Администрация городка" in draft
    assert SECRET in draft  # readable for its owner alone


def test_letters_in_windows_1251_are_named_and_asked_again(screen: Screen) -> None:
    screen.type("Жатай".encode("cp1251"), after="Полное название, как в официальных письмах")
    screen.wait("Windows-1251")
    screen.wait("в PuTTY")
    screen.type("Жатай", after="Полное название, как в официальных письмах")
    screen.wait("Короткое название")
    assert "Traceback" not in screen.text
    draft = (screen.folder / "state" / "setup-draft.toml").read_text("utf-8")
    assert re.search('name = "Жатай"', draft)


@pytest.mark.parametrize("language", ["C.UTF-8", "C"])
def test_answers_may_come_through_a_pipe(tmp_path: Path, language: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "office.setup"],
        input="Администрация городка\nГородок\n\nЛуна\n25\n", text=True, encoding="utf-8",
        capture_output=True, check=False, cwd=ROOT,
        env={**environment(tmp_path), "LANG": language, "LC_ALL": language},
    )  # fmt: skip
    assert done.returncode == 1  # the input ended
    assert "Не годится: найдено «Луна», а нужно: имя пояса из базы IANA" in done.stdout
    assert "Не годится: нужен номер от 1 до 11" in done.stdout
    assert "Прервано. Отвеченное сохранено" in done.stdout
    assert done.stderr == ""
    assert 'key = "gorodok"' in (tmp_path / "state" / "setup-draft.toml").read_text("utf-8")
