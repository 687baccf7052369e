"""Personal data in a comment are pointed at, masked, and never where there are none."""

import re
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gospablik.moderation.detection.hit import Kind
from gospablik.moderation.detection.letters import MOST_LETTERS
from gospablik.moderation.detection.personal.data import personal_data
from gospablik.regulation import Ground

FOUND = [
    ("phone", "Его номер 8-914-000-00-15, пишите", "8-914-000-00-15"),
    ("phone", "8(914)0000015 Иван", "8(914)0000015"),
    ("phone", "+7 914 000 00 15", "+7 914 000 00 15"),
    ("phone", "тел89140000015", "89140000015"),
    ("phone", "кв 12 89140000015", "89140000015"),
    ("phone", "89140000015/89140000016", "89140000015"),
    ("phone", "8 – 914 – 000–00–15", "8 – 914 – 000–00–15"),
    ("phone", "8.914.000.00.15", "8.914.000.00.15"),
    ("phone", "8-9-1-4-0-0-0-0-0-1-5", "8-9-1-4-0-0-0-0-0-1-5"),
    ("phone", "это 914-000-00-15", "914-000-00-15"),
    ("phone", "(914) 000-00-15", "(914) 000-00-15"),
    ("phone", "звоните 9140000015", "9140000015"),
    ("phone", "https://wa.me/79140000015", "79140000015"),
    ("phone", "8 (4112) 00-31-10", "8 (4112) 00-31-10"),
    ("phone", "(41143) 2-15-10", "(41143) 2-15-10"),
    ("phone", "8-411-200-31-10", "8-411-200-31-10"),
    ("phone", "+74112003110", "+74112003110"),
    ("phone", "телефон 84112003110", "84112003110"),
    ("phone", "звоните ей: 00-31-10", "00-31-10"),
    ("phone", "тел. 00-31-10 или приёмная", "00-31-10"),
    ("phone", "8\u200b914\u00ad000\u00a000\u202f15", "8\u200b914\u00ad000\u00a000\u202f15"),
    ("phone", "8\u00a09\u20601\u00a04000\u202f00 15", "8\u00a09\u20601\u00a04000\u202f00 15"),
    ("phone", "\ufeffтел. ８９１４００００015!", "８９１４００００015"),
    ("phone", "٨٩١٤٠٠٠٠٠١٥", "٨٩١٤٠٠٠٠٠١٥"),
    ("phone", "⑧⑨①④0000015", "⑧⑨①④0000015"),
    ("phone", "8-914-ООО-00-15", "8-914-ООО-00-15"),
    ("phone", "8-914-ООО-ОО-15", "8-914-ООО-ОО-15"),
    ("phone", "8914OOO0015", "8914OOO0015"),
    ("card", "перевод на 2200 1234 5678 9019", "2200 1234 5678 9019"),
    ("card", "вот 2200123456789019", "2200123456789019"),
    ("card", "карта 4000-0000-0000-0002", "4000-0000-0000-0002"),
    ("snils", "её СНИЛС 123-456-789 64", "123-456-789 64"),
    ("snils", "12345678964", "12345678964"),
    ("inn", "ИНН 141234567814", "141234567814"),
    ("inn", "ИНН 1412 3456 7814", "1412 3456 7814"),
    ("passport", "паспорт 98 05 123456", "98 05 123456"),
    ("passport", "серия 9805, номер 123456", "9805, номер 123456"),
    ("passport", "9805 № 123456", "9805 № 123456"),
    ("passport", "9805123456 это его паспорт", "9805123456"),
    ("email", "пишите ivan.vymyshlenny@mail.ru!", "ivan.vymyshlenny@mail.ru"),
    ("email", "ivan собака mail.ru", "ivan собака mail.ru"),
    ("email", "ivan(at)yandex.ru", "ivan(at)yandex.ru"),
    ("address", "живёт: ул. Вымышленная, д. 5, кв. 12.", "ул. Вымышленная, д. 5, кв. 12"),
    ("address", "улица 50 лет Выдумки 5/2 кв 12", "улица 50 лет Выдумки 5/2 кв 12"),
    ("address", "на Выдумкина 5а кв.12", "Выдумкина 5а кв.12"),
    ("address", "на выдумкина дом 5, квартира 12", "выдумкина дом 5, квартира 12"),
    ("address", "пер. Мнимый, 7 корп. 2, кв. № 3", "пер. Мнимый, 7 корп. 2, кв. № 3"),
    ("birth", "родился 12.03.1980", "12.03.1980"),
    ("birth", "Вымыслов, 12 марта 1980 г.р.", "12 марта 1980"),
    ("birth", "12.03.1980 года рождения", "12.03.1980"),
    ("birth", "родилась в городе Мнимом 12/03/1980", "12/03/1980"),
    ("birth", "д.р. 12.03.1980", "12.03.1980"),
]
TOLD = [
    "восемь девятьсот четырнадцать сто одиннадцать двадцать два тридцать три",
    "семь девятьсот четырнадцать, сто одиннадцать, двадцать два, тридцать три",
    "восемь 914 сто одиннадцать 22 33",
    "8914 сто одиннадцать 22-33",
    "восемь девять один четыре один один один два два три три",
    "Девятьсот четырнадцать сто одиннадцать двадцать два тридцать три",
]
NOT_FOUND = [
    "",
    "звоните 112 или 103",
    "звоните 112-112",
    "горячая линия 8-800-000-00-15",
    "телефон 8 800 000 00 15",
    "телефон 8 (800) 000-00-15",
    "телефон 8(800)000-00-15",
    "телефон 8 800 000-00-15",
    "телефон 88000000015",
    "код заявки 140000000049",
    "с 270 на 280 поднялась цена",
    "заказ 89140000015",
    "обращение № 89140000015",
    "лицевой счёт: 89140000015",
    "84112003110",
    "9140000015",
    "выделили 89140000015 рублей",
    "79 000 000 000 рублей",
    "79 000 000 000",
    "бюджет 8 914 000 000,00",
    "2200 1234 5678 9018",
    "4081 7810 2200 1234 5678 9019",
    "1200123456789012",
    "12345678965",
    "141234567815",
    "заказ № 9805 123456",
    "9805 123456",
    "постановление от 12.03.2024 № 123456",
    "от 2024 № 123456",
    "паспорт проекта от 12.03.2024 № 123456",
    "Мнимый 2024 кв 5",
    "mfc.mnimy@mail.ru",
    "8-914-000-00-15-16-17",
    "8-914-000-00-15:3",
    "итого 89140000015,50",
    "8-41-00-00-15",
    "(4112) 00-31-1",
    "билеты 12 914 000 00 15",
    "2200 1234 5678 9019 1234",
    "2200123456789019 рублей",
    "12345678964 рублей",
    "141234567814 рублей",
    "заказ 2200123456789019",
    "договор № 12345678964",
    "договор № 141234567814",
    "договор 9805 № 123456",
    "1412 3456 7814",
    "ИНН 001234567887",
    "СНИЛС 001-001-998 64",
    "Выдумкина 5 кв 12 м",
    "дом 5, квартира 2 комнаты",
    "677000, г. Мнимый",
    "участок 14:36:105034:12345678964",
    "14:36:105034:1234",
    "25.12.2024 10.01.2025",
    "с 8.9.2024 до 10.9.2024",
    "8.9.2024 12.5.22",
    "часы 8-9, 10-11, 12-13",
    "https://vk.com/id89140000015",
    "https://example.org/a/89140000015",
    "wall_89140000015",
    "info@example.org",
    "press.centre@mail.ru",
    "ivan@mnimy.gov.ru",
    "злая собака mail.ru",
    "ул. Вымышленная, д. 5",
    "площадь 120 кв 2 этажа",
    "Площадь 120 кв 2",
    "Отчёт за 3 кв 2024 года",
    "площадью 45 кв. м",
    "день рождения города 12.06.2024",
    "поэт родился 12.03.1880",
    "собрание 12.03.1980",
    "семь 8 914 000 00 15 рублей",
    "восемь девятьсот рублей",
    "девять домов, восемь подъездов, семь дворов, сто квартир",
    "один из ста двадцати двух",
]


