"""Words in one normal form, however written, each with its place in the text as it stands."""

import pytest

from gospablik.moderation.detection.lexicon import shipped_lexicon
from gospablik.moderation.detection.words import words


def normal(text: str) -> list[str]:
    return [word.normal for word in words(text, shipped_lexicon())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Привет, дом", ["привет", "дом"]),
        ("п.р.и.в.е.т", ["привет"]),
        ("п р и в е т всем", ["привет", "всем"]),
        ("при🙂вет", ["привет"]),
        ("при*вет", ["привет"]),
        ("п\u200bри\u0301вет", ["привет"]),
        ("прииивет", ["привет"]),
        ("Пpивeт", ["привет"]),
        ("прив3т", ["привет"]),
        ("ху из ху", ["ху", "из", "ху"]),
        ("ма нда рины", ["ма", "нда", "рины"]),
        ("небалуй его", ["небалуи", "его"]),
        ("меф3дрон", ["мефедрон"]),
        ("36кв 3б 36", ["36кв", "3б", "36"]),
        ("б0льница", ["больница"]),
        ("в@жн0", ["важно"]),
        ("5кг муки", ["5кг", "муки"]),
        ("дом 5,нет отопления", ["дом", "5", "нет", "отопления"]),
        ("т.е. ул.Ленина", ["т", "е", "ул", "ленина"]),
        ("вот.это", ["вот", "это"]),
        ("где-то", ["где", "то"]),
        ("<b>дурак</b>", ["b", "дурак", "b"]),
        ("durak", ["дурак"]),
        ("hello", ["helo"]),
        ("дурк", ["дурак"]),
        ("дурка", ["дурка"]),
        ("идоит", ["идиот"]),
        ("а не дро чи,", ["а", "не", "дрочи"]),
        ("на х пошёл", ["нах", "пошел"]),
        ("с лупой за лупой", ["с", "лупои", "за", "лупои"]),
        ("не дочь, а сын", ["не", "дочь", "а", "сын"]),
        ("Работать на г-не", ["работать", "на", "говне"]),
        ("Сказали г-не Ивановой", ["сказали", "г", "не", "ивановои"]),
        ("сказали г-ну иванову", ["сказали", "г", "ну", "иванову"]),
        ("уһуйаан", ["уһуйаан"]),
        ("[id1|Имя], спасибо", ["имя", "спасибо"]),
        ("", []),
        ("🙂🙂", []),
    ],
)
def test_one_form_for_however_it_is_written(text: str, expected: list[str]) -> None:
    assert normal(text) == expected


def test_places_are_those_of_the_text_as_written() -> None:
    text = "Вот д\u200bу-р-а\u0301к и п о л е"
    assert [text[word.start : word.end] for word in words(text, shipped_lexicon())] == [
        "Вот",
        "д\u200bу-р-а\u0301к",
        "и",
        "п о л е",
    ]


def test_behind_sixty_masked_words_the_rest_is_read_plainly() -> None:
    many = " ".join(f"щ*{letter}ъэыж{other}" for letter in "бвгджзкл" for other in "мнпрстфх")
    assert normal(f"{many} с*кунда д.о.р.о.г.а дурак")[-4:] == ["с", "кунда", "дорога", "дурак"]
