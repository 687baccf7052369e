"""A text as the comparison sees it: sentences of words and facts, each with what hangs on it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from gospablik.text import lexicon
from gospablik.text.fact import Fact, Kind, Span
from gospablik.text.languages import RUSSIAN, SAKHA, language
from gospablik.text.names import Person, persons
from gospablik.text.quantities import quantities
from gospablik.text.sentences import sentences
from gospablik.text.words import folded, name_key, stem

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_TAG = re.compile(r"#\w+|(?<!\w)@\w+|[0-9#*]\ufe0f?\u20e3")
_LIST_NUMBER = re.compile(r"^[^\S\n]*[0-9]{1,2}[.)](?=[^\S\n])", re.MULTILINE)
_BARRIER = re.compile(r"[,;()\n]")
_PHRASES = re.compile(
    r"(?<!\w)(?:(?P<квм>кв\.?\s?м(?:етр\w{0,3})?(?!\w)\.?|квадратн\w{2,3}\sметр\w{0,3}|м²|м2)"
    r"|(?P<исполняющий>и\.\s?о\.|врио(?!\w))|(?P<мс>м/с(?!\w))|(?P<кмч>км/ч(?!\w))|(?P<якутия>рс\s?\(я\))|(?P<главврач>главн\w{2,3}\sврач\w{0,2}(?!\w))|(?P<детсад>детск\w{2,3}\sсад\w{0,3}(?!\w)))",
    re.IGNORECASE,
)
_SURNAME = re.compile("(?:ов|ев|ин|ын|ск)$")
_PREPOSITIONS = {"с": "с", "со": "с", "от": "из"}
_DATED = (Kind.DATE, Kind.TIME, Kind.WEEKDAY, Kind.YEAR)


_LONGEST = 120
"""Tokens of one unit: what compares a unit's tokens with each other stays cheap."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a fact.

    `stem` and `name` are the loose and the strict form of a word (empty where not to be used);
    `content`: it tells something; `negated`: «не» stands before it; `bound`: «от», «до», «около»
    before a fact; `turning`: what it does to its neighbours («отмена», «кроме»); `clause` grows
    with every comma; `keys`: equal tokens share one (see `keys.with_keys`).
    """

    span: Span
    form: str
    stem: str = ""
    name: str = ""
    fact: Fact | None = None
    person: Person | None = None
    content: bool = True
    negated: bool = False
    bound: str = ""
    turning: str = ""
    clause: int = 0
    capitals: bool = False
    capital: bool = False
    keys: frozenset[str] = frozenset()

    @property
    def proper(self) -> bool:
        """Whether it is a word that only its strict form stands for: a name."""
        return bool(self.name) and not self.stem


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence or a line."""

    span: Span
    tokens: tuple[Token, ...]
    language: str

    @property
    def content(self) -> list[Token]:
        """The tokens that tell something."""
        return [token for token in self.tokens if token.content]


def read(text: str) -> list[Unit]:
    """The sentences of a clean text, without hashtags, mentions, emoji and numbers of a list."""
    marks = [found.span() for found in _TAG.finditer(text)]
    marks += [found.span() for found in _LIST_NUMBER.finditer(text)]
    dropped = _mask(marks, len(text))
    facts = [fact for fact in quantities(text) if not dropped[fact.span[0]]]
    taken = _mask([*marks, *(fact.span for fact in facts)], len(text))
    people = [person for person in persons(text) if not any(taken[slice(*person.span)])]
    taken = _mask([*marks, *(f.span for f in facts), *(p.span for p in people)], len(text))
    tokens = sorted(
        [
            *(Token(fact.span, fact.value, fact=fact) for fact in facts),
            *(Token(p.span, p.fact.value, fact=p.fact, person=p) for p in people),
            *_words(text, taken),
        ],
        key=lambda token: token.span,
    )
    return list(_units(text, tokens))


def _mask(spans: list[Span], length: int) -> bytearray:
    mask = bytearray(length)
    for start, end in spans:
        mask[start:end] = b"\1" * (end - start)
    return mask


def _words(text: str, taken: bytearray) -> Iterator[Token]:
    phrases = {found.start(): found for found in _PHRASES.finditer(text)}
    after = 0
    for found in _WORD.finditer(text):
        if found.start() < after or taken[found.start()]:
            continue
        phrase = phrases.get(found.start())
        if phrase and phrase.lastgroup:
            after = phrase.end()
            yield Token(phrase.span(), phrase.lastgroup, phrase.lastgroup, phrase.lastgroup)
            continue
        short = _expanded(text, found)
        if short:
            yield _word(short, found.span(), capitals=False)
            continue
        for part in re.finditer(r"[^-]+", found[0]):
            start, end = found.start() + part.start(), found.start() + part.end()
            yield _word(part[0], (start, end), capitals=part[0].isupper() and len(part[0]) > 1)


