"""Facts that changed places: each stands in the site, but beside something else."""

from itertools import combinations, pairwise

from gospablik.text.around import likeness
from gospablik.text.differences import Change, Difference
from gospablik.text.fact import Fact, Kind
from gospablik.text.pairing import Pairing
from gospablik.text.ranges import group
from gospablik.text.source import Place
from gospablik.text.token import Token
from gospablik.text.words import stem

_MOST = 24
_UNITS = 6
_ROW = 3
_PLACES = frozenset(stem(word) for word in ("дом", "улица", "кабинет", "номер"))
_APART = ({Kind.RANGE, Kind.TIME}, {Kind.RANGE, Kind.DATE}, {Kind.YEAR, Kind.NUMBER})
_MARGIN, _WORDS, _CLEARLY = 0.2, 0.6, 1.25


def swapped(pair: Pairing) -> list[Difference]:
    """Facts and names of the post that the site tells of another thing."""
    mine = [
        (n, _home(pair, n, places))
        for n, places in enumerate(_places(pair))
        if places and pair.unit.tokens[n].content
    ][:_MOST]
    found: dict[int, Place] = {}
    # In a sentence that is not the site's own its words stand as the editor likes.
    whole = all(pair.here[n] for n, token in enumerate(pair.unit.tokens) if token.content)
    for (one, one_home), (two, two_home) in combinations(mine, 2):
        tokens = pair.unit.tokens[one], pair.unit.tokens[two]
        words = not (tokens[0].fact or tokens[0].proper)
        if words and not whole:
            continue
        # What stands in the site's own order has not changed places.
        kept = one_home == two_home or (one_home[0] == two_home[0] and one_home < two_home)
        # «Первое и второе места» may number what the site numbers in two sentences.
        kept = kept or (tokens[0].ordinal and one_home[0] != two_home[0])
        if not kept and _alike(*tokens):
            straight = likeness(pair, one, one_home) + likeness(pair, two, two_home)
            crossed = likeness(pair, one, two_home) + likeness(pair, two, one_home)
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
    return [
        here or away or (pair.source.holding(token) if token.fact else [])
        for token, here, away in zip(pair.unit.tokens, pair.here, pair.away, strict=True)
    ]


def _home(pair: Pairing, number: int, places: list[Place]) -> Place:
    """The place whose neighbours are most like the post's."""
    fact = pair.unit.tokens[number].fact
    if len(places) == 1:
        return places[0]

    def fitness(place: Place) -> tuple[bool, float]:
        other = pair.source.token(place).fact
        same_kind = bool(fact and other and fact.kind is other.kind)
        return same_kind, likeness(pair, number, place)

    return max(places[:_UNITS], key=fitness)


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
    # «А3» and «м-12» are names rather than numbers of things.
    named = token.fact.kind is Kind.NUMBER and not token.fact.value[:1].isdigit()
    if token.ordinal or named or _clause_came(pair, home):
        return None
    row = _in_row(pair, number)
    mine = likeness(pair, number, home)
    for place in _left_out(pair):
        rival = pair.source.token(place)
        if not _alike(token, rival) or _of_two_kinds(token.fact, rival.fact):
            continue
        if token.label != rival.label or (row and _behind(pair, home, place)):
            continue
        if likeness(pair, number, place) > mine * _CLEARLY + _MARGIN:
            return place
    return None


def _of_two_kinds(one: Fact, other: Fact | None) -> bool:
    """An hour is not told in the place of «с 9 до 18», nor a year in that of a count."""
    return other is not None and {one.kind, other.kind} in _APART


def _clause_came(pair: Pairing, home: Place) -> bool:
    """Whether all else that the site says in the fact's clause came with it."""
    tokens = pair.source.units[home[0]].tokens
    clause = tokens[home[1]].clause
    rest = [
        n
        for n, t in enumerate(tokens)
        if t.clause == clause and t.content and t.stem not in _PLACES and n != home[1]
    ]
    came = {place for places in (*pair.here, *pair.away) for place in places}
    return bool(rest) and all((home[0], n) in came for n in rest)


def _in_row(pair: Pairing, number: int) -> bool:
    """Whether it is one of three facts or more that stand as they do in the site's sentence."""
    row = [
        (n, places[0][1])
        for n, places in enumerate(pair.here)
        if places and pair.unit.tokens[n].fact
    ]
    return (
        len(row) >= _ROW
        and number in {n for n, _ in row}
        and all(one[1] < other[1] for one, other in pairwise(row))
    )


def _behind(pair: Pairing, home: Place, rival: Place) -> bool:
    """«16 депутатов из 19»: with nothing between them that the post tells."""
    between = range(home[1] + 1, rival[1])
    kept = any(n in pair.kept and pair.source.units[home[0]].tokens[n].content for n in between)
    return home < rival and home[0] == rival[0] and not kept


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
