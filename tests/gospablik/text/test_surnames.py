"""A surname is known in whatever form it stands."""

import pytest

from gospablik.text.surnames import all_forms, stands_in, surnames


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Главин И. О.", {"Главин"}),
        ("И. О. Слепцова", {"Слепцова"}),
        ("Туяра Слепцова", {"Туяра", "Слепцова"}),
        ("Иван Петрович Попов", {"Попов"}),
        ("Петрова-Главина А. А.", {"Петрова", "Главина"}),
        ("Иван Петрович", {"Иван", "Петрович"}),
    ],
)
def test_the_surname_of_a_full_name(name: str, expected: set[str]) -> None:
    assert surnames(name) == expected


@pytest.mark.parametrize(
    ("surname", "text", "named"),
    [
        ("Главин", "с главиным не договориться", True),
        ("Слепцова", "Слепцовой позор", True),
        ("Петровский", "петровского в отставку", True),
        ("Дьячковская", "гнать дьячковскую", True),
        ("Заяц", "зайцу привет", True),
        ("Коваленко", "коваленко врёт", True),
        ("Главин", "наш глава", False),
        ("Попов", "поп", False),
        ("Ли", "не знаю ли я", False),
        ("Ли", "Ли врёт", True),
    ],
)
def test_a_surname_in_a_text(surname: str, text: str, named: bool) -> None:
    assert stands_in(surname, all_forms(text.lower()), text) is named