def _expanded(text: str, found: re.Match[str]) -> str:
    """The full word of an abbreviation, empty if it is none."""
    form, end = folded(found[0]), found.end()
    if form not in lexicon.ABBREVIATIONS:
        return ""
    behind_figure = re.search(r"[0-9][ \u00a0]?$", text[max(0, found.start() - 2) : found.start()])
    if form == "т" and behind_figure:
        return "тонна"
    if form == "п" and re.match(r"\.\s?[0-9]", text[end : end + 3]):
        return "пункт"
    dotted = text[end : end + 1] == "."
    sure = dotted or form in lexicon.BARE_ABBREVIATIONS or (behind_figure and form in lexicon.UNITS)
    return (
        lexicon.ABBREVIATIONS[form] if sure and not (len(form) == 1 and found[0].isupper()) else ""
    )


def _word(word: str, span: Span, *, capitals: bool) -> Token:
    form = folded(word)
    meaning = lexicon.SYNONYMS.get(form, form)
    bare = stem(meaning)
    turning = lexicon.TURNING_WORDS.get(form, "") or next(
        (kind for start, kind in lexicon.TURNING.items() if form.startswith(start)), ""
    )
    content = form not in lexicon.FUNCTION and len(form) > 1
    name = name_key(meaning if meaning != form else word)
    return Token(
        span,
        form,
        bare,
        name,
        content=content,
        turning=turning,
        capitals=capitals,
        capital=word[:1].isupper(),
    )


def _units(text: str, tokens: list[Token]) -> Iterator[Unit]:
    at = 0
    for start, end in sentences(text):
        mine: list[Token] = []
        while at < len(tokens) and tokens[at].span[0] < end:
            mine.append(tokens[at])
            at += 1
        spoken = language(text[start:end]) or RUSSIAN
        for first in range(0, len(mine), _LONGEST):
            part = mine[first : first + _LONGEST]
            span = (part[0].span[0], end if part[-1] is mine[-1] else part[-1].span[1])
            yield Unit(span, tuple(_hung(text, part, spoken)), spoken)


def _hung(text: str, tokens: list[Token], spoken: str) -> Iterator[Token]:
    """The tokens with negation, bounds, clauses and capitals."""
    shouted = all(t.capitals for t in tokens if not t.fact and t.content)
    tokens = _negations(_clauses(text, tokens))
    bound = ""
    for number, token in enumerate(tokens):
        following = tokens[number + 1].form if number + 1 < len(tokens) else ""
        ready = replace(token, bound=_bound(bound, token, following)) if token.fact else token
        if token.form in lexicon.BOUNDS or token.form == "по":
            side = lexicon.BOUNDS.get(token.form, "по")
            if number and tokens[number - 1].form == "не" and token.form in lexicon.TURNED_BY_NOT:
                side = lexicon.OPPOSITE[side]
            bound = _PREPOSITIONS.get(token.form, side)
        elif token.form != "чем":
            bound = ""
        yield _cased(text, ready, spoken, first=number == 0, shouted=shouted)


def _clauses(text: str, tokens: list[Token]) -> list[Token]:
    out: list[Token] = []
    clause, last = 0, tokens[0].span[0]
    for token in tokens:
        clause += bool(_BARRIER.search(text, last, max(last, token.span[0])))
        last = max(last, token.span[1])
        out.append(replace(token, clause=clause))
    return out


def _negations(tokens: list[Token]) -> list[Token]:
    """«Не» marks the word it stands before; «не будет» is one word with «нет»."""
    out = list(tokens)
    for number, token in enumerate(tokens):
        if token.form not in ("не", "ни") or number + 1 == len(tokens):
            continue
        following = tokens[number + 1].form
        if following in lexicon.BEING:
            out[number] = replace(token, turning="нет")
        elif following != "только" and following not in lexicon.TURNED_BY_NOT:
            said = next((n for n in range(number + 1, len(out))[:3] if out[n].content), None)
            if said is not None:
                out[said] = replace(out[said], negated=True)
    return out


def _bound(bound: str, token: Token, following: str) -> str:
    """What a preposition says of the fact behind it; «с 5 детьми», «по 500 рублей»: nothing."""
    if token.fact is None or token.fact.kind in (Kind.RANGE, Kind.PHONE, Kind.LINK, Kind.PERSON):
        return ""
    dated = token.fact.kind in _DATED
    if bound == "с":
        return "от" if dated or following in ("лет", "года", "класса") else ""
    if bound == "по":
        return "до" if token.fact.kind is Kind.DATE and token.fact.value.count("-") > 2 else ""
    if bound == "из":
        # «Постановление от 15 мая» is of that day.
        return "" if token.fact.kind is Kind.DATE else "от"
    return bound


def _cased(text: str, token: Token, spoken: str, *, first: bool, shouted: bool) -> Token:
    """A word with a capital inside a sentence is a name: only its strict form counts."""
    if token.fact:
        return token
    word = text[slice(*token.span)]
    if spoken == SAKHA:
        return replace(token, stem="", name=token.form)
    capital = word[:1].isupper() and not shouted
    if capital and (not first or _SURNAME.search(token.name)):
        return replace(token, stem="")
    return token
