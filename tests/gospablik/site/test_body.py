"""The text of small municipal pages: all of it, and nothing of what stands around it."""

from typing import TYPE_CHECKING

import pytest

from gospablik.site.body import main_text
from gospablik.site.tree import parse_page
from tests.gospablik.site.kit import page

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SIDE = "".join(
    f"<li><a href='/{n}'>Другая новость номер {n} о ремонте дорог</a></li>" for n in range(9)
)
MENU = "<ul><li><a href='/'>Главная</a></li><li><a href='/a'>Обращения граждан</a></li></ul>"
FOOT = (
    "<footer><p>Телефон приёмной: 8 (4112) 42-00-00</p><p>Наш сайт использует cookie.</p></footer>"
)
SHORT = "<p>Приём граждан 5 октября отменён.</p>"
LONG = "Просим жителей запастись водой заранее.<br><br>Подвоз воды: ул. Школьная, 5." * 3
LIST = (
    "<p>Возьмите с собой:</p><ul><li>паспорт;</li><li>СНИЛС</li></ul>"
    "<table><tr><td>Среда</td></tr></table>"
)


@pytest.mark.parametrize(
    "place",
    [
        '<div class="news-detail">{}<br></div><p><a href="/news/">Возврат к списку</a></p>',
        '<article class="tpl-text-default">{}</article><div>Решаем вместе</div>',
        '<article class="post"><div class="entry-content">{}</div></article>',
        '<div itemprop="articleBody">{}<p>Поделиться в социальных сетях</p></div>',
    ],
)
@pytest.mark.parametrize(
    ("text", "words"),
    [
        (SHORT, ["Приём граждан 5 октября отменён."]),
        (LONG, ["Просим жителей запастись водой заранее.", "Подвоз воды: ул. Школьная, 5."]),
        (LIST, ["— паспорт;", "— СНИЛС", "Среда"]),
    ],
)
def test_known_templates(place: str, text: str, words: list[str]) -> None:
    body = f"{MENU}<h1>Отключение воды</h1>{place.format(text)}<ul>{SIDE}</ul>{FOOT}"
    found = main_text(tree(page(body)))
    assert [one for one in words if one not in found] == []
    around = ("Другая новость", "Обращения", "Возврат", "Решаем", "Поделиться", "приёмной")
    assert [one for one in around if one in found] == []


def test_several_places_or_only_links_are_left_to_the_extractor() -> None:
    real = (
        f"<article>{'<p>Мост открыт сегодня утром при участии жителей посёлка.</p>' * 6}</article>"
    )
    several = "".join(f'<div class="news-detail">Новость {n} на главной</div>' for n in (1, 2))
    links = f'<div class="entry-content"><ul>{SIDE}</ul></div>'
    for body in (several + real, links + real):
        assert "Мост открыт сегодня утром" in main_text(tree(page(body)))


def tree(html: str) -> "HtmlElement":
    """The page, which is one."""
    root = parse_page(html)
    assert root is not None
    return root
