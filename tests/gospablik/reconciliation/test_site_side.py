"""The news as they are compared: what a person said of those that vanished."""

from datetime import timedelta

from gospablik.reconciliation.sides import News
from gospablik.reconciliation.site_side import site_news
from gospablik.store.session import Store
from tests.gospablik.publishing.standing import Standing, article
from tests.gospablik.reconciliation.test_gone import KEEP, answer, ask, vanish, vanished

DAY = timedelta(days=1)


def the_news(desk: Standing) -> News:
    with desk.store.read() as session:
        (one,) = site_news(session, desk.office, (desk.clock() - 9 * DAY, desk.clock()))
        return one


def test_a_word_on_news_that_came_back_does_not_hold_when_they_vanish_again(
    sqlite_store: Store,
) -> None:
    desk = vanished(sqlite_store)
    assert the_news(desk).gone
    (question,) = ask(desk)
    answer(desk, question, KEEP)
    assert the_news(desk).kept
    desk.again(article())
    assert not the_news(desk).gone
    desk.clock.sleep(60)
    vanish(desk)
    assert the_news(desk).gone
    assert not the_news(desk).kept
