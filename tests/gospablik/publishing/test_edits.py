"""Edits: planned for a fact, not for a word; the newest wording alone goes out."""

from datetime import timedelta

import pytest

from gospablik.publishing.weighing import SiteWords, Weighed, weigh
from gospablik.store.session import Store
from gospablik.store.tables import Kind, Post, State
from tests.gospablik.ledger.answers import watched
from tests.gospablik.moderation.town import office
from tests.gospablik.publishing.standing import (
    ANNOUNCE,
    LATER,
    TITLE,
    Standing,
    article,
    water,
)

WORDY = ANNOUNCE.replace("Воды не будет", "Водоснабжения не будет")


@pytest.fixture
def desk(sqlite_store: Store) -> Standing:
    return Standing(sqlite_store)


def states(desk: Standing) -> list[State]:
    return [a.state for a in desk.actions() if a.kind is Kind.EDIT]


def test_a_changed_fact_is_planned_once_and_ordered_once(store: Store) -> None:
    desk = Standing(store)
    post = desk.stand()
    desk.read(water(LATER))
    assert [desk.follow(), desk.follow()] == [1, 0]
    (edit,) = desk.edits()
    assert edit.before == post.text
    assert "28 ноября" in edit.text
    assert "27 ноября" not in edit.text
    (waits,) = desk.waiting_edits()
    assert (waits.checked.post_id, waits.checked.text) == (edit.id, edit.text)
    assert not waits.by_hand
    assert [desk.order(), desk.order()] == [[edit.id], []]
    assert states(desk) == [State.DUE]


def test_the_article_alone_may_change_and_the_feed_say_nothing_more(desk: Standing) -> None:
    desk.stand()
    assert desk.again(article(LATER))
    assert desk.follow() == 1
    assert "28 ноября" in desk.edits()[0].text


@pytest.mark.parametrize("announce", [WORDY, ANNOUNCE + " Запаситесь водой заранее."])
def test_words_alone_change_no_post(desk: Standing, announce: str) -> None:
    desk.stand()
    desk.read(water(announce))
    assert [desk.follow(), desk.follow()] == [0, 0]
    assert desk.edits() == []


def test_a_new_title_is_a_new_text(desk: Standing) -> None:
    desk.stand()
    desk.read(water(title="Отключение воды переносится"))
    assert desk.follow() == 1


def test_edited_twice_quickly_the_second_text_alone_goes_out(store: Store) -> None:
    desk = Standing(store)
    desk.stand()
    desk.read(water(LATER))
    desk.follow()
    desk.order()
    desk.read(water(LATER.replace("28", "29")))
    assert desk.follow() == 1
    assert states(desk) == [State.CANCELLED]
    desk.order()
    assert states(desk) == [State.CANCELLED, State.DUE]
    assert "29 ноября" in desk.edits()[-1].text


def test_what_the_site_took_back_is_taken_back(desk: Standing) -> None:
    desk.stand()
    desk.read(water(LATER))
    desk.follow()
    desk.order()
    desk.read(water(ANNOUNCE))
    assert desk.follow() == 0
    assert states(desk) == [State.CANCELLED]
    assert desk.waiting_edits() == []


def test_an_edit_that_waits_for_its_check_gives_way_to_a_newer_one(desk: Standing) -> None:
    """Killed between plan and record: it waits, and is ordered by the next pass, once."""
    desk.stand()
    desk.read(water(LATER))
    desk.follow()
    desk.read(water(LATER.replace("28", "29")))
    desk.follow()
    (waits,) = desk.waiting_edits()
    assert "29 ноября" in waits.checked.text
    assert desk.order() == [waits.edit_id]
    assert states(desk) == [State.DUE]


def test_only_posts_that_stand_on_a_page_of_ours_are_edited(desk: Standing) -> None:
    post = desk.stand()
    desk.read(water(LATER))
    with desk.store.write() as session:
        session.get_one(Post, post.id).withdrawn_at = desk.clock()
    assert desk.follow() == 0
    with desk.store.write() as session:
        session.get_one(Post, post.id).withdrawn_at = None
    desk.office = watched()
    assert desk.follow() == 0
    desk.office = office()
    assert desk.follow() == 1
    desk.office = watched()
    assert desk.waiting_edits() == []


def test_an_edit_goes_by_the_page_as_it_is_now(desk: Standing) -> None:
    """However old the news are by now: the post still stands and still says it."""
    desk.stand()
    desk.clock.at += timedelta(days=40)
    desk.since(desk.clock().date())
    desk.read(water(LATER))
    desk.follow()
    (waits,) = desk.waiting_edits()
    assert waits.checked.published_at
    assert waits.checked.page_since <= waits.checked.published_at
    assert waits.checked.article is None, "страница этой редакции ещё не прочитана"


OWN = "Завтра с 10:00 на Северной не будет воды."
"""An announcement in words of its own."""


def test_a_page_that_denies_what_the_announcement_goes_on_saying(desk: Standing) -> None:
    desk.stand(water(OWN), article())
    desk.again(article(ANNOUNCE.replace("10:00", "11:00")))
    assert desk.follow() == 1
    (waits,) = desk.waiting_edits()
    assert waits.by_hand


@pytest.mark.parametrize(
    ("now", "came"),
    [
        (article(rest="Подвоз воды к дому 9 в 14:00."), Weighed.NOTHING),  # no post says it
        (article(ANNOUNCE.replace("10:00", "11:00")), Weighed.BY_HAND),
        (article(), Weighed.NOTHING),
        (None, Weighed.NOTHING),
    ],
)
def test_what_the_page_alone_says_concerns_a_post_that_says_it_too(
    now: str | None, came: Weighed
) -> None:
    post = f"{TITLE}\n\n{OWN}\n\nПодробнее на официальном сайте: https://town.test/news/1"
    site = SiteWords(TITLE, OWN, "https://town.test/news/1", (), now, article())
    assert weigh(site, post, post) is came


def test_a_denial_is_a_fact() -> None:
    post = f"{TITLE}\n\nДвижение будет открыто.\n\nПодробнее: https://town.test/news/1"
    other = post.replace("будет открыто", "не будет открыто")
    site = SiteWords(TITLE, "Движение не будет открыто.", "https://town.test/news/1")
    assert weigh(site, post, other) is Weighed.EDIT
    assert weigh(site, other, other) is Weighed.NOTHING


def test_files_that_a_post_names_are_no_facts_of_its_own() -> None:
    line = "Документ: постановление № 15: https://town.test/upload/15.pdf"
    link = "https://town.test/news/1"
    post = f"{TITLE}\n\n{ANNOUNCE}\n\n{line}\n\nПодробнее на официальном сайте: {link}"
    site = SiteWords(TITLE, WORDY, link, (line,))
    assert weigh(site, post, post.replace(ANNOUNCE, WORDY)) is Weighed.NOTHING
