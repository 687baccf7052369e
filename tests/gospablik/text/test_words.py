"""Which forms are one word, and which words are kindred."""

import pytest

from gospablik.text.words import kindred, name_key, stem


def _head(word: str, *others: str) -> str:
    """The head of the word's family in a text that has the others too."""
    return kindred({stem(one) for one in (word, *others)})[stem(word)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("школа", "школьник"),
        ("район", "районирование"),
        ("переработка", "перераспределение"),
    ],
)
def test_words_that_only_begin_alike_are_not_kindred(one: str, other: str) -> None:
    assert _head(one, other) != _head(other, one)


def test_a_word_of_other_meaning_does_not_part_kindred_ones() -> None:
    words = ("план", "планировка", "плановый")
    assert _head(*words) == stem("план")
    assert _head("плановый", *words) == stem("план")
    assert _head("планировка", *words) == stem("планировка")


def test_a_short_surname_keeps_its_vowel() -> None:
    assert name_key("Беком") == name_key("Бек")
    assert name_key("Бек") != name_key("Бок")
    assert name_key("Кочетком") == name_key("Кочеток")


def test_a_name_is_never_shorter_than_three_letters() -> None:
    assert len({name_key(name) for name in ("Ия", "Ая", "Ли", "Лю")}) == 4


def test_a_word_is_known_without_its_ending() -> None:
    assert stem("отключается") == stem("отключает")
    assert stem("кусок") == stem("куска")
    assert stem("сок") == "сок"
