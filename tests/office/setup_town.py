"""A town that sets itself up: a person who answers by what is asked, and the sandbox to try."""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import tomlkit

from gospablik.root import ROOT
from office.demo.other_networks import Elsewhere, others
from office.demo.outside import Outside
from office.demo.scene import Wishes, settle_the_town
from office.demo.story import GROUP, NEWS, TOKENS
from office.private_file import write_private
from office.setup.__main__ import run
from office.setup.answers import Answers
from office.setup.dialogue import Dialogue
from office.setup.terminal import Stopped, Terminal
from sandbox.server import Running

NOON = datetime(2026, 12, 20, 3, tzinfo=UTC)
LOGIN, PASSWORD = "smm@town.test", "mail-password-Zq7"
STOP = "\0"
"""The answer after which nobody answers any more."""


class Person(Terminal):
    """Answers by what is asked: question (a pattern) → answer, or answers in turn; else Enter."""

    def __init__(self, answers: Mapping[str, str | list[str]]) -> None:
        self.screen = io.StringIO()
        super().__init__(io.StringIO(), self.screen)
        self._answers = {
            words: [given] if isinstance(given, str) else list(given)
            for words, given in answers.items()
        }
        self._head, self.asked = "", 0

    def choose(self, words: str, *more: Any, **rest: Any) -> int:
        self._head = words
        try:
            return super().choose(words, *more, **rest)
        finally:
            self._head = ""

    def line(self, prompt: str, *, secret: bool = False) -> str:
        self.asked += 1
        assert self.asked < 400, f"спрашивает без конца: {prompt}\n{self.said[-2000:]}"
        answer = self._answer(prompt)
        print(prompt if secret or answer == STOP else f"{prompt}{answer}", file=self.screen)
        if answer == STOP:
            raise Stopped
        return answer

    def _answer(self, prompt: str) -> str:
        for words, given in self._answers.items():
            if given and re.search(words, f"{self._head} {prompt}"):
                return given.pop(0)
        return ""

    @property
    def said(self) -> str:
        return self.screen.getvalue()

    @property
    def unasked(self) -> list[str]:
        """What the script would have answered and nobody asked."""
        return [words for words, given in self._answers.items() if given]


@dataclass
class Place:
    """Where one organisation's files lie, and the sandbox around it."""

    folder: Path
    sandbox: Running
    networks: Elsewhere = field(init=False)

    def __post_init__(self) -> None:
        ready = {"http": self.sandbox.http, "https": self.sandbox.https, "ca": str(self.sandbox.ca)}
        self.networks = others(ready)
        outside = Outside(self.sandbox.http)
        outside.control("reset")
        outside.control("vk/limits", enabled=False)
        settle_the_town(outside, Wishes())
        for network in self.networks:
            network.settle()
        for number in range(2):
            day = f"2026-12-1{number}T10:00:00+09:00"
            outside.control("site/items", **(NEWS[number] | {"published_at": day}))
        for name in ("organisation.example.toml", "prefect.yaml"):
            (self.folder / name).write_text((ROOT / name).read_text("utf-8"), "utf-8")

    @property
    def file(self) -> Path:
        return self.folder / "organisation.toml"

    @property
    def state(self) -> Path:
        return self.folder / "state"

    @property
    def draft(self) -> Path:
        return self.state / "setup-draft.toml"

    def seed(self) -> None:
        """A draft whose pages know the sandbox's addresses; nothing else is answered yet."""
        http = self.sandbox.http
        pages: list[dict[str, Any]] = [
            {
                "key": "town-vk",
                "network": "vk",
                "api": f"{http}/vk/method/",
                "address": f"{http}/vk",
            }
        ]
        for one in self.networks:
            entry = tomlkit.parse(one.toml()).unwrap()
            for known in ("group_id", "chat_id"):
                entry.pop(known, None)
            pages.append({"key": one.key, **entry})
        write_private(self.draft, tomlkit.dumps({"file": {"page": pages}}))

    def answer(
        self, answers: Mapping[str, str | list[str]], *, now: datetime = NOON, started: bool = False
    ) -> tuple[int, Person]:
        person = Person(answers)
        talk = Dialogue(
            person, Answers(self.draft), now, self.folder, started=started, site_pause=0
        )
        return run(talk, self.file, self.state), person

    def everything(self) -> dict[str, str | list[str]]:
        """What a town that knows everything says."""
        host, port = self.sandbox.smtp.rsplit(":", 1)
        ok, telegram, maximum = self.networks
        http = self.sandbox.http
        return {
            "Полное название": "Администрация городка «Тестовый»",
            "Короткое название": "Городок «Тестовый»",
            "Номер из списка, город": "Якутск",
            "С какого адреса": LOGIN,
            "Куда писать о неполадках": "duty@town.test",
            "Сервер исходящей": host,
            "Порт: 465": port,
            "Имя для входа": LOGIN,
            "Пароль .в почтовых": PASSWORD,
            "Отправить пробное": "да",
            "Адрес сайта": f"{http}/site/",
            "Адрес страницы, где принимают": f"{http}/site/",
            "Ключ сообщества": TOKENS["community"],
            "Сервисный ключ": TOKENS["service"],
            "Ключ пользователя": TOKENS["user"],
            "Номер сообщества": f"vk.com/club{GROUP}",
            "Публичный ключ приложения": ok.APPLICATION,
            "Секретный ключ приложения": ok.SECRET,
            "Вечный ключ": ok.TOKEN,
            "Номер группы": ok.GROUP,
            "Ключ бота": [telegram.TOKEN, maximum.TOKEN],
            "Номер канала .-100": f"@{telegram.NAME}",
            "^ Фамилия и инициалы": [
                "Главин А. А.",
                "Заместина З. З.",
                "Начальников Н. Н.",
                "Спец С.",
            ],
            "Почта .Enter": ["head@town.test", "deputy@town.test", "it@town.test", "s@town.test"],
            "Полномочия с .Enter": ["", "01.01.2026"],
            "Полномочия до .*Enter": ["", "31.12.2026"],
            "Есть документ": "да",
            "Сколько постов в неделю": "5",
            "Какой документ, например": "распоряжение от 01.02.2026 № 10",
        }


def secrets_of(place: Place) -> list[str]:
    """Every secret that `everything` gives away."""
    ok, telegram, maximum = place.networks
    tokens = [*TOKENS.values(), ok.SECRET, ok.TOKEN, telegram.TOKEN, maximum.TOKEN]
    return [*tokens, PASSWORD]
