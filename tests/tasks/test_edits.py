"""A new wording passes the checks of a new post, or is held with a reason; both texts are shown."""

from dataclasses import replace

import pytest

from gospablik.ledger.carry import Carried
from gospablik.publishing.again import StandingItem
from gospablik.publishing.plan import keep_article
from gospablik.store.tables import Action, Check, Kind, Result, State, Validation
from tasks import edits, publishing
from tasks.desk import Desk, desk
from tasks.edits import EditsChecked, follow_the_site
from tasks.markdown import cell
from tasks.publishing_words import published_page
from tests.gospablik.moderation.town import office as town_office
from tests.gospablik.publishing.standing import (
    ANNOUNCE,
    LATER,
    PAGE,
    TITLE,
    Standing,
    article,
    water,
)

OWN = "Завтра с 10:00 на Северной не будет воды."


@pytest.fixture
def town(at: Desk, monkeypatch: pytest.MonkeyPatch) -> Standing:
    """The news changed their day in the feed."""
    at.__dict__["office"] = town_office()
    town = Standing(at.store)
    for module in (edits, publishing):
        monkeypatch.setattr(module, "now", town.clock)
    town.stand()
    town.read(water(LATER))
    return town


def follow(town: Standing, monkeypatch: pytest.MonkeyPatch, page: str | None) -> EditsChecked:
    def read(revision: int, item: StandingItem) -> None:
        with town.store.write() as session:
            unread = None if page else "сайт не ответил"
            keep_article(session, revision, text=page, unread=unread)

    monkeypatch.setattr(edits, "read_wording", read)
    return follow_the_site.fn([PAGE])


def test_what_the_page_says_too_is_handed_over_once(
    town: Standing, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert follow(town, monkeypatch, article(LATER)) == EditsChecked((1,))
    assert follow(town, monkeypatch, article(LATER)) == EditsChecked()
    (action,) = (a for a in town.actions() if a.kind is Kind.EDIT)
    assert action.state is State.DUE


def test_what_an_errand_waits_for_is_told_to_be_taken_back(
    town: Standing, monkeypatch: pytest.MonkeyPatch
) -> None:
    follow(town, monkeypatch, article(LATER))
    (action,) = (a for a in town.actions() if a.kind is Kind.EDIT)
    with town.store.write() as session:
        session.get_one(Action, action.id).state = State.ERRAND
    third = LATER.replace("28", "29")
    town.read(water(third))
    assert follow(town, monkeypatch, article(third)) == EditsChecked((2,), taken_back=1)
    assert follow(town, monkeypatch, article(third)) == EditsChecked()


@pytest.mark.parametrize(
    ("page", "why"),
    [
        (article(), "Числа, даты и ссылки поста должны быть на странице новости"),
        (None, "Не проверено: сайт не ответил"),
    ],
)
def test_what_it_does_not_say_is_held_and_told(
    town: Standing, monkeypatch: pytest.MonkeyPatch, page: str | None, why: str
) -> None:
    came = follow(town, monkeypatch, page)
    assert came.released == ()
    ((title, words),) = came.held
    assert why in words
    assert [a for a in town.actions() if a.kind is Kind.EDIT] == []
    with town.store.read() as session:
        assert session.query(Check).one().result is Result.BAD
    shown = published_page(desk(), [], [], [], edits_held=came.held)
    assert "## Правка задержана проверкой" in shown
    assert title in shown


def test_what_was_checked_is_kept_apart_from_new_posts(
    town: Standing, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):
        follow(town, monkeypatch, article())
    with town.store.read() as session:
        kept = session.query(Validation).one()
    assert (kept.suite, kept.scope, kept.rows) == ("gate", "правки постов", 1)
    assert kept.outcome is Result.BAD
    assert kept.result["results"]


def test_what_only_a_person_can_write_goes_to_a_person_unchecked(
    town: Standing, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.stand(water(OWN, number=2), article(title=f"{TITLE} 2"))
    town.again(article(ANNOUNCE.replace("10:00", "11:00"), title=f"{TITLE} 2"), item=2)
    came = follow(town, monkeypatch, article(LATER))
    assert came == EditsChecked((2, 1))
    (_, by_hand) = (a for a in town.actions() if a.kind is Kind.EDIT)
    assert by_hand.state is State.DUE
    done = Carried(2, Kind.EDIT, "2", State.ERRAND, "составить новый текст не из чего", PAGE)
    shown = published_page(desk(), [], [done], [])
    assert "составить новый текст не из чего" in shown
    assert "## Исправлено по сайту" not in shown


def test_people_see_what_was_and_what_is(town: Standing) -> None:
    town.follow()
    done = Carried(1, Kind.EDIT, "1", State.CONFIRMED, None, PAGE)
    shown = published_page(desk(), [], [done], [])
    assert "## Исправлено по сайту" in shown
    assert "27 ноября" in shown
    assert "28 ноября" in shown
    assert cell("исправление поста: подтверждено") in shown
    waits = replace(done, state=State.ERRAND, why="пост меняли вручную")
    shown = published_page(desk(), [], [waits], [])
    assert cell("поручение сотруднику: пост меняли вручную") in shown
    assert "## Исправлено по сайту" not in shown
    shown = published_page(desk(), [], [replace(done, done_before=True)], [])
    assert "## Исправлено по сайту" not in shown, "исправлено прошлым запуском"
