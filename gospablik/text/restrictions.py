"""«Инвалиды I группы», «по записи», «не более 50 см»: narrowings that a post left out."""

from itertools import takewhile

from gospablik.text import lexicon
from gospablik.text.differences import Difference
from gospablik.text.morphology import names_things, normal
from gospablik.text.pairing import Pairing
from gospablik.text.unit_conditions import YEARS_OF_AGE
from gospablik.text.words import stem

_MOSTLY = (3, 5)
_WHICH = ("не", "многодетн", "малоимущ", "одинок", "малообеспеч", "нуждающ", "льготн", "приемн")
_GRADES = {stem(word) for word in ("группы", "категории", "степени", "класса", "разряда")}


def restrictions(pair: Pairing) -> list[Difference]:
    """«Инвалиды I группы принимаются вне очереди» without «I группы», all the rest being kept."""
    rights = pair.verbatim and any(
        pair.site[at].form.startswith(lexicon.ENTITLING) for at in pair.kept
    )
    out = []
    for at in range(len(pair.site) - 1):
        narrows = _restriction(pair, at)
        if narrows is None and rights:
            narrows = _of_a_right(pair, at)
        if narrows is None or _said(pair, narrows) or _gone_whole(pair, narrows):
            continue
        rest = [n for n in pair.told(0) if n != narrows]
        kept = pair.kept.intersection(rest)
        if kept and (rights or len(kept) * _MOSTLY[1] >= len(rest) * _MOSTLY[0]):
            out.append(pair.lost(narrows, kept))
    return out


def _said(pair: Pairing, at: int) -> bool:
    """Whether the post says it, maybe by what it is of: «паспорт» for «при наличии паспорта»."""
    narrows = pair.site[at]
    of = takewhile(
        lambda token: token.clause == narrows.clause and names_things(token.form),
        () if narrows.fact or narrows.form.startswith(_WHICH) else pair.site[at + 1 :],
    )
    return any(token.keys & pair.said for token in (narrows, *of))


def _gone_whole(pair: Pairing, at: int) -> bool:
    """«За третье место 10 тысяч»: a clause left out, with its own figure or ahead of all kept."""
    clause, told = pair.site[at].clause, pair.told(0)
    rest = [n for n in told if pair.site[n].clause == clause and n != at]
    first = pair.kept.isdisjoint(told[: told.index(at)])
    own = first or any(pair.site[n].fact for n in rest)
    return bool(rest) and own and pair.kept.isdisjoint(rest)


def _restriction(pair: Pairing, at: int) -> int | None:
    """The word that narrows, if the token opens such: «I» of a group, «записи» behind «по»."""
    token, behind = pair.site[at], pair.behind(at)
    following = pair.site[behind[0]] if behind else token
    if token.fact:
        return at if following.stem in _GRADES else None
    narrows = following.form.startswith(lexicon.RESTRICTIONS)
    return behind[0] if narrows and token.form in ("по", "с", "под", "в", "при") else None


def _of_a_right(pair: Pairing, at: int) -> int | None:
    """The same in a sentence that gives or takes a right, where nearly anything is a condition."""
    token, following = pair.site[at], next(iter(pair.behind(at)), None)
    next_form = pair.site[at + 1].form
    if token.ordinal and following is not None:
        # «Первые 50 участников».
        return at if pair.site[following].fact else None
    if token.fact:
        measured = normal(next_form) in lexicon.MEASURES or next_form in YEARS_OF_AGE
        return at if token.bound and measured else None
    # «При себе иметь паспорт» is no condition.
    opens = token.form in ("для", "без", "при") and next_form != "себе"
    # «Школьники из многодетных семей».
    which = token.form == "из" and next_form.startswith(_WHICH)
    if opens or which or token.form in lexicon.TURNED_BY_NOT:
        return following
    described = token.content and token.form.startswith(_WHICH) and not token.negated
    return at if described and following in pair.kept else None
