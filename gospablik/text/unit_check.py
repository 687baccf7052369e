"""One sentence of a post against the sentence of the site it was made of."""

from dataclasses import dataclass, field

from gospablik.text import lexicon
from gospablik.text.agreement import agree
from gospablik.text.differences import Change, Difference
from gospablik.text.fact import Fact, Kind
from gospablik.text.ranges import alone, ends, kind_of
from gospablik.text.source import Place, Source, other_end
from gospablik.text.tokens import Token, Unit

_HOMES = 8
_NUMBERS = (Kind.NUMBER, Kind.MONEY, Kind.PERCENT, Kind.YEAR)


@dataclass(slots=True)
class Pairing:
    """A sentence of the post laid beside one of the site (number `near`, None if none is like it).

    `here` and `away`: for each token of the post where it stands in that sentence and elsewhere;
    `kept`: which tokens of the site's sentence the post has.
    """

    unit: Unit
    source: Source
    near: int | None
    here: list[list[Place]] = field(default_factory=list)
    away: list[list[Place]] = field(default_factory=list)
    kept: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        for token in self.unit.tokens:
            found = self.source.find(token, self.near)
            here = [place for place in found if place[0] == self.near]
            self.here.append(here)
            self.away.append([place for place in found if place[0] != self.near])
            self.kept.update(at for _, at in here)

    @property
    def site(self) -> tuple[Token, ...]:
        """The tokens of the site's sentence."""
        return () if self.near is None else self.source.units[self.near].tokens

    @property
    def close(self) -> bool:
        """Whether the sentence is the site's, changed or not."""
        mine = [n for n, token in enumerate(self.unit.tokens) if token.content]
        matched = sum(1 for n in mine if self.here[n])
        return matched * 2 >= len(mine) and matched > 0


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
    rival = _rival(pair, fact)
    if pair.here[number]:
        return _bounded(pair, token, pair.here[number])
    if _ends_stand(pair, fact):
        return None
    if pair.away[number] and not (rival and not _brought(pair, number)):
        return _bounded(pair, token, pair.away[number])
    whole = _range_with(pair, token)
    if whole is not None:
        return _cut(pair, token, fact, whole)
    if rival is None:
        return Difference(Change.INVENTED, fact.kind, None, token.span)
    return Difference(Change.ALTERED, fact.kind, rival.span, token.span)


def _bounded(pair: Pairing, token: Token, places: list[Place]) -> Difference | None:
    """«До 15 мая» is not «15 мая», and neither is «не 15 мая»."""
    partners = [pair.source.token(place) for place in places]
    if any(p.bound == token.bound and p.negated == token.negated for p in partners):
        return None
    # A range may be told as two ends, each with its preposition.
    if any(p.fact and p.fact.kind is Kind.RANGE for p in partners) or token.fact is None:
        return None
    return Difference(Change.ALTERED, token.fact.kind, partners[0].span, token.span)


def group(fact: Fact) -> str:
    """Facts of one group may stand in each other's place."""
    kind = kind_of(ends(fact.value)[0]) if fact.kind is Kind.RANGE else fact.kind
    return "number" if kind in _NUMBERS else kind.value


def _rival(pair: Pairing, fact: Fact) -> Token | None:
    """A fact of the same group in the site's sentence that the post has not."""
    if not pair.close:
        return None
    return next(
        (
            token
            for at, token in enumerate(pair.site)
            if token.fact and at not in pair.kept and group(token.fact) == group(fact)
        ),
        None,
    )


def _brought(pair: Pairing, number: int) -> bool:
    """Whether the sentence it comes from brought something else along: two became one."""
    homes = {place[0] for place in pair.away[number]}
    return any(
        token.content and not pair.here[n] and any(p[0] in homes for p in pair.away[n])
        for n, token in enumerate(pair.unit.tokens)
        if n != number
    )


def _ends_stand(pair: Pairing, fact: Fact) -> bool:
    """Whether the site tells both ends of the post's range apart."""
    if fact.kind is not Kind.RANGE:
        return False
    for value in ends(fact.value):
        end = alone(fact, value)
        homes = {place[0] for places in (*pair.here, *pair.away) for place in places}
        if not any(
            token.fact
            and token.fact.kind is not Kind.RANGE
            and group(token.fact) == group(fact)
            and agree(end, token.fact, pair.source.years)
            for n in sorted(homes)[:_HOMES]
            for token in pair.source.units[n].tokens
        ):
            return False
    return True


def _range_with(pair: Pairing, token: Token) -> Token | None:
    """The site's range that has the token for an end; rather one of the sentence itself."""
    places = pair.source.holding(token)
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


def sense_differences(pair: Pairing) -> list[Difference]:
    """«Не», «нет», «кроме», «отменён»: lost or added beside words that stayed."""
    out: list[Difference] = []
    for number, token in enumerate(pair.unit.tokens):
        places = pair.here[number] or pair.away[number]
        if token.fact is None and token.content and places:
            # «Режим работы» is not what «не работает» denies.
            alike = (pair.source.token(place) for place in places)
            partners = [
                other
                for other in alike
                if token.form in (other.form, other.stem)
                or (other.stem or other.name) == (token.stem or token.name)
            ]
            if (
                partners
                and all(partner.negated != token.negated for partner in partners)
                and not (token.negated and any(t.turning == "нет" for t in pair.site))
            ):
                change = Change.INVENTED if token.negated else Change.LOST
                out.append(Difference(change, Kind.NEGATION, partners[0].span, token.span))
    return out + _turned(pair) + _turning(pair)


