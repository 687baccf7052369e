"""What stands around a fact: by its neighbours one knows what it is told of."""

from gospablik.text.pairing import Pairing
from gospablik.text.source import Place
from gospablik.text.token import Token

_REACH = 5
_BARRIER = 2

_Around = list[tuple[Token, int, float]]
"""Neighbours of a token: side (-1 or 1) and weight, the nearest the heaviest."""


def likeness(pair: Pairing, number: int, place: Place) -> float:
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
