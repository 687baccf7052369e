"""The same news under a new address is the same news: nothing goes out twice."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from gospablik.publishing.intake import TakenIn
from gospablik.site import FeedItem
from gospablik.store.session import Store
from gospablik.store.tables import SiteItem
from tests.gospablik.publishing.desk import NOON, SITE, Desk, news

NEW = "https://new.example.ru/news/"


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store)


def addresses(desk: Desk) -> list[str]:
    with desk.store.read() as session:
        return list(session.scalars(select(SiteItem.address).order_by(SiteItem.id)))


def test_a_site_that_moved_is_not_published_anew(desk: Desk) -> None:
    desk.read(news(1), news(2))
    assert desk.plan() == 2
    there = [replace(news(n), address=f"{NEW}{n}", link=f"{NEW}{n}") for n in (1, 2, 3)]
    assert desk.read(*there) == TakenIn(1, 0, ())
    assert addresses(desk) == [f"{NEW}{n}" for n in (1, 2, 3)]
    assert desk.plan() == 1


def test_a_post_that_waits_gets_the_new_link(desk: Desk) -> None:
    desk.read(news(1))
    desk.plan()
    desk.read(replace(news(1), address=f"{NEW}1", link=f"{NEW}1"))
    assert desk.refresh() == 1
    (post,) = desk.posts()
    assert f"{NEW}1" in post.text
    assert f"{SITE}1" not in post.text
    assert desk.refresh() == 0


def test_another_way_of_making_addresses_is_known_by_title_and_moment(desk: Desk) -> None:
    desk.read(news(1))
    item = replace(news(1), address=f"{NEW}most.html", published_at=NOON + timedelta(seconds=27))
    assert desk.read(item).new == 0


@pytest.mark.parametrize(
    "item",
    [
        replace(news(1), address=f"{NEW}1", title="Иная новость"),
        replace(news(1), address=f"{NEW}a", published_at=NOON + timedelta(minutes=5)),
        replace(news(1), address=f"{NEW}a", published_at=None),
        replace(news(1), address=f"{NEW}a", date_only=True),
        replace(news(1), address=f"{NEW}21", published_at=None),
        replace(news(1), address="https://new.example.ru", published_at=None),
    ],
)
def test_what_is_only_alike_is_new(desk: Desk, item: FeedItem) -> None:
    desk.read(news(1))
    assert desk.read(item).new == 1


def test_two_items_of_one_reading_are_two(desk: Desk) -> None:
    """Of one title and moment: an outage in two villages."""
    desk.read(news(1))
    twin = replace(news(1), address=f"{SITE}9", link=f"{SITE}9")
    assert desk.read(news(1), twin).new == 1
    assert addresses(desk) == [f"{SITE}1", f"{SITE}9"]


def test_an_item_keeps_its_address_when_its_twin_leaves_the_list(desk: Desk) -> None:
    twin = replace(news(1), address=f"{SITE}9", link=f"{SITE}9")
    desk.read(news(1), twin)
    assert desk.read(twin) == TakenIn(0, 0, ())
    assert addresses(desk) == [f"{SITE}1", f"{SITE}9"]