def _turned(pair: Pairing) -> list[Difference]:
    """What turned the sense in the site's sentence and is gone."""
    mine = {token.turning for token in pair.unit.tokens}
    out = []
    for at, token in enumerate(pair.site):
        if token.turning and token.turning not in mine and pair.close:
            hosts = _hosts(pair.site, at)
            kept = [
                mine for n, mine in enumerate(pair.unit.tokens)
                if mine.content and any(place[1] in hosts for place in pair.here[n])
            ]  # fmt: skip
            if kept and not (token.turning == "нет" and any(mine.negated for mine in kept)):
                out.append(Difference(Change.LOST, Kind.NEGATION, token.span, kept[0].span))
    return out


def _hosts(tokens: tuple[Token, ...], at: int) -> list[int]:
    """Whose sense the word turns: its neighbours, on the side where it looks."""
    turning = tokens[at]
    before = [n for n in range(at) if tokens[n].content][-2:]
    after = [n for n in range(at + 1, len(tokens)) if tokens[n].content][:2]
    if turning.turning == "кроме":
        return before
    if turning.turning in ("без", "только", "вместо"):
        return after[:1]
    return [n for n in (*before, *after) if tokens[n].clause == turning.clause]


def _turning(pair: Pairing) -> list[Difference]:
    """What turns the sense in the post and does not in the site."""
    theirs = {token.turning for token in pair.site}
    out = []
    for token in pair.unit.tokens:
        if not token.turning or token.turning in theirs:
            continue
        homes = {
            place[0]
            for n, mine in enumerate(pair.unit.tokens)
            for place in pair.away[n]
            if mine.content and not pair.here[n]
        }
        if any(t.turning == token.turning for n in homes for t in pair.source.units[n].tokens):
            continue
        out.append(Difference(Change.INVENTED, Kind.NEGATION, None, token.span))
    return out


def word_differences(pair: Pairing, explained: frozenset[tuple[int, int]]) -> list[Difference]:
    """Words the site has not; the whole sentence where most are such.

    `explained` holds spans of the post's abbreviations (and their expansions) that the site has.
    """
    tokens = pair.unit.tokens
    words = [n for n, t in enumerate(tokens) if t.content]
    if all(t.form in lexicon.GREETING for t in tokens if t.content and not t.fact):
        words = [n for n in words if tokens[n].fact]
    unknown = [
        n for n in words
        if not tokens[n].fact
        and not (pair.here[n] or pair.away[n] or tokens[n].span in explained)
        and tokens[n].form not in lexicon.FRAME
        and not tokens[n].turning
    ]  # fmt: skip
    if unknown and (len(unknown) * 2 > len(words) or not any(pair.here)):
        return [Difference(Change.INVENTED, Kind.WORDS, None, pair.unit.span)]
    out = []
    for n in unknown:
        site = _place_taken(pair, n)
        change = Change.ALTERED if site else Change.INVENTED
        out.append(Difference(change, Kind.WORDS, site.span if site else None, tokens[n].span))
    for n in words:
        if not tokens[n].fact and not pair.here[n] and pair.away[n] and pair.close:
            site = _place_taken(pair, n)
            if site and not _brought(pair, n):
                out.append(Difference(Change.ALTERED, Kind.WORDS, site.span, tokens[n].span))
    return out


def _place_taken(pair: Pairing, number: int) -> Token | None:
    """The word of the site's sentence that stood where the post has another."""
    content = [n for n, token in enumerate(pair.unit.tokens) if token.content]
    site = [n for n, token in enumerate(pair.site) if token.content]
    at = content.index(number)
    before = _anchor(pair, content[at - 1], site) if at else -1
    after = _anchor(pair, content[at + 1], site) if at + 1 < len(content) else len(site)
    mine = pair.unit.tokens[number]
    if before is not None and after is not None and 1 <= after - before - 1 <= 2:
        between = [pair.site[site[n]] for n in range(before + 1, after)]
        if not any(site[n] in pair.kept for n in range(before + 1, after)):
            return None if any(token.fact for token in between) else between[0]
    # «Холодной воды» and «горячей воды», whatever stood before them.
    beside = [n for n in (before and before + 1, after and after - 1) if n and 0 <= n < len(site)]
    return next(
        (
            pair.site[site[n]]
            for n in beside
            if site[n] not in pair.kept and pair.site[site[n]].form[-1:] == mine.form[-1:]
            and not pair.site[site[n]].fact
        ),
        None,
    )  # fmt: skip


def _anchor(pair: Pairing, number: int, site: list[int]) -> int | None:
    places = pair.here[number]
    return site.index(places[0][1]) if places and places[0][1] in site else None
