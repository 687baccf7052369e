"""How useful it is to look at a comment: from its score to a tier."""

from collections.abc import Sequence
from dataclasses import dataclass

from gospablik.moderation.detection.hit import Hit, Kind, Tier

_STRONG, _CLEAR = 0.8, 0.5
_FEWEST = 3
_OF_WORDS = (Kind.OBSCENE, Kind.INSULT)
_LAST = (Kind.MISMATCH, Kind.RUDE)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Scores from which a comment is shown: `agree`, the model's own, lifts a weaker rule to A;

    `asked`: weight of a rule from which somebody is asked, what is surer than a glance aside.
    """

    agree: float
    second: float
    third: float
    asked: float

    def tier(self, score: float, rude: float, hits: Sequence[Hit], many: int) -> Tier | None:
        """`hits`: those that nothing serious speaks against; `many`: words of the comment.

        Where no list knows any, one or two words are too few to judge by their letters.
        """
        sure = max((hit.weight for hit in hits if hit.kind not in _LAST), default=0.0)
        coarse = max((hit.weight for hit in hits if hit.kind in _OF_WORDS), default=0.0)
        if sure >= _STRONG or (coarse > _CLEAR and rude >= self.agree):
            return Tier.A
        by_letters = score if many >= _FEWEST else 0.0
        if sure >= _CLEAR or by_letters >= self.second:
            return Tier.B
        return Tier.C if hits or by_letters >= self.third else None


SHIPPED = Thresholds(agree=0.85, second=0.75, third=0.6, asked=0.6)
