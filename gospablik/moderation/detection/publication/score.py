"""How sure it is that a fact of a comment contradicts one of the post: a sum of small reasons."""

import re
from dataclasses import dataclass

from gospablik.moderation.detection.publication.claims import Claim
from gospablik.moderation.detection.publication.cues import Manner, asked
from gospablik.moderation.detection.publication.values import within
from gospablik.text.fact import Kind

_PRICE_OF = re.compile(r"\s(?:за|на)\s(?P<thing>[^\W\d_]{3,30})", re.IGNORECASE)
_NEEDS_CUE = (Kind.ADDRESS, Kind.PHONE, Kind.YEAR)
_MOST_ALIKE = 3


@dataclass(frozen=True, slots=True)
class Case:
    """A fact of the comment beside one of the post.

    `sole`: the post has no other of its type; `repeated`: the same sentence of the comment tells
    the post's fact as well, `denied`: with «не» before it; `other_year`: it names a strange year.
    """

    mine: Claim
    theirs: Claim
    sole: bool
    repeated: bool
    denied: bool
    other_year: bool


def score(case: Case, comment: str, known: frozenset[str], how: Manner) -> float:
    """The reasons for a contradiction less those against one; from 0.4 on it is worth a look."""
    return _for(case, how) - _against(case, comment, known, how)


def _for(case: Case, how: Manner) -> float:
    alike = case.mine.said.likeness(case.theirs.said) + 0.5 * bool(case.mine.noun)
    return (
        0.1
        + 0.15 * min(alike, _MOST_ALIKE)
        + 0.15 * case.sole
        + 0.3 * how.false
        + 0.15 * how.stating
        + 0.35 * case.repeated
        + 0.15 * case.denied
    )


def _against(case: Case, comment: str, known: frozenset[str], how: Manner) -> float:
    mine, theirs = case.mine, case.theirs
    return (
        how.against
        + asked(comment, mine.said.span, mine.span[1], how)
        + 0.35 * case.other_year
        + 0.05 * (mine.fact.kind is not theirs.fact.kind)
        + 0.25 * _of_another(mine, comment, known)
        + 0.2 * (_of_other_things(case, known) and not case.repeated)
        # «В 10 уже не было» says nothing against «с 9 до 18».
        + 0.3 * (within(mine, theirs) and not how.false)
        # Another house, telephone or year is seldom a contradiction unless words say so.
        + 0.4 * (mine.fact.kind in _NEEDS_CUE and not (how.false or case.repeated))
    )


def _of_other_things(case: Case, known: frozenset[str]) -> bool:
    """Whether the sentence tells of things that the post does not."""
    said = case.mine.said
    return len(said.keys) > 1 and not said.keys & known and not said.likeness(case.theirs.said)


def _of_another(one: Claim, comment: str, known: frozenset[str]) -> bool:
    """«15 тысяч за колесо» where the post tells of no wheel."""
    found = _PRICE_OF.match(comment, one.span[1]) if one.fact.kind is not Kind.TIME else None
    if found is None:
        return False
    key = next((word.key for word in one.said.words if word.span == found.span("thing")), "")
    return bool(key) and key not in known
