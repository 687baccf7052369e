"""What hangs on the tokens of a sentence: negation, bounds, clauses, capitals."""

import re

from gospablik.text import lexicon
from gospablik.text.fact import Fact, Kind
from gospablik.text.languages import SAKHA
from gospablik.text.morphology import may_be_surname
from gospablik.text.token import Token

_BARRIER = re.compile(r"[,;()\n]")
_INTRODUCES = re.compile(r"\s?[:—–-](?=\s)")
_BEGINNING = re.compile("""[^\\w\\s,;()«»„“"'№%+*/@#°–—-]|\n""")
"""«⏰ Пока мост чинят»: behind such signs a capital says nothing."""
_SURNAME = re.compile("(?:ов|ев)$")
_SAKHA_DENIAL = re.compile("(?<=[^ ]{3})[мбп][аэоө]т$")
_PREPOSITIONS = {"с": "с", "со": "с", "от": "из"}
_DATED = (Kind.DATE, Kind.TIME, Kind.WEEKDAY, Kind.YEAR)
_DAY_TOLD_TWICE = {Kind.WEEKDAY, Kind.DATE}
_MEASURES = lexicon.words_of("гкал мвт квт")
_UNBOUND = (Kind.RANGE, Kind.PHONE, Kind.LINK, Kind.PERSON)


def hang(text: str, tokens: list[Token], language: str) -> None:
    """Fills in what the neighbours and the capitals of each token say. `tokens`: one sentence."""
    _clauses(text, tokens)
    _negations(tokens)
    _bounds(text, tokens)
    _names(text, tokens, language)


def _clauses(text: str, tokens: list[Token]) -> None:
    clause, last = 0, tokens[0].span[0]
    for token in tokens:
        token.introduces = bool(_INTRODUCES.match(text, token.span[1]))
        clause += bool(_BARRIER.search(text, last, max(last, token.span[0])))
        last = max(last, token.span[1])
        token.clause = clause


def _negations(tokens: list[Token]) -> None:
    """«Не» marks the word it stands before; «не будет» is one word with «нет»."""
    for number, token in enumerate(tokens[:-1]):
        if token.form not in ("не", "ни"):
            continue
        following = tokens[number + 1].form
        if following in lexicon.BEING:
            token.turning = "нет"
        elif following != "только" and following not in lexicon.TURNED_BY_NOT:
            denied = next((t for t in tokens[number + 1 : number + 4] if t.content), None)
            if denied is not None and not (denied.fact and _contrasted(tokens, denied)):
                denied.negated = True


def _contrasted(tokens: list[Token], denied: Token) -> bool:
    """«Не четыре, а шесть»: what is denied is told of as what was before."""
    at = tokens.index(denied)
    behind = tokens[at + 1 : at + 5]
    but = next((n for n, t in enumerate(behind) if t.form == "а"), None)
    return but is not None and any(t.fact for t in behind[but:])


def _bounds(text: str, tokens: list[Token]) -> None:
    bound = ""
    for number, token in enumerate(tokens):
        if token.fact:
            following = tokens[number + 1].form if number + 1 < len(tokens) else ""
            token.bound = _bound(bound, token.fact, following)
            if text[token.span[1] : token.span[1] + 1] == "+":
                token.bound = "от"
            before = tokens[number - 1].fact if number else None
            if not token.bound and before and {before.kind, token.fact.kind} == _DAY_TOLD_TWICE:
                token.bound = tokens[number - 1].bound
        if token.form in lexicon.BOUNDS or token.form == "по":
            side = lexicon.BOUNDS.get(token.form, "по")
            if number and tokens[number - 1].form == "не" and token.form in lexicon.TURNED_BY_NOT:
                side = lexicon.OPPOSITE[side]
            bound = _PREPOSITIONS.get(token.form, side)
        elif token.form not in ("чем", "на"):
            bound = ""


def _bound(bound: str, fact: Fact, following: str) -> str:
    """What a preposition says of the fact behind it; «с 5 детьми», «по 500 рублей»: nothing."""
    if fact.kind in _UNBOUND:
        return ""
    if bound == "с":
        aged = following in ("лет", "года", "класса", "месяцев")
        return "от" if fact.kind in _DATED or aged else ""
    if bound == "по":
        return "до" if fact.kind is Kind.DATE and fact.value.count("-") > 2 else ""
    if bound == "из":
        # «Постановление от 15 мая» is of that day.
        return "" if fact.kind is Kind.DATE else "от"
    return bound


def _names(text: str, tokens: list[Token], language: str) -> None:
    """A word with a capital inside a sentence is a name: only its strict form counts."""
    shouted = all(t.capitals for t in tokens if not t.fact and t.content)
    end = tokens[0].span[0]
    for number, token in enumerate(tokens):
        begins = not number or bool(_BEGINNING.search(text, end, max(end, token.span[0])))
        end = token.span[1]
        if token.fact:
            continue
        if language == SAKHA:
            token.stem, token.name, token.sakha = "", token.form, not token.capital or not number
            token.negated = token.negated or bool(_SAKHA_DENIAL.search(token.form))
        elif (
            token.capital
            and not shouted
            and token.form not in _MEASURES
            and (not begins or _surname(token))
        ):
            token.stem = ""


def _surname(token: Token) -> bool:
    """At the beginning of a sentence: «Петров», not «Причина» or «Инвалидов»."""
    return bool(_SURNAME.search(token.name)) and may_be_surname(token.form)
