"""News that the site's list leaves undated: their page may name the day."""

from datetime import timedelta

import pytest

from gospablik.publishing.plan import keep_article, undated, undated_to_read
from gospablik.store.session import Store
from tests.gospablik.publishing.desk import NOON, SITE, Desk, news


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store)


def to_read(desk: Desk) -> list[tuple[int, str]]:
    with desk.store.read() as session:
        return undated_to_read(session, desk.office, desk.page())


def keep(desk: Desk, revision: int, **said: object) -> None:
    with desk.store.write() as session:
        keep_article(session, revision, **{"text": "Страница", "unread": None} | said)  # type: ignore[arg-type]


def test_the_page_dates_it_and_it_goes_out(desk: Desk) -> None:
    desk.read(news(1, at=None), news(2))
    desk.plan()
    ((revision, link),) = to_read(desk)
    assert link == f"{SITE}1"
    keep(desk, revision, published_at=NOON)
    assert to_read(desk) == []
    assert [post.title for post in desk.waiting()] == ["Новость 1", "Новость 2"]


def test_a_page_that_says_nothing_is_asked_once_and_one_unread_again(desk: Desk) -> None:
    desk.read(news(1, at=None), news(2, at=None))
    desk.plan()
    (first, _), (second, _) = to_read(desk)
    keep(desk, first)
    keep(desk, second, text=None, unread="сайт не ответил", gone=True)
    assert [revision for revision, _ in to_read(desk)] == [second]
    with desk.store.read() as session:
        assert undated(session, desk.office, desk.page()) == ["Новость 1", "Новость 2"]


def test_older_than_the_pages_first_day_it_does_not_go_out(desk: Desk) -> None:
    desk.read(news(1, at=None))
    desk.plan()
    ((revision, _),) = to_read(desk)
    keep(desk, revision, published_at=desk.office.start_of(desk.page()) - timedelta(seconds=1))
    assert desk.waiting() == []
    with desk.store.read() as session:
        assert undated(session, desk.office, desk.page()) == []


def test_the_lists_own_date_is_not_changed_by_the_page(desk: Desk) -> None:
    desk.read(news(1))
    desk.plan()
    (post,) = desk.waiting()
    keep(desk, post.revision_id, published_at=NOON - timedelta(days=1))
    (again,) = desk.waiting()
    assert again.published_at == post.published_at


def test_only_a_few_pages_are_read_in_one_pass(desk: Desk) -> None:
    desk.read(*(news(n, at=None) for n in range(9)))
    desk.plan()
    assert len(to_read(desk)) == 5
