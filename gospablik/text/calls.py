"""Sentences that claim nothing: calls to the reader and headings."""

from gospablik.text import lexicon
from gospablik.text.languages import RUSSIAN
from gospablik.text.morphology import tells
from gospablik.text.token import Token, Unit
from gospablik.text.weighty import weighty

_LONGEST_CALL, _LONGEST_HEADING = 5, 4


def heads(tokens: tuple[Token, ...], unknown: list[int]) -> bool:
    """«На что потратят:» claims nothing; «Запрещено:» and «Штрафы:» do."""
    content = [token for token in tokens if token.content]
    if len(content) > _LONGEST_HEADING or any(t.negated or t.turning for t in content):
        return False
    return not any(tokens[n].proper or weighty(tokens[n].form) for n in unknown)


def calls(unit: Unit) -> bool:
    """«Приходите всей семьёй!»: no fact in it, no promise, nothing denied or called off."""
    words = [t for t in unit.tokens if t.content]
    if len(words) > _LONGEST_CALL or any(t.fact or t.negated or weighty(t.form) for t in words):
        return False
    if any(t.turning for t in unit.tokens):
        return False
    return any(t.form in lexicon.CALLS for t in words)


def chats(unit: Unit) -> bool:
    """«Болеем за наших!», «Мамы и папы, это вам!»: nothing is said of anybody but us and you.

    No fact, no name, no promise in it, and nobody does or did anything: no verb of the third
    person or the past.
    """
    words = [t for t in unit.tokens if t.content]
    if unit.language != RUSSIAN or any(t.fact or t.proper or t.turning for t in unit.tokens):
        return False
    return not any(weighty(t.form) or tells(t.form) for t in words)
