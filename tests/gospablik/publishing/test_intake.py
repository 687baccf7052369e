"""What the site says, kept: an item once, each wording as a revision, nothing overwritten."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from gospablik.organisation import Organisation
from gospablik.publishing.intake import TakenIn, seen_before, take_in
from gospablik.publishing.ways import configured
from gospablik.site import FeedReading
from gospablik.store.session import Store
from gospablik.store.tables import FeedState, SiteItem
from tests.gospablik.moderation.town import office
from tests.gospablik.publishing.desk import NOON, SEEN, Desk, news


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store)


def wordings(desk: Desk, number: int = 1) -> list[tuple[int, str, str]]:
    with desk.store.read() as session:
        item = session.scalars(select(SiteItem).filter_by(address=news(number).address)).one()
        return [(r.number, r.title, r.text) for r in item.revisions]


def test_read_twice_is_kept_once(desk: Desk) -> None:
    assert desk.read(news(1), news(2)) == TakenIn(2, 0, ())
    assert desk.read(news(1), news(2)) == TakenIn(0, 0, ())
    assert wordings(desk) == [(1, "Новость 1", "Текст новости 1.")]


def test_a_changed_wording_is_a_revision_and_the_first_one_stays(desk: Desk) -> None:
    desk.read(news(1))
    assert desk.read(news(1, announce="Текст исправлен.")) == TakenIn(0, 1, ())
    assert desk.read(news(1, announce="Текст исправлен.", title="Иначе")) == TakenIn(0, 1, ())
    assert wordings(desk) == [
        (1, "Новость 1", "Текст новости 1."),
        (2, "Новость 1", "Текст исправлен."),
        (3, "Иначе", "Текст исправлен."),
    ]


def test_a_wording_that_comes_back_is_the_newest_again(desk: Desk) -> None:
    first = news(1)
    for item in (first, replace(first, announce="Опечатка."), first):
        desk.read(item)
    assert [text for _, _, text in wordings(desk)] == [
        "Текст новости 1.", "Опечатка.", "Текст новости 1.",
    ]  # fmt: skip


def test_one_address_twice_in_one_feed_is_one_item(desk: Desk) -> None:
    assert desk.read(news(1), news(1)) == TakenIn(1, 0, ())
    assert len(wordings(desk)) == 1


def test_the_full_text_is_taken_where_there_is_one(desk: Desk) -> None:
    desk.read(news(1, full_text="Весь текст новости."))
    assert wordings(desk)[0][2] == "Весь текст новости."


def test_title_and_text_do_not_run_into_each_other(desk: Desk) -> None:
    desk.read(news(1, title="А", announce="Б"))
    assert desk.read(news(1, title="А\nБ", announce="")).changed == 1


def test_what_the_feed_could_not_say_is_passed_on(desk: Desk) -> None:
    assert desk.read(news(1), broken=("запись 2: нет ссылки",)).broken == ("запись 2: нет ссылки",)


def test_the_next_reading_asks_for_changes_only_of_the_same_feed(desk: Desk) -> None:
    def seen(town: Organisation) -> object:
        with desk.store.read() as session:
            source = configured(town)
            assert source
            return seen_before(session, town, source)

    assert seen(desk.office) is None
    desk.read(news(1))
    assert seen(desk.office) == SEEN
    assert seen(office(site={"feed": "https://town.test/atom"})) is None
    with_texts = office(site={"feed": desk.office.site.feed, "full_text_feed": True})
    assert seen(with_texts) is None, "другой способ чтения — читать заново"


def test_validators_and_items_are_kept_together_or_not_at_all(sqlite_store: Store) -> None:
    """Killed between the two, an item would be «unchanged» for ever and never be published."""
    desk = Desk(sqlite_store)
    reading = FeedReading((news(1),), (), False, SEEN)

    def killed_before_the_end() -> None:
        with sqlite_store.write() as session:
            take_in(session, desk.office, desk.source(), reading, NOON)
            raise RuntimeError("убит")

    with pytest.raises(RuntimeError):
        killed_before_the_end()
    with sqlite_store.read() as session:
        assert session.scalars(select(FeedState)).all() == []
        assert session.scalars(select(SiteItem)).all() == []
    assert desk.read(news(1)).new == 1
