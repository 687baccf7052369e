"""Words are written around the filter as they should be, and the same way each time."""

import pytest

from bench.detector.obfuscate import ATTACKS, DROPPED, EMOJI, MIX, SWAPPED, obfuscated

WORD = "дурак"


def written(attack: str, word: str = WORD) -> str:
    return obfuscated(word, [(0, len(word))], attack)


@pytest.mark.parametrize(
    ("attack", "becomes"),
    [
        ("латиница", "дypak"),
        ("цифры, @, $", "дур@к"),
        ("точки", "д.у.р.а.к"),
        ("пробелы", "д у р а к"),
        ("невидимые знаки", "д\u200bу\u200bр\u200bа\u200bк"),
        ("транслит", "durak"),
    ],
)
def test_what_has_one_way(attack: str, becomes: str) -> None:
    assert written(attack) == becomes


WAYS = {
    "* вместо гласной": {"д*рак", "дур*к"},
    "* внутри": {"д*урак", "ду*рак", "дур*ак", "дура*к"},
    "буква 4 раза": {"ддддурак", "дуууурак", "дуррррак", "дураааак", "дуракккк"},
    "эмодзи внутри": {WORD[:n] + sign + WORD[n:] for n in range(1, 5) for sign in EMOJI},
    DROPPED: {"драк", "дурк"},
    SWAPPED: {"друак", "дуарк", "дурка"},
}


@pytest.mark.parametrize("attack", WAYS)
def test_what_has_several_ways_is_one_of_them(attack: str) -> None:
    assert written(attack) in WAYS[attack]


def test_there_are_thirteen_and_the_mix_is_made_of_the_others() -> None:
    assert len(ATTACKS) == 13
    fixed = {written(name) for name in ATTACKS if name not in {*WAYS, MIX}}
    assert written(MIX) in fixed.union(*WAYS.values())
    assert written(MIX) != WORD


def test_the_mix_does_not_treat_all_words_alike() -> None:
    said = [written(MIX, f"дурак{end}") for end in "абвгдежзиклмнопрстуфхцчшщ"]
    assert all(any(sign in one for one in said) for sign in (".", " ", "*", "\u200b"))


@pytest.mark.parametrize("attack", ATTACKS)
def test_the_same_word_is_always_written_the_same_way(attack: str) -> None:
    assert written(attack) == written(attack)
    alone, among = written(attack), obfuscated(f"сам {WORD} и {WORD}", [(4, 9), (12, 17)], attack)
    assert among == f"сам {alone} и {alone}"


def test_only_the_named_places_are_written_anew() -> None:
    assert obfuscated("дурак, не дурак", [(10, 15)], "точки") == "дурак, не д.у.р.а.к"
    assert obfuscated("дурак", [], "точки") == "дурак"


def test_capital_letters_stay_capital() -> None:
    assert written("латиница", "ДУРАК") == "ДYPAK"
    assert written("транслит", "Щука") == "SCHuka"


@pytest.mark.parametrize("attack", ["* вместо гласной", DROPPED])
def test_a_word_without_vowels_stays(attack: str) -> None:
    assert written(attack, "тсс") == "тсс"


def test_what_has_nothing_to_swap_stays_and_the_first_letter_always() -> None:
    assert written(SWAPPED, "ууу") == "ууу"
    assert written(SWAPPED, "дуб") == "дбу"
