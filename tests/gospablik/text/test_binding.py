"""Facts and names that changed places are told of another thing than the site tells."""

import pytest

from gospablik.text.comparison import compare
from tests.gospablik.text.pairs import told

TICKETS = "Вход детям 100 рублей, взрослым 200 рублей."
POETS = "Иванов пел песню, Петров читал стихи."


@pytest.mark.parametrize(
    ("site", "post", "found"),
    [
        (
            TICKETS,
            "Вход детям 200 рублей, взрослым 100 рублей.",
            "изменено сумма [100 рублей → 200 рублей]; изменено сумма [200 рублей. → 100 рублей.]",
        ),
        (
            POETS,
            "Петров пел песню, Иванов читал стихи.",
            "изменено имя [Иванов → Петров]; изменено имя [Петров → Иванов]",
        ),
        (
            "Старт женщин в 10:30, мужчин в 11:15.",
            "Старт мужчин в 10:30, женщин в 11:15.",
            "изменено слова [женщин → мужчин]; изменено слова [мужчин → женщин]",
        ),
        (
            "Из Ленска едут в Мирный на автобусе. Из Томмота летят в Нюрбу на самолёте.",
            "Из Томмота едут в Мирный на автобусе. Из Ленска летят в Нюрбу на самолёте.",
            "изменено слова [Ленска → Томмота]; изменено слова [Томмота → Ленска]",
        ),
    ],
)
def test_two_that_changed_places_are_found(site: str, post: str, found: str) -> None:
    assert told(compare(site, post)) == found


@pytest.mark.parametrize(
    ("site", "post"),
    [
        (TICKETS, "Вход взрослым 200 рублей, детям 100 рублей."),
        (TICKETS, "Детям 100 рублей, взрослым 200 рублей — вход."),
        (POETS, "Петров читал стихи, Иванов пел песню."),
        ("Первое место у школы, второе у сада.", "У сада второе место, у школы первое."),
    ],
)
def test_another_order_of_the_same_is_none(site: str, post: str) -> None:
    assert told(compare(site, post)) == ""


def test_what_keeps_the_sites_order_has_not_changed_places() -> None:
    site = "Первоклассникам положено 12 000 рублей, ученикам 2–11 классов 7 500 рублей на каждого."
    post = "Выплата: 12 000 рублей на каждого первоклассника, 7 500 рублей ученикам."
    assert "сумма" not in told(compare(site, post))
