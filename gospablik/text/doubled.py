"""One fact told twice where the site has it once: it stands in the place of another."""

from gospablik.text.fact import Fact
from gospablik.text.pairing import Pairing
from gospablik.text.ranges import group
from gospablik.text.token import Token


def doubled(pair: Pairing, number: int, fact: Fact) -> Token | None:
    """What the site has where the post repeats a fact: «5 школ и 5 садов» for «3 школы и 5 садов».

    Only for the first of the equal facts, beside what stands beside the lost one; where the second
    is wrong, other rules find what it is told of.
    """
    twins = [
        n
        for n, other in enumerate(pair.unit.tokens)
        if other.fact and other.fact.value == fact.value
    ]
    places = {at for n in twins for _, at in pair.here[n]}
    if number != twins[0] or len(twins) <= len(places):
        return None
    for at, lost in enumerate(pair.site):
        fits = lost.fact and at not in pair.kept and group(lost.fact) == group(fact)
        if fits and _in_its_place(pair, number, at):
            return lost
    return None


def _in_its_place(pair: Pairing, number: int, at: int) -> bool:
    """Whether what stands behind the lost fact stands so behind the post's."""
    mine, theirs = _behind(pair.unit.tokens, number), _behind(pair.site, at)
    return mine is not None and (pair.near, theirs) in pair.here[mine]


def _behind(tokens: tuple[Token, ...], at: int) -> int | None:
    """The nearest token behind that tells something."""
    return next((n for n, token in enumerate(tokens) if token.content and n > at), None)
