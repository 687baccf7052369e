"""Small words of one sentence that are no other way to say it: «нужно» for «можно», «в день»."""

from collections.abc import Sequence

from gospablik.text import lexicon
from gospablik.text.differences import Change, Difference
from gospablik.text.fact import Kind
from gospablik.text.pairing import Pairing
from gospablik.text.token import Token

_MUST = (
    "обязан", "обязательн", "должн", "необходим", "нужн", "требу", "следует", "надо", "предстоит",
    "придется",
)  # fmt: skip
_MAY = ("можно", "может", "могут", "вправе", "разреш", "допуска", "позвол")
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


def _modality(pair: Pairing) -> list[Difference]:
    """«Нужно» where the clauses of the site that the post keeps have «можно»."""
    clauses = {pair.site[at].clause for at in pair.kept if pair.site[at].form not in lexicon.FRAME}
    mine, theirs = pair.unit.tokens, [t for t in pair.site if t.clause in clauses]
    out = []
    for kind, other in ((_MUST, _MAY), (_MAY, _MUST)):
        token, site = _first(mine, kind), _first(theirs, other)
        if token and site and not _first(mine, other) and not _first(theirs, kind):
            out.append(Difference(Change.ALTERED, Kind.WORDS, site.span, token.span))
    return out if pair.verbatim else []


def _first(tokens: Sequence[Token], words: tuple[str, ...]) -> Token | None:
    return next((t for t in tokens if t.form.startswith(words)), None)
