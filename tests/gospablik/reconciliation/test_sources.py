"""What goes back to no news of the site: reposts, own materials, the regional centre; and twins."""

from dataclasses import replace

import pytest

from gospablik.reconciliation.sides import Named, Shared
from gospablik.reconciliation.whole_page import Figures
from gospablik.store.tables import OriginKind, Result, Standing
from tests.gospablik.reconciliation.sample import (
    HEARING_NEWS,
    WATER_NEWS,
    compared,
    live,
    news,
    ours,
    own,
    text_of,
)

GREETING = "Дорогие жители! Поздравляем вас с Днём посёлка, желаем здоровья и счастья!"


def test_our_repost_and_one_by_hand_of_a_permitted_source() -> None:
    address = "https://vk.com/wall-9_1"
    posts = live(1, ""), live(2, "Меры поддержки", links=(address,), attachments=("repost",))
    shared = {"1": Shared("Министерство", address, "программа; решает: Глава Г. Г.")}
    page = compared(*posts, shared=shared, sources={address: "Министерство"})
    assert {one.standing for one in page.lines} == {Standing.REPOST}
    assert page.lines[0].made_by == "программа; решает: Глава Г. Г."
    assert page.figures == Figures()


@pytest.mark.parametrize(
    ("links", "standing"),
    [((), Standing.NOT_COMPARED), (("https://vk.com/wall-9_1",), Standing.NO_SOURCE)],
)
def test_a_repost_of_anybody_is_not_permitted(links: tuple[str, ...], standing: Standing) -> None:
    page = compared(live(1, "Скидки", links=links, attachments=("repost",)))
    assert page.lines[0].standing is standing


def test_a_greeting_named_by_a_person_and_what_the_regional_centre_put_up() -> None:
    regional = Named(OriginKind.REGIONAL, "", "", "по распоряжению", "со слов: Глава Г. Г.")
    page = compared(live(1, GREETING), live(2, "Опрос"), named={"1": own(), "2": regional})
    assert [(one.standing, one.result) for one in page.lines] == [
        (Standing.OWN, Result.GOOD),
        (Standing.REGIONAL, Result.GOOD),
    ]
    assert page.lines[0].why == "приветствие или поздравление: праздник посёлка"
    assert page.figures == Figures()


def test_an_own_material_may_not_tell_a_date_otherwise_than_the_site() -> None:
    call = (
        "Дорогие жители! Приглашаем вас на публичные слушания по проекту бюджета: они пройдут"
        " {day} в 17:00. Ваше мнение важно!"
    )
    wrong = compared(live(1, call.format(day="4 декабря")), named={"1": own()}).lines[0]
    assert (wrong.standing, wrong.result, wrong.item_id) == (Standing.FACTS_DIFFER, Result.BAD, 2)
    assert "дата: на сайте «3 декабря», в посте «4 декабря»" in wrong.why
    right = compared(live(1, call.format(day="3 декабря")), named={"1": own()}).lines[0]
    assert right.standing is Standing.OWN


def test_another_thing_with_another_date_is_the_materials_own() -> None:
    told = "Поздравляем с праздником! Концерт пройдёт 29 ноября в 14:00 в клубе посёлка."
    assert compared(live(1, told), named={"1": own()}).lines[0].standing is Standing.OWN


def test_a_russian_and_a_sakha_twin_are_one_coverage() -> None:
    twin = news(
        5,
        "Бүддьүөккэ дьон истиитэ",
        "Бүддьүөт бырайыагар дьон истиитэ 3 күнүгэр 17:00 чааска дьаһалтаҕа буолуоҕа, 2026 сыл"
        " уонна 1 күн.",
    )
    russian = replace(HEARING_NEWS, text=HEARING_NEWS.text + " Это проект на 2026 год, пункт 1.")
    mine = (ours(2, russian),)
    page = compared(live(2, text_of(russian)), items=(WATER_NEWS, russian, twin), mine=mine,
                    lacking=(twin,))  # fmt: skip
    line = page.lines[1]
    assert (line.subject, line.result) == ("item:5", Result.GOOD)
    assert "та же новость на другом языке" in line.why
    assert page.figures == Figures(items=2, covered=2, posts=1, faithful=1)
    other = replace(twin, text=twin.text.replace("17:00", "18:00"))
    page = compared(live(2, text_of(russian)), items=(russian, other), mine=mine, lacking=(other,))
    assert page.lines[1].standing is Standing.NO_POST
