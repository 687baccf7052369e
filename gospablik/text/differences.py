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
    """One fact that is not the site's.

    `site` and `post` are its places in the two texts of the Comparison; `site` is None for what
    was invented, `post` for a lost word whose neighbour is not in the post either.
    """

    change: Change
    kind: Kind
    site: Span | None
    post: Span | None
