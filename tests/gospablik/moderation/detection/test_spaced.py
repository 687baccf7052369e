"""Words written letter by letter."""

import pytest

from gospablik.moderation.detection.lexicon import shipped_lexicon
from gospablik.moderation.detection.spaced import spaced


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("п р и в е т", ["привет"]),
        ("н о в ы й д о р о г и", ["новыи", "дороги"]),
        ("и д у р а к", ["дурак"]),
        ("т ы б л я т ь", ["блять"]),
        ("ц р у ф", ["цруф"]),
        ("м е ф е д р о н,", ["мефедрон"]),
        ("и у б ь ю", ["убью"]),
        ("к л а д м е н ы", ["кладмены"]),
        ("ч м о", ["чмо"]),
        ("а я", []),
    ],
)
def test_letters_that_stand_alone_make_words(text: str, expected: list[str]) -> None:
    found = list(spaced(text, shipped_lexicon()))
    assert [word for _, _, word in found] == expected


def test_each_word_knows_its_place() -> None:
    text = "это н о в ы й д о р о г и"
    places = [text[start:end] for start, end, _ in spaced(text, shipped_lexicon())]
    assert places == ["н о в ы й", "д о р о г и"]


def test_a_very_long_row_is_left_whole() -> None:
    text = " ".join("дорога" * 200)
    assert len(list(spaced(text, shipped_lexicon()))) == 1
