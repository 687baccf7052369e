from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import httpx
import pytest

from gospablik.errors import CouldNotRead
from gospablik.root import ROOT
from gospablik.site import FeedReading, FeedSource, Validators, read_feed

YAKUTSK = ZoneInfo("Asia/Yakutsk")
NOW = datetime(2026, 9, 16, 3, tzinfo=UTC)
SAMPLES = ROOT.parent / "shared" / "samples" / "site"
FEED = "https://adm.example.ru/rss/"
Handler = Callable[[httpx.Request], httpx.Response]

needs_samples = pytest.mark.skipif(
    not SAMPLES.exists(), reason="saved pages of sites live beside the checkout, in ../shared"
)


def item(
    number: int = 1, title: str = "Субботник", extra: str = "", link: str | None = None
) -> str:
    address = f"http://adm.example.ru/news/{number}/" if link is None else link
    return f"<item><title>{title}</title><link>{address}</link>{extra}</item>"


def rss(*items: str, prolog: str = '<?xml version="1.0" encoding="utf-8"?>') -> str:
    return (
        f'{prolog}<rss version="2.0" xmlns:yandex="http://news.yandex.ru"><channel>'
        f"<title>Новости администрации городского округа</title><link>http://adm.example.ru</link>"
        f"{''.join(items)}</channel></rss>"
    )


def answering(body: bytes | str, kind: str = "text/xml", packed: str = "") -> Handler:
    content = body.encode() if isinstance(body, str) else body
    headers = {"Content-Type": kind, "Content-Encoding": packed}
    return lambda _: httpx.Response(200, content=content, headers=headers)


def read(
    body: bytes | str | Handler,
    *,
    seen: Validators | None = None,
    full_text: bool = False,
    kind: str = "text/xml",
) -> FeedReading:
    handler = body if callable(body) else answering(body, kind)
    with httpx.Client(transport=httpx.MockTransport(handler)) as http:
        source = FeedSource(FEED, full_text, "it@adm.example.ru")
        return read_feed(source, http, zone=YAKUTSK, now=NOW, seen=seen)


def test_a_plain_feed() -> None:
    extra = (
        "<description>&lt;p&gt;Сбор у &amp;laquo;Дома&amp;raquo;&lt;/p&gt;</description>"
        "<pubDate>Tue, 15 Sep 2026 16:04:27 +0900</pubDate><category>Новости/ЖКХ</category>"
        "<category> Свет;  вода </category><category>Новости/ЖКХ</category><category/>"
        '<enclosure url="/upload/1.jpg" length="" type="image/jpeg"/>'
    )
    reading = read(rss(item(extra=extra)))
    (news,) = reading.items
    assert (news.address, news.link) == (
        "https://adm.example.ru/news/1",
        "http://adm.example.ru/news/1/",
    )
    assert (news.title, news.announce, news.full_text) == ("Субботник", "Сбор у «Дома»", None)
    assert news.published_at == datetime(2026, 9, 15, 7, 4, 27, tzinfo=UTC)
    assert not news.date_only
    assert [one.address for one in news.files] == ["http://adm.example.ru/upload/1.jpg"]
    assert news.category == "Новости/ЖКХ; Свет, вода"
    assert not reading.broken
    assert not reading.notes
    assert not reading.unchanged


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("header", [None, "utf-8", "windows-1251", "no-such-thing"])
@pytest.mark.parametrize("prolog", ["", '<?xml version="1.0" encoding="utf-8"?>'])
def test_lying_headers_and_prologs(encoding: str, header: str | None, prolog: str) -> None:
    title = "Отключение воды в посёлке и ремонт дороги"
    body = rss(item(title=title), prolog=prolog).encode(encoding)
    kind = "application/rss+xml" + (f"; charset={header}" if header else "")
    reading = read(body, kind=kind)
    assert [news.title for news in reading.items] == [title]


