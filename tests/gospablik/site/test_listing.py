"""News read off a page: Госвеб's cards, the portal of Yakutia, any page by selectors."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import httpx
import pytest

from gospablik.errors import CouldNotRead
from gospablik.site import FeedReading, FeedSource, NewsFile, NewsFileKind, Selectors, Way
from tests.gospablik.site.kit import SAMPLES, SITE, Answer, Pages, page, read

LIST = f"{SITE}/news/"
GOSWEB = FeedSource(LIST, way=Way.MICRODATA)
PORTAL = FeedSource("https://mr.sakha.gov.ru/news", way=Way.PORTAL)
CHOSEN = FeedSource(
    LIST,
    way=Way.SELECTORS,
    selectors=Selectors(
        item="li.news", title="h3", date=".when", announce="p", picture=".photo", category=".rubric"
    ),
)


def of(source: FeedSource, body: Answer) -> FeedReading:
    return read(source, Pages({"/news/": body, "/news": body}))


def chosen(number: int = 1, date: str = '<i class="when">15 сентября 2026, 16:04</i>') -> str:
    return (
        f'<li class="news"><div class="photo"><img data-src="../u/{number}.jpg" alt="Мост"></div>'
        f'<a href="/news/{number}/?utm_source=list">Подробнее</a><h3>Мост &laquo;{number}&raquo;'
        f'</h3>{date}<p>Открыт   мост.</p><b class="rubric">ЖКХ</b></li>'
    )


@pytest.mark.skipif(not SAMPLES.exists(), reason="saved pages live beside the checkout, ../shared")
def test_a_real_list_of_gosweb() -> None:
    truth = json.loads((SAMPLES / "gosweb-ulmeria-news-list.truth.json").read_text("utf-8"))
    body = (SAMPLES / "gosweb-ulmeria-news-list.html").read_bytes()
    source = FeedSource(truth["base_url"], way=Way.MICRODATA)
    pages = Pages({"/dlya-zhiteley/novosti-i-reportazhi/": body})
    reading = read(source, pages, zone=ZoneInfo("Europe/Ulyanovsk"))
    assert [
        (news.link, news.title, news.published_at and news.published_at.isoformat(), news.category)
        for news in reading.items
    ] == [
        (one["url"], one["title"], one["published_utc"], "; ".join(one["categories"]))
        for one in truth["items"]
    ]
    assert all(news.announce.startswith("По ") and news.files for news in reading.items)
    assert not reading.broken
    assert not reading.notes


def test_a_property_belongs_to_the_nearest_scope() -> None:
    card = (
        '<div itemscope itemtype="http://schema.org/NewsArticle">'
        '<span itemprop="author" itemscope itemtype="https://schema.org/Person">'
        '<b itemprop="name">Пётр</b><a itemprop="url" href="/petr">Пётр</a></span>'
        '<time itemprop="datePublished" datetime="2026-09-15T16:04:27+09:00">вчера</time>'
        '<b itemprop="name">Мост открыт</b><link itemprop="url" href="1.html">'
        '<p itemprop="articleBody">Весь текст</p></div>'
        '<div itemscope itemtype="https://schema.org/Event"><b itemprop="name">Концерт</b></div>'
    )
    (news,) = of(replace(GOSWEB, full_text=True), page(card)).items
    assert (news.title, news.link, news.full_text) == ("Мост открыт", f"{LIST}1.html", "Весь текст")
    assert news.published_at == datetime(2026, 9, 15, 7, 4, 27, tzinfo=UTC)


@pytest.mark.parametrize(
    "card",
    [
        # as the portal's old client read it (facts 3.5)
        '<div class="item"><a href="{a}"><img src="/i/{n}.jpg" title="Мост {n}"></a>'
        '<div class="date">{d}</div></div>',
        # and as it may look today
        '<article><a href="{a}"><img src="/i/{n}.jpg"></a><span>{d}</span><h4><a href="{a}">'
        'Мост {n}</a></h4><p>В посёлке торжественно открыли новый мост через протоку, движение'
        ' пущено.</p><a href="{a}">Читать далее</a></article>',
        '<tr><td>{d}</td><td><a href="{a}">Мост {n}</a></td></tr>',
    ],
)  # fmt: skip
@pytest.mark.parametrize("inside", ["<div class=list>{}</div>", "<main>{}</main>", "{}"])
def test_the_portal_of_yakutia_is_read_by_its_links(card: str, inside: str) -> None:
    dates = ["15 сентября 2026", "14.09.2026 10:30"]
    cards = "".join(
        card.format(a=f"/news/front/view/id/34{n}", n=n, d=date) for n, date in enumerate(dates)
    )
    body = "<nav><a href='/news'>Новости</a></nav>" + inside.format(cards)
    first, second = of(PORTAL, page(body)).items
    assert (first.title, first.link) == ("Мост 0", "https://mr.sakha.gov.ru/news/front/view/id/340")
    assert (first.published_at, first.date_only) == (datetime(2026, 9, 14, 15, tzinfo=UTC), True)
    assert second.published_at == datetime(2026, 9, 14, 1, 30, tzinfo=UTC)
    assert first.announce in {
        "", "В посёлке торжественно открыли новый мост через протоку, движение пущено."
    }  # fmt: skip


def test_any_list_by_selectors() -> None:
    (news,) = of(CHOSEN, page(f"<ul>{chosen()}</ul>")).items
    assert (news.title, news.announce, news.category) == ("Мост «1»", "Открыт мост.", "ЖКХ")
    assert (news.address, news.link) == (f"{SITE}/news/1", f"{SITE}/news/1/")
    assert news.published_at == datetime(2026, 9, 15, 7, 4, tzinfo=UTC)
    assert news.files == (NewsFile(NewsFileKind.PICTURE, f"{SITE}/u/1.jpg", "Мост"),)


def test_the_picture_of_a_card_is_chosen_as_that_of_a_feed() -> None:
    """By selectors, by links and by markup alike: no icon, no drawing, no placeholder."""
    picture = (
        '<img src="/share.png" width="24" height="24"><img src="/i/clock.svg"><img src="/1x1.gif">'
        '<img src="/placeholder.png" data-src="/u/мост 1.jpg" alt="Мост">'
    )
    by_link = f'<p><a href="/news/front/view/id/1">Мост</a>{picture}</p>'
    marked = (
        f'<div itemscope itemtype="https://schema.org/NewsArticle"><a href="/1">.</a>{picture}'
        '<b itemprop="name">Мост</b></div>'
    )
    selected = chosen().replace('<img data-src="../u/1.jpg" alt="Мост">', picture)
    for source, body in ((PORTAL, by_link), (GOSWEB, marked), (CHOSEN, selected)):
        (news,) = of(source, page(body)).items
        site = source.address.partition("/news")[0]
        assert news.files == (NewsFile(NewsFileKind.PICTURE, f"{site}/u/мост%201.jpg", "Мост"),)


def test_selectors_may_be_few() -> None:
    source = replace(CHOSEN, selectors=Selectors(item="a.news"))
    body = page('<base href="/x/"><a class="news" href="1"><img alt="Мост открыт"></a>')
    (news,) = of(source, body.replace("<base", "<p")).items
    assert (news.title, news.link, news.published_at) == ("Мост открыт", f"{LIST}1", None)
    (based,) = of(source, page(body, head='<base href="/x/">')).items
    assert based.link == f"{SITE}/x/1"


@pytest.mark.parametrize(
    "date",
    [
        '<i class="when" title="15 сентября 2026 16:04">Недавно</i>',
        '<time class="when" datetime="2026-09-15T16:04+09:00">вторник</time>',
        '<i class="when">Опубликовано: 16:04, 15.09.2026</i>',
    ],
)
def test_the_date_that_can_be_read_is_taken(date: str) -> None:
    (news,) = of(CHOSEN, page(chosen(date=date))).items
    assert news.published_at == datetime(2026, 9, 15, 7, 4, tzinfo=UTC)


def test_a_date_that_cannot_be_read_is_told() -> None:
    reading = of(CHOSEN, page(chosen(date='<i class="when">на днях</i>')))
    assert reading.items[0].published_at is None
    assert "«на днях» не читается" in reading.notes[0]


BAD: list[tuple[Answer, str]] = [
    ("", "пуста"),
    (page(chosen())[:-20], "не целиком"),
    (page("<p>Ничего</p>"), "не нашлось ни одной новости"),
    (page("<ul></ul>"), "новые селекторы ([site.list])"),
    (page('<script src="/__qrator/q.js"></script>', ""), "защитой от роботов"),
    (page("<h1>Новости</h1>", "Ошибка 404"), "отвечает «Ошибка 404»"),
    (page("<h1>Новости</h1>", "Технические работы"), "отвечает «Технические работы»"),
    (httpx.Response(503), "ошибкой 503"),
    (httpx.Response(200, content=b"x", headers={"Content-Type": "application/pdf"}), "pdf"),
]


@pytest.mark.parametrize(("body", "why"), BAD)
@pytest.mark.parametrize("source", [CHOSEN, GOSWEB, replace(CHOSEN, way=Way.PORTAL)])
def test_could_not_read_is_never_no_news(source: FeedSource, body: Answer, why: str) -> None:
    with pytest.raises(CouldNotRead) as problem:
        of(source, body)
    assert why in str(problem.value)
    assert "это не значит, что новостей нет" in problem.value.not_done


def test_a_list_whose_page_is_called_like_an_error_is_read_as_long_as_it_has_news() -> None:
    assert of(CHOSEN, page(chosen(), "Технические работы")).items


def test_news_of_one_minute_on_a_page_are_dated() -> None:
    """Only feeds put the moment of reading in place of a date."""
    fresh = '<i class="when">сегодня, 11:58</i>'
    reading = of(CHOSEN, page(chosen(1, fresh) + chosen(2, fresh)))
    assert {news.published_at for news in reading.items} == {
        datetime(2026, 9, 16, 2, 58, tzinfo=UTC)
    }


def test_links_to_another_site_are_no_news_of_ours() -> None:
    stranger = chosen().replace("/news/1/?utm_source=list", "https://minec.example.net/1")
    reading = of(CHOSEN, page(chosen(2) + stranger))
    assert [news.title for news in reading.items] == ["Мост «2»"]
    assert "ссылка ведёт на другой сайт (minec.example.net)" in reading.broken[0]
    with pytest.raises(CouldNotRead, match="ни одной годной записи"):
        of(CHOSEN, page(stranger))


def test_the_same_news_on_a_page_that_changed_are_unchanged() -> None:
    first = of(CHOSEN, page(chosen()))
    again = page(chosen() + "<p>Просмотров: 17</p>")
    kept = read(CHOSEN, Pages({"/news/": again}), seen=first.validators)
    assert (kept.unchanged, kept.items) == (True, ())
    other = read(CHOSEN, Pages({"/news/": page(chosen(2))}), seen=first.validators)
    assert [news.title for news in other.items] == ["Мост «2»"]


def test_the_site_may_say_that_the_page_has_not_changed() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.headers.get("If-None-Match") == '"1"':
            return httpx.Response(304)
        return httpx.Response(200, text=page(chosen()), headers={"ETag": '"1"'})

    first = of(CHOSEN, answer)
    again = read(CHOSEN, Pages({"/news/": answer}), seen=first.validators)
    assert again.unchanged
    assert again.validators == first.validators
