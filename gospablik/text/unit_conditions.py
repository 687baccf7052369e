"""Conditions that one sentence of a post left out: for whom, up to what age, «если»."""

from itertools import takewhile

from gospablik.text import lexicon
from gospablik.text.differences import Change, Difference
from gospablik.text.fact import Kind
from gospablik.text.pairing import Pairing
from gospablik.text.token import Token
from gospablik.text.words import stem

_LEAST_KEPT = 2
_MOSTLY = (3, 5)
_CONDITION = 3
_WHICH = ("не", "многодетн", "малоимущ", "одинок", "малообеспеч", "нуждающ", "льготн", "приемн")
_GRADES = {stem(word) for word in ("группы", "категории", "степени", "класса", "разряда")}
_CALL = stem("звони")
_AGES = ("лет", "года", "год")


def condition_differences(pair: Pairing) -> list[Difference]:
    """What the site says under a condition and the post without it."""
    return [*_whom(pair), *_ages(pair), *_ifs(pair)]


def _whom(pair: Pairing) -> list[Difference]:
    """«Для детей бесплатно, для взрослых — 200 рублей»: whom it is for may not be left out."""
    # «Детишкам», a word that the site has not, may be they.
    if not pair.known:
        return []
    whom = [at for at, token in enumerate(pair.site) if token.form == "для"]
    out = []
    for at, following in zip(whom, (*whom[1:], len(pair.site)), strict=False):
        behind = list(takewhile(lambda n: not pair.site[n].fact, _content(pair, at + 1, following)))
        if not behind or not pair.kept.isdisjoint(behind):
            continue
        clause = pair.site[behind[0]].clause
        rest = _told(pair, at) or [
            n for n in _content(pair, at + 1) if pair.site[n].clause == clause
        ]
        kept = [n for n in rest if n in pair.kept]
        if kept and len(whom) >= _LEAST_KEPT:
            out.append(_lost(pair, Kind.WORDS, pair.site[behind[0]], kept))
    return out


def _told(pair: Pairing, at: int) -> list[int]:
    """«4 км для женщин»: the figures that stand before «для» in its clause."""
    clause = pair.site[at].clause
    before = [n for n in range(at) if pair.site[n].clause == clause]
    start = max((n for n in before if pair.site[n].form == "для"), default=-1)
    return [n for n in before if n > start and pair.site[n].fact]


def _ages(pair: Pairing) -> list[Difference]:
    """«Дети до 5 лет ездят бесплатно» is not said of all children."""
    out = []
    for at, token in enumerate(pair.site[:-1]):
        aged = token.fact and token.bound and pair.site[at + 1].form in _AGES
        before = [n for n in range(at) if _tells(pair.site[n])][-1:]
        if not aged or not before or before[0] not in pair.kept or at in pair.kept:
            continue
        rest = [n for n in _content(pair, at + 2) if n in pair.kept]
        if rest and not _replaced(pair, token):
            out.append(_lost(pair, Kind.COUNT, token, before))
    return out


def _tells(token: Token) -> bool:
    return token.content and token.form not in lexicon.BOUNDS


def _replaced(pair: Pairing, site: Token) -> bool:
    """Whether the post has another fact in its place, which is told of by itself."""
    kind = site.fact.kind if site.fact else None
    return any(
        token.fact and token.fact.kind is kind and not pair.here[n]
        for n, token in enumerate(pair.unit.tokens)
    )


def _ifs(pair: Pairing) -> list[Difference]:
    """«Могут участвовать все, если остались места»: what the condition is of goes with it."""
    out = []
    for at, token in enumerate(pair.site):
        condition = _content(pair, at + 1)[:_CONDITION]
        if token.form != "если" or any(pair.site[n].keys & pair.said for n in condition):
            continue
        kept = [n for n in _main(pair, at) if n in pair.kept]
        # «Если пахнет газом, звоните 104»: a number to call is good without its reason.
        calls = any(_calls(pair.site[n]) for n in kept)
        if len(kept) >= _LEAST_KEPT and not calls:
            out.append(_lost(pair, Kind.WORDS, token, kept))
    return out


