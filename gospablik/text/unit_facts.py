"""Facts of one sentence of a post against the site's."""

from gospablik.text import lexicon
from gospablik.text.around import likeness
from gospablik.text.bounds import bounded
from gospablik.text.differences import Change, Difference
from gospablik.text.doubled import doubled
from gospablik.text.fact import Fact, Kind
from gospablik.text.keys import fact_keys
from gospablik.text.pairing import Pairing
from gospablik.text.ranges import alone, ends, group, kind_of
from gospablik.text.source import Place, Source, other_end
from gospablik.text.token import Token
from gospablik.text.verbs import is_verb
from gospablik.text.weekdays import weekday_of
from gospablik.text.words import stem

_MOST = 12
_BEGIN = stem("начнет")


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
    if token.ordinal and not pair.here[number] and (rival is None or not rival.ordinal):
        # «Второй субботник»: the site's things numbered by the post.
        return None
    if pair.here[number]:
        lost = doubled(pair, number, fact)
        if lost:
            return Difference(Change.ALTERED, fact.kind, lost.span, token.span)
        return bounded(pair, token, pair.here[number]) or _counted(pair, number, fact)
    if _ends_stand(pair, fact) or _day_of_date(pair, fact):
        return None
    if pair.away[number] and not (rival and pair.verbatim and not pair.brought(number)):
        return bounded(pair, token, pair.away[number])
    whole = _range_with(pair, token)
    if whole is not None and (rival is None or whole[0] == pair.near):
        return _cut(pair, token, fact, whole)
    if rival is None:
        return Difference(Change.INVENTED, fact.kind, None, token.span)
    return Difference(Change.ALTERED, fact.kind, rival.span, token.span)


def _day_of_date(pair: Pairing, fact: Fact) -> bool:
    """«В пятницу, 15 мая» where the site has «15 мая 2026 года», and that is a Friday."""
    if fact.kind is not Kind.WEEKDAY:
        return False
    dates = (
        pair.source.token(place).fact
        for n, token in enumerate(pair.unit.tokens)
        if token.fact and token.fact.kind is Kind.DATE
        for place in (*pair.here[n], *pair.away[n])
    )
    return any(date and weekday_of(date.value) == fact.value for date in dates)


def _counted(pair: Pairing, number: int, fact: Fact) -> Difference | None:
    """«350 классов» where the site has 350 pupils; «3,5 тысячи ям» where it has metres of them."""
    if pair.unit.tokens[number].ordinal:
        return None
    mine = _noun(pair.unit.tokens, number + 1)
    at = next(at for _, at in pair.here[number])
    theirs = _noun(pair.site, at + 1)
    if fact.kind is not Kind.NUMBER or mine is None or theirs is None or at + 1 in pair.kept:
        return None
    places = pair.here[number] + pair.away[number]
    if any(_counts_so(pair.source, place, mine) for place in places):
        return None
    known = pair.here[number + 1] or pair.away[number + 1] or mine.form in lexicon.FRAME
    described = any(not mine.keys.isdisjoint(token.keys) for token in pair.site[at + 2 : at + 3])
    reworded = described or not pair.verbatim
    if not known or (reworded and theirs.form not in lexicon.MEASURES):
        return None
    return Difference(Change.ALTERED, Kind.COUNT, theirs.span, mine.span)


def _counts_so(source: Source, place: Place, noun: Token) -> bool:
    """Whether the site has the number with the same noun there."""
    tokens = source.units[place[0]].tokens
    theirs = _noun(tokens, place[1] + 1)
    return theirs is not None and not theirs.keys.isdisjoint(noun.keys)


def _noun(tokens: tuple[Token, ...], at: int) -> Token | None:
    """What a number before it counts."""
    token = tokens[at] if at < len(tokens) else None
    if token is None or token.fact or not token.content or is_verb(token.form):
        return None
    return token if token.clause == tokens[at - 1].clause else None


def _rival(pair: Pairing, number: int, fact: Fact) -> Token | None:
    """A fact of the same group in the site's sentence that the post has not: the likest."""
    if not pair.close or pair.near is None:
        return None
    alike = {
        at: token.fact
        for at, token in enumerate(pair.site)
        if token.fact and group(token.fact) == group(fact)
    }
    rivals = [at for at in alike if at not in pair.kept] or _told_twice(pair, [*alike])
    near = pair.near
    best = max(
        rivals[:_MOST],
        key=lambda at: (alike[at].kind is fact.kind, likeness(pair, number, (near, at))),
        default=None,
    )
    # What stands elsewhere on the site is put here in the place of its like alone.
    if best is None or (pair.away[number] and alike[best].kind is not fact.kind):
        return None
    return pair.site[best]


def _told_twice(pair: Pairing, places: list[int]) -> list[int]:
    """Of «6 лет 6 месяцев» the six that the post, which has but one, leaves over."""
    taken: set[int] = set()
    for found in pair.here:
        taken.update([at for _, at in found if at not in taken][:1])
    return [at for at in places if at not in taken]


def _ends_stand(pair: Pairing, fact: Fact) -> bool:
    """Whether the site tells the ends of the post's range apart: in one sentence, or as bounds."""
    if fact.kind is not Kind.RANGE:
        return False
    if len(set(ends(fact.value))) == 1:
        return False
    start, end = (_alone(pair, fact, value) for value in ends(fact.value))
    if not {place[0] for place in start}.isdisjoint(place[0] for place in end):
        return True
    return all(
        any(_bound(pair, place) == bound for place in places)
        for places, bound in ((start, "от"), (end, "до"))
    )


def _bound(pair: Pairing, place: Place) -> str:
    token, unit = pair.source.token(place), pair.source.units[place[0]]
    return token.bound or ("от" if any(t.stem == _BEGIN for t in unit.tokens) else "")


def _alone(pair: Pairing, fact: Fact, value: str) -> list[Place]:
    """Where the site has an end of the range by itself."""
    end = alone(fact, value)
    return pair.source.find(Token(fact.span, value, fact=end, keys=frozenset(fact_keys(end))))


def _range_with(pair: Pairing, token: Token) -> Place | None:
    """Where the site has a range with the token for an end; rather in the sentence itself."""
    places = pair.source.holding(token)
    return min(places, key=lambda place: place[0] != pair.near, default=None)


def _cut(pair: Pairing, token: Token, fact: Fact, place: Place) -> Difference | None:
    """A range of which one end alone is left.

    None if the post tells the other end, too, says which end it is («до 12 июня») or tells what
    it has come to («подорожает с 62 до 68 рублей», «сократилась с 48 до 31 сантиметра»).
    """
    site = pair.source.token(place)
    other = other_end(fact, site.fact, pair.source.years)
    if site.fact is None or other is None:
        return None
    keys = fact_keys(alone(site.fact, other))
    if any(key in pair.said for key in keys if key.startswith("fact:")):
        return None
    start, end = ends(site.fact.value)
    last = other == start
    dated = kind_of(end) in (Kind.DATE, Kind.TIME)
    if last and token.bound == "до" and dated:
        return None
    before = pair.source.units[place[0]].tokens[max(0, place[1] - 1)]
    if last and before.form == "с" and (fact.kind is Kind.MONEY or token.bound == "до"):
        return None
    return Difference(Change.ALTERED, Kind.RANGE, site.span, token.span)
