"""Facts that changed places: each stands in the site, but beside something else."""

from itertools import combinations

from gospablik.text.differences import Change, Difference
from gospablik.text.fact import Kind
from gospablik.text.pairing import Pairing
from gospablik.text.source import Place
from gospablik.text.token import Token
from gospablik.text.unit_facts import group

_REACH = 5
_BARRIER = 2
_MOST = 24
_UNITS = 6
_MARGIN, _WORDS, _CLEARLY = 0.2, 0.6, 1.25

_Around = list[tuple[Token, int, float]]
"""Neighbours of a token: side (-1 or 1) and weight, the nearest the heaviest."""


def swapped(pair: Pairing) -> list[Difference]:
    """Facts and names of the post that the site tells of another thing."""
    mine = [
        (n, places[0])
        for n, places in enumerate(_places(pair))
        if places and pair.unit.tokens[n].content
    ][:_MOST]
    found: dict[int, Place] = {}
    for (one, one_home), (two, two_home) in combinations(mine, 2):
        tokens = pair.unit.tokens[one], pair.unit.tokens[two]
        words = not (tokens[0].fact or tokens[0].proper)
        if _alike(*tokens) and one_home != two_home:
            straight = _score(pair, one, one_home) + _score(pair, two, two_home)
            crossed = _score(pair, one, two_home) + _score(pair, two, one_home)
            if crossed > straight * _CLEARLY + (_WORDS if words else _MARGIN):
                found[one], found[two] = two_home, one_home
    for n, home in mine:
        rival = _displaced(pair, n, home)
        if rival:
            found.setdefault(n, rival)
    return [
        Difference(
            Change.ALTERED, _kind(pair.unit.tokens[n]), pair.source.token(home).span,
            pair.unit.tokens[n].span,
        )
        for n, home in sorted(found.items())
    ]  # fmt: skip


def _places(pair: Pairing) -> list[list[Place]]:
    return [here or away for here, away in zip(pair.here, pair.away, strict=True)]


def _kind(token: Token) -> Kind:
    if token.fact:
        return token.fact.kind
    return Kind.PERSON if token.proper else Kind.WORDS


def _alike(a: Token, b: Token) -> bool:
    if a.fact and b.fact:
        return group(a.fact) == group(b.fact) and a.fact.value != b.fact.value
    if a.fact or b.fact:
        return False
    return a.proper == b.proper and a.keys.isdisjoint(b.keys)


def _displaced(pair: Pairing, number: int, home: Place) -> Place | None:
    """Where the site has another fact beside the words that the post puts this one beside."""
    token = pair.unit.tokens[number]
    if token.fact is None:
        return None
    mine = _score(pair, number, home)
    for place in _left_out(pair):
        if not _alike(token, pair.source.token(place)):
            continue
        if _score(pair, number, place) > mine * _CLEARLY + _MARGIN:
            return place
    return None


def _left_out(pair: Pairing) -> list[Place]:
    """Facts that the post has not, in the sentences of the site that it draws upon."""
    said = {place for places in (*pair.here, *pair.away) for place in places}
    units = sorted({unit for unit, _ in said})[:_UNITS]
    return [
        (unit, at)
        for unit in units
        for at, token in enumerate(pair.source.units[unit].tokens[: _MOST * 2])
        if token.fact and (unit, at) not in said
    ][:_MOST]


def _score(pair: Pairing, number: int, place: Place) -> float:
    """How much the neighbours of the post's token are those of a place in the site."""
    theirs = _around(pair.source.units[place[0]].tokens, place[1])
    score = 0.0
    for token, side, weight in _around(pair.unit.tokens, number):
        best = 0.0
        for other, other_side, other_weight in theirs:
            if not token.keys.isdisjoint(other.keys):
                best = max(best, min(weight, other_weight) * (1 if side == other_side else 0.5))
        score += best
    return score


def _around(tokens: tuple[Token, ...], at: int) -> _Around:
    out: _Around = []
    for side in (-1, 1):
        distance, clause, n = 0, tokens[at].clause, at + side
        while 0 <= n < len(tokens) and distance < _REACH:
            token = tokens[n]
            distance += _BARRIER * (token.clause != clause)
            clause = token.clause
            if token.content:
                distance += 1
                out.append((token, side, 1 / distance))
            n += side
    return out
