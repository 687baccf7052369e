"""Words with signs in the place of letters: the rude ones are told, the ordinary ones stay."""

import pytest

from gospablik.moderation.detection.chunk import reader
from gospablik.moderation.detection.lexicon import shipped_lexicon


def normal(chunk: str) -> list[str]:
    return [piece[0] for piece in reader(shipped_lexicon())(chunk)]


def rules(chunk: str) -> set[str]:
    return {rule.id for word in normal(chunk) for rule in shipped_lexicon().rules_of(word)}


@pytest.mark.parametrize(
    ("chunk", "rule"),
    [
        ("ж*па", "obscene-6"),
        ("п***ры", "obscene-5"),
        ("п*зд*ц", "obscene-2"),
        ("пи*р*сами", "obscene-5"),
        ("х...й", "obscene-1"),
        ("х..й,", "obscene-1"),
        ("п....ц", "obscene-2"),
        ("б****", "obscene-4"),
        ("***ло", "obscene-3"),
        ("*лять", "obscene-4"),
        ("про..бала", "obscene-3"),
        ('ху"лом', "obscene-1"),
        ("ху(й)ло", "obscene-1"),
        ("еба-ые", "obscene-3"),
        ("х-й", "obscene-1"),
        ("х@м", "obscene-1"),
        ("х@йню", "obscene-1"),
        ("му🙂ак", "obscene-5"),
    ],
)
def test_signs_hide_letters(chunk: str, rule: str) -> None:
    assert rules(chunk) == {rule}


@pytest.mark.parametrize(
    ("chunk", "expected"),
    [
        ("с*кунда", ["секунда"]),
        ("*цены", ["цены"]),
        ("**важно**", ["важно"]),
        ("цена*", ["цена"]),
        ("*александровка*", ["александровка"]),
        ("о......или", ["о", "или"]),
        ("в...да", ["в", "да"]),
        ("нет.как", ["нет", "как"]),
        ("е.как", ["е", "как"]),
        ("б*сплатно,хорошо", ["бесплатно", "хорошо"]),
        ("г-на", ["г", "на"]),
        ("пр-во", ["пр", "во"]),
        ("б-ка", ["б", "ка"]),
        ("х.я.", ["х", "я"]),
        ("и/или", ["и", "или"]),
        ("о'коннор", ["о", "конор"]),
        ("*бласть", ["область"]),
        ("с*тадионики", [""]),
    ],
)
def test_signs_part_words_or_adorn_them(chunk: str, expected: list[str]) -> None:
    assert normal(chunk) == expected
    assert not rules(chunk)


@pytest.mark.parametrize("chunk", ["сртана", "сатрый", "пеервод", "сатрик"])
def test_an_ordinary_word_with_letters_changed_round_is_no_rude_one(chunk: str) -> None:
    assert not rules(chunk)


def test_a_comma_parts_long_pieces_and_places_stay_right() -> None:
    chunk = "слово,другое!третье"
    found = reader(shipped_lexicon())(chunk)
    assert [chunk[start:end] for _, start, end in found] == ["слово", "другое", "третье"]
    assert normal("ду,рак") == ["дурак"]
