"""Names of «Беда» that other rooms need: of its actions and its form."""

from typing import Protocol

from gospablik.moderation.asking.words import ANSWER_WORDS, WARNED, WARNING_WORDS
from gospablik.moderation.asking.words import SUBJECT as ANSWER
from gospablik.store.ledger import Kind

TOPIC = "trouble"
"""Of the mail action; the row is a TroubleLetter's."""
SUBJECT = "trouble:"
"""Begins the subject of an answer's action, before the row's id."""
REPLY_WORDS = "ответ о беде"
"""What an answer is called beside «ответ автору», which is about a removal."""
FORM = "Беда"
"""The form, its flow and its deployment."""


_REPLIES = {SUBJECT: REPLY_WORDS, ANSWER: ANSWER_WORDS, WARNED: WARNING_WORDS}


class _Known(Protocol):
    @property
    def kind(self) -> Kind: ...
    @property
    def subject(self) -> str: ...


def of_trouble(action: _Known) -> bool:
    """Whether it is the answer to a comment about trouble."""
    return action.kind is Kind.REPLY and action.subject.startswith(SUBJECT)


def to_resident(action: _Known) -> bool:
    """Whether it is an answer to a resident's question or a warning."""
    return action.kind is Kind.REPLY and action.subject.startswith((ANSWER, WARNED))


def action_words(action: _Known) -> str:
    """What is done, as an operator reads it: most of the page's words tell of no removal."""
    if action.kind is Kind.REPLY:
        for subject, words in _REPLIES.items():
            if action.subject.startswith(subject):
                return words
    return action.kind.words
