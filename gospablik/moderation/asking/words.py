"""Names of the answers to residents that other rooms need, and their terms."""

from datetime import timedelta

FORM = "Ответы жителям"
"""The form, its flow and its deployment."""
TERM = timedelta(days=3)
"""How long after the specialist's word the answer still goes out."""
AGAIN = timedelta(days=14)
"""How long the same author is not given a ready answer about the same topic again."""
