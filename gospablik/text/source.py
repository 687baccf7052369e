"""The site's text, laid out so that what a post says is found in it at once."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from gospablik.text.agreement import agree, hour
from gospablik.text.fact import Fact, Kind
from gospablik.text.loosely import same_clock, same_third
from gospablik.text.ranges import ends
from gospablik.text.token import Token, Unit
from gospablik.text.weekdays import dates_of_weekdays

MOST = 24
"""How many places of one word are looked at: hostile texts repeat one word for ever."""

Place = tuple[int, int]
"""Number of the unit and of the token in it."""


@dataclass(slots=True)
class Source:
    """Units of one text (with keys) and an index over them."""

    units: list[Unit]
    years: frozenset[str] = frozenset()
    _places: dict[str, list[Place]] = field(default_factory=lambda: defaultdict(list))
    _within: dict[tuple[int, str], list[Place]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for number, unit in enumerate(self.units):
            for at, token in enumerate(unit.tokens):
                for key in token.keys:
                    for places in (self._places[key], self._within[number, key]):
                        if len(places) < MOST:
                            places.append((number, at))
        self.years = frozenset(
            year
            for unit in self.units
            for token in unit.tokens
            if token.fact
            for year in _years(token.fact)
        ) | frozenset(date for unit in self.units for date in dates_of_weekdays(unit))

    def token(self, place: Place) -> Token:
        """What stands there."""
        return self.units[place[0]].tokens[place[1]]

    def same(self, post: Token, site: Token) -> bool:
        """Whether the post's token is the site's, but for negation and bounds."""
        if post.person and site.person:
            return post.person.may_be(site.person) and not post.person.tells_more_than(site.person)
        if post.fact and site.fact:
            return agree(post.fact, site.fact, self.years)
        return not post.keys.isdisjoint(site.keys)

    def find(self, post: Token, near: int | None = None) -> list[Place]:
        """Where the token stands, in order; those in the unit `near` are never left out."""
        found: set[Place] = set()
        for key in post.keys:
            found.update(self._places.get(key, ()))
            if near is not None:
                found.update(self._within.get((near, key), ()))
        return sorted(place for place in found if self._is(post, place))

    def _is(self, post: Token, place: Place) -> bool:
        site = self.token(place)
        if post.person is None or site.person:
            return self.same(post, site)
        # A first name that nobody knows for one: «Кюндю Иванов» is «К. Иванов» all the same.
        beside = self.units[place[0]].tokens[max(0, place[1] - 2) : place[1] + 3]
        names = {token.name for token in beside if token.proper and token is not site}
        letters = {name[:1] for name in names}
        person = post.person
        return person.surname == site.name and all(
            part[0] in letters if part.endswith(".") else part in names
            for part in (person.first, person.patronymic)
            if part
        )

    def holding(self, post: Token) -> list[Place]:
        """Ranges one end of which the token is."""
        if post.fact is None:
            return []
        places = sorted({place for key in post.keys for place in self._places.get(key, ())})
        # «Дом 10» is no end of «с 10:00 до 16:00».
        bare = post.fact.kind is Kind.NUMBER and not post.bound
        return [
            p
            for p in places
            if other_end(post.fact, self.token(p).fact) is not None
            and not (bare and ":" in self.token(p).form)
        ]

    def candidates(self, unit: Unit, most: int) -> list[int]:
        """Units that share most with the given one, the likeliest first."""
        shared: Counter[int] = Counter()
        for token in unit.content:
            units = {place[0] for key in token.keys for place in self._places.get(key, ())}
            for number in units:
                shared[number] += 2 if token.fact else 1
        ranked = sorted(shared, key=lambda n: (-shared[n], len(self.units[n].tokens), n))
        best = shared[ranked[0]] if ranked else 0
        return [number for number in ranked[:most] if shared[number] * 4 >= best * 3]


def other_end(fact: Fact, whole: Fact | None) -> str | None:
    """The other end of the range `whole` if the fact is one end of it."""
    if whole is None or whole.kind is not Kind.RANGE or fact.kind is Kind.RANGE:
        return None
    start, end = ends(whole.value)
    if _is_end(fact, start):
        return end
    return start if _is_end(fact, end) else None


def _is_end(fact: Fact, end: str) -> bool:
    value = fact.value
    if fact.loosely:
        return same_third(value, end) if "-" in value else same_clock(value, end)
    if value.startswith("---") and len(end) > len("--09") and "-" in end:
        return value[-2:] == end[-2:]
    dated = value.count("-") > 1 and end.count("-") > 1
    return hour(value) == hour(end) or (dated and value[-5:] == end[-5:])


def _years(fact: Fact) -> Iterator[str]:
    if fact.kind is Kind.YEAR:
        yield fact.value
    elif fact.kind in (Kind.DATE, Kind.RANGE):
        for value in fact.value.split("–"):
            if value[:4].isdecimal():
                yield value[:4]
