"""Words that turn the sense of their neighbours: «нет», «без», «кроме», «только», «отменён»."""

from gospablik.text.differences import Change, Difference
from gospablik.text.fact import Kind
from gospablik.text.pairing import Pairing
from gospablik.text.token import Token
from gospablik.text.verbs import is_verb
from gospablik.text.words import stem

DENIALS = frozenset(("нет", "без", "отмена", "запрет"))
STRICT = frozenset(("кроме", "только", "вместо"))
_DAY_OFF = f"stem:{stem('выходной')}"
_TURNS = DENIALS | STRICT


def _homes_of_host(pair: Pairing, turning: Token) -> set[int]:
    """Where the site has the word behind «без», denied or not as here: «без записи не примут»."""
    tokens = pair.unit.tokens
    at = next((n for n, token in enumerate(tokens) if n and tokens[n - 1] is turning), None)
    if at is None or turning.turning not in ("без", "кроме"):
        return set()
    denied = any(token.negated for token in tokens)
    return {
        place[0]
        for place in (*pair.here[at], *pair.away[at])
        if any(token.negated for token in pair.source.units[place[0]].tokens) == denied
    }


def daily(pair: Pairing) -> list[Difference]:
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


def turned(pair: Pairing, kinds: frozenset[str] = _TURNS) -> list[Difference]:
    """What turned the sense in the site's sentence and is gone."""
    mine = {token.turning for token in pair.unit.tokens} | {pair.over}
    if pair.over in DENIALS:
        kinds -= DENIALS
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
            if kept and not (token.turning in DENIALS and any(mine.negated for mine in kept)):
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


def _denies(tokens: tuple[Token, ...]) -> bool:
    return any(token.turning in DENIALS or token.negated for token in tokens)


def _hosts(tokens: tuple[Token, ...], at: int) -> list[int]:
    """Whose sense the word turns: its neighbours, on the side where it looks."""
    turning = tokens[at]
    before = [n for n in range(at) if tokens[n].content][-2:]
    after = [n for n in range(at + 1, len(tokens)) if tokens[n].content][:2]
    if turning.turning == "кроме":
        return before[-1:] if before and tokens[before[-1]].fact else before
    if turning.turning in ("без", "только", "вместо"):
        return after[:1]
    return [n for n in (*before, *after) if tokens[n].clause == turning.clause]


def turning(pair: Pairing, gone: list[int]) -> list[Difference]:
    """What turns the sense in the post and does not in the site."""
    theirs = {token.turning for token in pair.site}
    # «Без выходных» is no ban.
    banned = any(pair.site[at].turning != "без" for at in gone)
    out = []
    if pair.over and pair.unit.content and pair.close and not _denies(pair.site):
        span = pair.unit.content[0].span
        out.append(Difference(Change.INVENTED, Kind.NEGATION, None, span))
    for token in () if pair.unit.heading else pair.unit.tokens:
        denied = banned if token.turning == "запрет" else bool(gone)
        if not token.turning or token.turning in theirs or (denied and token.turning in DENIALS):
            continue
        homes = {
            place[0]
            for n, mine in enumerate(pair.unit.tokens)
            for place in pair.away[n]
            if mine.content and not pair.here[n]
        }
        homes |= _homes_of_host(pair, token)
        if any(t.turning == token.turning for n in homes for t in pair.source.units[n].tokens):
            continue
        out.append(Difference(Change.INVENTED, Kind.NEGATION, None, token.span))
    return out
