"""By its neighbours one knows what a word is told of: the nearest weigh most."""

import pytest

from gospablik.text.around import likeness
from gospablik.text.keys import give_keys
from gospablik.text.pairing import Pairing
from gospablik.text.source import Source
from gospablik.text.tokens import read


def _likeness(site: str, post: str) -> float:
    """Of the first word of both."""
    site_units, post_units = read(site), read(post)
    give_keys(site_units, post_units)
    pair = Pairing(post_units[0], Source(site_units), 0)
    return likeness(pair, 0, (0, 0))


@pytest.mark.parametrize(
    ("site", "post", "like"),
    [
        ("Катер возит почту.", "Катер возит хлеб.", 1),
        ("Катер возит почту.", "Катер ждёт почту.", 1 / 2),
        ("Катер возит почту.", "Катер ждёт пассажиров.", 0),
        ("Катер возит почту.", "Катер возит почту.", 1 + 1 / 2),
        # What is near here and far there is no nearer than the farther.
        ("Катер возит летом почту.", "Катер возит почту.", 1 + 1 / 3),
        # A clause of its own stands two words farther away.
        ("Катер ходит, возит почту.", "Катер возит хлеб.", 1 / 4),
        # Words that tell nothing do not count, and neither does the sixth.
        ("Катер и в и возит почту.", "Катер возит хлеб.", 1),
        ("Катер белый старый речной добрый возит почту.", "Катер возит.", 1 / 5),
        ("Катер белый старый речной добрый возит почту.", "Катер почту.", 0),
    ],
)
def test_how_like_two_places_are(site: str, post: str, like: float) -> None:
    assert _likeness(site, post) == pytest.approx(like)


def test_a_neighbour_on_the_other_side_counts_half() -> None:
    site_units, post_units = read("Возит катер почту."), read("Катер возит хлеб.")
    give_keys(site_units, post_units)
    pair = Pairing(post_units[0], Source(site_units), 0)
    assert likeness(pair, 0, (0, 1)) == pytest.approx(1 / 2)
