"""The list of how people ask and of what (`asking.toml`): read, refused in Russian words."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gospablik.errors import OfficeError
from gospablik.moderation.detection.lists import Phrase, phrase
from gospablik.moderation.detection.standing import Phrasebook

LIST = Path(__file__).with_name("asking.toml")
OTHER = "other"
"""The topic of what is about nothing that has one."""


@dataclass(frozen=True, slots=True)
class Theme:
    """What questions are about. `name`: for the queue; `about`: for an answer, «о дорогах»."""

    key: str
    name: str
    about: str


@dataclass(frozen=True, slots=True)
class Asking:
    """The whole list; owners of `themed` are places in `themes`."""

    asks: tuple[Phrase, ...]
    before: tuple[Phrase, ...]
    requests: Phrasebook
    rhetorical: Phrasebook
    neighbour: Phrasebook
    themes: tuple[Theme, ...]
    themed: Phrasebook


@cache
def shipped() -> Asking:
    """The list of the project."""
    return read(LIST)


def theme_of(key: str) -> Theme:
    """The topic of that key; the general one for a key the list knows no more."""
    themes = shipped().themes
    return next((one for one in themes if one.key == key), themes[-1])


def read(path: Path) -> Asking:
    """Raises OfficeError that names the file and what is wrong with it."""
    try:
        return _asking(tomllib.loads(path.read_text("utf-8")))
    except (OSError, KeyError, TypeError, ValueError, AttributeError) as problem:
        raise OfficeError(
            f"Список вопросов не прочитан: {path.name}: {problem}.",
            not_done="вопросы жителей не найдены.",
            next_step="исправить файл или вернуть прежний; образец — соседние строки.",
        ) from None


def _asking(raw: Mapping[str, object]) -> Asking:
    topics = raw["topic"]
    if not isinstance(topics, list) or not topics or topics[-1]["key"] != OTHER:
        raise ValueError(f"последняя тема — с ключом {OTHER}")
    return Asking(
        asks=tuple(phrase(one) for one in _strings(raw["asks"])),
        before=tuple(phrase(one) for one in _strings(raw["before"])),
        requests=_book(raw["requests"]),
        rhetorical=_book(raw["rhetorical"]),
        neighbour=_book(raw["neighbour"]),
        themes=tuple(Theme(str(t["key"]), str(t["name"]), str(t["about"])) for t in topics),
        themed=Phrasebook(
            (n, phrase(one)) for n, topic in enumerate(topics) for one in _strings(topic["words"])
        ),
    )


def _book(entries: object) -> Phrasebook:
    return Phrasebook((n, phrase(one)) for n, one in enumerate(_strings(entries)))


def _strings(value: object) -> Sequence[str]:
    if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
        raise ValueError("ожидался список строк в кавычках")
    return value
