"""Which news becomes which post, and when it may no longer go out (clause 3.2)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from gospablik.ledger.carry import Ledger
from gospablik.publishing.plan import NO_DATE, articles_to_read, hold, keep_article, reword
from gospablik.store.session import Store
from gospablik.store.tables import Action, Kind, Post, SiteItem, SiteRevision, State
from tests.gospablik.ledger.world import World
from tests.gospablik.moderation.town import PAGE, office
from tests.gospablik.publishing.desk import NOON, SITE, Desk, news, two_pages

MIDNIGHT = datetime(2026, 10, 31, 15, 0, tzinfo=UTC)  # 1 November begins in Yakutsk: `since`


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store)


def test_each_item_is_planned_once_for_a_page(desk: Desk) -> None:
    desk.read(news(1), news(2))
    assert (desk.plan(), desk.plan()) == (2, 0)
    assert [c.title for c in desk.waiting()] == ["Новость 1", "Новость 2"]


def test_each_page_gets_a_post_of_its_own(desk: Desk) -> None:
    desk.office = two_pages()
    desk.read(news(1))
    assert (desk.plan(), desk.plan("second-vk")) == (1, 1)
    assert [post.page for post in desk.posts()] == ["second-vk", "town-vk"]


def test_news_from_before_the_pages_first_day_is_not_taken(desk: Desk) -> None:
    """The day begins at midnight in the town's zone."""
    desk.read(news(1, MIDNIGHT - timedelta(seconds=1)), news(2, MIDNIGHT))
    desk.plan()
    assert [c.title for c in desk.waiting()] == ["Новость 2"]


def test_the_first_day_is_the_pages_own(desk: Desk) -> None:
    desk.office = two_pages(since=date(2026, 11, 26))
    desk.read(news(1))
    assert (desk.plan(), desk.plan("second-vk")) == (1, 0)


def test_undated_news_is_held_and_says_why(desk: Desk) -> None:
    """Nobody knows whether it is old; the next passes do not let it slip through either."""
    desk.read(news(1, None))
    for _ in range(2):
        desk.plan()
        desk.refresh()
        assert desk.waiting() == []
        assert [post.held_because for post in desk.posts()] == [NO_DATE]
    desk.read(news(1, None, announce="Новый текст."))
    assert (desk.refresh(), desk.waiting()) == (1, [])
    assert [post.held_because for post in desk.posts()] == [NO_DATE]


def test_news_that_got_its_date_later_goes_out(desk: Desk) -> None:
    desk.read(news(1, None), news(2, None))
    desk.plan()
    desk.read(news(1), news(2, MIDNIGHT - timedelta(seconds=1)))
    desk.refresh()
    assert [c.title for c in desk.waiting()] == ["Новость 1"], "вторая старше первого дня страницы"


def test_the_oldest_goes_first_and_a_limit_keeps_the_newest(desk: Desk) -> None:
    hours = {3: -1, 1: -3, 2: -2}
    desk.read(*(news(n, NOON + timedelta(hours=h)) for n, h in hours.items()))
    desk.plan()
    assert [c.title for c in desk.waiting()] == ["Новость 1", "Новость 2", "Новость 3"]
    assert [c.title for c in desk.waiting(limit=2)] == ["Новость 2", "Новость 3"]


def test_a_candidate_bears_the_towns_own_time(desk: Desk) -> None:
    desk.read(news(1))
    desk.plan()
    [post] = desk.waiting()
    assert post.published_at == NOON
    assert post.published_at.utcoffset() == timedelta(hours=9)
    assert f"{post.page_since:%d.%m.%Y %H:%M}" == "01.11.2026 00:00"
    assert (post.link, post.source_text) == (f"{SITE}1", "Текст новости 1.")


def test_a_new_wording_replaces_the_unsent_one_and_ends_the_hold(desk: Desk) -> None:
    desk.read(news(1))
    desk.plan()
    [post] = desk.waiting()
    with desk.store.write() as session:
        hold(session, post, "на странице другая сумма")
    desk.read(news(1, announce="Текст исправлен."))
    assert (desk.refresh(), desk.refresh()) == (1, 0)
    assert "Текст исправлен." in desk.waiting()[0].text
    assert desk.posts()[0].held_because is None


def test_a_held_post_is_checked_again_by_the_next_pass(desk: Desk) -> None:
    desk.read(news(1))
    desk.plan()
    with desk.store.write() as session:
        hold(session, desk.waiting()[0], "страница новости не открылась")
    assert len(desk.waiting()) == 1


def test_what_was_handed_over_stays_as_it_was_checked(desk: Desk) -> None:
    desk.read(news(1))
    desk.plan()
    assert desk.release(desk.waiting()[0])
    desk.read(news(1, announce="Текст исправлен."))
    assert (desk.plan(), desk.refresh(), desk.waiting()) == (0, 0, [])
    assert "Текст новости 1." in desk.posts()[0].text


def test_a_wording_that_nobody_checked_is_not_handed_over(desk: Desk) -> None:
    """Another pass reads a corrected feed while this one checks."""
    desk.read(news(1))
    desk.plan()
    [checked] = desk.waiting()
    desk.read(news(1, announce="Текст исправлен."))
    desk.refresh()
    assert not desk.release(checked)
    with desk.store.write() as session:
        hold(session, checked, "о прежнем тексте")
    assert desk.posts()[0].held_because is None
    assert desk.actions() == []
    assert desk.release(desk.waiting()[0])


