"""A fact told twice may stand where the site has another one: that place is found, and no other."""

import pytest

from gospablik.text.comparison import compare
from tests.gospablik.text.pairs import told

SITE = "Контейнеры стоят у домов 3, 5 и 7."


@pytest.mark.parametrize(
    ("site", "post"),
    [
        (SITE, "Контейнеры стоят у домов [5], 5 и 7."),
        (SITE, "Контейнеры стоят у домов 3, 5 и [5]."),
        (SITE, "Контейнеры стоят у домов 3, [3] и 7."),
        ("Проезд 85 рублей, для детей — 45 рублей.", "Проезд 85 рублей, для детей — [85 рублей.]"),
        ("Проезд 85 рублей, для детей — 45 рублей.", "Проезд [45 рублей], для детей — 45 рублей."),
        ("3 школы и 5 садов закроют.", "[5] школ и 5 садов закроют."),
        ("Все 3 школы и 5 садов закроют.", "Все [5] школ и 5 садов закроют."),
        ("Закроют сады: 5, школы: 3.", "Закроют сады: 5, школы: [5]."),
        ("Школа № 5 получит 7 автобусов.", "Школа № 5 получит [5] автобусов."),
        (
            "15 мая пройдёт концерт, 17 мая — ярмарка.",
            "[17 мая] пройдёт концерт, 17 мая — ярмарка.",
        ),
        (
            "Проезд взрослым 85 рублей, детям — 45 рублей.",
            "Проезд 85 рублей, детям — [85 рублей.]",
        ),
        (
            "У дома 5 сад, у дома 7 школа, у дома 9 парк.",
            "У дома 5 сад, у дома 5 школа, у дома [5] парк.",
        ),
        ("Приём в понедельник и в среду.", "Приём в понедельник и в [понедельник]."),
    ],
)
def test_the_place_of_the_lost_fact_is_found(site: str, post: str) -> None:
    compared = compare(site, post.replace("[", "").replace("]", ""))
    marked = compared.post
    for difference in reversed(compared.differences):
        assert difference.post
        start, end = difference.post
        marked = f"{marked[:start]}[{marked[start:end]}]{marked[end:]}"
    assert marked == post, told(compared)


@pytest.mark.parametrize(
    ("site", "post"),
    [
        (SITE, "Контейнеры стоят у домов 3 и 5."),
        ("Собрание 15 мая в клубе, запись до 10 мая.", "Собрание 15 мая: приходите 15 мая в клуб!"),
        ("Проезд 85 рублей, для детей — 45 рублей.", "Проезд 85 рублей, ещё раз: 85 рублей."),
        ("У дома 5 сад, у дома 7 школа, у дома 5 парк.", "У дома 5 сад, у дома 5 парк."),
    ],
)
def test_a_fact_may_be_told_twice(site: str, post: str) -> None:
    assert not compare(site, post).differences, told(compare(site, post))


@pytest.mark.parametrize(
    ("post", "found"),
    [
        ("5 школ и 7 садов закроют.", "изменено число [3 → 7]"),
        ("5 школ и 5 % закроют.", "изменено число [3 → 5]"),
    ],
)
def test_two_other_figures_are_no_figure_told_twice(post: str, found: str) -> None:
    assert told(compare("3 школы и 5 садов закроют.", post)) == found
