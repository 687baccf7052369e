"""Whether a word that the site lacks says it only otherwise, or says something else."""

from gospablik.text.fact import Kind
from gospablik.text.languages import RUSSIAN
from gospablik.text.lexicon import FRAME, words_of
from gospablik.text.morphology import is_noun, names_things, normal
from gospablik.text.opposites import contrary
from gospablik.text.pairing import Pairing
from gospablik.text.related import groups
from gospablik.text.token import Token
from gospablik.text.verbs import heavy_verb, is_call, is_verb, weak_verb
from gospablik.text.weighty import weighty

_ROOT, _CLAIM = 3, 2
_ADJECTIVE = words_of("ых их ой ый ий ая яя ое ее ые ие ым им ом ем ую юю го му ми")
_ASPECTS = ("по", "за", "со", "с", "на", "про", "при", "вы", "от", "о", "у")
_SAYING = ("напом", "совет", "предупр", "рекоменд", "прос", "говор", "сообщ", "отмеч", "поясн")
_PIECES = words_of("штука человек раз год месяц день час минута градус")
_VALUED = (Kind.MONEY, Kind.PERCENT, Kind.RANGE)


def otherwise(pair: Pairing, number: int) -> bool:
    """Whether the unknown word is the editor's way to say what the site's sentence says.

    Never: names, what is counted or priced, words of weight (who, when, how much, awards, fines),
    the contrary of what the site says, «можно» for «нужно». Always: a word related to one of the
    site's. Else a verb in the place of a verb, and a noun in a sentence that is not the site's own.
    """
    token = pair.unit.tokens[number]
    if pair.unit.language != RUSSIAN or token.proper or token.turning:
        return False
    if _contrary(pair, token) or undenied(pair, token):
        return False
    if _related(pair, token) or _labels(pair, number) or _speaks(pair, number):
        return True
    if weighty(token.form) or heavy_verb(token.form) or _second_verb(pair, number):
        return False
    if not names_things(token.form):
        return True
    if _counts(pair, number) or _described(pair, number):
        return False
    return not (pair.verbatim and _in_place(pair, number))


def _counts(pair: Pairing, number: int) -> bool:
    """«Десять страниц», «600 рублей за стадо»; not «46 штук», «80 молодых лип»."""
    tokens = pair.unit.tokens
    token, before = tokens[number], tokens[max(0, number - 2) : number]
    if not before or before[-1].clause != token.clause or not is_noun(token.form):
        return False
    last = before[-1].fact
    if last:
        return last.kind is Kind.NUMBER and normal(token.form) not in _PIECES
    priced = before[0].fact and before[0].fact.kind in _VALUED
    return bool(priced) and before[-1].form in ("за", "с", "на")


def _described(pair: Pairing, number: int) -> bool:
    """«Жители частных домов» for «многоквартирных домов»: one thing is described otherwise."""
    tokens = pair.unit.tokens
    following = number + 1
    if following >= len(tokens) or not pair.here[following] or not tokens[following].content:
        return False
    ending = tokens[number].form[-2:]
    return any(
        at > 0
        and at - 1 not in pair.kept
        and pair.site[at - 1].form[-2:] == ending
        and pair.site[at].form == tokens[following].form
        and ending in _ADJECTIVE
        for _, at in pair.here[following]
    )


def _added(pair: Pairing, number: int) -> bool:
    """«…, багаж оплачивается отдельно»: a clause that tells nothing the site tells."""
    tokens = pair.unit.tokens
    clause = [n for n, t in enumerate(tokens) if t.content and t.clause == tokens[number].clause]
    return len(clause) > 1 and not any(pair.here[n] or pair.away[n] for n in clause)


def _things(pair: Pairing, number: int) -> int:
    """How many things, the given one among them, are told of in a row that the site lacks."""
    content = [n for n, token in enumerate(pair.unit.tokens) if token.content]
    at = content.index(number)
    run = [number]
    for way in (-1, 1):
        n = at + way
        while 0 <= n < len(content) and not (pair.here[content[n]] or pair.away[content[n]]):
            run.append(content[n])
            n += way
    return sum(1 for n in run if _thing(pair, pair.unit.tokens[n]))


def _thing(pair: Pairing, token: Token) -> bool:
    if token.fact or is_verb(token.form) or is_call(token.form) or token.form in FRAME:
        return False
    return token.form[-2:] not in _ADJECTIVE and not _related(pair, token)


def _in_place(pair: Pairing, number: int) -> bool:
    """Whether what stands before and behind it stands so in the site's sentence."""
    before = [n for n in range(number) if pair.unit.tokens[n].content and pair.here[n]]
    behind = [
        n for n in range(number + 1, len(pair.here)) if pair.unit.tokens[n].content and pair.here[n]
    ]
    if not before or not behind:
        return True
    return any(one[1] < other[1] for one in pair.here[before[-1]] for other in pair.here[behind[0]])


def _speaks(pair: Pairing, number: int) -> bool:
    """«Организаторы напоминают: …»: whoever says it, it is what the site says."""
    behind = pair.unit.tokens[number + 1 : number + 2]
    weighs = weighty(pair.unit.tokens[number].form)
    return not weighs and any(token.form.startswith(_SAYING) for token in behind)


def _labels(pair: Pairing, number: int) -> bool:
    """«Причина — ремонт», «Длина 1200 м»: the first word of a line says what the rest is."""
    tokens = pair.unit.tokens
    first = next((n for n, token in enumerate(tokens) if token.content), None)
    behind = tokens[number + 1] if number + 1 < len(tokens) else None
    introduces = tokens[number].introduces or bool(behind and behind.fact)
    return number == first and introduces and is_noun(tokens[number].form)


def _contrary(pair: Pairing, token: Token) -> bool:
    return any(
        contrary(token.form, other.form)
        for at, other in enumerate(pair.site)
        if not other.fact and at not in pair.kept and other.negated == token.negated
    ) or (
        token.form.startswith("последн")
        and any(other.ordinal and at not in pair.kept for at, other in enumerate(pair.site))
    )


def undenied(pair: Pairing, token: Token) -> bool:
    """«Пускайте детей к реке» for «не отпускайте»: a verb, the site's denied one being gone."""
    if not (is_verb(token.form) or is_call(token.form)):
        return False
    gone = [other for at, other in enumerate(pair.site) if other.negated and at not in pair.kept]
    denies = any(t.negated or t.turning for t in pair.unit.tokens)
    return bool(gone) and not denies and not weak_verb(token.form)


def _related(pair: Pairing, token: Token) -> bool:
    """«Ставит» and «поставит», «пар» and «парение», «проезд» and «билет»."""
    mine = groups(token.form)
    return any(
        not mine.isdisjoint(groups(other.form)) or _one_root(token.stem, other.stem)
        for at, other in enumerate(pair.site)
        if other.content and not other.fact and at not in pair.kept
    ) or any(not mine.isdisjoint(groups(other.form)) for other in pair.source.units[0].tokens)


def _one_root(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(short) < _ROOT:
        return False
    return long.startswith(short) or any(long == aspect + short for aspect in _ASPECTS)


def _second_verb(pair: Pairing, number: int) -> bool:
    """«Вывозят и сжигают»: the site's sentence word by word with its own verb, and one more."""
    tokens = pair.unit.tokens
    rest = [n for n, t in enumerate(tokens) if t.content and n != number]
    return (
        is_verb(tokens[number].form)
        and all(pair.here[n] for n in rest)
        and any(is_verb(tokens[n].form) for n in rest)
    )
