"""Facts that changed places: each stands in the site, but beside something else."""

from itertools import combinations

from gospablik.text.around import likeness
from gospablik.text.differences import Change, Difference
from gospablik.text.fact import Fact, Kind
from gospablik.text.pairing import Pairing
from gospablik.text.ranges import group
from gospablik.text.source import Place
from gospablik.text.token import Token

_MOST = 24
_UNITS = 6
_CLEARLY, _CROSSED = 1.25, 0.6
_TWICE, _DISPLACED = 2, 0.2


def swapped(pair: Pairing) -> list[Difference]:
    """Facts and names of the post that the site tells of another thing."""
    # In a sentence that is not the site's own its words stand as the editor likes.
    own = all(pair.here[n] for n, token in enumerate(pair.unit.tokens) if token.content)
    mine = [
        (n, _home(pair, n))
        for n, token in enumerate(pair.unit.tokens)
        if _places(pair, n) and token.content and (own or token.fact or token.proper)
    ][:_MOST]
    found: dict[int, Place] = {}
    for one, two in combinations(mine, 2):
        if _crossed(pair, one, two):
            found[one[0]], found[two[0]] = two[1], one[1]
    for n, home in mine:
        rival = _displaced(pair, n, home)
        if rival:
            found[n] = rival
    return [
        Difference(
            Change.ALTERED, _kind(pair.unit.tokens[n]), pair.source.token(place).span,
            pair.unit.tokens[n].span,
        )
        for n, place in sorted(found.items())
    ]  # fmt: skip


def _places(pair: Pairing, number: int) -> list[Place]:
    return pair.here[number] or pair.away[number]


def _home(pair: Pairing, number: int) -> Place:
    """The place whose neighbours are most like the post's."""
    return max(_places(pair, number)[:_UNITS], key=lambda place: likeness(pair, number, place))


def _kind(token: Token) -> Kind:
    if token.fact:
        return token.fact.kind
    return Kind.PERSON if token.proper else Kind.WORDS


def _crossed(pair: Pairing, one: tuple[int, Place], two: tuple[int, Place]) -> bool:
    """Whether the neighbours of each of two in the post are those of the other in the site."""
    (first, home), (second, other) = one, two
    tokens = pair.unit.tokens[first], pair.unit.tokens[second]
    if not _alike(*tokens):
        return False
    # What stands in the site's own order has not changed places.
    if home[0] == other[0] and home < other:
        return False
    straight = likeness(pair, first, home) + likeness(pair, second, other)
    crossed = likeness(pair, first, other) + likeness(pair, second, home)
    return crossed > straight * _CLEARLY + _CROSSED


def _alike(a: Token, b: Token) -> bool:
    # «Не 5, а 7» may be «7, а не 5».
    if a.negated != b.negated:
        return False
    if a.fact and b.fact:
        return group(a.fact) == group(b.fact)
    return not a.fact and not b.fact and a.proper == b.proper and a.keys.isdisjoint(b.keys)


def _displaced(pair: Pairing, number: int, home: Place) -> Place | None:
    """Where the site has another fact beside all that the post's sentence puts this one beside.

    That other one the sentence has not: in a list card each of two that changed places stands in
    a line of its own.
    """
    token = pair.unit.tokens[number]
    if token.fact is None:
        return None
    mine = likeness(pair, number, home)
    said = {place for places in (*pair.here, *pair.away) for place in places}
    rivals = (
        (unit, at)
        for unit in _told_of(pair, number)
        for at, rival in enumerate(pair.source.units[unit].tokens)
        if _could_be(rival, token.fact) and (unit, at) not in said
    )
    enough = mine * _TWICE + _DISPLACED
    return next((place for place in rivals if likeness(pair, number, place) > enough), None)


def _could_be(rival: Token, fact: Fact) -> bool:
    return rival.fact is not None and rival.fact.kind is fact.kind and not rival.negated


def _told_of(pair: Pairing, number: int) -> set[int]:
    """Sentences of the site that have all that the post's has beside the token."""
    homes = [
        {place[0] for place in (*pair.here[n], *pair.away[n])}
        for n, token in enumerate(pair.unit.tokens)
        if token.content and n != number
    ]
    return set.intersection(*homes) if homes else set()