def test_a_text_that_nobody_checked_is_not_handed_over_though_its_wording_is(desk: Desk) -> None:
    """The site moves while this pass checks: the same wording, another link."""
    desk.read(news(1))
    desk.plan()
    [checked] = desk.waiting()
    there = "https://new.example.ru/news/1"
    desk.read(news(1, address=there, link=there))
    assert desk.refresh() == 1
    assert not desk.release(checked)
    with desk.store.write() as session:
        hold(session, checked, "о прежней ссылке")
    assert desk.posts()[0].held_because is None
    assert desk.actions() == []
    [newer] = desk.waiting()
    assert (newer.revision_id, newer.link) == (checked.revision_id, there)
    assert desk.release(newer)


def test_released_twice_is_one_action(desk: Desk) -> None:
    desk.read(news(1))
    desk.plan()
    [post] = desk.waiting()
    assert (desk.release(post), desk.release(post)) == (True, False)
    [action] = desk.actions()
    assert (action.kind, action.page, action.subject) == (Kind.PUBLISH, PAGE, str(post.post_id))


def test_a_post_may_go_out_for_late_hours_after_it_was_planned(desk: Desk) -> None:
    desk.read(news(1))
    desk.plan()
    planned, [post] = desk.clock(), desk.waiting()
    desk.clock.sleep(5 * 3600)
    desk.release(post)
    [action] = desk.actions()
    assert action.not_after == planned + timedelta(hours=72)


@pytest.mark.parametrize(("hours", "state"), [(71, State.CONFIRMED), (73, State.MISSED)])
def test_held_too_long_it_is_no_news_any_more(desk: Desk, hours: int, state: State) -> None:
    desk.read(news(1))
    desk.plan()
    [post] = desk.waiting()
    desk.clock.sleep(hours * 3600)
    desk.release(post)
    world = World(desk.clock)
    Ledger(desk.store, "town", {Kind.PUBLISH: world}, now=desk.clock).carry_out([Kind.PUBLISH])
    assert desk.actions()[0].state is state
    assert len(world.happened) == (state is State.CONFIRMED)


def test_a_watched_page_plans_and_shows_but_hands_nothing_over(desk: Desk) -> None:
    desk.office = two_pages("наблюдение")
    desk.read(news(1))
    desk.plan("second-vk")
    [post] = desk.waiting("second-vk")
    assert not desk.release(post, "second-vk")
    assert desk.actions() == []
    assert len(desk.waiting("second-vk")) == 1, "видно и в следующий раз"


def test_article_pages_are_read_until_they_could_be(desk: Desk) -> None:
    desk.read(news(1), news(2))
    desk.plan()
    with desk.store.write() as session:
        wanted = articles_to_read(session, desk.waiting())
        assert [link for _, link in wanted] == [f"{SITE}1", f"{SITE}2"]
        keep_article(session, wanted[0][0], text=None, unread="сайт не ответил")
        keep_article(session, wanted[1][0], text="Страница новости", unread=None)
    with desk.store.read() as session:
        assert articles_to_read(session, desk.waiting()) == wanted[:1]
    assert desk.waiting()[0].article_unread == "сайт не ответил"
    desk.read(news(2, announce="Текст исправлен."))
    desk.refresh()
    assert desk.waiting()[1].article is None, "новая редакция — и страница читается заново"


def test_a_long_text_stays_whole_where_the_page_has_a_picture_of_its_own(
    sqlite_store: Store,
) -> None:
    """Telegram has no room for it under a picture; a card shows what the page names, or nothing."""
    channel = {"key": "town-tg", "network": "telegram", "chat_id": -1, "username": "town"}
    first = office().page[0].model_dump(exclude={"group_id", "api", "address"})
    desk = Desk(sqlite_store, office(page=[{**first, **channel}]))
    long = "Мост открыт для всех. " * 100
    desk.read(*(news(n, announce=long, picture=f"{SITE}{n}.jpg") for n in (1, 2, 3)))
    desk.plan("town-tg")
    named = {1: f"{SITE}1-big.jpg", 2: f"{SITE}emblem.png", 3: f"{SITE}emblem.png"}
    with sqlite_store.write() as session:
        wanted = articles_to_read(session, desk.waiting("town-tg"))
        for number, (revision, _) in enumerate(wanted, 1):
            keep_article(session, revision, text="Текст", unread=None, picture=named[number])
        reword(session, desk.page("town-tg"), desk.waiting("town-tg"))
    lengths = [post.limits.length(post.text) for post in desk.waiting("town-tg")]
    assert lengths[0] > 2_000
    assert max(lengths[1:]) <= 1_024
    assert [post.media.pictures for post in desk.waiting("town-tg")] == [0, 1, 1]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    moves=st.lists(
        st.one_of(
            st.tuples(st.just("read"), st.integers(1, 3), st.sampled_from("абв")),
            st.sampled_from([("plan",), ("refresh",), ("release",)]),
        ),
        max_size=12,
    )
)
def test_in_any_order_one_post_an_item_and_what_went_out_was_the_newest_then(
    sqlite_store: Store, moves: list[tuple[object, ...]]
) -> None:
    with sqlite_store.write() as session:
        for table in (Action, Post, SiteRevision, SiteItem):
            session.execute(delete(table))
    desk, newest, sent = Desk(sqlite_store), dict[str, str](), dict[int, str]()
    for what, *said in moves:
        if what == "read":
            number, text = said
            newest[f"{SITE}{number}"] = f"{text}."
            desk.read(news(int(str(number)), announce=f"{text}."))
        elif what == "plan":
            desk.plan()
        else:  # the flow checks nothing before it has refreshed
            desk.refresh()
            for post in desk.waiting() if what == "release" else []:
                desk.release(post)
                sent[post.post_id] = newest[post.link]
    items = [post.item_id for post in desk.posts()]
    assert len(items) == len(set(items))
    assert sorted(sent) == sorted(int(action.subject) for action in desk.actions())
    for post_row in desk.posts():
        if post_row.id in sent:
            assert f"\n\n{sent[post_row.id]}\n\n" in post_row.text
