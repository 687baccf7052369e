"""What a town adds to the lists and takes out of them (`words.toml`): read, and laid over them."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeGuard

from gospablik.moderation.detection import gate
from gospablik.moderation.detection.lists import (
    Lists,
    Phrase,
    Together,
    Words,
    bad_list,
    fold_way,
    parsed,
    phrase,
    rules_of,
)

NAME = "words.toml"
_KEYS = ("never", "sakha", "off", "also")


@dataclass(frozen=True, slots=True)
class Own:
    """`never`: phrases that are pointed at by nothing; `sakha`: words in the gate's letters;
    `off`: ids of rules that are not used; `also`: more words for a rule; `rules`: own ones;
    `said`: all of it as one string, the same whatever the file's comments and order are."""

    never: tuple[Phrase, ...] = ()
    sakha: frozenset[str] = frozenset()
    off: frozenset[str] = frozenset()
    also: tuple[tuple[str, tuple[str, ...]], ...] = ()
    rules: Lists = field(default_factory=lambda: Lists((), ()))
    said: str = ""


def read_own(text: str) -> Own:
    """From the text of the file. Raises OfficeError in Russian that says what is wrong with it."""
    raw = parsed(NAME, text)
    rules = rules_of(NAME, {key: value for key, value in raw.items() if key not in _KEYS})
    also = raw.get("also", {})
    if not isinstance(also, dict):
        raise bad_list(NAME, "also — раздел [also]: правило = [слова]")
    sakha = _strings(raw, "sakha")
    if strange := next((word for word in sakha if not gate.plain(word)), None):
        raise bad_list(NAME, f"sakha: «{strange}» — не слово из русских или якутских букв")
    return Own(
        never=tuple(_phrase("never", one) for one in _strings(raw, "never")),
        sakha=frozenset(gate.plain(word) for word in sakha),
        off=frozenset(_strings(raw, "off")),
        also=tuple((rule, tuple(_strings(also, rule))) for rule in also),
        rules=rules,
        said=json.dumps(raw, ensure_ascii=False, sort_keys=True, default=str) if raw else "",
    )


def laid_over(shipped: Lists, own: Own) -> Lists:
    """The lists with the town's own rules in them. Raises OfficeError for an id that is unknown."""
    ids = _ids(shipped)
    unknown = sorted({*own.off, *(rule for rule, _ in own.also)} - ids)
    if unknown:
        raise bad_list(NAME, f"правила «{unknown[0]}» нет; есть: {', '.join(sorted(ids))}")
    new = [*(rule.id for rule in own.rules.words), *(rule.id for rule in own.rules.together)]
    if twice := next((one for one in new if one in ids or new.count(one) > 1), None):
        raise bad_list(NAME, f"id «{twice}» уже занят")
    more = dict(own.also)
    words = [one for one in shipped.words if one.id not in own.off]
    words += [_only(one, more[one.id]) for one in words if one.id in more]
    together = [
        _with_phrases(rule, more.get(rule.id, ()))
        for rule in shipped.together
        if rule.id not in own.off
    ]
    return Lists((*words, *own.rules.words), (*together, *own.rules.together))


def _ids(lists: Lists) -> set[str]:
    return {*(rule.id for rule in lists.words), *(rule.id for rule in lists.together)}


def _only(rule: Words, ways: tuple[str, ...]) -> Words:
    """The rule for these words: «балбес*» any word that begins so, «балбес» this word."""
    for way in ways:
        if len(way.split()) != 1:
            raise bad_list(NAME, f"also, «{rule.id}»: «{way}» — нужно одно слово, а не оборот")
    stems = tuple(fold_way(_fit("also", way)[:-1]) for way in ways if way.endswith("*"))
    whole = tuple(fold_way(_fit("also", way)) for way in ways if not way.endswith("*"))
    bare = replace(rule, prefixes=("",), masked=(), inside=())
    return replace(bare, starts=stems, stems=stems, whole=whole)


def _with_phrases(rule: Together, ways: tuple[str, ...]) -> Together:
    return replace(rule, phrases=(*rule.phrases, *(_phrase("also", way) for way in ways)))


def _phrase(key: str, text: str) -> Phrase:
    return phrase(" ".join(_fit(key, way) for way in text.split()), fold_way)


def _fit(key: str, way: str) -> str:
    """A beginning of one or two letters would meet half of the language."""
    if any(len(one.rstrip("*")) < 3 for one in way.split("|") if one.endswith("*")):
        raise bad_list(NAME, f"{key}: «{way}» — перед «*» нужны хотя бы три буквы")
    return way


def _strings(raw: Mapping[str, object], key: str) -> list[str]:
    value = raw.get(key, [])
    found = list(filter(_is_text, value)) if isinstance(value, list) else None
    if found is None or found != value:
        raise bad_list(NAME, f"{key} — список слов в кавычках, без пустых строк")
    return found


def _is_text(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and re.search(r"\w", value) is not None
