"""«Публикация» when the site has a bad day: what went out, what is held, in which words."""

import re

import pytest
from sqlalchemy import select

from flows.publish import publish
from gospablik.publishing.plan import POST_CHECKS
from gospablik.store.tables import Check, Result
from office.demo.story import NEWS, SPOILT
from tests.flows.town import Town


@pytest.mark.parametrize(
    ("mode", "said"),
    [
        ("down", "Сайт ответил ошибкой 503"),
        ("blank", "Лента пуста, ответ сайта без содержания"),
        ("half", "Лента оборвана, её конец не пришёл"),
        ("antibot", "Вместо ленты новостей пришла HTML-страница (похоже на защиту от роботов)"),
    ],
)
def test_a_feed_that_is_none_is_not_no_news(town: Town, mode: str, said: str) -> None:
    town.news(0)
    town.outside.control("site/mode", mode=mode)
    run = town.run(publish)
    assert run.red
    assert said in run.words
    assert "это не значит, что новостей нет; ничего не опубликовано" in run.words
    assert "не всё прочитано" in run.name
    assert town.wall() == []

    town.outside.control("site/mode", mode="ok")
    assert not town.run(publish).red
    assert town.wall() == [NEWS[0]["title"]]


def test_a_site_that_cannot_be_reached(town: Town) -> None:
    town.settings(feed='"http://127.0.0.1:9/rss.xml"')
    run = town.run(publish)
    assert run.red
    assert "Сайт не прочитан: http://127.0.0.1:9/rss.xml" in run.words
    assert "откройте адрес в браузере" in run.words


def test_a_broken_entry_is_named_and_the_good_ones_go_out(town: Town) -> None:
    town.news(0)
    town.news(1, broken="link")
    town.news(2)
    run = town.run(publish)
    assert not run.red, run.words
    assert town.wall() == [NEWS[0]["title"], NEWS[2]["title"]]
    assert run.name.startswith("Публикация: 2 поста; в ленте есть негодные записи, ")
    (page,) = run.artifacts
    assert "Записи ленты, которые не удалось взять" in page
    assert f"«{NEWS[1]['title']}»" in page
    assert "нет ссылки" in page


def test_an_article_that_cannot_be_read_holds_the_post_until_it_can(town: Town) -> None:
    town.news(0)
    town.outside.control("site/mode", articles="down")
    run = town.run(publish)
    assert run.name.startswith("Публикация: новых постов нет; 1 пост задержан, ")
    (page,) = run.artifacts
    assert "Задержано проверкой" in page
    assert page.count("Сайт ответил ошибкой 503") == 1, "причина названа один раз"
    assert "page" not in page, "имена правил не для людей"
    assert town.wall() == []

    town.outside.control("site/mode", articles="ok")
    assert town.run(publish).name.startswith("Публикация: 1 пост, ")
    assert town.wall() == [NEWS[0]["title"]]


def test_feed_and_article_that_disagree_hold_the_post_until_the_site_agrees(town: Town) -> None:
    town.news(0, **SPOILT)
    run = town.run(publish)
    assert not run.red
    assert "1 пост задержан" in run.name
    (page,) = run.artifacts
    assert "дата «29 ноября»" in page
    assert town.wall() == []

    items = town.outside._http.get("/control/site/state").json()["items"]
    town.outside._http.patch(
        f"/control/site/items/{items[0]['id']}",
        json={"announce": "Ярмарка пройдёт 30 ноября с 12:00."},
    ).raise_for_status()
    assert not town.run(publish).red
    assert town.wall() == [SPOILT["title"]]


def test_a_page_that_is_none_of_ours(town: Town) -> None:
    run = town.run(publish, page="no-such")
    assert run.red
    assert "Страницы «no-such» нет. Не сделано: ничего не сделано." in run.words
    assert "выберите одну из: zhatay-vk" in run.words


def test_a_full_text_feed_is_enough_and_what_was_not_compared_is_said(town: Town) -> None:
    town.settings(full_text_feed="true")
    town.news(0)
    town.outside.control("site/mode", articles="down")
    run = town.run(publish)
    assert not run.red
    assert town.wall() == [NEWS[0]["title"]]
    (page,) = run.artifacts
    assert "Не задержано, но не всё проверено" in page
    assert page.count("Сайт ответил ошибкой 503") == 1
    with town.store.read() as session:
        kept = session.scalars(select(Check).filter_by(rule=POST_CHECKS)).one()
    assert kept.result is Result.NOT_CHECKED
    assert "503" in kept.words


def test_news_withdrawn_before_they_are_out_stay_in_however_full_the_feed(town: Town) -> None:
    town.settings(full_text_feed="true")
    town.news(0)
    town.fault("site:article", "status", status=404)
    run = town.run(publish)
    assert "1 пост задержан" in run.name
    (page,) = run.artifacts
    assert "Сайт ответил ошибкой 404, такой страницы нет" in page
    assert town.wall() == []


def test_with_the_sites_address_alone_the_way_is_found_and_said(town: Town) -> None:
    home = f"{town.outside.address}/site/"
    town.settings(address=f'"{home}"')
    text = town.organisation.read_text("utf-8")
    town.organisation.write_text(re.sub(r"(?m)^feed = .*$", "", text), "utf-8")
    town.news(0)
    run = town.run(publish)
    assert not run.red, run.words
    assert "найдено, откуда читать новости" in run.name
    (page,) = run.artifacts
    assert "Как прочитан сайт" in page
    assert "лента, названная на главной странице" in page
    assert town.wall() == [NEWS[0]["title"]]

    town.news(1)
    run = town.run(publish)
    assert "найдено, откуда" not in run.name
    assert town.wall() == [NEWS[0]["title"], NEWS[1]["title"]]
