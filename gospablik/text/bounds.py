"""Which side of a fact is meant: «до 15 мая» is not «15 мая»."""

from gospablik.text.differences import Change, Difference
from gospablik.text.pairing import Pairing
from gospablik.text.source import Place
from gospablik.text.token import Token
from gospablik.text.words import stem

_BEGIN = stem("начнет")
_COMES_TO = (
    "вырас", "вырос", "подорож", "подешев", "повыс", "сниз", "увелич", "похолод", "потепл",
    "допустим", "максимальн", "предельн", "разрешен",
)  # fmt: skip
"""«Подорожает до 68 рублей» tells what it comes to; «допустимая масса — 5 тонн» is «до 5 тонн»."""
_END = frozenset((stem("закончит"), stem("последний")))


def bounded(pair: Pairing, token: Token, places: list[Place]) -> Difference | None:
    """«До 15 мая» is not «15 мая», and neither is «не 15 мая».

    «Не 4, а 6» tells of what was before as the site may have told it.
    """
    partners = [pair.source.token(place) for place in places]
    if token.contrasted or any(
        p.bound == token.bound and p.negated == token.negated for p in partners
    ):
        return None
    if token.fact is None or _in_other_words(pair, token, partners):
        return None
    return Difference(Change.ALTERED, token.fact.kind, partners[0].span, token.span)


def _in_other_words(pair: Pairing, token: Token, partners: list[Token]) -> bool:
    """«1 апреля начнётся» is «с 1 апреля», «последний день — 20 сентября» is «до 20 сентября»."""
    if any(partner.negated != token.negated for partner in partners):
        return False
    words = (*pair.unit.tokens, *pair.site)
    bounds = {token.bound, *(partner.bound for partner in partners)}
    if bounds == {"", "от"}:
        return any(word.stem == _BEGIN for word in words)
    said = any(word.stem in _END or word.form.startswith(_COMES_TO) for word in words)
    return said and bounds == {"", "до"}
