"""WordPress: its REST interface, and what it hangs on the texts of its feed."""

import json
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from gospablik.errors import CouldNotRead
from gospablik.site import FeedReading, FeedSource, NewsFile, NewsFileKind, Way, is_rest
from tests.gospablik.site.kit import SITE, Answer, Pages, item, read, rss

REST = FeedSource(f"{SITE}/wp-json/wp/v2/posts", full_text=True, way=Way.WORDPRESS)


def post(number: int = 1, **more: Any) -> dict[str, Any]:
    known = {
        "id": number,
        "date": "2026-09-15T16:04:27",
        "date_gmt": "2026-09-15T07:04:27",
        "link": f"{SITE}/2026/09/15/{number}/",
        "title": {"rendered": "Мост &#8212; открыт"},
        "excerpt": {"rendered": "<p>Открыт мост [&hellip;]</p>\n", "protected": False},
        "content": {"rendered": "<p>Открыт мост.</p><p><img src='/1.jpg'></p>", "protected": False},
        "_embedded": {
            "wp:featuredmedia": [{"media_type": "image", "source_url": f"{SITE}/m.jpg",
                                  "alt_text": 'Вид на "мост"'}],
            "wp:term": [[{"taxonomy": "post_tag", "name": "мост"}],
                        [{"taxonomy": "category", "name": "ЖКХ"}]],
        },
    }  # fmt: skip
    return known | more


def of(*posts: dict[str, Any]) -> FeedReading:
    return read(REST, Pages({"/wp-json/wp/v2/posts": json.dumps(posts)}))


def test_a_post() -> None:
    (news,) = of(post()).items
    assert (news.title, news.announce, news.full_text) == (
        "Мост — открыт", "Открыт мост…", "Открыт мост.",
    )  # fmt: skip
    assert (news.link, news.category) == (f"{SITE}/2026/09/15/1/", "ЖКХ")
    assert news.published_at == datetime(2026, 9, 15, 7, 4, 27, tzinfo=UTC)
    assert news.files == (
        NewsFile(NewsFileKind.PICTURE, f"{SITE}/m.jpg", 'Вид на "мост"'),
        NewsFile(NewsFileKind.PICTURE, f"{SITE}/1.jpg"),
    )


def test_what_a_post_may_lack() -> None:
    bare = {"link": f"{SITE}/1/", "title": {"rendered": "Мост"}, "date": "2026-09-15T16:04:27"}
    closed = post(2, content={"rendered": "<form>пароль</form>", "protected": True})
    broken = post(3, title=None)
    reading = of({**bare, "date_gmt": "0000-00-00T00:00:00"}, closed, broken)
    assert [news.full_text for news in reading.items] == [None, None]
    assert reading.items[0].published_at == datetime(2026, 9, 15, 7, 4, 27, tzinfo=UTC)
    assert "Запись 3 «»: нет заголовка." in reading.broken


def test_the_request_asks_for_what_is_needed_and_keeps_what_was_written() -> None:
    pages = Pages({"/wp-json/wp/v2/posts": json.dumps([post()])})
    source = FeedSource(f"{REST.address}?categories=5&per_page=10", way=Way.WORDPRESS)
    first = read(source, pages)
    (asked,) = pages.asked
    assert "categories=5" in asked
    assert "per_page=10" in asked
    assert "orderby=date" in asked
    assert read(source, pages, seen=first.validators).unchanged


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ('{"code": "rest_no_route", "message": "Нет маршрута"}', "вместо списка другой ответ"),
        (json.dumps([post()])[:-30], "ответ оборван или не JSON"),
        ("<html><script src=/__qrator/q.js></script></html>", "похоже на защиту от роботов"),
        ("", "ответ оборван"),
        (httpx.Response(401), "ошибкой 401"),
        (json.dumps([post(title=None)]), "ни одной годной записи"),
    ],
)
def test_could_not_read_is_never_no_news(body: Answer, why: str) -> None:
    with pytest.raises(CouldNotRead, match=why):
        read(REST, Pages({"/wp-json/wp/v2/posts": body}))


def test_which_addresses_are_of_the_interface() -> None:
    assert is_rest(REST.address)
    assert is_rest(f"{SITE}/?rest_route=/wp/v2/posts")
    assert not is_rest(f"{SITE}/feed/?rest=1")


@pytest.mark.parametrize(
    "foot",
    [
        "<p>Сообщение <a href='/1'>Мост</a> появились сначала на <a href='/'>Сайт</a>.</p>",
        '<p>Запись <a rel="x" href="/1">Мост</a> впервые появилась на <a href="/">С</a>.</p>',
        "<p>The post <a href='/1'>Мост</a> appeared first on <a href='/'>Сайт</a>.</p>",
    ],
)
def test_what_wordpress_hangs_on_is_taken_off(foot: str) -> None:
    more = f"<description><![CDATA[<p>Открыт мост [&#8230;]</p>\n{foot}]]></description>"
    (news,) = read(FeedSource(f"{SITE}/feed/"), Pages({"/feed/": rss(item(more=more))})).items
    assert news.announce == "Открыт мост…"
