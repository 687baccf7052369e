"""A sentence of a post laid beside the sentence of the site that it was made of."""

from collections.abc import Collection
from dataclasses import dataclass, field

from gospablik.text.differences import Change, Difference
from gospablik.text.fact import Kind, Span
from gospablik.text.source import Place, Source
from gospablik.text.token import Token, Unit


@dataclass(slots=True)
class Pairing:
    """A sentence of the post laid beside one of the site (number `near`, None if none is like it).

    `here` and `away`: for each token of the post where it stands in that sentence and
    elsewhere; `said`: keys of all that the post says; `over`: the heading above the sentence
    denies it («Нельзя:»); `kept`: which tokens of the site's sentence the post has.
    """

    unit: Unit
    source: Source
    near: int | None
    said: frozenset[str] = frozenset()
    over: bool = False
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

    @property
    def verbatim(self) -> bool:
        """Whether most of the sentence is the site's own: a word put into it is no rewording."""
        mine = [n for n, token in enumerate(self.unit.tokens) if token.content]
        return sum(1 for n in mine if self.here[n]) * 3 >= len(mine) * 2

    @property
    def known(self) -> bool:
        """Whether the site has all that the sentence says, in one sentence or in more."""
        found = zip(self.unit.tokens, self.here, self.away, strict=True)
        return all(here or away for token, here, away in found if token.content)

    def told(self, start: int) -> list[int]:
        """Which tokens of the site's sentence tell something, from this one on."""
        return [at for at in range(start, len(self.site)) if self.site[at].content]

    def behind(self, at: int) -> list[int]:
        """Those behind a token in its clause."""
        return [n for n in self.told(at + 1) if self.site[n].clause == self.site[at].clause]

    def lost(self, at: int, kept: Collection[int]) -> Difference:
        """That the post left this token of the site's sentence out beside those it kept."""
        fact = self.site[at].fact
        kind = fact.kind if fact else Kind.WORDS
        return Difference(Change.LOST, kind, self.site[at].span, self.where(kept))

    def where(self, kept: Collection[int]) -> Span:
        """Where in the post the first of these kept tokens of the site's sentence stands."""
        places = (
            token.span
            for n, token in enumerate(self.unit.tokens)
            if any(place[1] in kept for place in self.here[n])
        )
        return next(places)

    def brought(self, number: int) -> bool:
        """Whether the sentence a token comes from brought another along: two became one."""
        homes = {place[0] for place in self.away[number]}
        return any(
            token.content and not self.here[n] and any(p[0] in homes for p in self.away[n])
            for n, token in enumerate(self.unit.tokens)
            if n != number
        )
