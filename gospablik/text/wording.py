"""Whether a word that the site lacks says it only otherwise, or says something else."""

from itertools import pairwise

from gospablik.text.fact import Kind
from gospablik.text.languages import RUSSIAN
from gospablik.text.lexicon import words_of
from gospablik.text.morphology import is_noun, names_things, normal
from gospablik.text.opposites import contrary
from gospablik.text.pairing import Pairing
from gospablik.text.related import groups
from gospablik.text.token import Token
from gospablik.text.verbs import heavy_verb, is_verb, weak_verb
from gospablik.text.weighty import weighty

_ROOT = 3
_ADJECTIVE = words_of("ых их ой ый ий ая яя ое ее ые ие ым им ом ем ую юю го му ми")
_ASPECTS = ("по", "за", "со", "с", "на", "про", "при", "вы", "от", "о", "у")
_SAYING = ("напом", "совет", "предупр", "рекоменд", "прос", "говор", "сообщ", "отмеч", "поясн")
_PIECES = words_of("штука человек раз год месяц день час минута градус")
_VALUED = (Kind.MONEY, Kind.PERCENT, Kind.RANGE)


def otherwise(pair: Pairing, number: int) -> bool:
    """Whether the unknown word is the editor's way to say what the site's sentence says.

    Never: names, the contrary of what the site says, words of weight (who, how often, how much,
    awards, fines), a second verb in the site's own sentence, what is counted or priced. Always: a
    word related to one of the site's, a label. Else what is neither noun nor adjective, and those
    in a sentence that is not the site's own.
    """
    token = pair.unit.tokens[number]
    if pair.unit.language != RUSSIAN or token.proper or token.turning:
        return False
    if contradicted(pair, token) or _renumbers(pair, token) or undenied(pair, token):
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
    token, before = tokens[number], tokens[number - 1]
    if not number or before.clause != token.clause or not is_noun(token.form):
        return False
    if before.fact:
        return before.fact.kind is Kind.NUMBER and normal(token.form) not in _PIECES
    priced = tokens[max(0, number - 2)].fact
    return bool(priced and priced.kind in _VALUED) and before.form in ("за", "с", "на")


def _described(pair: Pairing, number: int) -> bool:
    """«Жители частных домов» for «многоквартирных домов»: one thing is described otherwise."""
    tokens = pair.unit.tokens
    ending = tokens[number].form[-2:]
    behind = [token.form for token in tokens[number + 1 : number + 2]]
    return ending in _ADJECTIVE and any(
        at not in pair.kept and one.form[-2:] == ending and [thing.form] == behind
        for at, (one, thing) in enumerate(pairwise(pair.site))
    )


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
    if any(token.content for token in tokens[:number]) or not is_noun(tokens[number].form):
        return False
    return tokens[number].introduces or any(t.fact for t in tokens[number + 1 : number + 2])


def contradicted(pair: Pairing, token: Token) -> Token | None:
    """What the token is the contrary of, of the words that the post took out: «открыто», «закрыто».

    Neither of them denied, or both.
    """
    alike = (t for at, t in enumerate(pair.site) if at not in pair.kept)
    return next(
        (t for t in alike if t.negated == token.negated and contrary(token.form, t.form)), None
    )


def _renumbers(pair: Pairing, token: Token) -> bool:
    """«Последний этап» for «второй»."""
    gone = (other for at, other in enumerate(pair.site) if at not in pair.kept)
    return token.form.startswith("последн") and any(other.ordinal for other in gone)


def undenied(pair: Pairing, token: Token) -> bool:
    """«Пускайте детей к реке» for «не отпускайте»: a verb, the site's denied one being gone."""
    if not is_verb(token.form):
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
        if other.content and at not in pair.kept
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
