"""Where phrases stand: what is passed over quickly is what would not have been found slowly."""

from hypothesis import given
from hypothesis import strategies as st

from gospablik.moderation.detection.lists import phrase
from gospablik.moderation.detection.standing import Phrasebook, stands_at

PHRASES = [phrase(one) for one in ("не|ни надо|нужн*", "не", "надо*", "я|ю* не", "пожар* у нас")]
WORDS = ["не", "ни", "надо", "нужно", "нужны", "надолго", "я", "юг", "пожары", "у", "нас", "", "п"]


@given(st.lists(st.sampled_from(WORDS), max_size=8))
def test_every_phrase_is_found_wherever_it_stands(words: list[str]) -> None:
    book = Phrasebook(enumerate(PHRASES))
    expected = {
        (number, at, at + len(one) - 1)
        for number, one in enumerate(PHRASES)
        for at in range(len(words))
        if stands_at(words, at, one)
    }
    found = list(book.places(words))
    assert set(found) == expected
    assert [at for _, at, _ in found] == sorted(at for _, at, _ in found)
