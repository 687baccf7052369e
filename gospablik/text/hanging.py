"""What hangs on the tokens of a sentence: negation, bounds, clauses, capitals."""

import re

from gospablik.text import lexicon
from gospablik.text.languages import SAKHA
from gospablik.text.morphology import may_be_surname
from gospablik.text.sides import give_bounds, turned_by_not
from gospablik.text.token import Token

_BARRIER = re.compile(r"[,;()\n]")
_INTRODUCES = re.compile(r"\s?[:—–-](?=\s)")
_BEGINNING = re.compile("""[^\\w\\s,;()«»„“"'№%+*/@#°–—-]|\n""")
"""«⏰ Пока мост чинят»: behind such signs a capital says nothing."""
_SURNAME = re.compile("(?:ов|ев)$")
_SAKHA_DENIAL = re.compile("(?<=[^ ]{3})[мбп][аэоө]т$")
_CONTRAST = 6
_MEASURES = lexicon.words_of("гкал мвт квт")


def hang(text: str, tokens: list[Token], language: str) -> None:
    """Fills in what the neighbours and the capitals of each token say. `tokens`: one sentence."""
    _clauses(text, tokens)
    _negations(tokens)
    give_bounds(text, tokens)
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
        elif following != "только" and not turned_by_not(tokens, number + 1):
            denied = next((t for t in tokens[number + 1 : number + 4] if t.content), None)
            if denied is not None:
                denied.negated = True
                denied.contrasted = denied.fact is not None and _contrasted(tokens, denied)


def _contrasted(tokens: list[Token], denied: Token) -> bool:
    """«Не четыре, а шесть»: what is denied is told of as what was before."""
    at = tokens.index(denied)
    behind = tokens[at + 1 : at + _CONTRAST]
    but = next((n for n, t in enumerate(behind) if t.form == "а"), None)
    return but is not None and any(t.fact for t in behind[but:])


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
