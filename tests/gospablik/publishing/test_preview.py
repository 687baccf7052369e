"""A news item as it would look: taken as it is now, in every network, and nothing is kept."""

from datetime import date, timedelta

from sqlalchemy import func, select

from gospablik.media.arrange import Offered
from gospablik.media.fitting import Picture
from gospablik.networks.limits import TEXT
from gospablik.publishing.preview import News, Opened, looks, newest, of_feed, pictures, stored
from gospablik.site import NewsFileKind
from gospablik.store.session import Store
from gospablik.store.tables import Post
from tests.gospablik.publishing.desk import NOON, SITE, Desk, news, two_pages


def known(desk: Desk, address: str | None) -> News | None:
    with desk.store.read() as session:
        return stored(session, desk.office, address)


def test_what_is_known_is_found_by_its_address_in_its_last_wording(sqlite_store: Store) -> None:
    desk = Desk(sqlite_store)
    desk.read(news(1), news(2))
    desk.read(news(1, announce="Текст исправлен.", picture=f"{SITE}1.jpg", category="ЖКХ"))
    found = known(desk, f"{SITE}1")
    files = (Offered(NewsFileKind.PICTURE, f"{SITE}1.jpg"),)
    assert found == News(f"{SITE}1", "Новость 1", "Текст исправлен.", NOON, files, "ЖКХ")
    assert known(desk, f"{SITE}3") is None


def test_the_newest_is_the_last_published_and_an_undated_one_is_no_news(
    sqlite_store: Store,
) -> None:
    desk = Desk(sqlite_store)
    items = [news(1), news(2, NOON + timedelta(hours=1)), news(3, None), news(4)]
    assert newest(items) == items[1]
    assert newest(items[2:3]) == items[2]
    assert newest([]) is None
    assert known(desk, None) is None
    desk.read(*items)
    assert known(desk, None) == of_feed(items[1])


def test_every_network_is_shown_and_every_page_is_checked(sqlite_store: Store) -> None:
    office = two_pages(since=date(2026, 11, 26))
    item = of_feed(news(1, announce="Завтра будет вода. " * 400, category="ЖКХ"))
    shown = looks(office, item, article=None, unread="не открылась", now=NOON)
    assert [look.network for look in shown] == list(TEXT)
    assert [page.key for page in shown[0].pages] == ["town-vk", "second-vk"]
    assert [post.page for post in shown[0].posts] == ["town-vk", "second-vk"]
    assert shown[0].posts[0].page_since < shown[0].posts[1].page_since
    assert {(look.posts[0].page, look.pages) for look in shown[1:]} == {
        (network, ()) for network in list(TEXT)[1:]
    }
    assert [look.composed.cut for look in shown] == [False, False, True, True]
    for look in shown:
        assert look.length <= TEXT[look.network].post
        assert {post.text for post in look.posts} == {look.composed.text}
        assert look.posts[0].article_unread == "не открылась"
    numbers = [post.post_id for look in shown for post in look.posts]
    assert len(set(numbers)) == 5
    with sqlite_store.read() as session:
        assert session.scalar(select(func.count()).select_from(Post)) == 0


def test_a_picture_that_would_hold_a_post_back_is_said_of_the_networks_that_refuse_it() -> None:
    item = of_feed(news(1, picture=f"{SITE}1.jpg"))
    strip = Opened(Picture("image/png", 3000, 100, 9_000, upright=True, located=False))
    shown = looks(
        two_pages(), item, article=None, unread=None, now=NOON, opened={f"{SITE}1.jpg": strip}
    )
    assert pictures(shown, item) == [f"{SITE}1.jpg"]
    refused = {look.network for look in shown if look.posts[0].media.problems}
    assert refused == {"vk", "telegram"}, "там стороны не больше чем 1:20"
    torn = {f"{SITE}1.jpg": Opened(why="Не читается.")}
    for look in looks(two_pages(), item, article=None, unread=None, now=NOON, opened=torn):
        assert look.posts[0].media.problems == ("Не читается.",)
