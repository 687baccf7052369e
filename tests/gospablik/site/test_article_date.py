"""When a page says that it was published, by what is most to be trusted."""

from datetime import UTC, datetime

import httpx
import pytest

from gospablik.site import read_article
from gospablik.site.article_date import published
from gospablik.site.dates import SiteDate
from gospablik.site.tree import parse_page
from tests.gospablik.site.kit import NOW, SITE, YAKUTSK, Pages, client, page

AT = datetime(2026, 9, 15, 7, 4, tzinfo=UTC)
SIDE = (
    '<aside><div class="item"><i class="date">01.02.2020</i><h3>Другая новость</h3></div></aside>'
)
H1 = "<h1>Мост открыт</h1>"


def date_of(html: str) -> SiteDate | None:
    root = parse_page(html)
    assert root is not None
    return published(root, YAKUTSK, NOW)


@pytest.mark.parametrize(
    "html",
    [
        page(SIDE, head='<script type="application/ld+json">{"@graph": [{"@type": "WebPage"}, '
             '{"@type": "NewsArticle", "datePublished": "2026-09-15T16:04:00+09:00"}]}</script>'),
        page(SIDE, head='<meta property="article:published_time" content="2026-09-15T07:04:00Z">'),
        page(f'{SIDE}<meta itemprop="datePublished" content="2026-09-15 16:04:00">'),
        page(f'{SIDE}<main>{H1}<div class="item-date">15 сентября 2026 16:04</div></main>'),
        page(f'{SIDE}<main><header>{H1}</header><time>Вчера, 16:04</time></main>'),
        page(f'{SIDE}<main>{H1}<p class="news-date-time">15.09.2026, 16:04</p></main>'),
        page(H1, head='<script type="application/ld+json">{broken</script>'
             '<meta name="DC.date" content="2026-09-15T16:04:00+09:00">'),
    ],
)  # fmt: skip
def test_the_pages_own_date(html: str) -> None:
    assert date_of(html) == SiteDate(AT, False)


@pytest.mark.parametrize(
    "html",
    [
        page(f"<main>{H1}</main>{SIDE}"),
        page(f"<main>{H1}<p>Ярмарка пройдёт 19 сентября 2026 года.</p></main>"),
        page(f'<main>{H1}<div class="date">19.09.2026</div></main>'),
        page("<p>Нет заголовка</p>"),
    ],
)
def test_a_date_that_is_anothers_or_of_the_future_is_none(html: str) -> None:
    assert date_of(html) is None


def test_an_article_is_dated_if_it_was_asked() -> None:
    html = page(
        f"<main>{H1}<time>15.09.2026 16:04</time><p>{'Мост открыт сегодня. ' * 20}</p></main>"
    )
    with client(Pages({"/1": httpx.Response(200, text=html)})) as http:
        assert read_article(f"{SITE}/1", http).published is None
        assert read_article(f"{SITE}/1", http, zone=YAKUTSK).published == SiteDate(AT, False)
