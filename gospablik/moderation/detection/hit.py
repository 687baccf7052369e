"""What the detector says of a comment: it ranks and explains, it decides nothing."""

from dataclasses import dataclass
from enum import StrEnum

from gospablik.regulation import Ground


class Kind(StrEnum):
    """What a comment looks like, as the specialist reads it."""

    OBSCENE = "нецензурное слово"
    INSULT = "оскорбление"
    THREAT = "угроза"
    HATRED = "вражда"
    DRUGS = "наркотики"
    CALL = "призыв к незаконному"
    SPAM = "реклама"
    PERSONAL = "персональные данные"
    RUDE = "похоже на грубость"
    MISMATCH = "не совпадает с публикацией"


class Tier(StrEnum):
    """How useful it is to look: A first, C when there is time. What has none is not shown."""

    A = "A"
    B = "B"
    C = "C"


@dataclass(frozen=True, slots=True)
class Hit:
    """One rule that a text meets.

    `span`: where, in the text as the resident wrote it; `weight`: how sure, above 0, at most 1;
    `reason`: a Russian sentence part with the resident's own words in it; `doubt`: why it may be a
    mistake, empty if nothing speaks for that; `urgent`: somebody should see it at once.
    """

    kind: Kind
    ground: Ground
    rule: str
    reason: str
    span: tuple[int, int]
    weight: float
    doubt: str = ""
    urgent: bool = False


GROUNDS = {
    Kind.OBSCENE: Ground.RULES,
    Kind.INSULT: Ground.INSULT,
    Kind.THREAT: Ground.LAW,
    Kind.HATRED: Ground.LAW,
    Kind.DRUGS: Ground.LAW,
    Kind.CALL: Ground.LAW,
    Kind.SPAM: Ground.RULES,
    Kind.PERSONAL: Ground.LAW,
    Kind.RUDE: Ground.INSULT,
    Kind.MISMATCH: Ground.DISTORTION,
}
"""The ground of clause 4.2 that each kind may be."""
