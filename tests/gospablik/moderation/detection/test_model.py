"""What a word adds is what its letter groups weigh, whatever alphabet it is written in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gospablik.moderation.detection import model

STORED = model.PATH.read_bytes()


@given(st.text(alphabet="абвйёяabz59ҕө-\u20ac", min_size=1, max_size=12))
def test_a_word_weighs_what_its_groups_weigh(word: str) -> None:
    used = model._Model(STORED)
    groups = model.groups(word)
    weight, count = used.weigh(word)
    assert count == len(groups)
    assert weight == pytest.approx(used.step * sum(used.weights[number] for number in groups))


def test_a_comment_of_nothing_is_harmless() -> None:
    assert model.rate([]) == model.Rating(0.0, ())
