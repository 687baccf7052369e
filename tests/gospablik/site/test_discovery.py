"""The way is found from the site's address alone, and said; what was tried is said, too."""

import json

import httpx
import pytest

from gospablik.errors import CouldNotRead, NoAnswer
from gospablik.site import FeedSource, Found, Selectors, Way, discover
from tests.gospablik.site.kit import NOW, SITE, YAKUTSK, Answer, Pages, client, item, page, rss
from tests.gospablik.site.test_wordpress import post

FEED = rss(item(1), item(2))
CARDS = "".join(
    f'<div itemscope itemtype="https://schema.org/NewsArticle"><b itemprop="name">Мост {n}</b>'
    f'<a href="/n/{n}">…</a><meta itemprop="datePublished" content="2026-09-1{n} 10:00:00"></div>'
    for n in (1, 2)
)


def named(address: str, title: str = "Новости") -> str:
    return f'<link rel="alternate" type="application/rss+xml" title="{title}" href="{address}">'


def find(pages: dict[str, Answer], home: str = f"{SITE}/") -> tuple[Found, Pages]:
    site = Pages(pages)
    with client(site) as http:
        source = FeedSource(home, True, "it@adm.example.ru", hosts=("adm.example.ru",))
        return discover(source, http, zone=YAKUTSK, now=NOW), site


@pytest.mark.parametrize(
    ("pages", "way", "address", "said"),
    [
        ({"/": page("", head=named("/comments/feed/", "Комментарии") + named("/rss.php")),
          "/rss.php": FEED},
         Way.FEED, "/rss.php", "лента, названная на главной странице"),
        ({"/": page('<a href="/novosti/">Новости</a>'),
          "/novosti/": page("", head=named("rss/")), "/novosti/rss/": FEED},
         Way.FEED, "/novosti/rss/", "лента, названная на странице новостей"),
        ({"/": page('<script src="/bitrix/js/main.js"></script>'), "/news/rss/": FEED},
         Way.FEED, "/news/rss/", "лента на обычном месте Bitrix"),
        ({"/": page("", head=named("https://other.example.net/rss")), "/rss.xml": FEED},
         Way.FEED, "/rss.xml", "лента на обычном месте"),
        ({"/": page('<img src="/wp-content/1.png">'),
          "/wp-json/wp/v2/posts": json.dumps([post()])},
         Way.WORDPRESS, "/wp-json/wp/v2/posts", "записи WordPress (REST)"),
        ({"/": page('<a href="/netcat_files/1">.</a>'),
          "/dlya-zhiteley/novosti-i-reportazhi/": page(CARDS + '<img src="/netcat_files/1.jpg">')},
         Way.MICRODATA, "/dlya-zhiteley/novosti-i-reportazhi/", "список новостей Госвеба"),
        ({"/": page('<a href="/press/">Пресс-центр</a>'), "/press/": page(CARDS)},
         Way.MICRODATA, "/press/", "список новостей, разметка schema.org"),
        ({"/": page(CARDS)}, Way.MICRODATA, "/", "список новостей"),
        ({"/": page('<a href="/news">Все новости</a>'),
          "/news": page('<div class="item"><a href="/news/front/view/id/3"><img title="Мост"></a>'
                        '<div class="date">15.09.2026</div></div>')},
         Way.PORTAL, "/news", "портала Якутии"),
        ({"/": page('<a href="/news/">Новости</a>'),
          "/news/": page('<div class="news-list"><p class="news-item"><span class="news-date-time">'
                         '15.09.2026</span><a href="/news/1/">Мост</a></p></div>')},
         Way.SELECTORS, "/news/", "список новостей («.news-list .news-item»)"),
    ],
)  # fmt: skip
def test_the_way_is_found_and_said(
    pages: dict[str, Answer], way: Way, address: str, said: str
) -> None:
    found, site = find(pages)
    assert (found.source.way, found.source.address) == (way, f"{SITE}{address}")
    assert said in found.said
    assert found.said.endswith(f": {SITE}{address}")
    assert (found.source.full_text, found.source.contact) == (True, "it@adm.example.ru")
    assert (found.source.selectors is not None) is (way is Way.SELECTORS)
    assert len(site.asked) <= 15


