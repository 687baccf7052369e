"""A post may tell a fact in another form or less exactly; it may not tell another one or more."""

import pytest

from gospablik.text.agreement import agree
from gospablik.text.comparison import Verdict, compare
from gospablik.text.fact import Fact, Kind
from tests.gospablik.text.pairs import told

SAME = [
    # A day, told less
    ("Ярмарка 26 сентября 2026 года.", "Ярмарка 26-го."),
    ("Ярмарка 26-го, в субботу.", "Ярмарка 26-го."),
    ("Сдача с 15 мая по 20 июня 2026 года.", "Сдача с 15-го по 20-е."),
    ("Сдача с 15 мая 2026 года по 20 июня 2026 года.", "Сдача с 15 мая по 20 июня."),
    ("Сдача с 15 мая 2026 года по 20 июня 2026 года.", "Сдача с мая по июнь."),
    (
        "Сдача с 15 мая по 20 июня. Указ 2026 года.",
        "Сдача с 15 мая 2026 года по 20 июня 2026 года.",
    ),
    ("Собрание 14 июля, во вторник.", "Собрание 14.07.2026."),
    # Hours
    ("Столовая: 9:00–18:00.", "Столовая: 9–18."),
    ("Столовая: 9–18.", "Столовая: 9:00–18:00."),
    ("Столовая: 9:30–18:00.", "Столовая: 9.30–18.00."),
    ("Рейс в 14:10.", "Рейс: 14.10."),
    ("Рейс: 18–30.", "Рейс в 18:30."),
    # Years
    ("Набор на 2026/2027 учебный год.", "Набор на учёбу: 2026."),
    ("Набор на 2026/2027 учебный год.", "Набор на 2026–2027 учебный год."),
    # Telephones and addresses
    ("Телефон 8 (495) 123-45-67.", "Телефон 123-45-67."),
    ("Телефон 123-45-67.", "Телефон 8 (495) 123-45-67."),
    ("Отчёт на сайте adm.ru/Budget/2026.", "Отчёт на сайте adm.ru."),
    ("Отчёт на сайте adm.ru/Budget/2026.", "Отчёт на сайте ADM.RU/budget/2026."),
]
OTHER = [
    ("Ярмарка 26 сентября 2026 года.", "Ярмарка 27-го."),
    ("Ярмарка в сентябре 2026 года.", "Ярмарка 9-го."),
    ("Ярмарка 26-го.", "Ярмарка 26 сентября."),
    ("Ярмарка в сентябре.", "Ярмарка 26 сентября."),
    ("Ярмарка 26 сентября.", "Ярмарка в октябре."),
    ("Ярмарка 26 сентября 2026 года.", "Ярмарка 26 сентября 2027 года."),
    ("Ярмарка 26 сентября.", "Ярмарка 26 сентября 2026 года."),
    ("Ярмарка 14.10.2026.", "Ярмарка в 14:10."),
    ("Сдача с 15 мая по 20 июня 2026 года.", "Сдача с 15-го по 21-е."),
    ("Сдача с 15 мая по 20 июня 2026 года.", "Сдача с 16-го по 20-е."),
    ("Сдача с 15 мая 2026 года по 20 июня 2026 года.", "Сдача с мая по июль."),
    ("Сдача с 15 мая по 20 июня.", "Сдача с 15 мая по 20 июня 2026 года."),
    # Hours
    ("Столовая: 9:00–18:00.", "Столовая: 9–19."),
    ("Столовая: 9:00–18:00.", "Столовая: 8–18."),
    ("Столовая: 9:30–18:00.", "Столовая: 9–18."),
    ("Рейс в 14:10.", "Рейс: 14.11."),
    # Years
    ("Набор на 2026/2027 учебный год.", "Набор на учёбу: 2027."),
    ("Набор на 2026/2027 учебный год.", "Набор на 2027–2028 учебный год."),
    ("Воды не будет на улице Мира, 15/1.", "Воды не будет на улице Мира, 15."),
    # Telephones and addresses
    ("Телефон 8 (495) 123-45-67.", "Телефон 8 (496) 123-45-67."),
    ("Телефон 8 (495) 123-45-67.", "Телефон 123-45-68."),
    ("Отчёт на сайте adm.ru/budget.", "Отчёт на сайте adm.ru/2026."),
    ("Отчёт на сайте adm.ru.", "Отчёт на сайте adm.ru/2026."),
]


@pytest.mark.parametrize(("site", "post"), SAME)
def test_it_agrees(site: str, post: str) -> None:
    compared = compare(site, post)
    assert compared.verdict is not Verdict.FACTS_DIFFER, told(compared)


@pytest.mark.parametrize(("site", "post"), OTHER)
def test_it_does_not_agree(site: str, post: str) -> None:
    compared = compare(site, post)
    assert compared.verdict is Verdict.FACTS_DIFFER, told(compared)


@pytest.mark.parametrize(
    ("post", "site", "same"),
    [
        ((Kind.NUMBER, "41530"), (Kind.PHONE, "+74114241530"), True),
        ((Kind.NUMBER, "530"), (Kind.PHONE, "+74114241530"), False),
        ((Kind.DATE, "--10-14"), (Kind.TIME, "14:10"), True),
        ((Kind.DATE, "2026-10-14"), (Kind.TIME, "14:10"), False),
        ((Kind.WEEKDAY, "пн"), (Kind.TIME, "14:10"), False),
        ((Kind.MONEY, "5"), (Kind.PERCENT, "5"), False),
        ((Kind.NUMBER, "5"), (Kind.PERCENT, "5"), True),
    ],
)
def test_kinds_that_are_written_alike(
    post: tuple[Kind, str], site: tuple[Kind, str], *, same: bool
) -> None:
    one, other = Fact(*post, (0, 1)), Fact(*site, (0, 1))
    assert agree(one, other) is agree(other, one) is same


def test_an_hour_in_words_is_no_degree_of_frost() -> None:
    hour = Fact(Kind.NUMBER, "1", (0, 1), loosely=True)
    assert agree(hour, Fact(Kind.TIME, "13:00", (0, 1)))
    assert not agree(hour, Fact(Kind.NUMBER, "-5", (0, 1)))
