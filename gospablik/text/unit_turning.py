"""Words that turn the sense of their neighbours: «нет», «без», «запрещён», «кроме»."""

from gospablik.text.differences import Change, Difference
from gospablik.text.fact import Kind
from gospablik.text.pairing import Pairing
from gospablik.text.token import Token

DENIALS = frozenset(("нет", "без", "отмена", "запрет"))


def turned(pair: Pairing, fresh: list[int]) -> list[Difference]:
    """What turned the sense in the site's sentence and is gone; `fresh`: denials of the post's."""
    mine = {token.turning for token in pair.unit.tokens}
    out = []
    for at, token in enumerate(pair.site):
        denial = token.turning in DENIALS and pair.verbatim and not fresh
        if token.turning in mine or not (denial or token.turning == "кроме"):
            continue
        hosts = _hosts(pair.site, at)
        # «Для семей без детей и с детьми»: the children that stayed may be the others.
        kept = [
            word for n, word in enumerate(pair.unit.tokens)
            if word.content and pair.here[n] and all(at in hosts for _, at in pair.here[n])
        ]  # fmt: skip
        if kept and not (denial and any(word.negated for word in kept)):
            out.append(Difference(Change.LOST, Kind.NEGATION, token.span, kept[0].span))
    return out


def _hosts(tokens: tuple[Token, ...], at: int) -> list[int]:
    """Whose sense the word turns: its neighbours, on the side where it looks."""
    turning = tokens[at].turning
    before = [n for n in range(at) if tokens[n].content][-1:]
    after = [n for n in range(at + 1, len(tokens)) if tokens[n].content][:1]
    if turning == "кроме":
        return before
    if turning == "без":
        return after
    # «В посёлке Рудничный не будет воды»: a name is not what is denied.
    return [
        n
        for n in (*before, *after)
        if tokens[n].clause == tokens[at].clause and not tokens[n].proper
    ]


def turning(pair: Pairing, gone: list[int]) -> list[Difference]:
    """Denials that the post puts into the site's sentence; `gone`: those it took out of it."""
    if pair.unit.heading or gone or any(token.negated for token in pair.site):
        return []
    tokens = pair.unit.tokens
    return [
        Difference(Change.INVENTED, Kind.NEGATION, None, token.span)
        for n, token in enumerate(tokens)
        # «Если вам нет восемнадцати» tells a bound.
        if token.turning in DENIALS
        and not any(following.fact for following in tokens[n + 1 : n + 2])
        and not _said_there(pair, n)
    ]


def _said_there(pair: Pairing, number: int) -> bool:
    """Whether the site denies so: here, where a strange word comes from, or where the very word is.

    «Без записи не примут», beside «записаться можно», where the site has «без записи», too.
    """
    tokens = pair.unit.tokens
    from_elsewhere = (
        place[0]
        for n, token in enumerate(tokens)
        if token.content and (n == number + 1 or not pair.here[n])
        for place in pair.away[n]
    )
    told = [pair.site, *(pair.source.units[home].tokens for home in from_elsewhere)]
    return any(token.turning == tokens[number].turning for unit in told for token in unit)
