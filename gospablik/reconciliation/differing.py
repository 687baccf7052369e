"""What differs between the two texts of one compared row: marked in both, and said in words."""

from dataclasses import dataclass

from gospablik.reconciliation.lines import difference_of
from gospablik.reconciliation.marking import Piece, whole
from gospablik.reconciliation.standings import told_one
from gospablik.store.reconciliation import Compared


@dataclass(frozen=True, slots=True)
class Differing:
    """Both texts whole, in pieces; `words`: in Russian each difference that the row's `why` does
    not tell already.
    """

    site: tuple[Piece, ...]
    post: tuple[Piece, ...]
    words: tuple[str, ...]


def differing(row: Compared) -> Differing:
    """The texts of a row with its differences marked."""
    found = [difference_of(one) for one in row.differences]
    words = dict.fromkeys(told_one(one, row.site_text, row.live_text) for one in found)
    return Differing(
        whole(row.site_text, [(one.change, one.site) for one in found if one.site]),
        whole(row.live_text, [(one.change, one.post) for one in found if one.post]),
        tuple(one for one in words if one not in row.why),
    )
