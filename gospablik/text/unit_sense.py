"""What turns the sense of one sentence of a post against the site's: «не», «кроме», «отменён»."""

from gospablik.text.differences import Change, Difference
from gospablik.text.fact import Kind
from gospablik.text.pairing import Pairing
from gospablik.text.token import Token

_LEAST_KEPT = 2


def sense_differences(pair: Pairing) -> list[Difference]:
    """«Не», «нет», «кроме», «отменён»: lost or added beside words that stayed."""
    out: list[Difference] = []
    for number, token in enumerate(pair.unit.tokens):
        places = pair.here[number] or pair.away[number]
        if token.fact is None and token.content and places:
            # «Режим работы» is not what «не работает» denies.
            alike = (pair.source.token(place) for place in places)
            partners = [
                other
                for other in alike
                if token.form in (other.form, other.stem)
                or (other.stem or other.name) == (token.stem or token.name)
            ]
            if (
                partners
                and all(partner.negated != token.negated for partner in partners)
                and not (token.negated and any(t.turning == "нет" for t in pair.site))
            ):
                change = Change.INVENTED if token.negated else Change.LOST
                out.append(Difference(change, Kind.NEGATION, partners[0].span, token.span))
    return out + _turned(pair) + _turning(pair) + _predicates(pair)


def _predicates(pair: Pairing) -> list[Difference]:
    """«Бронирование по телефону не производится» without its last word says the contrary."""
    out = []
    for at, token in enumerate(pair.site):
        if not token.negated or at in pair.kept:
            continue
        clause = [n for n, t in enumerate(pair.site) if t.content and t.clause == token.clause]
        kept = [n for n in clause if n in pair.kept]
        if clause[-1] == at and len(kept) >= _LEAST_KEPT and len(kept) * 5 >= (len(clause) - 1) * 3:
            out.append(Difference(Change.LOST, Kind.NEGATION, token.span, pair.where(kept)))
    return out


def _turned(pair: Pairing) -> list[Difference]:
    """What turned the sense in the site's sentence and is gone."""
    mine = {token.turning for token in pair.unit.tokens}
    out = []
    for at, token in enumerate(pair.site):
        if token.turning and token.turning not in mine and pair.close:
            hosts = _hosts(pair.site, at)
            kept = [
                mine for n, mine in enumerate(pair.unit.tokens)
                if mine.content and any(place[1] in hosts for place in pair.here[n])
            ]  # fmt: skip
            if kept and not (token.turning == "нет" and any(mine.negated for mine in kept)):
                out.append(Difference(Change.LOST, Kind.NEGATION, token.span, kept[0].span))
    return out


def _hosts(tokens: tuple[Token, ...], at: int) -> list[int]:
    """Whose sense the word turns: its neighbours, on the side where it looks."""
    turning = tokens[at]
    before = [n for n in range(at) if tokens[n].content][-2:]
    after = [n for n in range(at + 1, len(tokens)) if tokens[n].content][:2]
    if turning.turning == "кроме":
        return before
    if turning.turning in ("без", "только", "вместо"):
        return after[:1]
    return [n for n in (*before, *after) if tokens[n].clause == turning.clause]


def _turning(pair: Pairing) -> list[Difference]:
    """What turns the sense in the post and does not in the site."""
    theirs = {token.turning for token in pair.site}
    out = []
    for token in pair.unit.tokens:
        if not token.turning or token.turning in theirs:
            continue
        homes = {
            place[0]
            for n, mine in enumerate(pair.unit.tokens)
            for place in pair.away[n]
            if mine.content and not pair.here[n]
        }
        if any(t.turning == token.turning for n in homes for t in pair.source.units[n].tokens):
            continue
        out.append(Difference(Change.INVENTED, Kind.NEGATION, None, token.span))
    return out
