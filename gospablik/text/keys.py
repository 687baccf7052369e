"""Keys by which equal tokens of two texts find each other."""

import re
from collections.abc import Iterator, Sequence

from gospablik.text.agreement import as_time
from gospablik.text.fact import Fact, Kind
from gospablik.text.languages import SAKHA_SOUND
from gospablik.text.loosely import clock_keys
from gospablik.text.morphology import normal
from gospablik.text.ranges import ends, kind_of
from gospablik.text.token import Token, Unit
from gospablik.text.words import kindred

_SAKHA_STEM = 5
_LEAST_PLACE = 6
_OF_PLACE = re.compile("(?:ов|ев|ин)?ск$")


def give_keys(*texts: Sequence[Unit]) -> None:
    """Fills in the keys of every token; words of one family (see `kindred`) share theirs."""
    tokens = [token for units in texts for unit in units for token in unit.tokens]
    families = kindred({token.stem for token in tokens if token.stem})
    for token in tokens:
        token.keys = _keys(token, families)


def _keys(token: Token, families: dict[str, str]) -> frozenset[str]:
    if token.person:
        parts = (token.person.surname, token.person.first, token.person.patronymic)
        return frozenset(f"name:{part}" for part in parts if part and not part.endswith("."))
    if token.fact:
        return frozenset(fact_keys(token.fact))
    # «Кылысах» may be the case of «Кылыс» or have a case of its own, «Кылысаха».
    keys = {f"name:{token.name}", f"name:{token.form}"} if token.name else set()
    if token.proper and len(token.name) >= _LEAST_PLACE:
        # «Кивипорожский водоканал» and «жители Кивипорога».
        keys.add(f"place:{_OF_PLACE.sub('', token.name)[:-1]}")
    if token.sakha:
        # Cases are told by endings: «кэмэ», «кэмҥэ»; «оскуола», «оскуолаҕа».
        size = len(token.form)
        keys |= {f"sakha:{token.form[:n]}" for n, most in ((3, 5), (4, 99)) if n < size <= most}
    elif token.name and SAKHA_SOUND.search(token.form) and len(token.form) > _SAKHA_STEM:
        keys.add(f"name:{token.form[:_SAKHA_STEM]}")
    if token.form == "будни":
        keys.add("fact:пн:пт")
    if token.stem:
        keys.add(f"stem:{families.get(token.stem, token.stem)}")
        if not token.sakha:
            keys.add(f"word:{normal(token.form)}")
    return frozenset(keys)


def fact_keys(fact: Fact) -> Iterator[str]:
    """Keys of a fact: whatever may agree with it (see `agree`) shares one."""
    value = fact.value
    if fact.kind is Kind.RANGE:
        start, end = ends(value)
        yield from (f"fact:{_rough(start)}", f"fact:{_rough(end)}")
        if kind_of(start) is Kind.DATE:
            yield from (*_loose(start), *_loose(end))
        yield f"fact:{_rough(value.replace('–', ':'))}"
        yield from clock_keys(value)
    elif fact.kind is Kind.PHONE:
        yield f"fact:{value[-5:]}"
    elif fact.kind is Kind.LINK:
        yield f"fact:{value.casefold().partition('/')[0]}"
    elif fact.kind is Kind.DATE:
        yield f"fact:{value[-5:]}"
        yield from _loose(value)
        if value.startswith("--") and len(value) > len("--09"):
            yield f"fact:{_rough(as_time(value))}"
    else:
        yield f"fact:{_rough(value)}"
        if fact.kind is Kind.TIME or fact.loosely:
            yield from clock_keys(value)
        if fact.kind is Kind.NUMBER and len(value) >= 5:
            yield f"fact:{value[-5:]}"
        if fact.kind is Kind.NUMBER and "/" in value:
            yield f"fact:{value.partition('/')[0]}"


def _loose(date: str) -> Iterator[str]:
    """The day of a date, and its month: a post may tell one of them."""
    if not date.startswith("--") or len(date) > len("--09"):
        yield f"day:{date[-2:]}"
    if date.startswith("---"):
        return
    yield f"month:{date[-2:] if len(date) == len('--09') else date[-5:-3]}"


def _rough(value: str) -> str:
    """What facts that may agree have in common: the day of a date, the hour of a full hour."""
    return value[-5:] if "-" in value else value.removesuffix(":00").lstrip("0")
