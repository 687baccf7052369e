"""Telephones and e-mails of a public text, so that whoever repeats them discloses nothing."""

from gospablik.moderation.detection.letters import MOST_OF_A_POST
from gospablik.moderation.detection.personal.legible import legible
from gospablik.moderation.detection.personal.telephones import telephones
from gospablik.moderation.detection.personal.told_telephones import told_telephones
from gospablik.moderation.detection.personal.whereabouts import emails

# The rules that look at a comment: what they do not see in a post they do not see in a comment.
_RULES = (telephones, told_telephones, emails)


def contacts_of(text: str) -> set[str]:
    """Its telephones as figures alone, its e-mails in small letters. Reads 20,000 characters."""
    plain = legible(text[:MOST_OF_A_POST]).text
    return {datum.key for rule in _RULES for datum in rule(plain)}
