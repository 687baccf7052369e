"""Which side of a fact is meant: «до 15 мая» is not «15 мая»."""

from gospablik.text.differences import Change, Difference
from gospablik.text.fact import Kind
from gospablik.text.pairing import Pairing
from gospablik.text.source import Place
from gospablik.text.token import Token
from gospablik.text.words import stem

_BEGIN = stem("начнет")
_BECOMES = ("вырас", "вырос", "подорож", "подешев", "повыс", "сниз", "увелич", "похолод", "потепл")
"""«Подорожает до 68 рублей», «похолодает до −38» tell what it comes to."""
_ALLOWED = ("допустим", "максимальн", "предельн", "разрешен")
"""«Допустимая масса — 5 тонн» is «до 5 тонн»."""
_END = frozenset((stem("закончит"), stem("последний")))


def bounded(pair: Pairing, token: Token, places: list[Place]) -> Difference | None:
    """«До 15 мая» is not «15 мая», and neither is «не 15 мая»."""
    partners = [pair.source.token(place) for place in places]
    if any(p.bound == token.bound and p.negated == token.negated for p in partners):
        return None
    if _begins(pair, token, partners):
        return None
    # A range may be told as two ends, each with its preposition.
    if any(p.fact and p.fact.kind is Kind.RANGE for p in partners) or token.fact is None:
        return None
    return Difference(Change.ALTERED, token.fact.kind, partners[0].span, token.span)


def _begins(pair: Pairing, token: Token, partners: list[Token]) -> bool:
    """«1 апреля начнётся» is «с 1 апреля», «последний день — 20 сентября» is «до 20 сентября»."""
    stems = {t.stem for t in (*pair.unit.tokens, *pair.site)}
    bounds = {token.bound, *(partner.bound for partner in partners)}
    if any(partner.negated != token.negated for partner in partners):
        return False
    if bounds == {"", "до"}:
        return (
            not stems.isdisjoint(_END)
            or any(t.form.startswith(_BECOMES) for t in (*pair.unit.tokens, *pair.site))
            or any(t.form.startswith(_ALLOWED) for t in (*pair.unit.tokens, *pair.site))
        )
    return bounds == {"", "от"} and _BEGIN in stems
