"""All facts of a text, each with its kind, normal form and place."""

import re
from collections.abc import Iterator
from dataclasses import replace

from gospablik.text.fact import Fact, Kind
from gospablik.text.names import persons
from gospablik.text.places import addresses, bodies
from gospablik.text.quantities import quantities
from gospablik.text.token import Token
from gospablik.text.tokens import read

_NOUN = re.compile(r"[ \u00a0](?:[а-яё]{2,24}(?:ых|их)[ \u00a0])?(?P<noun>[^\W\d_]{2,24})")


def facts(text: str) -> list[Fact]:
    """Facts of the text in the order of their places; a body or an address may hold a number.

    Numerals in words count as figures («двадцатого мая», «двое детей»); a number with its noun is
    a COUNT («5 школ»), two ends are a RANGE, a denial is a NEGATION with the word it denies.
    """
    found = [_counted(fact, text) for fact in quantities(text)]
    people = [person.fact for person in persons(text)]
    found += people
    found += [*addresses(text), *_bodies(text, people), *_negations(text)]
    return sorted(found, key=lambda fact: (fact.span, fact.kind))


def _bodies(text: str, people: list[Fact]) -> Iterator[Fact]:
    """Without «школы Анна Кузьмина», where a body ends and its director begins."""
    taken = {at for fact in people for at in range(*fact.span)}
    return (body for body in bodies(text) if taken.isdisjoint(range(*body.span)))


def _counted(fact: Fact, text: str) -> Fact:
    """A bare number with the noun behind it."""
    found = _NOUN.match(text, fact.span[1]) if fact.kind is Kind.NUMBER else None
    start = fact.span[0]
    numbered = text[max(0, start - 2) : start].strip(" \u00a0").endswith("№")
    if found is None or numbered or not fact.value.lstrip("-").replace(".", "").isdecimal():
        return fact
    word = next(iter(_content(found["noun"])), None)
    if word is None:
        return fact
    return Fact(Kind.COUNT, f"{fact.value} {word.stem}", (fact.span[0], found.end()))


def _content(text: str) -> Iterator[Token]:
    for unit in read(text):
        yield from (token for token in unit.content if token.stem)


def _negations(text: str) -> Iterator[Fact]:
    for unit in read(text):
        for number, token in enumerate(unit.tokens):
            if token.negated:
                start = max(t.span[0] for t in unit.tokens[:number] if t.form in ("не", "ни"))
                value = f"не {token.stem or token.form}"
                yield Fact(Kind.NEGATION, value, (start, token.span[1]))
            elif token.turning in ("нет", "без", "отмена", "запрет"):
                yield _turned(unit.tokens, number)


def _turned(tokens: tuple[Token, ...], number: int) -> Fact:
    """«Без воды», «воды нет», «движение запрещено»: with the neighbour whose sense it turns."""
    token = tokens[number]
    behind = next((t for t in tokens[number + 1 : number + 4] if t.content), None)
    before = next((t for t in reversed(tokens[:number]) if t.content), None)
    host = behind if token.turning == "без" or before is None else before
    if token.form in ("не", "ни"):
        token = replace(token, form="не будет", span=(token.span[0], tokens[number + 1].span[1]))
    if host is None or host.clause != token.clause:
        return Fact(Kind.NEGATION, token.form, token.span)
    first, last = sorted((token, host), key=lambda t: t.span)
    value = f"{token.form} {host.stem or host.form}"
    return Fact(Kind.NEGATION, value, (first.span[0], last.span[1]))
