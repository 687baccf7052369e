"""What a news item carries: every picture once, video, documents, players (clause 3.3)."""

from datetime import UTC, datetime
from html import escape
from zoneinfo import ZoneInfo

import httpx
import pytest

from gospablik.site import FeedItem, FeedSource, NewsFile, NewsFileKind, read_feed
from gospablik.site.carried import files_of

SITE = "https://adm.example.ru"
PICTURE, VIDEO = NewsFileKind.PICTURE, NewsFileKind.VIDEO
FILE, STAYS = NewsFileKind.FILE, NewsFileKind.STAYS


def item(*parts: str) -> FeedItem:
    """The one item of a feed that has these elements beside its title and link."""
    feed = (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"'
        ' xmlns:yandex="http://news.yandex.ru" xmlns:media="http://search.yahoo.com/mrss/"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>Новости</title><link>{SITE}</link><item><title>Мост открыт</title>"
        f"<link>{SITE}/news/1/</link>{''.join(parts)}</item></channel></rss>"
    )
    handler = httpx.MockTransport(lambda _: httpx.Response(200, content=feed.encode()))
    with httpx.Client(transport=handler) as http:
        reading = read_feed(
            FeedSource(f"{SITE}/rss"), http, zone=ZoneInfo("Asia/Yakutsk"),
            now=datetime(2026, 11, 25, tzinfo=UTC), seen=None,
        )  # fmt: skip
    (found,) = reading.items
    return found


def text(html: str, name: str = "yandex:full-text") -> str:
    return f"<{name}>{escape(html)}</{name}>"


def enclosure(address: str, kind: str = "image/jpeg") -> str:
    return f'<enclosure url="{address}" length="" type="{kind}"/>'


def names(found: FeedItem) -> list[tuple[str, str]]:
    return [(one.kind.name, one.address.removeprefix(SITE)) for one in found.files]


def shown(html: str) -> list[tuple[str, str]]:
    return names(item(text(html)))


def test_all_pictures_in_order_with_what_the_site_says_of_them() -> None:
    found = item(
        enclosure("/upload/1.jpg"),
        f'<media:content url="{SITE}/upload/2.png" medium="image"/>',
        text('<p>Вид <img src="/upload/3.webp" alt="Вид  на &quot;мост&quot;"></p>'),
        text('<img src="upload/4.jpg"/>', "content:encoded"),
        text('<img alt="" src="//cdn.example.ru/5.gif">', "description"),
    )
    assert found.files == (
        NewsFile(PICTURE, f"{SITE}/upload/1.jpg"),
        NewsFile(PICTURE, f"{SITE}/upload/2.png"),
        NewsFile(PICTURE, "https://cdn.example.ru/5.gif"),
        NewsFile(PICTURE, f"{SITE}/upload/3.webp", 'Вид на "мост"'),
        NewsFile(PICTURE, f"{SITE}/upload/4.jpg"),
    )


def test_a_picture_in_several_places_is_one_and_keeps_its_words() -> None:
    again = '<img src="http://www.adm.example.ru/upload/1.jpg?ver=2" alt="Мост">'
    found = item(
        enclosure(f"{SITE}/upload/1.jpg"), text(again), text(again, "description"),
        f'<media:thumbnail url="{SITE}/upload/small.jpg"/>',
    )  # fmt: skip
    assert found.files == (NewsFile(PICTURE, f"{SITE}/upload/1.jpg", "Мост"),)


@pytest.mark.parametrize(
    ("written", "taken"),
    [
        (["/a-300x200.jpg", "/a.jpg"], ["/a.jpg"]),
        (["/a.jpg", "/a-1024x683.jpg"], ["/a.jpg"]),
        (["/a-300x200.jpg", "/a-1024x683.jpg", "/b.jpg"], ["/a-1024x683.jpg", "/b.jpg"]),
        (["/a-1.jpg", "/a-2.jpg"], ["/a-1.jpg", "/a-2.jpg"]),
        (["/photo.php?id=1", "/photo.php?id=2"], ["/photo.php?id=1", "/photo.php?id=2"]),
        (["/мост 1.jpg"], ["/мост%201.jpg"]),
    ],
)
def test_sizes_of_a_picture_are_one_picture(written: list[str], taken: list[str]) -> None:
    html = "".join(f'<img src="{address}">' for address in written)
    assert shown(html) == [("PICTURE", address) for address in taken]


