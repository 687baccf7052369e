"""What turns the sense of one sentence of a post against the site's: «не», «кроме», «отменён»."""

from gospablik.text.differences import Change, Difference
from gospablik.text.fact import Kind
from gospablik.text.languages import SAKHA
from gospablik.text.pairing import Pairing
from gospablik.text.source import Place
from gospablik.text.token import Token
from gospablik.text.verbs import is_verb
from gospablik.text.words import stem

_LEAST_KEPT = 2
_DENIALS = frozenset(("нет", "без", "отмена", "запрет"))
_STRICT = frozenset(("кроме", "только", "вместо"))
CLOSING = ("отключ", "перекр", "закры", "закро", "воздерж")
"""Beginnings of words that deny, but are no denial that may be lost."""
_DAY_OFF = f"stem:{stem('выходной')}"
_TURNS = _DENIALS | _STRICT


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
            reworded = (token.negated and not pair.here[number]) or all(partner.form != token.form for partner in partners)
            if (
                partners
                and all(partner.negated != token.negated for partner in partners)
                and not (reworded and (gone if token.negated else fresh))
                and not _said_so(pair, number)
            ):
                change = Change.INVENTED if token.negated else Change.LOST
                out.append(Difference(change, Kind.NEGATION, partners[0].span, token.span))
    lost = [] if fresh else _turned(pair) + _predicates(pair)
    strict = _turned(pair, _STRICT) if fresh else []
    return out + lost + strict + _daily(pair) + _turning(pair, gone)


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


def _daily(pair: Pairing) -> list[Difference]:
    """«Каждый день», put into another sentence without «кроме понедельника»."""
    if _DAY_OFF in pair.said or any(t.turning == "кроме" for t in pair.unit.tokens):
        return []
    out = []
    for n, token in enumerate(pair.unit.tokens):
        for place in pair.away[n] if token.form.startswith("ежедневн") and not pair.here[n] else []:
            behind = pair.source.units[place[0]].tokens[place[1] + 1 : place[1] + 2]
            if behind and behind[0].turning == "кроме":
                out.append(Difference(Change.LOST, Kind.NEGATION, behind[0].span, token.span))
    return out


def denials_added(pair: Pairing) -> list[int]:
    """Tokens of the post that deny in words which the site's sentence has not."""
    theirs = {token.turning for token in pair.site}
    return [
        n
        for n, token in enumerate(pair.unit.tokens)
        if (token.turning in _DENIALS and token.turning not in theirs)
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
            (token.turning in _DENIALS and token.turning not in mine)
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
        if clause[-1] == at and len(kept) >= _LEAST_KEPT and len(kept) * 5 >= (len(clause) - 1) * 3:
            out.append(Difference(Change.LOST, Kind.NEGATION, token.span, pair.where(kept)))
    return out


def _turned(pair: Pairing, kinds: frozenset[str] = _TURNS) -> list[Difference]:
    """What turned the sense in the site's sentence and is gone."""
    mine = {token.turning for token in pair.unit.tokens}
    out = []
    for at, token in enumerate(pair.site):
        if token.turning in kinds and token.turning not in mine and pair.close:
            hosts = _hosts(pair.site, at)
            if token.turning == "только" and any(_single(pair.site[n]) for n in hosts):
                continue
            kept = [
                mine for n, mine in enumerate(pair.unit.tokens)
                if mine.content and any(place[1] in hosts for place in pair.here[n])
                and not _brought_by_verb(pair, n)
            ]  # fmt: skip
            if token.turning == "кроме" and _DAY_OFF in pair.said:
                continue
            if kept and not (token.turning in _DENIALS and any(mine.negated for mine in kept)):
                out.append(Difference(Change.LOST, Kind.NEGATION, token.span, kept[0].span))
    return out


def _brought_by_verb(pair: Pairing, number: int) -> bool:
    """«Вернули свет» is another sentence's, not «без света» without its «без»."""
    homes = {place[0] for place in pair.away[number]}
    return any(
        is_verb(token.form) and not pair.here[n] and any(p[0] in homes for p in pair.away[n])
        for n, token in enumerate(pair.unit.tokens)
    )


def _single(token: Token) -> bool:
    """«За один объект» is «только за один объект»."""
    return token.fact is not None and token.fact.kind is Kind.NUMBER and token.fact.value == "1"


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


def _turning(pair: Pairing, gone: list[int]) -> list[Difference]:
    """What turns the sense in the post and does not in the site."""
    theirs = {token.turning for token in pair.site}
    # «Без выходных» is no ban.
    banned = any(pair.site[at].turning != "без" for at in gone)
    out = []
    for token in pair.unit.tokens:
        denied = banned if token.turning == "запрет" else bool(gone)
        if not token.turning or token.turning in theirs or (denied and token.turning in _DENIALS):
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
