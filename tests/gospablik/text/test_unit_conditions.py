"""What the site says under a condition may not be said without it."""

import pytest

from gospablik.text.comparison import compare
from tests.gospablik.text.pairs import told

ENTRANCE = "Вход для детей бесплатный, для взрослых — 200 рублей."
RACE = "Забег: 4 км для женщин и 8 км для мужчин."


@pytest.mark.parametrize(
    ("site", "post", "found"),
    [
        (ENTRANCE, "Вход бесплатный.", "слова [детей → бесплатный]"),
        (ENTRANCE, "Вход 200 рублей.", "слова [взрослых → 200 рублей.]"),
        (RACE, "Забег: 8 км.", "слова [мужчин → 8]"),
        (RACE, "Забег: 4 км.", "слова [женщин → 4]"),
        ("Мест 4 для детей, для взрослых 8.", "Мест 4, для взрослых 8.", "слова [детей → 4]"),
        (
            "Скидка для многодетных семей 100 рублей, для остальных 50 рублей.",
            "Скидка для семей 100 рублей.",
            "слова [многодетных → семей]",
        ),
        (
            "Для жителей частных домов 5 рублей, для дач 4 рубля.",
            "5 рублей, для дач 4 рубля.",
            "слова [жителей → 5 рублей]",
        ),
    ],
)
def test_whom_it_is_for_may_not_be_left_out(site: str, post: str, found: str) -> None:
    assert told(compare(site, post)) == f"утрачено {found}"


@pytest.mark.parametrize(
    ("site", "post"),
    [
        (ENTRANCE, "Вход для детей бесплатный."),
        (ENTRANCE, "Вход для взрослых — 200 рублей."),
        (ENTRANCE, "Вход только для взрослых, детей не пускают."),
        (RACE, "Забег: 8 км для мужчин."),
        (RACE, "Забег: 4 км для женщин."),
        ("Для жителей частных домов 5 рублей, для дач 4 рубля.", "Частные дома: 5 рублей."),
        ("4 места для детей и для взрослых мест 8.", "Для взрослых мест 8."),
        # One party alone may be all there are.
        ("Вход для гостей бесплатный.", "Вход бесплатный."),
        ("Кружок открыт для 5 школьников, секция для 7 студентов.", "Кружок открыт, секция тоже."),
    ],
)
def test_a_party_may_be_left_out_with_what_it_gets(site: str, post: str) -> None:
    assert "утрачено" not in told(compare(site, post))


def test_a_word_that_the_site_has_not_may_be_whom_it_is_for() -> None:
    compared = compare(ENTRANCE, "Детишкам вход бесплатный.")
    assert told(compared) == "добавлено слова [ → Детишкам]"


@pytest.mark.parametrize(
    ("site", "post", "found"),
    [
        ("Дети до 5 лет ездят бесплатно.", "Дети ездят бесплатно.", "число [5 → Дети]"),
        ("Дети старше 5 лет ездят тут.", "Дети ездят тут.", "число [5 → Дети]"),
        ("Дети до 3 лет и котята до 1 года.", "Дети и котята.", "число [3 → Дети]"),
        ("Праздник для детей до 5 лет.", "Праздник для детей.", "число [5 → детей]"),
    ],
)
def test_an_age_may_not_be_left_out(site: str, post: str, found: str) -> None:
    assert f"утрачено {found}" in told(compare(site, post))


@pytest.mark.parametrize(
    ("site", "post"),
    [
        ("Школе 5 лет, рады ученики.", "Школа: рады ученики."),
        ("Катер для туристов до 5 человек ходит тут.", "Катер для туристов ходит тут."),
        ("Старики, дети до 5 лет ездят тут.", "Старики ездят тут."),
        ("Дети до 5 лет ездят тут.", "Дети ездят тут до 5 лет."),
        ("До 5 лет дети ездят тут.", "Дети ездят тут."),
    ],
)
def test_what_is_no_age_of_what_stayed_may_be_left_out(site: str, post: str) -> None:
    assert "утрачено" not in told(compare(site, post))


def test_another_age_is_told_once() -> None:
    compared = compare("Дети до 5 лет ездят бесплатно.", "Дети до 7 лет ездят бесплатно.")
    assert told(compared) == "изменено число [5 → 7]"


SEATS = "Участвуют все желающие, если остались места."
SEATS_FIRST = "Если остались места, участвуют все желающие, будет весело."


@pytest.mark.parametrize(
    ("site", "post", "found"),
    [
        (SEATS, "Участвуют все желающие.", "слова [если → Участвуют]"),
        (SEATS_FIRST, "Участвуют все желающие.", "слова [Если → Участвуют]"),
        (f"Приходите в парк, {SEATS}", "Участвуют все желающие.", "слова [если → Участвуют]"),
        (
            "Если пахнет газом, уходите из дома, звоните 104.",
            "Уходите из дома.",
            "слова [Если → Уходите]",
        ),
    ],
)
def test_a_condition_may_not_be_left_out(site: str, post: str, found: str) -> None:
    assert told(compare(site, post)) == f"утрачено {found}"


@pytest.mark.parametrize(
    ("site", "post"),
    [
        (SEATS, "Участвуют все желающие, пока остались места."),
        (SEATS, "Есть места: участвуют все желающие."),
        (SEATS_FIRST, "Будет весело."),
        (f"Приходите в парк, {SEATS}", "Приходите в парк."),
        ("Если пахнет газом, звоните диспетчеру.", "Звоните диспетчеру."),
        ("Если пахнет газом, набирайте 4-15-30.", "Набирайте 4-15-30."),
        ("Чиновники просят гостей, если пахнет газом.", "Газом пахнет: чиновники просят гостей."),
    ],
)
def test_a_condition_said_otherwise_or_of_what_is_gone_is_not_lost(site: str, post: str) -> None:
    assert "утрачено" not in told(compare(site, post))
