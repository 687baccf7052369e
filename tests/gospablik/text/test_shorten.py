import pytest
from hypothesis import given
from hypothesis import strategies as st

from gospablik.text import difference, invented, same, shorten

WORDS = st.lists(
    st.sampled_from(
        ["15", "сентября", "2026", "года", "5", "тыс.", "рублей", "1", "200", "с", "9", "до", "18",
         "16:04", "8", "(914)", "123-45-67", "12,5", "%", "https://adm.ru/1", "вода", "Дом", "в",
         "17-тэн", "15а", "час", "\n\n", "👩\u200d👩\u200d👧", "е\u0308ж", "Конец.", "тысячелетия"]
    ),
    max_size=40,
).map(" ".join)  # fmt: skip


@given(st.one_of(WORDS, st.text()), st.integers(0, 120))
def test_never_longer_and_nothing_invented(text: str, limit: int) -> None:
    short = shorten(text, limit)
    assert len(short) <= limit
    assert not invented(short, text)


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("вода есть", 9, "вода есть"),
        ("Первый абзац тут.\n\nВторой абзац подлиннее.", 25, "Первый абзац тут.\n\n…"),
        ("Воды нет. Вода будет завтра утром.", 20, "Воды нет. …"),
        ("Работы на ул. Ленина и ещё где-то", 18, "Работы на ул.…"),
        ("Ол уул. һаҕа үлэлиир дьон", 16, "Ол уул. һаҕа…"),  # Sakha: «уул.» is a street
        ("Үлэ бүттэ. Һарсын саҕалыахпыт.", 20, "Үлэ бүттэ. …"),
        ("вода будет завтра", 12, "вода будет…"),
        ("Праздник будет 15 сентября 2026 года", 22, "Праздник будет…"),
        ("Электросетьремонт", 8, "Электро…"),
        ("123456789", 5, "…"),
        ("а👨\u200d👩\u200d👧", 4, "а…"),
        ("🇷🇺🇷🇺🇷🇺", 4, "🇷🇺…"),
        ("вода", 0, ""),
    ],
)
def test_where_it_cuts(text: str, limit: int, short: str) -> None:
    assert shorten(text, limit) == short


def test_a_negative_limit_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="меньше нуля"):
        shorten("вода", -1)


def test_a_long_text_of_figures_is_cut_quickly() -> None:
    assert len(shorten("1 200 " * 20_000, 4096)) <= 4096


@given(st.text(), st.text())
def test_no_difference_means_same(a: str, b: str) -> None:
    assert (difference(a, b) == "") == same(a, b)


def test_difference_shows_words() -> None:
    was = "Приём граждан состоится в пятницу, начало в 9:00 в кабинете 5"
    now = "Приём граждан состоится в пятницу, начало в 10:00 в кабинете 5 администрации"
    assert difference(was, now) == (
        "… пятницу, начало в [−9:00] [+10:00] в кабинете 5 [+администрации]"
    )
    assert difference("вода", "") == "[−вода]"
    assert difference("«Вода» есть", '"вода" есть') == ""