def test_one_spoilt_letter_does_not_spoil_the_feed() -> None:
    long = "Отключение воды в посёлке и ремонт дороги до самого вечера"
    for encoding, spoilt in (("utf-8", b"\xd0"), ("cp1251", b"\x98")):
        prolog = f'<?xml version="1.0" encoding="{encoding}"?>'
        body = rss(item(title=long + "@"), prolog=prolog).encode(encoding).replace(b"@", spoilt)
        reading = read(body)
        assert reading.items[0].title == long + "\ufffd"
        assert "испорченные знаки" in reading.notes[0]


def test_double_escaped_entities_and_named_ones() -> None:
    reading = read(rss(item(title="Вода &amp;amp; тепло&nbsp;&amp;quot;тут&amp;quot;")))
    assert reading.items[0].title == 'Вода & тепло "тут"'


def test_full_text_comes_from_the_best_place() -> None:
    yandex = "<yandex:full-text>&lt;p&gt;Весь&lt;/p&gt;&lt;p&gt;текст&lt;/p&gt;</yandex:full-text>"
    plain = "<description>Анонс</description>"
    feed = rss(item(1, extra=plain + yandex), item(2, extra=plain), item(3))
    assert [n.full_text for n in read(feed, full_text=True).items] == [
        "Весь\n\nтекст",
        "Анонс",
        None,
    ]
    assert {n.full_text for n in read(feed).items} == {None}


@pytest.mark.parametrize(
    ("written", "at", "date_only"),
    [
        ("Tue, 15 Sep 2026 16:04:27 YAKT", datetime(2026, 9, 15, 7, 4, 27, tzinfo=UTC), False),
        ("Tue, 15 Sep 2026 16:04:27 XYZT", datetime(2026, 9, 15, 7, 4, 27, tzinfo=UTC), False),
        ("Tue, 15 Sep 2026 16:04:27 MSK", datetime(2026, 9, 15, 13, 4, 27, tzinfo=UTC), False),
        ("Tue, 15 Sep 2026 00:00:00 +0000", datetime(2026, 9, 15, tzinfo=UTC), False),
        ("Tue, 15 Sep 2026 00:00:00 +0900", datetime(2026, 9, 14, 15, tzinfo=UTC), True),
        ("Tue, 15 Sep 2026 00:00:00 +0300", datetime(2026, 9, 14, 15, tzinfo=UTC), True),
        ("Вт, 15 сен 2026 16:04", datetime(2026, 9, 15, 7, 4, tzinfo=UTC), False),
        ("15 сентября 2026 г., 16:04", datetime(2026, 9, 15, 7, 4, tzinfo=UTC), False),
        ("15.09.2026", datetime(2026, 9, 14, 15, tzinfo=UTC), True),
        ("вчера, 16:04", datetime(2026, 9, 15, 7, 4, tzinfo=UTC), False),
        ("2026-09-15 16:04:27", datetime(2026, 9, 15, 7, 4, 27, tzinfo=UTC), False),
        ("2003-01-31T10:00:00Z", datetime(2003, 1, 31, 10, tzinfo=UTC), False),
        ("Thu, 17 Sep 2026 10:00:00 +0900", datetime(2026, 9, 17, 1, tzinfo=UTC), False),
    ],
)
def test_dates(written: str, at: datetime, date_only: bool) -> None:
    reading = read(rss(item(extra=f"<pubDate>{written}</pubDate>")))
    assert (reading.items[0].published_at, reading.items[0].date_only) == (at, date_only)
    assert not reading.notes


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("Fri, 18 Sep 2026 10:00:00 +0900", "в будущем"),
        ("01.01.1970", "невозможна"),
        ("31.02.2026", "не читается"),
        ("на днях", "не читается"),
    ],
)
def test_impossible_dates_leave_news_undated(written: str, why: str) -> None:
    reading = read(rss(item(extra=f"<pubDate>{written}</pubDate>")))
    assert reading.items[0].published_at is None
    assert why in reading.notes[0]


