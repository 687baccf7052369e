"""What turns the sense of one sentence of a post against the site's: «не», «кроме», «отменён»."""

from gospablik.text.differences import Change, Difference
from gospablik.text.fact import Kind
from gospablik.text.languages import SAKHA
from gospablik.text.pairing import Pairing
from gospablik.text.source import Place
from gospablik.text.unit_turning import DENIALS, STRICT, daily, turned, turning

_LEAST_KEPT, _SHORT = 2, 3
_NEED = ("нужн", "нужен", "надо")
CLOSING = ("отключ", "перекр", "закры", "закро", "воздерж")
"""Beginnings of words that deny, but are no denial that may be lost."""


def sense_differences(pair: Pairing) -> list[Difference]:
    """«Не», «нет», «кроме», «отменён»: lost or added beside words that stayed.

    One way to deny may stand for another: «не будет воды» is «подача воды прекращена».
    """
    if pair.unit.question:
        return []
    fresh, gone = denials_added(pair), denials_gone(pair)
    out: list[Difference] = []
    for number, token in enumerate(pair.unit.tokens):
        places = _exact(pair, number) or pair.here[number] or pair.away[number]
        if token.fact is None and token.content and places:
            # «Режим работы» is not what «не работает» denies.
            alike = (pair.source.token(place) for place in places)
            partners = [
                other
                for other in alike
                if token.form in (other.form, other.stem)
                or (other.stem or other.name) == (token.stem or token.name)
                or (pair.unit.language == SAKHA and not other.fact)
            ]
            # The very word, once denied and once not, is no other way to deny.
            reworded = (token.negated and not pair.here[number]) or all(
                partner.form != token.form for partner in partners
            )
            if (
                partners
                and all(partner.negated != token.negated for partner in partners)
                and not (reworded and (gone if token.negated else fresh))
                and not _said_so(pair, number)
                and (pair.verbatim or not token.form.startswith(_NEED))
            ):
                change = Change.INVENTED if token.negated else Change.LOST
                if pair.over and change is Change.LOST:
                    continue
                out.append(Difference(change, Kind.NEGATION, partners[0].span, token.span))
    lost = [] if fresh else turned(pair) + _predicates(pair)
    strict = turned(pair, STRICT) if fresh else []
    return out + lost + strict + daily(pair) + turning(pair, gone)


def _exact(pair: Pairing, number: int) -> list[Place]:
    """Where the very word stands with another of its clause, if here it is but a synonym."""
    token = pair.unit.tokens[number]
    if any(pair.source.token(place).form == token.form for place in pair.here[number]):
        return []
    beside = {
        place[0]
        for n, other in enumerate(pair.unit.tokens)
        if n != number and other.clause == token.clause and other.content
        for place in pair.away[n]
    }
    return [
        place
        for place in pair.away[number]
        if place[0] in beside and pair.source.token(place).form == token.form
    ]


def denials_added(pair: Pairing) -> list[int]:
    """Tokens of the post that deny in words which the site's sentence has not."""
    theirs = {token.turning for token in pair.site}
    return [
        n
        for n, token in enumerate(pair.unit.tokens)
        if (token.turning in DENIALS and token.turning not in theirs)
        or ((token.negated or token.form.startswith(CLOSING)) and not pair.here[n])
    ]


def denials_gone(pair: Pairing) -> list[int]:
    """Denials in the site's sentence whose words the post has not, but the rest of their clause."""
    mine = {token.turning for token in pair.unit.tokens}
    clauses = {pair.site[at].clause for at in pair.kept if pair.site[at].content}
    return [
        at
        for at, token in enumerate(pair.site)
        if token.clause in clauses
        and (
            (token.turning in DENIALS and token.turning not in mine)
            or ((token.negated or token.form.startswith(CLOSING)) and at not in pair.kept)
        )
    ]


def _said_so(pair: Pairing, number: int) -> bool:
    """Whether the word came, as it is, with another sentence of the site: two became one."""
    token = pair.unit.tokens[number]
    alike = {
        place[0]
        for place in pair.away[number]
        if pair.source.token(place).form == token.form
        and pair.source.token(place).negated == token.negated
    }
    return any(
        place[0] in alike
        for n, other in enumerate(pair.unit.tokens)
        if n != number and other.clause == token.clause
        for place in pair.away[n]
    )


def _predicates(pair: Pairing) -> list[Difference]:
    """«Бронирование по телефону не производится» without its last word says the contrary."""
    out = []
    for at, token in enumerate(pair.site):
        if not token.negated or at in pair.kept:
            continue
        clause = [n for n, t in enumerate(pair.site) if t.content and t.clause == token.clause]
        kept = [n for n in clause if n in pair.kept]
        short = len(clause) <= _SHORT and pair.verbatim and pair.site[clause[0]].clause > 0
        most = len(kept) >= _LEAST_KEPT and len(kept) * 5 >= (len(clause) - 1) * 3
        if clause[-1] == at and (most or (short and kept)):
            out.append(Difference(Change.LOST, Kind.NEGATION, token.span, pair.where(kept)))
    return out
