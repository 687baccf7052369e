"""Facts of one sentence of a post against the site's."""

from gospablik.text.around import likeness
from gospablik.text.differences import Change, Difference
from gospablik.text.fact import Fact, Kind
from gospablik.text.keys import fact_keys
from gospablik.text.pairing import Pairing
from gospablik.text.ranges import alone, ends, kind_of
from gospablik.text.source import Place, other_end
from gospablik.text.token import Token
from gospablik.text.words import stem

_MOST = 12
_BEGIN = stem("начнет")
_NUMBERS = (Kind.NUMBER, Kind.MONEY, Kind.PERCENT, Kind.YEAR)


def fact_differences(pair: Pairing) -> list[Difference]:
    """Facts of the post that the site has not, or has for something else."""
    out: list[Difference] = []
    for number, token in enumerate(pair.unit.tokens):
        if token.fact is None:
            continue
        difference = _fact_difference(pair, number, token, token.fact)
        if difference:
            out.append(difference)
    return out


def _fact_difference(pair: Pairing, number: int, token: Token, fact: Fact) -> Difference | None:
    rival = _rival(pair, number, fact)
    if pair.here[number]:
        return _bounded(pair, token, pair.here[number])
    if _ends_stand(pair, fact):
        return None
    if pair.away[number] and not (rival and not pair.brought(number)):
        return _bounded(pair, token, pair.away[number])
    whole = _range_with(pair, token, fact)
    if whole is not None and (rival is None or whole in pair.site):
        return _cut(pair, token, fact, whole)
    if rival is None:
        return Difference(Change.INVENTED, fact.kind, None, token.span)
    return Difference(Change.ALTERED, fact.kind, rival.span, token.span)


def _bounded(pair: Pairing, token: Token, places: list[Place]) -> Difference | None:
    """«До 15 мая» is not «15 мая», and neither is «не 15 мая»."""
    partners = [pair.source.token(place) for place in places]
    if any(p.bound == token.bound and p.negated == token.negated for p in partners):
        return None
    if _begins(pair, token, partners):
        return None
    # A range may be told as two ends, each with its preposition.
    if any(p.fact and p.fact.kind is Kind.RANGE for p in partners) or token.fact is None:
        return None
    return Difference(Change.ALTERED, token.fact.kind, partners[0].span, token.span)


def _begins(pair: Pairing, token: Token, partners: list[Token]) -> bool:
    """«1 апреля начнётся» is «с 1 апреля»."""
    begun = any(t.stem == _BEGIN for t in (*pair.unit.tokens, *pair.site))
    bounds = {token.bound, *(partner.bound for partner in partners)}
    denied = any(partner.negated != token.negated for partner in partners)
    return begun and bounds == {"", "от"} and not denied


def group(fact: Fact) -> str:
    """Facts of one group may stand in each other's place."""
    kind = kind_of(ends(fact.value)[0]) if fact.kind is Kind.RANGE else fact.kind
    return "number" if kind in _NUMBERS else kind.value


def _rival(pair: Pairing, number: int, fact: Fact) -> Token | None:
    """A fact of the same group in the site's sentence that the post has not: the likest."""
    if not pair.close or pair.near is None:
        return None
    rivals = [
        at
        for at, token in enumerate(pair.site)
        if token.fact and at not in pair.kept and group(token.fact) == group(fact)
    ][:_MOST]
    near = pair.near
    best = max(
        rivals,
        key=lambda at: (_kind(pair.site[at]) is fact.kind, likeness(pair, number, (near, at))),
        default=None,
    )
    return None if best is None else pair.site[best]


def _kind(token: Token) -> Kind | None:
    return token.fact.kind if token.fact else None


def _ends_stand(pair: Pairing, fact: Fact) -> bool:
    """Whether the site tells both ends of the post's range apart, in one sentence."""
    if fact.kind is not Kind.RANGE:
        return False
    if len(set(ends(fact.value))) == 1:
        return False
    start, end = ({place[0] for place in _alone(pair, fact, value)} for value in ends(fact.value))
    return not start.isdisjoint(end)


def _alone(pair: Pairing, fact: Fact, value: str) -> list[Place]:
    """Where the site has an end of the range by itself."""
    end = alone(fact, value)
    token = Token(fact.span, value, fact=end, keys=frozenset(fact_keys(end)))
    places = pair.source.find(token, pair.near)
    return [place for place in places if _of_group(pair.source.token(place).fact, group(fact))]


def _of_group(fact: Fact | None, wanted: str) -> bool:
    return fact is not None and fact.kind is not Kind.RANGE and group(fact) == wanted


def _range_with(pair: Pairing, token: Token, fact: Fact) -> Token | None:
    """The site's range that has the token for an end; rather one of the sentence itself."""
    places = pair.source.holding(token) if fact.kind is not Kind.RANGE else []
    near = [place for place in places if place[0] == pair.near]
    return pair.source.token((near or places)[0]) if places else None


def _cut(pair: Pairing, token: Token, fact: Fact, whole: Token) -> Difference | None:
    """A range of which one end alone is left; none if the post tells the other end as well."""
    if any(
        t.fact and t.fact.value != fact.value and other_end(t.fact, whole.fact) is not None
        for t in pair.unit.tokens
    ):
        return None
    return Difference(Change.ALTERED, Kind.RANGE, whole.span, token.span)
