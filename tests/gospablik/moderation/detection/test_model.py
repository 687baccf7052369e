"""The letter groups of a word, whatever alphabet it is written in."""

import zlib

from hypothesis import given
from hypothesis import strategies as st

from gospablik.moderation.detection import model


@given(st.text(alphabet="абвйёяabz59ҕө-\u20ac", max_size=12))
def test_groups_are_those_of_the_letters_and_never_of_half_a_letter(word: str) -> None:
    letters = f" {word} "
    expected = [
        zlib.crc32(letters[start : start + length].encode()) % model.SIZE
        for length in range(model.SHORTEST_GROUP, model.LONGEST_GROUP + 1)
        for start in range(max(1, len(letters) - length + 1))
    ]
    assert model.groups(word) == expected


def test_a_comment_of_nothing_is_harmless() -> None:
    assert model.rate([]) == model.Rating(0.0, ())
