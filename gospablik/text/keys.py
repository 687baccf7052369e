"""Keys by which equal tokens of two texts find each other."""

import re
from collections.abc import Iterator, Sequence

from gospablik.text.agreement import as_time
from gospablik.text.fact import Fact, Kind
from gospablik.text.languages import SAKHA_SOUND
from gospablik.text.loosely import clock_keys
from gospablik.text.morphology import normal
from gospablik.text.ranges import alone, ends
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
    keys = {f"name:{token.name}", f"name:{token.form}"}
    if token.proper and len(token.name) >= _LEAST_PLACE:
        # «Кивипорожский водоканал» and «жители Кивипорога».
        keys.add(f"place:{_OF_PLACE.sub('', token.name)[:-1]}")
    if token.sakha:
        # Cases are told by endings: «кэмэ», «кэмҥэ»; «оскуола», «оскуолаҕа».
        sizes = (3, 4) if len(token.form) <= _SAKHA_STEM else (4,)
        keys |= {f"sakha:{token.form[:size]}" for size in sizes}
    elif SAKHA_SOUND.search(token.form):
        keys.add(f"name:{token.form[:_SAKHA_STEM]}")
    if token.form == "будни":
        keys.add("fact:пн:пт")
    if token.stem:
        keys.add(f"stem:{families[token.stem]}")
        if not token.sakha:
            keys.add(f"word:{normal(token.form)}")
    return frozenset(keys)


def fact_keys(fact: Fact) -> Iterator[str]:
    """Keys of a fact: whatever may agree with it (see `agree`) shares one."""
    value = fact.value
    if fact.kind is Kind.RANGE:
        for end in ends(value):
            yield from fact_keys(alone(fact, end))
        # «18-30» may be a time.
        yield f"fact:{_rough(value.replace('–', ':'))}"
    elif fact.kind is Kind.PHONE:
        yield f"fact:{value[-5:]}"
    elif fact.kind is Kind.LINK:
        yield f"fact:{value.casefold().partition('/')[0]}"
    elif fact.kind is Kind.DATE:
        # «14.10» may be a time; a post may tell the day alone, or the month.
        yield f"fact:{_rough(as_time(f'--{value[-5:]}'))}"
        yield from (f"date:{part}" for part in value[-5:].replace("-", " ").split())
    else:
        yield f"fact:{_rough(value)}"
        if fact.kind is Kind.TIME or fact.loosely:
            yield from clock_keys(value)
        if fact.kind is Kind.NUMBER:
            # The end of a telephone, the first of «2026/2027 учебный год».
            yield from (f"fact:{value[-5:]}", f"fact:{value.split('/')[0]}")


def _rough(value: str) -> str:
    """What an hour told either way has in common: «09:00» and «9»."""
    return value.removesuffix(":00").lstrip("0")