@pytest.mark.parametrize(("name", "text", "said"), FOUND)
def test_finds_just_what_the_resident_wrote(name: str, text: str, said: str) -> None:
    hits = personal_data(text)
    assert (hits[0].rule, text[slice(*hits[0].span)]) == (f"personal-{name}", said)


@pytest.mark.parametrize("number", TOLD)
def test_a_telephone_told_in_words_is_one(number: str) -> None:
    text = f"Пишите ему: {number}."
    assert [text[slice(*hit.span)] for hit in personal_data(text)] == [number]
    assert "914•••••33" in personal_data(text)[0].reason


@pytest.mark.parametrize("text", NOT_FOUND)
def test_ordinary_numbers_and_offices_are_nobodys_data(text: str) -> None:
    assert personal_data(text) == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("8-914-000-00-15", "телефон: «8-914-•••-••-15»"),
        ("8 (4112) 00-31-10", "телефон: «8 (4112) ••-••-10»"),
        ("8\u200b914\u00ad0000015", "телефон: «8914•••••15»"),
        ("карта 2200 1234 5678 9019", "банковская карта: «2200 •••• •••• ••19»"),
        ("СНИЛС 123-456-789 64", "СНИЛС: «•••-•••-••• 64»"),
        ("ИНН 141234567814", "ИНН: «14••••••••14»"),
        ("паспорт 98 05 123456", "паспорт: «98 •• ••••56»"),
        ("ivan@mail.ru", "электронная почта: «i•••@mail.ru»"),
        ("i@mail.ru", "электронная почта: «•••@mail.ru»"),
        ("ул. Мнимая, д. 5, кв. 12", "домашний адрес: «ул. Мнимая, д. •, кв. ••»"),
        ("родился 12.03.1980", "дата рождения: «••.••.1980»"),
    ],
)
def test_the_card_shows_the_data_masked(text: str, shown: str) -> None:
    assert [hit.reason for hit in personal_data(text)] == [shown]


