"""A new wording is held against a post once its page is read; a specialist's words stay."""

import pytest

from gospablik.networks.limits import TEXT
from gospablik.publishing.edits import release_edit
from gospablik.publishing.plan import keep_article
from gospablik.site import FeedItem
from gospablik.store.session import Store
from gospablik.store.tables import Kind, Post
from tests.gospablik.moderation.town import office
from tests.gospablik.publishing.desk import SITE, news
from tests.gospablik.publishing.standing import ANNOUNCE, LATER, TITLE, Standing, article, water

OWN = "Завтра с 10:00 на Северной не будет воды."
"""An announcement in words of its own."""
ELEVEN = article(ANNOUNCE.replace("10:00", "11:00"))


@pytest.fixture
def desk(sqlite_store: Store) -> Standing:
    return Standing(sqlite_store)


def page_is_read(desk: Standing, text: str, picture: str = "") -> None:
    with desk.store.write() as session:
        keep_article(session, desk.wording().id, text=text, unread=None, picture=picture)


def test_a_fact_that_only_the_page_changes_is_followed_though_the_feed_came_first(
    desk: Standing,
) -> None:
    desk.stand(water(OWN), article())
    desk.read(water(OWN + " Просим прощения."))
    assert desk.unread() == [desk.wording().id]
    page_is_read(desk, ELEVEN)
    assert desk.unread() == []
    assert desk.follow() == 1
    assert desk.waiting_edits()[0].by_hand


def test_a_page_that_is_read_later_is_held_against_the_post_then(desk: Standing) -> None:
    desk.stand(water(OWN), article())
    desk.read(water(OWN + " Просим прощения."))
    assert desk.follow() == 0
    assert desk.unread() == [], "новость взвешена, её страницу прочтёт сверка"
    assert not desk.again(ELEVEN)
    assert desk.follow() == 1
    assert desk.waiting_edits()[0].by_hand


def test_an_edit_made_before_its_page_was_read_is_composed_anew(desk: Standing) -> None:
    """In Telegram the picture of the page lets a long text stay whole."""
    channel = {"network": "telegram", "chat_id": -1, "username": "town"}
    first = office().page[0].model_dump(exclude={"group_id", "api", "address"})
    desk.office = office(page=[{**first, **channel}])
    rest = " Просим запастись водой заранее." * 100

    def long(announce: str) -> FeedItem:
        return news(1, title=TITLE, announce=announce + rest, picture=f"{SITE}1.jpg")

    desk.stand(long(ANNOUNCE))
    desk.read(long(LATER))
    assert desk.follow() == 1
    measure = TEXT["telegram"].length
    assert measure(desk.edits()[0].text) <= 1_024
    assert desk.unread() == [desk.wording().id], "правка ждёт страницу"
    page_is_read(desk, article(LATER), f"{SITE}1-big.jpg")
    assert desk.follow() == 0
    (edit,) = desk.edits()
    assert measure(edit.text) > 2_000
    assert desk.order() == [edit.id]


def test_what_is_ordered_is_what_was_checked(desk: Standing) -> None:
    desk.stand()
    desk.read(water(LATER))
    desk.follow()
    (checked,) = desk.waiting_edits()
    with desk.store.write() as session:
        row = desk.edits()[0]
        row.text += " Ещё."
        session.merge(row)
        session.flush()
        assert not release_edit(session, desk.office, desk.page(), checked, desk.clock())
    assert [action for action in desk.actions() if action.kind is Kind.EDIT] == []


def test_a_specialists_words_give_way_to_a_fact_and_not_to_words(desk: Standing) -> None:
    post = desk.stand()
    words = f"{TITLE}\n\nНа Северной 27 ноября не будет воды.\n\n{news(1).link}"
    with desk.store.write() as session:
        row = session.get_one(Post, post.id)
        row.text = row.own_words = words
    desk.read(water(ANNOUNCE.replace("Воды", "Водоснабжения")))
    assert (desk.follow(), desk.edits()) == (0, [])
    desk.read(water(LATER))
    assert desk.follow() == 1
    assert "28 ноября с 10:00" in desk.edits()[0].text


def test_a_specialist_who_was_right_before_the_site_is_left_alone(desk: Standing) -> None:
    post = desk.stand()
    with desk.store.write() as session:
        row = session.get_one(Post, post.id)
        row.text = row.own_words = post.text.replace("27 ноября", "28 ноября")
    desk.read(water(LATER))
    assert (desk.follow(), desk.edits()) == (0, [])


def test_a_specialists_words_that_the_page_denies_are_a_persons(desk: Standing) -> None:
    post = desk.stand(water(OWN), article())
    with desk.store.write() as session:
        row = session.get_one(Post, post.id)
        row.text = row.own_words = f"{TITLE}\n\nС 10:00 без воды.\n\n{news(1).link}"
    desk.again(ELEVEN)
    assert desk.follow() == 1
    assert desk.waiting_edits()[0].by_hand
