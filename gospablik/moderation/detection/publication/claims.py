"""What a post or a comment states in figures: each fact with its noun and its sentence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain

from gospablik.moderation.detection.publication.words import Sentence, sentence
from gospablik.text.fact import Fact, Kind, Span
from gospablik.text.figure_values import amount, two_digits
from gospablik.text.loosely import NOTHING_COUNTED
from gospablik.text.morphology import is_noun, names_things, normal, only_joins, parts_of_speech
from gospablik.text.places import addresses
from gospablik.text.quantities import quantities
from gospablik.text.ranges import alone, ends
from gospablik.text.sentences import sentences
from gospablik.text.words import name_key

_LABEL = re.compile(
    r"(?<!\w)(?:№|n|школ\w{0,3}|(?:дет)?сад\w{0,3}|дом\w{0,2}|д|кв|квартир\w|маршрут\w{0,3}"
    r"|автобус\w{0,2}|каб\w{0,5}|участ\w{2,4}|ст|стать\w{1,2}|п|пункт\w{0,2}|фз)\.?\s?№?\s?$",
    re.IGNORECASE,
)
_STREET = re.compile(r"(?P<name>(?-i:[А-ЯЁ])[а-яё]{2,24}),?\s(?:д(?:ом|\.)?\s?)?$", re.IGNORECASE)
_NOUN = re.compile(r"[ \u00a0](?:[а-яё]{2,24}(?:ых|их)[ \u00a0])?(?P<noun>[^\W\d_]{2,24})")
_GROWN = re.compile(r"(?P<figure>[0-9]{1,9})(?P<power>к|т|тыщ\w{0,2})?(?P<money>р|руб|рэ)?")
_SPOKEN = re.compile(
    r"\s?(?P<power>к(?!\w)|тыщ\w{0,3}|т\.?\s?(?=р))?\s?(?P<money>(?:рубл?\w{0,4}|р|рэ|₽)(?!\w)\.?)?",
    re.IGNORECASE,
)
_AT = re.compile(r"(?<!\w)(?:в|во|с|со|до|к|на)\s$", re.IGNORECASE)
_PIECES = ("штука", "штук", "раз")
_YEARS = range(1950, 2050)


@dataclass(frozen=True, slots=True)
class Claim:
    """One fact as it is stated.

    `noun`: what is counted, in its normal form; `said`: its sentence; `both`: of a range the two
    ends, of which the fact is one.
    """

    fact: Fact
    noun: str
    said: Sentence
    both: tuple[str, str] | None = None

    @property
    def span(self) -> Span:
        """Where it stands in the text."""
        return self.fact.span


def claims(text: str) -> list[Claim]:
    """The facts of the text that can be stated otherwise, in order; each end of a range."""
    found = sorted(chain(_figures(text), _houses(text)), key=lambda one: one[0].span)
    spans = iter(sentences(text))
    said = sentence(text, (0, 0))
    out: list[Claim] = []
    for fact, noun in found:
        while fact.span[0] >= said.span[1] and (following := next(spans, None)):
            if fact.span[0] < following[1]:
                said = sentence(text, following)
        if fact.kind is not Kind.RANGE:
            out.append(Claim(fact, noun, said))
            continue
        both = ends(fact.value)
        out += [Claim(alone(fact, end), noun, said, both) for end in both]
    return out


def _figures(text: str) -> Iterator[tuple[Fact, str]]:
    """Facts but links and numbers that are names («школа № 5»), and what the bare ones count."""
    for fact in quantities(text):
        if fact.kind is Kind.LINK or _LABEL.search(text, max(0, fact.span[0] - 16), fact.span[0]):
            continue
        if fact.kind is not Kind.NUMBER:
            yield fact, ""
            continue
        said = _spoken(fact, text)
        noun = _noun(text, said.span[1]) if said.kind is Kind.NUMBER else ""
        said = said if noun or said is not fact else _placed(said, text)
        if said.kind is not Kind.NUMBER or amount(said.value) is not None:
            yield said, noun


def _spoken(fact: Fact, text: str) -> Fact:
    """«12 тыщ», «50 р», «20к», «12 т.р.» as the sums they are."""
    grown = _GROWN.fullmatch(fact.value)
    found = grown if grown and grown.end() > grown.end("figure") else None
    end = fact.span[1]
    if found is None:
        found = _SPOKEN.match(text, end)
        end = max(end, found.end("power"), found.end("money")) if found else end
    size = amount(grown["figure"] if grown else fact.value)
    if found is None or size is None or not (found["power"] or found["money"]):
        return fact
    size *= Decimal(1000) if found["power"] else 1
    kind = Kind.MONEY if found["money"] else Kind.NUMBER
    return replace(fact, kind=kind, value=f"{size.normalize():f}", span=(fact.span[0], end))


def _placed(fact: Fact, text: str) -> Fact:
    """«В 10» is an hour, «в 2027» a year, «Ленина 27» a house."""
    start, end = fact.span
    at = _AT.search(text, max(0, start - 4), start)
    hour = two_digits(fact.value)
    if at and hour is not None and hour <= 24 and NOTHING_COUNTED.match(text, end):
        return replace(fact, kind=Kind.TIME, value=f"{hour:02}:00", loosely=hour <= 12)
    if at and len(fact.value) == 4 and fact.value.isdecimal() and int(fact.value) in _YEARS:
        return replace(fact, kind=Kind.YEAR)
    street = _STREET.search(text, max(0, start - 32), start)
    name = street["name"].lower() if street else ""
    if street and names_things(name) and not only_joins(name) and len(fact.value) < 5:
        value = f"{name_key(street['name'])} {fact.value}"
        return Fact(Kind.ADDRESS, value, (street.start(), end))
    return fact


def _noun(text: str, end: int) -> str:
    """The thing counted behind a number."""
    found = _NOUN.match(text, end)
    word = found["noun"].lower() if found else ""
    counted = is_noun(word) and "VERB" not in parts_of_speech(word) and word not in _PIECES
    return normal(word) if counted else ""


def _houses(text: str) -> Iterator[tuple[Fact, str]]:
    """Addresses as street and house, without what kind of street it is."""
    for fact in addresses(text):
        if fact.value[-1:].isdecimal():
            yield replace(fact, value=fact.value.partition(" ")[2]), ""