def test_no_dates_at_all() -> None:
    reading = read(rss(item(1), item(2)))
    assert [news.published_at for news in reading.items] == [None, None]
    assert not reading.notes


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        (item(9, link=""), "нет ссылки"),
        (item(9, link="javascript:alert(1)"), "не ведёт на сайт"),
        (item(9, link="file:///etc/passwd"), "не ведёт на сайт"),
        (item(9, link="http://user:pass@adm.example.ru/"), "имя или пароль"),
        (item(9, title=" "), "нет заголовка"),
        ("<item><title>Старое</title><guid>1203</guid></item>", "не ведёт на сайт"),
    ],
)
def test_a_broken_item_among_good_ones(bad: str, why: str) -> None:
    reading = read(rss(item(1), bad, item(2)))
    assert [news.address[-1] for news in reading.items] == ["1", "2"]
    (sentence,) = reading.broken
    assert "Запись 2" in sentence
    assert why in sentence


def test_broken_markup_among_good_items() -> None:
    reading = read(rss(item(1), item(2, title="Ромашка & Ко <b>"), item(3)))
    assert [news.address[-1] for news in reading.items] == ["1", "2", "3"]
    assert "ошибками разметки" in reading.notes[0]


def test_one_page_under_many_spellings_is_one_item() -> None:
    twins = [
        item(link=address)
        for address in (
            "http://www.adm.example.ru/news/1/?utm_source=rss&amp;id=5",
            "https://adm.example.ru:443/news/1?id=5#top",
        )
    ]
    reading = read(rss(*twins, item(link="/news/1/?id=6")))
    assert [news.link for news in reading.items] == [
        "http://www.adm.example.ru/news/1/?id=5",
        "http://adm.example.ru/news/1/?id=6",
    ]
    assert "повторяется" in reading.notes[0]


def test_atom() -> None:
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Новости</title><entry>'
        '<title>Субботник</title><link href="https://adm.example.ru/1"/>'
        "<updated>2026-09-15T16:04:00+09:00</updated><content>Текст</content></entry></feed>"
    )
    (news,) = read(atom, full_text=True).items
    assert (news.full_text, news.published_at) == ("Текст", datetime(2026, 9, 15, 7, 4, tzinfo=UTC))


def raising(problem: Exception) -> Handler:
    def handler(_: httpx.Request) -> httpx.Response:
        raise problem

    return handler


def redirecting(address: str) -> Handler:
    return lambda _: httpx.Response(302, headers={"Location": address})


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (lambda _: httpx.Response(503), "ошибкой 503"),
        (lambda _: httpx.Response(204), "ошибкой 204"),
        (lambda _: httpx.Response(304), "на первый запрос"),
        (raising(httpx.ReadTimeout("")), "не ответил вовремя"),
        (raising(httpx.ConnectError("нет сети")), "нет сети"),
        (redirecting("file:///etc/passwd"), "это не сайт"),
        (redirecting(FEED), "по кругу"),
        (answering(""), "пуста"),
        (answering(" \n"), "пуста"),
        (answering("<!DOCTYPE html><html><script src=/__qrator/q.js></script>"), "роботов"),
        (answering("<html><body>Новости</body></html>"), "HTML-страница"),
        (answering('{"items": []}'), "не лента"),
        (answering(rss(item(1), item(2))[:-40]), "оборвана"),
        (answering(rss(item(1)).partition("</channel>")[0]), "оборвана"),
        (answering(rss(item(link=""))), "ни одной годной"),
        (answering(b" " * (5 * 1024 * 1024 + 1)), "больше 5 МБ"),
        (answering(b"not gzip", packed="gzip"), "не прочитан"),
    ],
)
def test_could_not_read_is_never_no_news(answer: Handler, why: str) -> None:
    with pytest.raises(CouldNotRead, match=why) as caught:
        read(answer)
    assert caught.value.not_done
    assert caught.value.next_step


