"""Words that are rude as they sound, in two pieces, or with something before them."""

import pytest

from gospablik.moderation.detection.lexicon import shipped_lexicon


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("педарас", "пидарас"),
        ("вьебал", "въебал"),
        ("плять", "блять"),
        ("ибал", "ебал"),
        ("куеплет", "хуеплет"),
        ("дыбил", "дебил"),
        ("далбаеба", "долбоеба"),
        ("хохлопидоры", "пидоры"),
        ("хитровыебаныи", "ебаныи"),
        ("пзидец", "пиздец"),
        ("дурк", "дурак"),
        # A letter more is another than in a word that is only heard otherwise.
        ("непиши", None),
        ("сибирцево", None),
        ("переберали", None),
        ("плетистые", None),
        ("заплотят", None),
        # The root is none of those that count inside a word.
        ("лугандония", None),
        ("страхуите", None),
        ("оскорбляти", None),
        ("привет", None),
    ],
)
def test_a_word_may_be_a_rude_one_that_is_written_otherwise(word: str, meant: str | None) -> None:
    assert shipped_lexicon().respelt(word) == meant


def test_only_an_unmistakable_word_is_written_in_two() -> None:
    assert shipped_lexicon().split("дро", "чи") == "дрочи"
    assert shipped_lexicon().split("ду", "рак") is None


def test_rules_are_found_by_any_of_the_first_letters() -> None:
    """«Ебу» is a whole word of three letters, «еб» of two."""
    for word in ("еб", "ебу", "ебать", "заебать"):
        assert [rule.id for rule in shipped_lexicon().rules_of(word)] == ["obscene-3"], word
    assert shipped_lexicon().rules_of("ебург") == ()
    assert shipped_lexicon().rules_of("") == ()
