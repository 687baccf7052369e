"""Words drawn together: «ДК» and «Дом культуры», «УЖКХ», «нацпроект» and «национальный проект»."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from gospablik.text.fact import Span
from gospablik.text.token import Token, Unit
from gospablik.text.words import stem

_LEAST_SAFE = 3
_LONGEST = 7
_PREFIXES = (3, 4, 5)
_SMALL_WORDS = frozenset(("и", "по", "в", "на", "о", "об", "для", "с"))


def explained(post: Iterable[Unit], site: Iterable[Unit]) -> frozenset[Span]:
    """Spans of the post's words that are short or long for what the site says."""
    post_words, site_words = list(_words(post)), list(_words(site))
    return frozenset(
        token.span
        for token in (
            *_abbreviated(post_words, site_words),
            *_spelled_out(post_words, site_words),
            *_drawn_together(post_words, site_words),
        )
    )


def _words(units: Iterable[Unit]) -> Iterator[Token]:
    for unit in units:
        for token in unit.tokens:
            if token.fact is None and token.form not in _SMALL_WORDS:
                yield token


def _abbreviated(post: list[Token], site: list[Token]) -> Iterator[Token]:
    """The post's «ДК» where the site has «Дом культуры»."""
    initials = _Initials(site)
    return (token for token in post if _is_short(token) and initials.find(token.form))


def _spelled_out(post: list[Token], site: list[Token]) -> Iterator[Token]:
    """The post's «Дом культуры» where the site has «ДК»."""
    initials = _Initials(post)
    for form in {token.form for token in site if _is_short(token)}:
        yield from initials.find(form)


def _is_short(token: Token) -> bool:
    return token.capitals and 2 <= len(token.form) <= _LONGEST


class _Initials:
    """First letters of the words in one string; an abbreviation among them stands whole."""

    def __init__(self, words: list[Token]) -> None:
        parts = [token.form if _is_short(token) else token.form[:1] for token in words]
        self._letters = "".join(parts)
        self._owners = [word for word, part in zip(words, parts, strict=True) for _ in part]

    def find(self, form: str) -> list[Token]:
        """The words that the abbreviation stands for, none if there are none."""
        at = self._letters.find(form)
        while at >= 0:
            owners = list(dict.fromkeys(self._owners[at : at + len(form)]))
            # Two letters are met by chance: the first word must have its capital.
            safe = len(form) >= _LEAST_SAFE or owners[0].capital
            if safe and len(owners) > 1:
                return owners
            at = self._letters.find(form, at + 1)
        return []


def _drawn_together(post: list[Token], site: list[Token]) -> Iterator[Token]:
    """«Нацпроект» for «национальный проект», and the other way round."""
    theirs = _compounds(site)
    mine = _compounds(post)
    for token in post:
        if any(part in theirs for part in _parts(token.form)):
            yield token
    for token in site:
        for part in _parts(token.form):
            yield from mine.get(part, ())


def _compounds(words: list[Token]) -> dict[tuple[str, str], tuple[Token, Token]]:
    return {
        (first.form[:size], stem(second.form)): (first, second)
        for first, second in pairwise(words)
        for size in _PREFIXES
        if len(first.form) > size
    }


def _parts(form: str) -> Iterator[tuple[str, str]]:
    for size in _PREFIXES:
        if len(form) >= size + _LEAST_SAFE:
            yield form[:size], stem(form[size:])