def _main(pair: Pairing, at: int) -> list[int]:
    """Content of the clause that the condition is of: before it, else the one behind it."""
    clause = pair.site[at].clause
    beside = clause - 1 if clause else clause + 1
    return [n for n in _content(pair, 0) if pair.site[n].clause == beside]


def _calls(token: Token) -> bool:
    return token.stem == _CALL or bool(token.fact and token.fact.kind is Kind.PHONE)


def restrictions(pair: Pairing) -> list[Difference]:
    """«Инвалиды I группы принимаются вне очереди» without «I группы», all the rest being kept."""
    out = []
    entitled = pair.verbatim and any(
        pair.site[at].form.startswith(lexicon.ENTITLING) for at in pair.kept
    )
    for at, token in enumerate(pair.site):
        condition = _restriction(pair, at) or (_entitled(pair, at) if entitled else [])
        if not condition or not pair.kept.isdisjoint(condition) or _gone_whole(pair, condition):
            continue
        behind = [n for n in _content(pair, at)[:_CONDITION] if not pair.site[n].fact]
        told = [] if token.content or token.form == "из" else behind
        if any(not pair.site[n].keys.isdisjoint(pair.said) for n in (*told, *condition)):
            continue
        rest = [n for n in _content(pair, 0) if n not in condition]
        kept = [n for n in rest if n in pair.kept]
        mostly = entitled or len(kept) * _MOSTLY[1] >= len(rest) * _MOSTLY[0]
        if len(kept) >= _LEAST_KEPT and mostly:
            out.append(_lost(pair, Kind.WORDS, token, kept))
    return out


def _gone_whole(pair: Pairing, condition: list[int]) -> bool:
    """«За третье место 10 тысяч»: a clause left out, with its own figure or ahead of all kept."""
    clause = pair.site[condition[0]].clause
    rest = [n for n in _content(pair, 0) if pair.site[n].clause == clause and n not in condition]
    own = any(pair.site[n].fact for n in rest) or all(n > condition[0] for n in pair.kept)
    return bool(rest) and pair.kept.isdisjoint(rest) and own


def _restriction(pair: Pairing, at: int) -> list[int]:
    """The words of the condition that the token opens, none if it opens none."""
    token, clause = pair.site[at], pair.site[at].clause
    behind = [n for n in _content(pair, at + 1) if pair.site[n].clause == clause]
    following = pair.site[behind[0]] if behind else None
    if following is None:
        return []
    if token.fact and token.fact.kind is Kind.NUMBER and following.stem in _GRADES:
        return [at]
    opens = token.form in ("по", "с", "под", "в", "при")
    return behind[:1] if opens and following.form.startswith(lexicon.RESTRICTIONS) else []


def _entitled(pair: Pairing, at: int) -> list[int]:
    """The same in a sentence that gives or takes a right, where nearly anything is a condition."""
    token = pair.site[at]
    behind = [n for n in _content(pair, at + 1) if pair.site[n].clause == token.clause][:1]
    following = pair.site[at + 1] if at + 1 < len(pair.site) else token
    if token.fact:
        measured = following.form in lexicon.MEASURES or following.form in _AGES
        numbered = token.ordinal and bool(following.fact)
        bound = bool(token.bound) and measured
        return [at] if token.fact.kind is Kind.NUMBER and (numbered or bound) else []
    # «При себе иметь паспорт» is no condition.
    opens = token.form in ("для", "без", "при") and following.form != "себе"
    # «Школьники из многодетных семей».
    which = token.form == "из" and pair.site[at + 1].form.startswith(_WHICH)
    if opens or which or token.form in lexicon.TURNED_BY_NOT:
        return behind
    described = token.form.startswith(_WHICH) and bool(behind) and behind[0] in pair.kept
    return [at] if described and token.content and not token.negated else []


def _content(pair: Pairing, start: int, end: int | None = None) -> list[int]:
    return [n for n in range(start, end or len(pair.site)) if pair.site[n].content]


def _lost(pair: Pairing, kind: Kind, site: Token, kept: list[int]) -> Difference:
    return Difference(Change.LOST, kind, site.span, pair.where(kept))
