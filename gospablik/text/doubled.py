"""One fact told twice where the site has it once: it stands in the place of another."""

from gospablik.text.pairing import Pairing
from gospablik.text.ranges import group
from gospablik.text.token import Token


def doubled(pair: Pairing, number: int) -> Token | None:
    """What the site has where the post repeats a fact: «домов 5, 5 и 7» for «3, 5 и 7».

    Only for the one of the equal facts that stands on the side of the lost one, beside what stood
    beside that.
    """
    token = pair.unit.tokens[number]
    twins = [n for n, other in enumerate(pair.unit.tokens) if _equal(token, other)]
    places = {at for n in twins for _, at in pair.here[n]}
    if len(twins) <= len(places):
        return None
    for at, lost in enumerate(pair.site):
        if at in pair.kept or not _of_one_group(token, lost):
            continue
        wrong = twins[0] if at < min(places) else twins[-1]
        if wrong == number and _in_its_place(pair, number, at):
            return lost
    return None


def _in_its_place(pair: Pairing, number: int, at: int) -> bool:
    """Whether what stands before or behind the lost fact stands so beside the post's."""
    before, behind = _beside(pair.unit.tokens, number)
    site_before, site_behind = _beside(pair.site, at)
    return _stands(pair, before, site_before) or _stands(pair, behind, site_behind)


def _stands(pair: Pairing, number: int | None, at: int | None) -> bool:
    return number is not None and (pair.near, at) in pair.here[number]


def _beside(tokens: tuple[Token, ...], at: int) -> tuple[int | None, int | None]:
    """The nearest tokens before and behind that tell something."""
    before = [n for n, token in enumerate(tokens[:at]) if token.content]
    behind = [n for n, token in enumerate(tokens) if token.content and n > at]
    return (before[-1] if before else None, behind[0] if behind else None)


def _equal(one: Token, other: Token) -> bool:
    if one.fact is None or other.fact is None or one.span == other.span:
        return one is other
    return one.fact.kind is other.fact.kind and one.fact.value == other.fact.value


def _of_one_group(one: Token, other: Token) -> bool:
    if one.fact is None or other.fact is None:
        return False
    return group(one.fact) == group(other.fact)
