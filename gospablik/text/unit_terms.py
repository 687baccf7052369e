"""Small words of one sentence that are no other way to say it: «нужно» for «можно», «в день»."""

from collections.abc import Sequence
from functools import lru_cache

from gospablik.text.differences import Change, Difference
from gospablik.text.fact import Kind
from gospablik.text.pairing import Pairing
from gospablik.text.token import Token

_MODALITIES = {
    word: kind
    for kind, words in {
        "must": "обязан обязательн должн необходим нужн требу следует надо предстоит придется",
        "may": "можно может могут вправе разреш допуска позвол",
        "advice": "рекоменд желательн совету добровольн",
    }.items()
    for word in words.split()
}
_TERMS = frozenset(("час", "день", "сутки", "неделю", "месяц", "квартал", "год"))


def term_differences(pair: Pairing) -> list[Difference]:
    """What one must or may, and how often, if the post says it otherwise than the site."""
    return _modality(pair) + _rates(pair)


def _rates(pair: Pairing) -> list[Difference]:
    """«В день» where the site's sentence has «в неделю»."""
    mine, theirs = _per(pair.unit.tokens), _per(pair.site)
    gone = [token for at, token in theirs.items() if at not in pair.kept]
    came = [token for n, token in mine.items() if not pair.here[n]]
    if not gone or not came:
        return []
    return [Difference(Change.ALTERED, Kind.WORDS, gone[0].span, came[0].span)]


def _per(tokens: Sequence[Token]) -> dict[int, Token]:
    return {
        n: token
        for n, token in enumerate(tokens)
        if n and tokens[n - 1].form in ("в", "за") and token.form in _TERMS
    }


@lru_cache(maxsize=20_000)
def _kind(form: str) -> str:
    """`must`, `may` or `advice`, empty for a word of none."""
    return next((kind for word, kind in _MODALITIES.items() if form.startswith(word)), "")


def _modality(pair: Pairing) -> list[Difference]:
    """«Нужно» where the site's sentence has «можно»."""
    if not pair.verbatim:
        return []
    mine = {_kind(t.form): t for t in pair.unit.tokens if not t.negated}
    theirs = {_kind(t.form): t for t in pair.site if not t.negated}
    return [
        Difference(Change.ALTERED, Kind.WORDS, theirs[other].span, mine[kind].span)
        for kind, other in (("must", "may"), ("may", "must"))
        if kind in mine and kind not in theirs and other in theirs and other not in mine
    ]
