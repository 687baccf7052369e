"""What a text is read into: sentences of words and facts."""

from dataclasses import dataclass

from gospablik.text.fact import Fact, Span
from gospablik.text.names import Person


@dataclass(slots=True, eq=False)
class Token:
    """A word or a fact; filled in step by step while a text is read, then left alone.

    `stem` and `name` are the loose and the strict form of a word (empty where not to be used);
    `content`: it tells something; `negated`: «не» stands before it; `contrasted`: and another fact
    in its place behind it («не 4, а 6»); `bound`: «от», «до»,
    «около» before a fact; `turning`: what it does to its neighbours («отмена», «кроме»);
    `clause` grows with every comma; `ordinal`: «первый», in letters; `label`: «№» stands before it;
    `introduces`: a colon or a dash behind it;
    `sakha`: of a sentence in Sakha; `keys`: equal tokens share one (see `give_keys`).
    """

    span: Span
    form: str
    stem: str = ""
    name: str = ""
    fact: Fact | None = None
    person: Person | None = None
    content: bool = True
    negated: bool = False
    contrasted: bool = False
    bound: str = ""
    turning: str = ""
    clause: int = 0
    capitals: bool = False
    capital: bool = False
    ordinal: bool = False
    label: bool = False
    introduces: bool = False
    sakha: bool = False
    keys: frozenset[str] = frozenset()

    @property
    def proper(self) -> bool:
        """Whether it is a word that only its strict form stands for: a name."""
        return bool(self.name) and not self.stem


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence or a line; `question` and `heading`: it ends with «?» or with a colon."""

    span: Span
    tokens: tuple[Token, ...]
    language: str
    question: bool = False
    heading: bool = False

    @property
    def content(self) -> list[Token]:
        """The tokens that tell something."""
        return [token for token in self.tokens if token.content]
