"""One fact told twice where the site has it once: it stands in the place of another."""

from gospablik.text.pairing import Pairing
from gospablik.text.ranges import group
from gospablik.text.token import Token


def doubled(pair: Pairing, number: int) -> Token | None:
    """What the site has where the post repeats a fact: «домов 5, 5 и 7» for «3, 5 и 7».

    Only in a sentence that is the site's own, and for the one of the equal facts that stands on
    the side of the lost one.
    """
    token = pair.unit.tokens[number]
    twins = [n for n, other in enumerate(pair.unit.tokens) if _equal(token, other)]
    places = {place for n in twins for place in pair.here[n]}
    if len(twins) <= len(places) or not pair.verbatim or pair.brought(number):
        return None
    for at, lost in enumerate(pair.site):
        if at in pair.kept or not _may_stand_for(token, lost):
            continue
        mine = [n for n in twins if _may_stand_for(pair.unit.tokens[n], lost)]
        wrong = mine[0] if at < min(place[1] for place in places) else mine[-1]
        if wrong == number and _in_its_place(pair, number, at):
            return lost
    return None


def _in_its_place(pair: Pairing, number: int, at: int) -> bool:
    """Whether what stands before or behind the lost fact stands so beside the post's."""
    for way in (-1, 1):
        mine = _beside(pair.unit.tokens, number, way)
        theirs = _beside(pair.site, at, way)
        if mine is not None and any(place[1] == theirs for place in pair.here[mine]):
            return True
    return False


def _beside(tokens: tuple[Token, ...], at: int, way: int) -> int | None:
    at += way
    while 0 <= at < len(tokens):
        if tokens[at].content:
            return at
        at += way
    return None


def _equal(one: Token, other: Token) -> bool:
    if one.fact is None or other.fact is None or one.span == other.span:
        return one is other
    return one.fact.kind is other.fact.kind and one.fact.value == other.fact.value


def _may_stand_for(token: Token, lost: Token) -> bool:
    if token.fact is None or lost.fact is None:
        return False
    same = token.label == lost.label and token.ordinal == lost.ordinal
    return same and group(token.fact) == group(lost.fact)
