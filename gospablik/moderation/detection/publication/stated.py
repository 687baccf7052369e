"""The facts of a comment that the post above it states otherwise, each with the post's own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gospablik.moderation.detection.publication.claims import Claim
from gospablik.moderation.detection.publication.cues import Manner, manner
from gospablik.moderation.detection.publication.score import Case, score
from gospablik.moderation.detection.publication.values import equal, one_type
from gospablik.text.fact import Kind, Span

_DENIED = re.compile(
    r"(?<!\w)(?:не|вместо|никаких|никакие|какие)\s(?:там\s)?(?:[^\W\d_]{1,3}\s)?$", re.IGNORECASE
)
_MOST_CLAIMS = 60
_CLOCKS = (Kind.DATE, Kind.TIME)


@dataclass(frozen=True, slots=True)
class Stated:
    """A place in the comment, the place of the post that it contradicts, and how sure (0..1)."""

    comment: Span
    post: Span
    score: float


def stated(
    comment: str, mine: Sequence[Claim], theirs: Sequence[Claim], known: frozenset[str]
) -> list[Stated]:
    """The comment's facts that the post states otherwise and nowhere alike; `known`: its keys."""
    mine = mine[:_MOST_CLAIMS]
    agreed = [one for one in mine if any(_same(one, other, comment) for other in theirs)]
    strange = [one for one in mine if one not in agreed and not _denied(one, comment)]
    manners: dict[Span, Manner] = {}
    out = []
    for one in strange:
        rivals = [other for other in theirs if one_type(one, other)]
        if not rivals:
            continue
        span = one.said.span
        if span not in manners:
            manners[span] = manner(comment, one.said, known)
        contrast = _contrast(one, agreed, comment)
        other = max(rivals, key=lambda rival: _fit(one, rival, contrast, comment))
        case = Case(
            one,
            other,
            sole=_sole(other, rivals),
            repeated=contrast is not None,
            denied=contrast is not None and _denied(contrast, comment),
            other_year=_other_year(one, strange),
        )
        out.append(Stated(one.span, other.span, score(case, comment, known, manners[span])))
    return out


def _same(one: Claim, other: Claim, comment: str) -> bool:
    """Equal, whatever it counts: the author may name the thing otherwise."""
    clocks = (one.fact.kind in _CLOCKS) == (other.fact.kind in _CLOCKS)
    return (clocks or not other.noun) and equal(one, other, comment)


def _denied(one: Claim, comment: str) -> bool:
    """«Не 15», «вместо 15», «никаких 15»."""
    start = one.span[0]
    return _DENIED.search(comment[max(0, start - 24) : start]) is not None


def _contrast(one: Claim, agreed: list[Claim], comment: str) -> Claim | None:
    """The post's fact as the same sentence of the comment repeats it: «не 15, а 20»."""
    beside = [
        other for other in agreed
        if other.said.span == one.said.span
        and other.span != one.span
        and (one_type(one, other) or one_type(other, one))
    ]  # fmt: skip
    return min(beside, key=lambda other: not _denied(other, comment), default=None)


def _fit(one: Claim, rival: Claim, contrast: Claim | None, comment: str) -> float:
    """How likely the comment means this fact of the post."""
    repeated = contrast is not None and equal(contrast, rival, comment)
    kind = one.fact.kind is rival.fact.kind and bool(one.noun) == bool(rival.noun)
    return 4 * repeated + one.said.likeness(rival.said) + 0.4 * kind


def _sole(other: Claim, rivals: list[Claim]) -> bool:
    """Whether the post tells one fact of this type only."""
    like = [r for r in rivals if r.fact.kind is other.fact.kind and r.noun == other.noun]
    return len({rival.fact.value for rival in like}) == 1


def _other_year(one: Claim, strange: list[Claim]) -> bool:
    """«В 2019 обещали 200»: a year that the post does not tell, in the same sentence."""
    beside = (other for other in strange if other.said.span == one.said.span)
    return one.fact.kind is not Kind.YEAR and any(b.fact.kind is Kind.YEAR for b in beside)
