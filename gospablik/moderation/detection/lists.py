"""The word lists that people edit (`lists/*.toml`): read, checked, refused in Russian words."""

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gospablik.errors import OfficeError
from gospablik.moderation.detection.hit import Kind
from gospablik.moderation.detection.letters import fold, squeeze

FOLDER = Path(__file__).with_name("lists")


@dataclass(frozen=True, slots=True)
class Words:
    """A rule of single words.

    `starts`: their beginnings, each of `prefixes` before each of `stems`; `whole`: words that stand
    by themselves; `spared`: beginnings of those that are none; `masked`: what is told by
    the first and last letters; `inside`: roots that count in the middle of an unknown word, too.
    """

    id: str
    kind: Kind
    weight: float
    reason: str
    doubt: str
    urgent: bool
    addressed: bool
    starts: tuple[str, ...]
    prefixes: tuple[str, ...]
    spared: tuple[str, ...]
    stems: tuple[str, ...]
    whole: tuple[str, ...]
    masked: tuple[str, ...]
    inside: tuple[str, ...]
    spare: tuple["Phrase", ...]

    def meets(self, word: str) -> bool:
        """Whether a folded word is one of them."""
        there = word.startswith(self.starts) or word in self.whole
        return there and not word.startswith(self.spared)


Slot = tuple[frozenset[str], tuple[str, ...]]
"""Words that may stand in one place: whole ones and beginnings."""
Phrase = tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Together:
    """A rule of words that stand together: `phrases` one after another, `near` in any order."""

    id: str
    kind: Kind
    weight: float
    reason: str
    doubt: str
    urgent: bool
    within: int
    near: tuple[Slot, ...]
    phrases: tuple[Phrase, ...]
    spare: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Lists:
    """All rules of a folder."""

    words: tuple[Words, ...]
    together: tuple[Together, ...]


@cache
def shipped() -> Lists:
    """The lists of the project."""
    return read(FOLDER)


def read(folder: Path) -> Lists:
    """All `*.toml` of a folder. Raises OfficeError that names the file and the rule."""
    words: list[Words] = []
    together: list[Together] = []
    for path in sorted(folder.glob("*.toml")):
        one = rules_of(path.name, parsed(path.name, _text(path)))
        words += one.words
        together += one.together
    ids = [*(rule.id for rule in words), *(rule.id for rule in together)]
    twice = sorted({one for one in ids if ids.count(one) > 1})
    if twice or not ids:
        why = f"id повторяется: {', '.join(twice)}" if twice else "правил нет"
        raise bad_list(folder.name, why)
    return Lists(tuple(words), tuple(together))


def parsed(name: str, text: str) -> dict[str, object]:
    """What a file of that name says. Raises OfficeError if it is no TOML."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise bad_list(name, str(problem)) from None


def rules_of(name: str, raw: dict[str, object]) -> Lists:
    """Its [[word]] and [[rule]]. Raises OfficeError that names the file and the rule."""
    words: list[Words] = []
    together: list[Together] = []
    for kind, rule in _rules(name, raw):
        try:
            if kind == "word":
                words.append(_words(rule))
            else:
                together.append(_together(rule))
        except (KeyError, TypeError, ValueError, AttributeError) as problem:
            raise bad_list(name, f"правило «{rule.get('id', '?')}»: {problem}") from None
    return Lists(tuple(words), tuple(together))


def phrase(text: str, form: Callable[[str], str] = fold) -> Phrase:
    """«Закрой рот|пасть» or «сукин* сын»: one slot a word, each in the form that words come in."""
    return tuple(_slot(part, form) for part in text.split())


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise bad_list(path.name, str(problem)) from None


def _rules(name: str, raw: dict[str, object]) -> Iterator[tuple[str, dict[str, object]]]:
    for kind, rules in raw.items():
        if kind not in ("word", "rule"):
            raise bad_list(name, f"раздел «{kind}», а бывают [[word]] и [[rule]]")
        if not isinstance(rules, list) or not all(isinstance(rule, dict) for rule in rules):
            raise bad_list(name, f"раздел «{kind}» пишется в двойных скобках: [[{kind}]]")
        for rule in rules:
            yield kind, rule


_KEYS = {
    "id", "kind", "weight", "reason", "doubt", "urgent", "needs", "prefixes", "stems", "words",
    "masked", "inside", "except", "spare", "within", "near", "phrases",
}  # fmt: skip


def _common(rule: dict[str, object]) -> dict[str, object]:
    unknown = sorted(set(rule) - _KEYS)
    if unknown:
        raise ValueError(f"незнакомое поле «{unknown[0]}»")
    weight = float(str(rule["weight"]))
    if not 0 < weight <= 1:
        raise ValueError("weight бывает от 0 до 1")
    return {
        "id": str(rule["id"]),
        "kind": Kind[str(rule["kind"])],
        "weight": weight,
        "reason": str(rule["reason"]),
        "doubt": str(rule.get("doubt", "")),
        "urgent": bool(rule.get("urgent", False)),
    }


def _words(rule: dict[str, object]) -> Words:
    common = _common(rule)
    stems = [fold(stem) for stem in _strings(rule, "stems")]
    whole = [fold(word) for word in _strings(rule, "words")]
    prefixes = _strings(rule, "prefixes") or [""]
    starts = {fold(prefix + stem) for prefix in prefixes for stem in _strings(rule, "stems")}
    if not (stems or whole) or "" in (*stems, *whole):
        raise ValueError("нет слов: нужны stems или words, без пустых строк")
    return Words(
        **common,  # type: ignore[arg-type]
        addressed=rule.get("needs") == "addressed",
        starts=tuple(sorted(starts)),
        prefixes=tuple(dict.fromkeys(fold(prefix) for prefix in prefixes)),
        spared=tuple(fold(stem) for stem in _strings(rule, "except")),
        stems=tuple(stems),
        whole=tuple(whole),
        masked=tuple(fold(word) for word in _strings(rule, "masked")),
        inside=tuple(fold(root) for root in _strings(rule, "inside")),
        spare=tuple(phrase(one, fold_way) for one in _strings(rule, "spare")),
    )


def _together(rule: dict[str, object]) -> Together:
    return Together(
        **_common(rule),  # type: ignore[arg-type]
        within=int(str(rule.get("within", 0))),
        near=tuple(_slot(one, fold_way) for one in _strings(rule, "near")),
        phrases=tuple(phrase(one, fold_way) for one in _strings(rule, "phrases")),
        spare=tuple(phrase(one, fold_way) for one in _strings(rule, "spare")),
    )


def _slot(text: str, form: Callable[[str], str]) -> Slot:
    ways = [way for way in text.split("|") if way.strip("*")]
    return (
        frozenset(form(way) for way in ways if not way.endswith("*")),
        tuple(form(way[:-1]) for way in ways if way.endswith("*")),
    )


def fold_way(way: str) -> str:
    """As words come: figures and Latin words stay what they are."""
    return fold(way) if re.search("[а-яё]", way.lower()) else squeeze(way.lower())


def _strings(rule: dict[str, object], name: str) -> list[str]:
    value = rule.get(name, [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise ValueError(f"{name} — список строк в кавычках")
    return value


def bad_list(name: str, why: str) -> OfficeError:
    """The error of a list that cannot be read."""
    return OfficeError(
        f"Список слов не прочитан: {name}: {why}.",
        not_done="комментарии не просмотрены.",
        next_step="исправить файл или вернуть прежний; образец — соседние правила.",
    )
