"""Names of «Беда» that other rooms need: of its actions and its form."""

from typing import Protocol

from gospablik.store.ledger import Kind

TOPIC = "trouble"
"""Of the mail action; the row is a TroubleLetter's."""
SUBJECT = "trouble:"
"""Begins the subject of an answer's action, before the row's id."""
REPLY_WORDS = "ответ о беде"
"""What an answer is called beside «ответ автору», which is about a removal."""
FORM = "Беда"
"""The form, its flow and its deployment."""


class _Known(Protocol):
    @property
    def kind(self) -> Kind: ...
    @property
    def subject(self) -> str: ...


def of_trouble(action: _Known) -> bool:
    """Whether it is the answer to a comment about trouble."""
    return action.kind is Kind.REPLY and action.subject.startswith(SUBJECT)


def action_words(action: _Known) -> str:
    """What is done, as an operator reads it: an answer about trouble tells of no removal."""
    return REPLY_WORDS if of_trouble(action) else action.kind.words
