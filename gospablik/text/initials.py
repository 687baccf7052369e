"""Words drawn together: «ДК» and «Дом культуры», «УЖКХ», «нацпроект» and «национальный проект»."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from gospablik.text.fact import Span
from gospablik.text.token import Token, Unit
from gospablik.text.words import stem

_LEAST_SAFE = 3
_SHORTEST, _LONGEST = 2, 7
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
    short = [token for token in post if _is_short(token)]
    known = _initials(site, {token.form for token in short})
    return (token for token in short if token.form in known)


def _spelled_out(post: list[Token], site: list[Token]) -> Iterator[Token]:
    """The post's «Дом культуры» where the site has «ДК»."""
    for owners in _initials(post, {token.form for token in site if _is_short(token)}).values():
        yield from owners


def _is_short(token: Token) -> bool:
    return token.capitals and _SHORTEST <= len(token.form) <= _LONGEST


def _initials(words: list[Token], wanted: set[str]) -> dict[str, list[Token]]:
    """The first words that each of the wanted abbreviations may stand for.

    They are read off the first letters of all words in one pass, however many are wanted; an
    abbreviation among the words stands whole.
    """
    spelled = [
        (letter, word)
        for word in words
        for letter in (word.form if _is_short(word) else word.form[:1])
    ]
    letters = "".join(letter for letter, _ in spelled)
    sizes = {len(form) for form in wanted}
    found: dict[str, list[Token]] = {}
    for at in range(len(letters)):
        for size in sizes:
            form = letters[at : at + size]
            if form in wanted and form not in found:
                own = list(dict.fromkeys(word for _, word in spelled[at : at + size]))
                # Two letters are met by chance: the first word must have its capital.
                if len(own) > 1 and (len(form) >= _LEAST_SAFE or own[0].capital):
                    found[form] = own
    return found


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
    }


def _parts(form: str) -> Iterator[tuple[str, str]]:
    for size in _PREFIXES:
        if len(form) >= size + _LEAST_SAFE:
            yield form[:size], stem(form[size:])
