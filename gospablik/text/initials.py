"""Abbreviations of capitals and what they stand for: «ДК» and «Дом культуры»."""

from collections.abc import Iterable, Iterator

from gospablik.text.fact import Span
from gospablik.text.token import Token, Unit

_LEAST_SAFE = 3
_LONGEST = 7
_SMALL_WORDS = frozenset(("и", "по", "в", "на", "о", "об", "для", "с"))


def explained(post: Iterable[Unit], site: Iterable[Unit]) -> frozenset[Span]:
    """Spans of the post's words that are short or long for what the site says."""
    post, site = list(post), list(site)
    spans: set[Span] = set()
    site_words, post_words = list(_words(site)), list(_words(post))
    site_initials, post_initials = _initials(site_words), _initials(post_words)
    for token in _short(post):
        if _find(token.form, site_initials, site_words) is not None:
            spans.add(token.span)
    for form in {token.form for token in _short(site)}:
        at = _find(form, post_initials, post_words)
        if at is not None:
            spans.update(token.span for token in post_words[at : at + len(form)])
    return frozenset(spans)


def _words(units: Iterable[Unit]) -> Iterator[Token]:
    for unit in units:
        for token in unit.tokens:
            if token.fact is None and token.form not in _SMALL_WORDS:
                yield token


def _initials(words: list[Token]) -> str:
    return "".join(token.form[:1] for token in words)


def _short(units: Iterable[Unit]) -> Iterator[Token]:
    for unit in units:
        for token in unit.tokens:
            if token.capitals and 2 <= len(token.form) <= _LONGEST:
                yield token


def _find(form: str, initials: str, words: list[Token]) -> int | None:
    at = initials.find(form)
    while at >= 0:
        # Two letters are met by chance: the first word must have its capital.
        if len(form) >= _LEAST_SAFE or words[at].capital:
            return at
        at = initials.find(form, at + 1)
    return None
