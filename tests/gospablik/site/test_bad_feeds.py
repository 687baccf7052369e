"""Feeds that lie about their dates, lead elsewhere, or are made to break whoever reads them."""

from datetime import UTC, datetime, timedelta

import pytest

from gospablik.errors import CouldNotRead
from gospablik.site import FeedReading, FeedSource, Validators
from tests.gospablik.site.kit import NOW, SITE, Pages, item, read, rss

FEED = FeedSource(f"{SITE}/rss/", hosts=("www.adm.example.ru",))
NOW_WORDS = "Wed, 16 Sep 2026 12:00:{:02d} +0900"  # NOW and some seconds


def of(body: str, seen: Validators | None = None, now: datetime = NOW) -> FeedReading:
    return read(FEED, Pages({"/rss/": body}), seen=seen, now=now)


def dates(reading: FeedReading) -> list[datetime | None]:
    return [news.published_at for news in reading.items]


@pytest.mark.parametrize("minutes", [0, 1, 59])
def test_now_in_place_of_a_date_is_no_date(minutes: int) -> None:
    """Bitrix writes the time of the feed, which it keeps for an hour (facts 3.2)."""
    moment = NOW_WORDS.format(0)
    known = item(3, "Tue, 15 Sep 2026 16:04:27 +0900")
    reading = of(rss(item(1, moment), item(2, moment), known), now=NOW + timedelta(minutes=minutes))
    assert dates(reading) == [None, None, datetime(2026, 9, 15, 7, 4, 27, tzinfo=UTC)]
    assert "считаются новостями без даты" in reading.notes[0]


def test_a_doubtful_feed_is_read_again_and_the_truth_comes_out() -> None:
    body = rss(item(1, NOW_WORDS.format(5)), made=NOW_WORDS.format(5))
    first = of(body, now=NOW + timedelta(seconds=9))
    assert dates(first) == [None]
    later = of(body, seen=first.validators, now=NOW + timedelta(minutes=15))
    assert not later.unchanged
    assert dates(later) == [NOW + timedelta(seconds=5)], "новость и лента одной секунды"


def test_one_news_item_that_is_just_out_is_dated() -> None:
    body = rss(item(1, NOW_WORDS.format(0)), item(2, NOW_WORDS.format(1)))
    assert dates(of(body)) == [NOW, NOW + timedelta(seconds=1)]


def test_news_of_one_minute_or_day_are_dated() -> None:
    minute = "Mon, 14 Sep 2026 10:00:00 +0900"
    day = "Mon, 14 Sep 2026 00:00:00 +0900"
    body = rss(*(item(n, minute) for n in (1, 2, 3)), *(item(n, day) for n in (4, 5, 6)))
    assert None not in dates(of(body))


def test_a_whole_site_made_in_one_second_is_undated() -> None:
    body = rss(*(item(n, "Mon, 14 Sep 2026 10:00:07 +0900") for n in (1, 2, 3)))
    assert dates(of(body)) == [None] * 3


def test_a_back_dated_item_in_the_middle_is_found() -> None:
    old = [item(n, f"Tue, 15 Sep 2026 1{n}:04:27 +0900") for n in (5, 3, 1)]
    first = of(rss(*old))
    again = of(rss(*old[:2], item(2, "Tue, 15 Sep 2026 11:30:00 +0900"), old[2]), first.validators)
    assert [news.title for news in again.items][2] == "Новость 2"


@pytest.mark.parametrize(
    "link",
    ["https://minec.example.net/1", "http://127.0.0.1/1", "https://adm.example.ru.evil.test/"],
)
def test_an_item_of_another_site_is_not_ours(link: str) -> None:
    reading = of(rss(item(1), item(2, link=link)))
    assert [news.title for news in reading.items] == ["Новость 1"]
    assert "ссылка ведёт на другой сайт" in reading.broken[0]
    assert "«Репост»" in reading.broken[0]


@pytest.mark.parametrize("link", ["http://www.adm.example.ru/1", "https://news.adm.example.ru/1"])
def test_the_site_has_several_names(link: str) -> None:
    assert not of(rss(item(1, link=link))).broken


def test_a_feed_may_lie_elsewhere_and_say_whose_it_is() -> None:
    source = FeedSource("https://feeds.example.net/rss/")
    reading = read(source, Pages({"/rss/": rss(item(1))}))
    assert reading.items[0].address == f"{SITE}/news/1"


def bomb(declared: str) -> str:
    return f'<?xml version="1.0"?><!DOCTYPE rss [{declared}]>' + rss(item(1)).partition("?>")[2]


@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY a "ха"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">',
        "<!ENTITY a '" + "x" * 100_000 + "'>",
        '<!ENTITY a SYSTEM "file:///etc/passwd">',
        "<!ENTITY % a \"<!ENTITY b SYSTEM 'http://10.0.0.1/'>\"> %a;",
    ],
)
def test_a_bomb_of_entities_is_not_opened(declared: str) -> None:
    with pytest.raises(CouldNotRead, match="так устроены «бомбы»"):
        of(bomb(declared))


def test_harmless_entities_are_none() -> None:
    declared = '<!ENTITY nbsp "&#160;"><!ENTITY copy "©">'
    assert [news.title for news in of(bomb(declared)).items] == ["Новость 1"]


@pytest.mark.parametrize(
    ("link", "address"), [("/a?id=5", "/a?id=5"), ("a/1.html", "/news/a/1.html"), ("1/", "/news/1")]
)
def test_links_may_be_relative_to_the_channels(link: str, address: str) -> None:
    reading = of(rss(item(1, link=link), link=f"{SITE}/news/"))
    assert reading.items[0].address == f"{SITE}{address}"
