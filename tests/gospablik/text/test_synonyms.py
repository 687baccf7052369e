"""Which word another stands for."""

import pytest

from gospablik.text.synonyms import synonym


@pytest.mark.parametrize(
    ("form", "meaning"),
    [
        ("картошкой", "картофель"),
        ("водоснабжения", "вода"),
        # «Машины=» is that word alone, «машинист» begins so by chance.
        ("машины", "автомобиль"),
        ("машинист", "машинист"),
        ("ям", "яма"),
        ("ямщик", "ямщик"),
        ("мост", "мост"),
        ("а", "а"),
    ],
)
def test_a_word_stands_for_the_head_of_its_group(form: str, meaning: str) -> None:
    assert synonym(form) == meaning