def test_a_feed_that_is_named_but_broken_or_empty_is_passed_over() -> None:
    pages: dict[str, Answer] = {
        "/": page("", head=named("/news/old/") + named("/half/") + named("/empty/")),
        "/half/": FEED[:-20], "/empty/": rss(), "/rss/": FEED,
    }  # fmt: skip
    found, _ = find(pages)
    assert found.source.address == f"{SITE}/rss/"


def test_cards_without_dates_are_no_news() -> None:
    menu = "".join(f'<div class="item"><a href="/{n}">Отдел {n}</a></div>' for n in range(9))
    with pytest.raises(CouldNotRead) as problem:
        find({"/": page(menu)})
    assert problem.value.happened.startswith(f"На сайте {SITE}/ не нашлось, откуда брать новости.")
    assert f"{SITE}/rss.xml" in problem.value.happened
    assert "[site.list]" in problem.value.next_step


@pytest.mark.parametrize(
    ("front", "why"),
    [
        (httpx.Response(503), "ошибкой 503"),
        (httpx.Response(301, headers={"Location": "https://new.example.ru/"}), "на другой сайт"),
        ("", "пуста"),
    ],
)
def test_a_site_that_does_not_open_is_not_searched(front: Answer, why: str) -> None:
    with pytest.raises(CouldNotRead, match=why):
        find({"/": front, "/rss.xml": FEED})


def late(_: httpx.Request) -> httpx.Response:
    raise httpx.ReadTimeout("late")


@pytest.mark.parametrize("silent", [httpx.Response(503), late])
@pytest.mark.parametrize(
    ("front", "path"),
    [
        (named("/rss.php"), "/rss.php"),
        ('<a href="/novosti/">Новости</a>', "/novosti/"),
        ("", "/rss.xml"),
    ],
)
def test_a_way_that_does_not_answer_is_not_left_for_a_worse_one(
    front: str, path: str, silent: Answer
) -> None:
    with pytest.raises(NoAnswer) as problem:
        find({"/": page(CARDS + front, head=front), path: silent, "/rss/": FEED})
    assert problem.value.happened.startswith("Откуда брать новости, не выяснено. Сайт ")
    assert f"{SITE}{path}" in problem.value.happened
    assert problem.value.next_step.endswith(
        "впишите в [site] organisation.toml адрес ленты (feed)."
    )


GUARDED = page('<script src="/__qrator/q.js"></script>')


def test_a_guard_is_told_of_where_nothing_was_found() -> None:
    with pytest.raises(CouldNotRead, match="закрыта защитой от роботов"):
        find({"/": GUARDED})


@pytest.mark.parametrize("front", [GUARDED, page('<form class="captcha"></form>')])
def test_what_looks_like_a_guard_does_not_hide_a_feed(front: str) -> None:
    assert find({"/": front, "/rss.xml": FEED})[0].source.address == f"{SITE}/rss.xml"


def test_a_municipality_of_the_portal_is_known_by_its_name() -> None:
    list_of = page('<p><a href="/news/front/view/id/3">Мост</a> 15.09.2026</p>')
    found, site = find({"/": page("<p>Добро пожаловать</p>"), "/news": list_of},
                       home="https://mr-allaihovskij.sakha.gov.ru")  # fmt: skip
    assert found.source.way is Way.PORTAL
    assert found.said.startswith("список новостей портала Якутии: ")
    assert len(site.asked) <= 6


def test_a_site_that_only_resembles_the_portal_is_not_called_so() -> None:
    card = '<p><a href="/news/front/view/id/3">Мост</a> 15.09.2026</p>'
    cards, _ = find({"/": page('<a href="/news">Новости</a>'), "/news": page(card)})
    assert cards.said == f"список новостей с адресами, как у портала Якутии: {SITE}/news"
    feed, _ = find({"/": page(card), "/rss": FEED})
    assert feed.said == f"лента на обычном месте: {SITE}/rss"


def test_usual_cards_are_good_selectors() -> None:
    card = '<article><h2><a href="/n/{0}">Мост {0}</a></h2><time>1{0}.09.2026</time></article>'
    cards = page("".join(card.format(number) for number in (1, 2)))
    found, _ = find({"/": page('<a href="/news/">Новости</a>'), "/news/": cards})
    assert isinstance(found.source.selectors, Selectors)
    assert found.source.selectors.item == "article"
