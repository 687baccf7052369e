"""The list of troubles that people edit (`trouble.toml`): read, refused in Russian words."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from gospablik.errors import OfficeError
from gospablik.moderation.detection.distress.spelling import Spelling
from gospablik.moderation.detection.lists import Phrase, Slot, phrase
from gospablik.moderation.detection.standing import Phrasebook

LIST = Path(__file__).with_name("trouble.toml")


class Trouble(StrEnum):
    """What has happened to the resident, as the person on duty reads it."""

    SUICIDE = "мысли о самоубийстве"
    ICE = "провалились под лёд"
    FIRE = "пожар"
    GAS = "запах газа"
    CHILD = "пропал ребёнок"
    PERSON = "пропал человек"
    UNWELL = "человеку плохо"
    HEAT = "нет тепла"
    WATER = "нет воды"
    LIGHT = "нет света"


@dataclass(frozen=True, slots=True)
class Rule:
    """Words of one trouble. `others`: sets that must stand `within` words of an opening one;
    `beside`: how far off a sparing phrase still spares."""

    kind: Trouble
    others: tuple[Slot, ...]
    within: int
    beside: int
    reply: str


@dataclass(frozen=True, slots=True)
class Calm:
    """Words that say it is no trouble of now. `within`: only so many words before the trouble, 0:
    anywhere in the sentence; `carries`: to the next sentence, too; no `kinds`: of all kinds."""

    kinds: frozenset[Trouble]
    within: int
    carries: bool


@dataclass(frozen=True, slots=True)
class Troubles:
    """The whole list; a phrasebook's owner is the number of a rule, gravest first, or of a calm."""

    rules: tuple[Rule, ...]
    calms: tuple[Calm, ...]
    signs: Phrasebook
    openings: Phrasebook
    spares: Phrasebook
    calming: Phrasebook
    unless: Phrasebook
    spelling: Spelling


@cache
def shipped() -> Troubles:
    """The list of the project."""
    return read(LIST)


def read(path: Path) -> Troubles:
    """Raises OfficeError that names the file and what is wrong with it."""
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
        return _troubles(raw["rule"], raw["calm"], raw["replies"])
    except (OSError, KeyError, TypeError, ValueError, AttributeError) as problem:
        raise OfficeError(
            f"Список бед не прочитан: {path.name}: {problem}.",
            not_done="комментарии о беде не найдены.",
            next_step="исправить файл или вернуть прежний; образец — соседние правила.",
        ) from None


def _troubles(
    rules: list[dict[str, object]], calms: list[dict[str, object]], replies: Mapping[str, str]
) -> Troubles:
    order = list(Trouble)
    rules = sorted(rules, key=lambda rule: order.index(Trouble[str(rule["kind"])]))
    near = [[phrase(one)[0] for one in _strings(rule, "near")] for rule in rules]
    signs = list(_phrases(rules, "phrases"))
    whole = {word for _, one in signs for slot in one for word in slot[0]}
    whole |= {word for slots in near for slot in slots for word in slot[0]}
    return Troubles(
        rules=tuple(_rule(rule, near[n], replies) for n, rule in enumerate(rules)),
        calms=tuple(_calm(one) for one in calms),
        signs=Phrasebook(signs),
        openings=Phrasebook((n, (slots[0],)) for n, slots in enumerate(near) if slots),
        spares=Phrasebook(_phrases(rules, "spare")),
        calming=Phrasebook(_phrases(calms, "phrases")),
        unless=Phrasebook(_phrases(calms, "unless")),
        spelling=Spelling(whole),
    )


def _rule(rule: dict[str, object], near: list[Slot], replies: Mapping[str, str]) -> Rule:
    reply = str(rule.get("reply", replies[str(rule["kind"])]))
    within, beside = int(str(rule.get("within", 4))), int(str(rule.get("beside", 1)))
    return Rule(Trouble[str(rule["kind"])], tuple(near[1:]), within, beside, reply)


def _calm(calm: dict[str, object]) -> Calm:
    kinds = frozenset(Trouble[name] for name in _strings(calm, "kinds"))
    return Calm(kinds, int(str(calm.get("within", 0))), bool(calm.get("carries", False)))


def _phrases(entries: list[dict[str, object]], name: str) -> Iterator[tuple[int, Phrase]]:
    for number, entry in enumerate(entries):
        for one in _strings(entry, name):
            yield number, phrase(one)


def _strings(entry: dict[str, object], name: str) -> list[str]:
    value = entry.get(name, [])
    if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
        raise ValueError(f"{name} — список строк в кавычках")
    return value
