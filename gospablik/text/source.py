"""The site's text, laid out so that what a post says is found in it at once."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from gospablik.text.agreement import agree
from gospablik.text.fact import Fact, Kind
from gospablik.text.ranges import alone, ends
from gospablik.text.token import Token, Unit
from gospablik.text.weekdays import dates_of_weekdays

MOST = 24
"""How many places of one word are looked at: hostile texts repeat one word for ever."""
_BESIDE = 2
"""How far from a surname the first name and the patronymic may stand."""

Place = tuple[int, int]
"""Number of the unit and of the token in it."""


@dataclass(slots=True)
class Source:
    """Units of one text (with keys) and an index over them."""

    units: list[Unit]
    years: frozenset[str] = frozenset()
    _places: dict[str, list[Place]] = field(default_factory=lambda: defaultdict(list))
    _within: dict[tuple[int | None, str], list[Place]] = field(
        default_factory=lambda: defaultdict(list)
    )

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
            found.update(self._within.get((near, key), ()))
        return sorted(place for place in found if self._is(post, place))

    def _is(self, post: Token, place: Place) -> bool:
        site = self.token(place)
        if post.person is None or site.person:
            return self.same(post, site)
        # A first name that nobody knows for one: «Кюндю Иванов» is «К. Иванов» all the same.
        names = {
            token.name
            for at, token in enumerate(self.units[place[0]].tokens)
            if token.proper and 0 < abs(at - place[1]) <= _BESIDE
        }
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
            if other_end(post.fact, self.token(p).fact, self.years) is not None
            and not (bare and ":" in self.token(p).form)
        ]

    def candidates(self, unit: Unit, most: int) -> list[int]:
        """Units that share most with the given one, the likeliest first."""
        near = {
            place[0]
            for token in unit.content
            for key in token.keys
            for place in self._places.get(key, ())
        }
        shared = {number: self._shared(unit, number) for number in near}
        ranked = sorted(shared, key=lambda n: (-shared[n], len(self.units[n].tokens), n))
        return [n for n in ranked[:most] if shared[n] * 4 >= shared[ranked[0]] * 3]

    def _shared(self, unit: Unit, number: int) -> int:
        """How much of what the given unit tells stands in that one; a fact counts for two."""
        return sum(
            2 if token.fact else 1
            for token in unit.content
            if any((number, key) in self._within for key in token.keys)
        )


def other_end(fact: Fact, whole: Fact | None, years: frozenset[str]) -> str | None:
    """The other end of the range `whole` if the fact is one end of it (`years`: see `agree`)."""
    if whole is None or whole.kind is not Kind.RANGE or fact.kind is Kind.RANGE:
        return None
    start, end = ends(whole.value)
    if _is_end(fact, alone(whole, start), years):
        return end
    return start if _is_end(fact, alone(whole, end), years) else None


def _is_end(fact: Fact, end: Fact, years: frozenset[str]) -> bool:
    # «До августа» is not «с 3 июля по 9 августа».
    month = fact.kind is Kind.DATE and len(fact.value) == len("--09") != len(end.value)
    return not month and agree(fact, end, years)


def _years(fact: Fact) -> Iterator[str]:
    if fact.kind is Kind.YEAR:
        yield fact.value
    elif fact.kind in (Kind.DATE, Kind.RANGE):
        for value in fact.value.split("–"):
            if value[:4].isdecimal():
                yield value[:4]