def test_a_feed_that_lost_its_news() -> None:
    empty = read(rss())
    assert empty.items == ()
    assert "ни одной записи" in empty.notes[0]
    assert read(rss() + "<!-- 2 -->", seen=empty.validators).items == ()
    before = read(rss(item())).validators
    with pytest.raises(CouldNotRead, match="были новости"):
        read(rss(), seen=before)


def test_conditional_get() -> None:
    asked: list[httpx.Request] = []

    def handler(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        if request.headers.get("If-None-Match") == '"1"':
            return httpx.Response(304)
        return httpx.Response(200, text=rss(item()), headers={"ETag": '"1"', "Last-Modified": "X"})

    first = read(handler)
    assert (first.validators.etag, first.validators.modified) == ('"1"', "X")
    again = read(handler, seen=first.validators)
    assert again.unchanged
    assert again.validators == first.validators
    assert asked[1].headers["If-Modified-Since"] == "X"
    assert asked[0].headers["User-Agent"] == "gospablik/0.1 (+it@adm.example.ru)"
    assert read(rss(item()), seen=first.validators).unchanged
    assert not read(rss(item(2)), seen=first.validators).unchanged


def test_a_redirect_is_followed_and_told() -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/rss/":
            return httpx.Response(301, headers={"Location": "/news/rss/"})
        return httpx.Response(200, text=rss(item()))

    assert "/news/rss/" in read(handler).notes[0]


def test_a_local_file(tmp_path: Path) -> None:
    path = tmp_path / "лента.xml"
    path.write_text(rss(item()), "utf-8")
    with httpx.Client() as http:
        reading = read_feed(FeedSource(path.as_uri()), http, zone=YAKUTSK, now=NOW, seen=None)
        assert len(reading.items) == 1
        with pytest.raises(CouldNotRead, match="не читается"):
            read_feed(FeedSource("file:///nowhere.xml"), http, zone=YAKUTSK, now=NOW, seen=None)


def test_naive_now_is_refused() -> None:
    with httpx.Client() as http, pytest.raises(ValueError, match="часового пояса"):
        read_feed(
            FeedSource(FEED),
            http,
            zone=YAKUTSK,
            now=NOW.replace(tzinfo=None),
            seen=None,
        )


@needs_samples
@pytest.mark.parametrize("header", [None, "utf-8", "koi8-r"])
def test_real_windows_1251(header: str | None) -> None:
    body = (SAMPLES / "miniflux-windows-1251.rss.xml").read_bytes()
    kind = "text/xml" + (f"; charset={header}" if header else "")
    reading = read(body, full_text=True, kind=kind)
    assert len(reading.items) == 50
    assert not reading.broken
    assert reading.items[0].title == "Цитата #17703"
    text = reading.items[0].full_text or ""
    assert text.startswith("xxx: есть у кого жаба программер\nxxx: кот")
    assert all(news.full_text and "<br" not in news.full_text for news in reading.items)
    assert reading.items[0].published_at == datetime(2018, 3, 21, 7, 27, 32, tzinfo=UTC)


@needs_samples
def test_bitrix() -> None:
    body = (SAMPLES / "synthetic-bitrix-windows-1251.rss.xml").read_bytes()
    water, cleaning = read(body, full_text=True).items
    assert water.title == "Отключение воды 17 сентября: ул. Ленина, 1–15 & пер. Школьный"
    assert water.full_text == (
        "17 сентября с 9:00 до 18:00 будет отключена вода.\n\nТелефон: 8 (411) 00-00-00"
    )
    assert (cleaning.announce, cleaning.date_only) == ("", True)


@needs_samples
def test_undeclared_koi8r() -> None:
    body = (SAMPLES / "feedparser-koi8r-undeclared.rss.xml").read_bytes()
    linked = body.replace(b"<item>", b"<item><link>https://adm.example.ru/1</link>")
    assert read(linked).items[0].title == "Как пережить новогоднюю ночь"
