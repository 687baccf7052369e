"""What turns the sense of one sentence of a post against the site's: «не», «кроме», «отменён»."""

from gospablik.text.differences import Change, Difference
from gospablik.text.fact import Kind
from gospablik.text.pairing import Pairing
from gospablik.text.token import Token
from gospablik.text.unit_turning import DENIALS, turned, turning

CLOSING = ("отключ", "перекр", "закры", "закро", "воздерж")
"""Beginnings of words that deny, but are no denial that may be lost."""


def sense_differences(pair: Pairing) -> list[Difference]:
    """«Не», «нет», «кроме», «отменён»: lost or added beside words that stayed.

    One way to deny may stand for another: «не будет воды» is «подача воды прекращена». A question
    asks, and a line below «Не отключат:» is denied by its heading.
    """
    if pair.unit.question or pair.over:
        return []
    fresh, gone = _denials_added(pair), denials_gone(pair)
    out: list[Difference] = []
    # In a sentence with words of its own «не» may be told of other things.
    own = pair.verbatim or pair.known
    for number, token in enumerate(pair.unit.tokens if own else ()):
        partners = _partners(pair, number)
        if not partners or any(partner.negated == token.negated for partner in partners):
            continue
        # The very word, once denied and once not, is no other way to deny.
        reworded = (token.negated and not pair.here[number]) or all(
            partner.form != token.form for partner in partners
        )
        if not (reworded and (gone if token.negated else fresh)):
            change = Change.INVENTED if token.negated else Change.LOST
            out.append(Difference(change, Kind.NEGATION, partners[0].span, token.span))
    return [*out, *turned(pair, fresh), *turning(pair, gone)]


def _partners(pair: Pairing, number: int) -> list[Token]:
    """What the site has for the word: the very form of it if it has that, else what is like it."""
    token = pair.unit.tokens[number]
    if token.fact or not token.content:
        return []
    here, away = (
        [pair.source.token(place) for place in places]
        for places in (pair.here[number], pair.away[number])
    )
    return (
        [other for other in here if other.form == token.form]
        or [other for other in away if other.form == token.form]
        or here
    )


def _denials_added(pair: Pairing) -> list[int]:
    """Tokens of the post that deny in words which the site's sentence has not."""
    theirs = {token.turning for token in pair.site}
    return [
        n
        for n, token in enumerate(pair.unit.tokens)
        if token.turning in DENIALS - theirs
        or ((token.negated or token.form.startswith(CLOSING)) and not pair.here[n])
    ]


def denials_gone(pair: Pairing) -> list[int]:
    """Denials in the site's sentence whose words the post has not."""
    mine = {token.turning for token in pair.unit.tokens}
    return [
        at
        for at, token in enumerate(pair.site)
        if token.turning in DENIALS - mine
        or ((token.negated or token.form.startswith(CLOSING)) and at not in pair.kept)
    ]
