"""A text as the comparison sees it: sentences of words and facts."""

import re
from collections.abc import Iterator
from functools import lru_cache

from gospablik.text import lexicon
from gospablik.text.fact import Fact, Kind, Span
from gospablik.text.hanging import hang
from gospablik.text.languages import RUSSIAN, SAKHA, SAKHA_SOUND, language
from gospablik.text.measures import in_one_unit
from gospablik.text.names import persons
from gospablik.text.phrases import FIGURES_FOR_WORDS, PHRASES
from gospablik.text.quantities import quantities
from gospablik.text.sentences import sentences
from gospablik.text.synonyms import synonym
from gospablik.text.token import Token, Unit
from gospablik.text.words import folded, name_key, stem

_WORD = re.compile(r"24/7(?![/\w])|[^\W\d_]+(?:-[^\W\d_]+)*")
_PART = re.compile(
    "(?<![^-])зам(?=(?:глав|директор|министр|мэр|начальник|председател))|[^-]+", re.IGNORECASE
)
_TAG = re.compile(r"#\w+|(?<!\w)@\w+|[0-9#*]\ufe0f?\u20e3")
_LIST_NUMBER = re.compile(r"^[^\S\n]*[0-9]{1,2}[.)](?=[^\S\n])", re.MULTILINE)
_ORDINAL = re.compile("(?:перв|втор|трет|четв[её]рт|пят)(?:[ыоу]|ая|ий|ье|ья)", re.IGNORECASE)
_NUMBERED = re.compile(r"[0-9]{1,2}(?:-(?:й|я|е)(?!\w)|\s(?:этап|тур|класс|смена|очередь)(?!\w))")
_LONGEST = 120
"""Tokens of one unit: what compares a unit's tokens with each other stays cheap."""


def read(text: str) -> list[Unit]:
    """The sentences of a clean text, without hashtags, mentions, emoji and numbers of a list."""
    marks = [found.span() for found in _TAG.finditer(text)]
    marks += [found.span() for found in _LIST_NUMBER.finditer(text)]
    worded = list(FIGURES_FOR_WORDS.finditer(text))
    marks += [found.span() for found in worded]
    dropped = _mask(marks, len(text))
    facts = [fact for fact in quantities(text) if not dropped[fact.span[0]]]
    taken = _mask([*marks, *(fact.span for fact in facts)], len(text))
    people = [person for person in persons(text) if not any(taken[slice(*person.span)])]
    taken = _mask([*marks, *(f.span for f in facts), *(p.span for p in people)], len(text))
    tokens = sorted(
        [
            *(
                Token(
                    fact.span,
                    fact.value,
                    fact=fact,
                    ordinal=_ordinal(fact, text),
                    label=_label(fact, text),
                )
                for fact in facts
            ),
            *(Token(p.span, p.fact.value, fact=p.fact, person=p) for p in people),
            *(_word(found.lastgroup or "", found.span(), capitals=False) for found in worded),
            *_words(text, taken),
        ],
        key=lambda token: token.span,
    )
    in_one_unit(tokens)
    return list(_units(text, tokens))


def _ordinal(fact: Fact, text: str) -> bool:
    """«Первый», «1-й этап», «2 этап»: for two of them would be «этапа»."""
    pattern = _ORDINAL if text[fact.span[0]].isalpha() else _NUMBERED
    return fact.kind is Kind.NUMBER and bool(pattern.match(text, fact.span[0]))


def _label(fact: Fact, text: str) -> bool:
    """«Автобус № 11», «Хатырык-1»: a name rather than a number of things."""
    before = text[max(0, fact.span[0] - 2) : fact.span[0]]
    return before.strip() == "№" or (before[:1].isalpha() and before.endswith("-"))


def _mask(spans: list[Span], length: int) -> bytearray:
    mask = bytearray(length)
    for start, end in spans:
        mask[start:end] = b"\1" * (end - start)
    return mask


def _words(text: str, taken: bytearray) -> Iterator[Token]:
    phrases = {found.start(): found for found in PHRASES.finditer(text)}
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
        for part in _PART.finditer(found[0]):
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
    bare, name, turning = _meaning(form)
    content = form not in lexicon.FUNCTION and len(form) > 1
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


@lru_cache(maxsize=20_000)
def _meaning(form: str) -> tuple[str, str, str]:
    """Stem, strict form and turn of sense of a word; the same words come in every news."""
    meaning = lexicon.SYNONYMS.get(form) or synonym(form)
    turning = lexicon.TURNING_WORDS.get(form, "") or next(
        (kind for start, kind in lexicon.TURNING.items() if form.startswith(start)), ""
    )
    return stem(meaning), name_key(lexicon.SYNONYMS.get(form, form)), turning


def _units(text: str, tokens: list[Token]) -> Iterator[Unit]:
    at, before = 0, ""
    for start, end in sentences(text):
        mine: list[Token] = []
        while at < len(tokens) and tokens[at].span[0] < end:
            mine.append(tokens[at])
            at += 1
        spoken = language(text[start:end]) or RUSSIAN
        if before == SAKHA and spoken == RUSSIAN and SAKHA_SOUND.search(text, start, end):
            spoken = SAKHA
        before = spoken
        for first in range(0, len(mine), _LONGEST):
            part = mine[first : first + _LONGEST]
            span = (part[0].span[0], end if part[-1] is mine[-1] else part[-1].span[1])
            hang(text, part, spoken)
            said = text[start:end].rstrip('»”")] ')
            yield Unit(span, tuple(part), spoken, said.endswith("?"), said.endswith(":"))
