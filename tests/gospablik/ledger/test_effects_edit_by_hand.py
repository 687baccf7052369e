"""A post that the page of its news denies, and nothing new to write: a person mends it, once."""

from typing import Any

import pytest

from gospablik.errors import NeverShown
from gospablik.ledger.carry import Ledger
from gospablik.ledger.effects.edit import EditPost
from gospablik.outcomes import ConfirmedBy
from gospablik.store.session import Store
from gospablik.store.tables import Action, Kind, Post, State
from tests.gospablik.publishing.standing import ANNOUNCE, PAGE, Standing, Wall, article, water

OWN = "Завтра с 10:00 на Северной не будет воды."
ELEVEN = article(ANNOUNCE.replace("10:00", "11:00"))


@pytest.fixture
def desk(sqlite_store: Store) -> Standing:
    """The page of the news says 11:00 now; the announcement says 10:00 as before."""
    desk = Standing(sqlite_store)
    desk.stand(water(OWN), article())
    desk.again(ELEVEN)
    assert desk.follow() == 1
    desk.order()
    return desk


def wall(desk: Standing, hour: str = "10:00") -> Wall:
    (post,) = desk.posts()
    return Wall({"51": post.text.replace("10:00", hour)})


def carry(desk: Standing, page: Wall | None) -> Action:
    desk.clock.sleep(1)
    effect = EditPost(desk.store, desk.office, {PAGE: page} if page else {})
    effects: dict[Kind, Any] = {Kind.EDIT: effect}
    ledger = Ledger(desk.store, "town", effects, now=desk.clock, wait=desk.clock.sleep)
    ledger.carry_out([Kind.EDIT])
    return [action for action in desk.actions() if action.kind is Kind.EDIT][-1]


def test_both_texts_go_to_a_person_and_the_errand_ends_when_the_post_is_mended(
    desk: Standing,
) -> None:
    page = wall(desk)
    for _ in range(2):
        action = carry(desk, page)
    assert action.state is State.ERRAND
    assert "составить новый текст не из чего" in (action.why or "")
    press = action.press or ""
    assert press.startswith("Исправьте на сайте анонс новости")
    assert f"Сейчас в посте:\n{page.posts['51']}" in press
    assert "[−10:00] [+11:00]" in press
    assert ELEVEN in press
    assert "Текст поручения" not in press
    page.posts["51"] = page.posts["51"].replace("Завтра", "Завтра, 27 ноября,")
    assert carry(desk, page).state is State.ERRAND, "в посте по-прежнему 10:00"
    page.posts["51"] = page.posts["51"].replace("10:00", "11:00")
    action = carry(desk, page)
    assert (action.state, action.confirmed_by) == (State.CONFIRMED, ConfirmedBy.READBACK)
    assert page.written == []
    assert (desk.follow(), desk.waiting_edits()) == (0, [])


def test_a_post_that_was_mended_before_asks_nobody(desk: Standing) -> None:
    page = wall(desk, "11:00")
    assert carry(desk, page).state is State.CONFIRMED
    assert page.written == []


def test_an_announcement_that_is_mended_takes_the_errand_back(desk: Standing) -> None:
    carry(desk, wall(desk))
    desk.read(water(OWN.replace("10:00", "11:00")))
    assert desk.follow() == 1
    first, second = desk.edits()
    assert "11:00" in second.text
    (action,) = (one for one in desk.actions() if one.kind is Kind.EDIT)
    assert (action.subject, action.state) == (str(first.id), State.CANCELLED)


def test_where_nothing_can_be_read_a_person_has_both_texts_all_the_same(desk: Standing) -> None:
    page = wall(desk)
    page.problem = NeverShown("Копии поста нет.", not_done="нет.", next_step="посмотрите.")
    action = carry(desk, page)
    assert action.state is State.ERRAND
    assert "Копии поста нет" in (action.why or "")
    assert f"Сейчас в посте:\n{desk.posts()[0].text}" in (action.press or "")


def test_a_specialists_words_are_still_theirs(desk: Standing) -> None:
    with desk.store.write() as session:
        row = session.get_one(Post, 1)
        row.own_words = row.text
    carry(desk, wall(desk, "11:00"))
    assert desk.posts()[0].own_words
