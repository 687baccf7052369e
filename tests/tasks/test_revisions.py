"""Pages read again by a run: what changed, what is gone, and in which words what was not read."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from gospablik.reconciliation.scope import Scope
from gospablik.store.tables import RawPage
from tasks import revisions
from tasks.desk import Desk
from tasks.revisions import IN_A_ROW, ReadAgain, read_pages_again
from tasks.website import ArticleSaid
from tests.gospablik.moderation.town import office as town_office
from tests.gospablik.publishing.desk import NOON, news
from tests.gospablik.publishing.standing import LATER, TITLE, Standing, article, water

LET_ALONE = (
    "Десять страниц новостей подряд прочитать не удалось, остальные не открывались: 2 страницы."
    " Не сделано: посты о них не сверены с сайтом. Что делать: проверьте, открывается ли сайт, и"
    " запустите «Сверку с сайтом» снова."
)
DOWN = ArticleSaid(unread="Сайт ответил ошибкой 503.")


@pytest.fixture
def town(at: Desk, monkeypatch: pytest.MonkeyPatch) -> Standing:
    at.__dict__["office"] = town_office()
    town = Standing(at.store)
    monkeypatch.setattr(revisions, "now", town.clock)
    return town


def read(monkeypatch: pytest.MonkeyPatch, **pages: ArticleSaid) -> ReadAgain:
    """Each page of the site by the number of its news; the others are down."""

    def said(link: str) -> ArticleSaid:
        return pages.get(f"n{link.rpartition('/')[2]}", DOWN)

    monkeypatch.setattr(revisions, "article_said", said)
    return read_pages_again.fn(Scope(NOON - timedelta(days=1), NOON))


def said(text: str, number: int = 1, **more: str) -> ArticleSaid:
    values = {"address": news(number).link} | more
    return ArticleSaid(text, raw=text.encode(), **values)  # type: ignore[arg-type]


def test_each_page_is_what_it_is(town: Standing, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in (1, 2, 3, 4):
        town.stand(water(number=number))
    came = read(
        monkeypatch,
        n1=said(article(LATER)),
        n2=said(article(), 2),
        n3=ArticleSaid(unread="Сайт ответил ошибкой 404.", gone=True),
    )
    assert came == ReadAgain(3, (TITLE,), (f"{TITLE} 3",), ("Сайт ответил ошибкой 503.",),
                             {4: "Сайт ответил ошибкой 503."})  # fmt: skip
    assert town.item(3).gone_since == town.clock()
    assert [town.item(n).gone_since for n in (1, 2, 4)] == [None] * 3
    with town.store.read() as session:
        kept = session.scalars(select(RawPage.revision_id).order_by(RawPage.revision_id)).all()
    assert list(kept) == [2, 5], "прежняя редакция второй новости и новая первой"


def test_a_page_that_was_gone_and_is_back_is_told(
    town: Standing, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.stand()
    gone, there = ArticleSaid(unread="Сайт ответил ошибкой 404.", gone=True), said(article())
    for page, back in ((gone, 0), (there, 0), (gone, 0), (gone, 0), (DOWN, 0), (there, 1)):
        assert read(monkeypatch, n1=page).back == back
        town.clock.sleep(4 * 3600)


def test_a_page_that_leads_elsewhere_is_not_read(
    town: Standing, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.stand()
    came = read(monkeypatch, n1=said("Все новости\n\nСписок", address="https://town.test/news"))
    assert (came.read, came.changed) == (0, ())
    assert "ведёт на https://town.test/news, а там нет ни её заголовка" in came.unread[0]
    assert len(town.item().revisions) == 1


def test_a_site_that_shows_one_page_at_every_address_gives_no_new_wordings(
    town: Standing, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(1, IN_A_ROW + 3):
        town.stand(water(number=number))
    moved = "Сайт администрации переехал\n\nНовый адрес: example.test."
    pages = {f"n{number}": said(moved, number) for number in range(1, IN_A_ROW + 3)}
    came = read(monkeypatch, **pages)
    assert (came.read, came.changed) == (0, ())
    assert f"{news(IN_A_ROW + 2).link}: там нет ни её заголовка" in came.unread[0]
    assert came.unread[-1] == LET_ALONE
    assert len(town.item().revisions) == 1
    assert town.follow() == 0


def test_a_site_that_is_down_is_let_alone(town: Standing, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(1, IN_A_ROW + 3):
        town.stand(water(number=number))
    came = read(monkeypatch, n1=said(article(LATER)))
    assert came.read == 0
    assert came.unread[-1] == LET_ALONE
    assert len(came.why) == IN_A_ROW + 2
    assert {came.why[n] for n in (1, 2)} == {
        "Её не открывали: десять страниц сайта до неё подряд прочитать не удалось."
    }
