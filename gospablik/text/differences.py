"""What a comparison of two texts finds."""

from dataclasses import dataclass
from enum import StrEnum

from gospablik.text.fact import Kind, Span


class Change(StrEnum):
    """What became of a fact on its way from the site into a post; its words are for findings."""

    INVENTED = "добавлено"
    ALTERED = "изменено"
    LOST = "утрачено"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that the post says otherwise than the site, says of itself or says no more.

    `site` and `post` are its places in the two texts of the Comparison. `site` is None for what the
    site says nowhere; for an added «не» it is the word that is denied. `post` is, for what was
    lost, a word beside it that the post has kept; None if there is none. `soft`: the words are
    others, no fact is.
    """

    change: Change
    kind: Kind
    site: Span | None
    post: Span | None
    soft: bool = False
