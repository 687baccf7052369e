"""Pages read again: a new wording, nothing new, gone for good only when gone twice."""

import zlib

import pytest
from sqlalchemy import select

from gospablik.organisation import Organisation
from gospablik.publishing import keeping
from gospablik.publishing.again import PageNow, StandingItem, leads_elsewhere
from gospablik.publishing.keeping import MOST_RAW, packed, state_facts, stated
from gospablik.store.session import Store
from gospablik.store.tables import Post, RawPage, SiteItem
from tests.gospablik.publishing.desk import news
from tests.gospablik.publishing.standing import ANNOUNCE, LATER, REST, Standing, article, water


@pytest.fixture
def desk(sqlite_store: Store) -> Standing:
    desk = Standing(sqlite_store)
    desk.stand()
    return desk


def test_what_a_wording_states_is_kept_with_it(desk: Standing) -> None:
    assert ["дата", "--11-27"] in (desk.wording().facts or [])
    assert stated("", "") == []


def test_what_a_killed_pass_has_not_read_out_the_next_one_does(desk: Standing) -> None:
    desk.read(water(LATER))  # and killed before its facts were stated
    desk.clock.sleep(600)
    assert desk.wording().facts is None
    desk.stand(water(number=2))
    assert ["дата", "--11-28"] in (desk.wording().facts or [])
    assert ["дата", "--11-27"] in (desk.wording(2).facts or [])


def test_no_pass_reads_out_more_than_its_share(
    desk: Standing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "AT_ONCE", 1)
    desk.read(water(number=2), water(number=3))
    for left in ([2], []):
        state_facts(desk.store, desk.office)
        assert [number for number in (2, 3) if desk.wording(number).facts is None] == left


def test_a_changed_page_is_the_next_wording_and_the_feed_adds_none(desk: Standing) -> None:
    assert desk.again(article(LATER), raw=b"<html>2</html>")
    one, two = desk.item().revisions
    assert (two.number, two.text, two.digest) == (2, LATER, one.digest)
    assert ["дата", "--11-28"] in (two.facts or [])
    assert two.article == article(LATER)
    assert desk.read(water()).changed == 0
    with desk.store.read() as session:
        kept = session.get_one(RawPage, two.id)
    assert zlib.decompress(kept.body) == b"<html>2</html>"
    assert kept.read_at == two.seen_at


@pytest.mark.parametrize(
    "text", [article(), article().replace("Северной.", "Северной!"), article().upper()]
)
def test_the_same_page_changes_nothing_but_when_it_was_read(desk: Standing, text: str) -> None:
    for raw in (b"<html>1</html>", b"<html>counter 2</html>"):
        assert not desk.again(text, raw=raw)
    (one,) = desk.item().revisions
    with desk.store.read() as session:
        kept = session.get_one(RawPage, one.id)
    assert zlib.decompress(kept.body) == b"<html>1</html>"
    assert kept.read_at == desk.clock()


def test_the_first_reading_of_a_page_is_what_later_ones_are_held_against(desk: Standing) -> None:
    desk.read(water(LATER))  # the feed's own change: its page was not read yet
    assert desk.wording().article is None
    assert not desk.again(article(LATER))
    assert desk.wording().article == article(LATER)
    assert desk.again(article(ANNOUNCE))


def test_gone_counts_hours_later_and_a_page_that_is_back_is_not_gone(desk: Standing) -> None:
    desk.gone()
    first = desk.clock()
    desk.clock.sleep(2 * 3600)
    desk.gone()
    item = desk.item()
    assert (item.gone_since, item.gone_again_at) == (first, None)
    desk.clock.sleep(3600)
    desk.gone()
    assert desk.item().gone_again_at == desk.clock()
    assert not desk.again(article())
    item = desk.item()
    assert (item.gone_since, item.gone_again_at) == (None, None)


def test_news_whose_post_was_taken_off_are_read_again_while_they_are_gone(desk: Standing) -> None:
    with desk.store.write() as session:
        post = session.scalars(select(Post)).one()
        post.withdrawn_at = desk.clock()
    assert desk.standing() == []
    with desk.store.write() as session:
        item = session.get_one(SiteItem, 1)
        item.gone_since = item.gone_again_at = desk.clock()
    assert desk.standing() == [news(1).link]
    assert not desk.again(article())
    assert desk.standing() == [], "новость вернулась"


def test_only_news_with_a_post_that_stands_are_read_again(desk: Standing) -> None:
    desk.read(water(), water(number=2))
    desk.plan()  # a post that is not out
    assert desk.standing() == [news(1).link]
    page = desk.office.page[0].model_dump() | {
        "suspended_from": desk.clock().date(), "suspended_because": "ремонт"
    }  # fmt: skip
    desk.office = Organisation.model_validate({**desk.office.model_dump(), "page": [page]})
    assert desk.standing() == []


@pytest.mark.parametrize(
    ("address", "text", "elsewhere"),
    [
        ("https://town.test/news/1", "Другой заголовок\n\nТекст", True),
        ("https://town.test/news/1", f"Другой заголовок\n\n{REST} Ждите.", False),
        ("https://town.test/news/1", f"Другой заголовок\n\nИтак. {ANNOUNCE}", False),
        ("https://town.test/news/1", "Сайт администрации переехал\n\nФото: мэрия.", True),
        ("https://town.test/new/1", article(), False),
        ("https://town.test/news", "Все новости\n\nСписок", True),
    ],
)
def test_an_address_that_leads_to_another_page(address: str, text: str, elsewhere: bool) -> None:
    page = article(rest=f"{REST} Фото: мэрия.").partition("\n\n")[2]
    item = StandingItem(1, news(1).link, water().title, page)
    assert leads_elsewhere(item, PageNow(text, "", address, b"")) is elsewhere


def test_a_huge_page_is_kept_in_part() -> None:
    import random

    body = random.Random(1).randbytes(MOST_RAW + 1000)
    assert len(packed(body)) < MOST_RAW + 5000
    assert body.startswith(zlib.decompress(packed(body)))
