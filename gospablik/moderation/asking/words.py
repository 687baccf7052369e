"""Names of the answers to residents that other rooms need: of their actions and their form."""

from datetime import timedelta

SUBJECT = "answer:"
"""Begins the subject of an answer's action, before the `Answer`'s id."""
WARNED = "warned:"
"""Begins the subject of a warning, before the ruling's id (`moderation.telling`)."""
ANSWER_WORDS, WARNING_WORDS = "ответ жителю", "предупреждение автору"
"""What these actions are called beside «ответ автору», which is about a removal."""
FORM = "Ответы жителям"
"""The form, its flow and its deployment."""
TERM = timedelta(days=3)
"""How long after the specialist's word the answer still goes out."""
AGAIN = timedelta(days=14)
"""How long the same author is not given a ready answer about the same topic again."""
