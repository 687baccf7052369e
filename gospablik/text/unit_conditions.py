"""Conditions that one sentence of a post left out: for whom, up to what age, «если»."""

from itertools import pairwise, takewhile

from gospablik.text import lexicon
from gospablik.text.differences import Difference
from gospablik.text.fact import Kind
from gospablik.text.morphology import is_noun, may_be_genitive
from gospablik.text.pairing import Pairing
from gospablik.text.token import Token
from gospablik.text.words import stem

YEARS_OF_AGE = ("лет", "года", "год")
_CALL = stem("звони")


def condition_differences(pair: Pairing) -> list[Difference]:
    """What the site says under a condition and the post without it."""
    return [*_whom(pair), *_ages(pair), *_ifs(pair)]


def _whom(pair: Pairing) -> list[Difference]:
    """«Для детей бесплатно, для взрослых — 200 рублей»: whom it is for may not be left out."""
    whom = [at for at, token in enumerate(pair.site) if token.form == "для"]
    # «Детишкам», a word that the site has not, may be they.
    if len(whom) == 1 or not pair.known:
        return []
    out = []
    for at in whom:
        they = _they(pair, at)
        kept = pair.kept.intersection(_told(pair, at) or pair.behind(at))
        if they and kept and pair.kept.isdisjoint(they):
            out.append(pair.lost(they[0], kept))
    return out


def _they(pair: Pairing, at: int) -> list[int]:
    """«Многодетных» of «для многодетных семей», all of «для жителей частных домов»."""
    behind = pair.behind(at)
    they = list(takewhile(lambda n: may_be_genitive(pair.site[n].form), behind))
    return they if they and is_noun(pair.site[they[0]].form) else they[:1]


def _told(pair: Pairing, at: int) -> list[int]:
    """«4 км для женщин»: the figures before «для», as far as another «для» or its clause."""
    clause = pair.site[at].clause
    ahead = takewhile(
        lambda n: pair.site[n].clause == clause and pair.site[n].form != "для",
        reversed(range(at)),
    )
    return [n for n in ahead if pair.site[n].fact]


def _ages(pair: Pairing) -> list[Difference]:
    """«Дети до 5 лет ездят бесплатно» is not said of all children."""
    out = []
    for at, (token, years) in enumerate(pairwise(pair.site)):
        of = [n for n in range(at) if _tells(pair.site[n])][-1:]
        aged = token.bound and years.form in YEARS_OF_AGE
        if aged and at not in pair.kept and not pair.kept.isdisjoint(of):
            out.append(pair.lost(at, of))
    return out


def _tells(token: Token) -> bool:
    return token.content and token.form not in lexicon.BOUNDS


def _ifs(pair: Pairing) -> list[Difference]:
    """«Могут участвовать все, если остались места»: what the condition is of goes with it."""
    out = []
    for at, token in enumerate(pair.site):
        condition = pair.behind(at)
        if token.form != "если" or any(pair.site[n].keys & pair.said for n in condition):
            continue
        kept = pair.kept.intersection(_main(pair, at))
        # «Если пахнет газом, звоните 104»: a number to call is good without its reason.
        if kept and not any(_calls(pair.site[n]) for n in kept):
            out.append(pair.lost(at, kept))
    return out


def _main(pair: Pairing, at: int) -> list[int]:
    """Content of the clause that the condition is of: before it, else the one behind it."""
    clause = pair.site[at].clause
    beside = clause - 1 if clause else clause + 1
    return [n for n in pair.told(0) if pair.site[n].clause == beside]


def _calls(token: Token) -> bool:
    return token.stem == _CALL or bool(token.fact and token.fact.kind is Kind.PHONE)