def test_a_hit_is_urgent_names_the_law_and_doubts() -> None:
    hit = personal_data("8-914-000-00-15")[0]
    assert (hit.kind, hit.ground, hit.urgent) == (Kind.PERSONAL, Ground.LAW, True)
    assert hit.doubt == "может быть номер самого автора или учреждения"


@pytest.mark.parametrize("chance", ["2200123456789019", "12345678964", "141234567814"])
def test_a_number_without_a_word_weighs_less_than_a_named_one(chance: str) -> None:
    named = personal_data(f"карта, СНИЛС, ИНН {chance}")[0]
    alone = personal_data(chance)[0]
    assert alone.rule == named.rule
    assert alone.weight < named.weight
    assert "случайное число" in alone.doubt


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("звоните 89140000015", "Приёмная: +7 (914) 000-00-15"),
        ("звоните +7 914 000 00 15", "тел. 8\u00a0914\u00a0000-00-15, каб. 3"),
        ("звоните 914-000-00-15", "тел. 89140000015"),
        ("восемь 914 сто одиннадцать 22 33", "89141112233"),
        ("8 (4112) 00-31-10", "тел. 00-31-10, 00-31-11"),
        ("звоните 00-31-11", "тел. 8 (4112) 00-31-10 00-31-11"),
        ("звоните 00-31-10", "тел. 84112003110"),
        ("карта 2200123456789019", "сбор: 2200 1234 5678 9019"),
        ("IVAN@mail.ru", "Почта: ivan@mail.ru."),
        ("улица Мнимая дом 5 кв 12", "приём: ул. Мнимая, д. 5, кв. 12"),
        ("родился 12.03.1980", "ветеран родился 12.03.1980"),
    ],
)
def test_what_the_post_says_is_no_disclosure(text: str, known: str) -> None:
    assert personal_data(text)
    assert personal_data(text, known) == []


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("звоните 89140000015", "8-914-000-00-16"),
        ("звоните 89140000015", "сумма 00015, номер 140000015"),
        ("ivan@mail.ru", "petr.ivan@mail.ru"),
        ("ул. Мнимая, д. 5, кв. 12", "ул. Мнимая, д. 5"),
    ],
)
def test_what_the_post_does_not_say_stays_found(text: str, known: str) -> None:
    assert len(personal_data(text, known)) == 1


def test_several_come_in_the_order_of_the_text_and_do_not_overlap() -> None:
    text = "родился 12.03.1980, паспорт 9805 123456, тел. 89140000015, ivan@mail.ru"
    rules = [hit.rule.removeprefix("personal-") for hit in personal_data(text)]
    assert rules == ["birth", "passport", "phone", "email"]


def test_reads_the_first_letters_only() -> None:
    number = "8-914-000-00-15"
    assert len(personal_data(" " * (MOST_LETTERS - len(number)) + number)) == 1
    assert personal_data(" " * MOST_LETTERS + number) == []


PIECES = st.one_of(
    st.sampled_from([text for _, text, _ in FOUND] + TOLD + NOT_FOUND),
    st.text("8914 -().,№\u200b\u00ad\u00a0восемьдвять@ру", max_size=20),
    st.text(max_size=8),
)


@given(st.lists(PIECES, max_size=6).map("".join), PIECES)
def test_any_text_is_survived_with_spans_inside_it(text: str, known: str) -> None:
    hits = personal_data(text, known)
    last = 0
    for hit in hits:
        assert last <= hit.span[0] < hit.span[1] <= len(text)
        assert 0 < hit.weight <= 1
        last = hit.span[1]


@given(
    st.from_regex(r"(\+7|8)[ -]?\(?9[0-9]{2}\)?[ -]?[0-9]{3}-?[0-9]{2}-?[0-9]{2}", fullmatch=True)
)
def test_any_mobile_number_is_found_whole_and_hidden(number: str) -> None:
    text = f"вот {number} вам"
    hit = personal_data(text)[0]
    assert text[slice(*hit.span)] == number
    assert hit.reason.count("•") >= 5


@pytest.mark.parametrize(
    "piece",
    [
        "а", "1", "8-9-", "()", "((", "))", "8 914 ", "ул кв1", "ул. а 5 ", "ул.", "один ",
        "восемь девять ", "a.", "a@", "a@a.", "8-914-000-00-15 ", "родился 12.03.1980 ",
        "Выдумкина 5 ", "паспорт 98 05 ", "4 1", "\u200b", "ﷺ", "2200 ", "тел", "+7", "www.",
    ],
)  # fmt: skip
def test_no_text_takes_long(piece: str) -> None:
    hostile = piece * (100_000 // len(piece))
    scan = _seconds(lambda: re.findall(r"\w|\W", hostile))
    assert _seconds(lambda: personal_data(hostile, hostile)) < 40 * scan


def _seconds(work: Callable[[], object]) -> float:
    """Processor time of the quickest of three."""
    times = []
    for _ in range(3):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return min(times)