@pytest.mark.parametrize(
    "html",
    [
        '<img src="/1.gif" width="1" height="1">',
        '<img src="/share.png" width="24" height="24">',
        '<img class="wp-smiley emoji" src="/1f600.png">',
        '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">',
        '<img src="https://mc.yandex.ru/watch/1" alt="">',
        '<img src="https://secure.gravatar.com/avatar/1.jpg">',
        '<img src="/i/spacer.gif">',
        '<img alt="без адреса">',
        '<img src="http://[broken/1.jpg">',
        '<a href="http://[broken/1.pdf">x</a>',
        '<iframe src="https://yandex.ru/map-widget/v1/"></iframe>',
        '<audio><source src="/1.mp4"></audio>',
        '<a href="/contacts/">контакты</a><script>var a = "<img src=/1.jpg>"</script>',
        "цена < 5 и > 3",
    ],
)
def test_signs_counters_and_frames_are_nothing_to_publish(html: str) -> None:
    assert shown(html) == []


def test_pictures_that_load_late_and_thumbnails_of_a_gallery() -> None:
    assert shown('<img src="data:image/gif;base64,x" data-src="/late.jpg">') == [
        ("PICTURE", "/late.jpg"),
    ]
    assert shown('<a href="/big.jpg"><img src="/cache/300_200/big.jpg" alt=""></a>') == [
        ("PICTURE", "/big.jpg"),
    ]
    assert shown('<a href="/more/"><img src="/1.jpg"></a>') == [("PICTURE", "/1.jpg")]


def test_a_thumbnail_stands_in_only_where_there_is_nothing_else() -> None:
    thumbnail = f'<media:thumbnail url="{SITE}/small.jpg"/>'
    assert names(item(thumbnail)) == [("PICTURE", "/small.jpg")]
    assert names(item(thumbnail, enclosure("/1.jpg"))) == [("PICTURE", "/1.jpg")]


def test_documents_of_the_site_are_the_news_own_and_others_are_references() -> None:
    found = item(
        text(
            '<a href="/upload/Приказ 5.PDF">Приказ <b>№ 5</b></a>, <a href="plan.xlsx">план</a>,'
            ' <a href="http://docs.adm.example.ru/a.docx">ещё</a>,'
            ' <a href="https://pravo.gov.ru/law.pdf">закон</a>'
        ),
        enclosure("https://store.example.net/get?id=5", "application/pdf"),
    )
    assert found.files == (
        NewsFile(FILE, "https://store.example.net/get?id=5"),
        NewsFile(FILE, f"{SITE}/upload/Приказ%205.PDF", "Приказ № 5"),
        NewsFile(FILE, f"{SITE}/plan.xlsx", "план"),
        NewsFile(FILE, "http://docs.adm.example.ru/a.docx", "ещё"),
    )


def test_a_document_of_the_site_is_known_by_either_spelling_of_its_cyrillic_name() -> None:
    named = '<a href="https://www.Жатай.рф/1.pdf">1</a><a href="https://жатай.рф.test/2.pdf">2</a>'
    for page in ("https://жатай.рф/news/1", "https://xn--80aaqo7b.xn--p1ai/news/1"):
        found = files_of({}, [named], base=page, page=page)
        assert [one.address for one in found] == ["https://www.Жатай.рф/1.pdf"]


def test_video_is_a_file_and_a_player_stays_on_the_site() -> None:
    assert names(item(enclosure("/1.bin", "video/mp4"), enclosure("/2.mp3", "audio/mpeg"))) == [
        ("VIDEO", "/1.bin"), ("STAYS", "/2.mp3"),
    ]  # fmt: skip
    assert shown(
        '<video controls><source src="/1.webm"><source src="/1.mp4"></video>'
        '<video src="/2.mp4"></video>'
        '<iframe src="https://vk.com/video_ext.php?oid=-1&id=2"></iframe>'
        '<iframe src="//rutube.ru/play/embed/1"></iframe>'
    ) == [
        ("VIDEO", "/1.webm"), ("VIDEO", "/2.mp4"),
        ("STAYS", "https://vk.com/video_ext.php?oid=-1&id=2"),
        ("STAYS", "https://rutube.ru/play/embed/1"),
    ]  # fmt: skip


def test_players_and_late_pictures_of_encoded_content_are_not_cleaned_away() -> None:
    html = '<iframe src="https://rutube.ru/1"></iframe><img data-src="/1.jpg"><script>x</script>'
    found = item(text(html, "content:encoded"))
    assert names(found) == [("STAYS", "https://rutube.ru/1"), ("PICTURE", "/1.jpg")]


def test_a_caption_of_a_picture_is_no_announcement() -> None:
    media = (
        '<media:content url="/1.jpg"><media:title>Фото</media:title>'
        "<media:description>Фото автора</media:description></media:content>"
    )
    announce = "<description>Мост открыт сегодня.</description>"
    for parts in ([media, announce], [announce, media]):
        found = item(*parts)
        assert (found.title, found.announce) == ("Мост открыт", "Мост открыт сегодня.")
