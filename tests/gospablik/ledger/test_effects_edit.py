"""A post gets its new wording once, never over a person's hand, never an older one over a newer."""

from datetime import timedelta
from typing import Any

import pytest

from gospablik.control.figures_actions import errand_of
from gospablik.errors import CouldNotRead, NeverShown
from gospablik.ledger.carry import Ledger
from gospablik.ledger.effects.edit import EditPost
from gospablik.ledger.errands import say_done
from gospablik.ledger.task import Task
from gospablik.outcomes import ConfirmedBy, Done, DoOutcome, NeedsPerson, NothingHappened, Unknown
from gospablik.store.session import Store
from gospablik.store.tables import Action, Kind, Post, State
from tests.gospablik.ledger.answers import ANSWERS, watched
from tests.gospablik.publishing.standing import ANNOUNCE, LATER, PAGE, Standing, Wall, water

UNREADABLE = CouldNotRead("Сеть молчит.", not_done="не прочитано.", next_step="ждать.")
HIDDEN = NeverShown("Копии поста нет.", not_done="не прочитано.", next_step="посмотрите сами.")


@pytest.fixture
def desk(sqlite_store: Store) -> Standing:
    """The news changed their day, and the edit is ordered."""
    desk = Standing(sqlite_store)
    desk.stand()
    again(desk, LATER)
    return desk


def again(desk: Standing, announce: str) -> None:
    desk.read(water(announce))
    desk.follow()
    desk.order()


def wall(desk: Standing, text: str | None = None, **more: Any) -> Wall:
    """The page as it was published, or with another text in the post's place."""
    (post,) = desk.posts()
    return Wall({"51": post.text if text is None else text}, **more)


def effect(desk: Standing, page: Wall | None) -> EditPost:
    return EditPost(desk.store, desk.office, {PAGE: page} if page else {})


def carry(desk: Standing, page: Wall | None) -> Action:
    desk.clock.sleep(1)
    effects: dict[Kind, Any] = {Kind.EDIT: effect(desk, page)}
    ledger = Ledger(desk.store, "town", effects, now=desk.clock, wait=desk.clock.sleep)
    ledger.carry_out([Kind.EDIT])
    return actions(desk)[-1]


def actions(desk: Standing) -> list[Action]:
    return [action for action in desk.actions() if action.kind is Kind.EDIT]


def the_post(desk: Standing) -> Post:
    (post,) = desk.posts()
    return post


def test_written_once_read_back_and_the_post_is_the_new_wordings(desk: Standing) -> None:
    page = wall(desk)
    for _ in range(2):
        action = carry(desk, page)
    assert (action.state, action.confirmed_by) == (State.CONFIRMED, ConfirmedBy.READBACK)
    assert page.written == [desk.edits()[0].text]
    post = the_post(desk)
    assert (post.text, post.revision_id) == (page.posts["51"], desk.wording().id)
    assert desk.follow() == 0


@pytest.mark.parametrize(("given", "state"), ANSWERS)
def test_each_answer_has_its_state(desk: Standing, given: DoOutcome, state: State) -> None:
    action = carry(desk, wall(desk, answers=given, accepts=False))
    assert action.state is state
    if state is State.ERRAND:
        assert (action.press or "").endswith(f"\nТекст поручения:\n{desk.edits()[0].text}")


@pytest.mark.parametrize("accepts", [True, False])
def test_a_lost_answer_is_looked_for_before_it_is_written_again(
    desk: Standing, accepts: bool
) -> None:
    page = wall(desk, answers=Unknown("нет ответа"), accepts=accepts)
    assert carry(desk, page).state is State.UNKNOWN
    page.answers, page.accepts = None, True
    desk.clock.sleep(6)
    assert carry(desk, page).state is State.CONFIRMED
    assert page.written == [desk.edits()[0].text]


def test_a_post_that_somebody_changed_is_a_persons(desk: Standing) -> None:
    page = wall(desk, the_post(desk).text.replace("Северной", "Северной и Южной"))
    action = carry(desk, page)
    assert action.state is State.ERRAND
    assert page.written == []
    assert "пост меняли вручную" in (action.why or "")
    assert "[+северной и южной.]" in (action.why or "").casefold()
    assert "Сейчас в посте:" in (action.press or "")
    assert (action.press or "").endswith(desk.edits()[0].text)
    with desk.store.read() as session:
        errand = errand_of(session, desk.office, action)
    assert errand.what.startswith("исправление поста «Отключение воды»")
    page.posts["51"] = desk.edits()[0].text
    assert carry(desk, page).state is State.CONFIRMED, "сделанное руками видно"


def test_escapes_and_spaces_of_a_network_are_no_hand(desk: Standing) -> None:
    text = the_post(desk).text.replace("\n\n", "\n").replace(" не ", "  не ") + " \n"
    assert carry(desk, wall(desk, text)).state is State.CONFIRMED


def test_a_post_that_says_it_already_is_done(desk: Standing) -> None:
    page = wall(desk, desk.edits()[0].text)
    assert carry(desk, page).state is State.CONFIRMED
    assert page.written == []


def test_a_post_that_is_gone_is_told(desk: Standing) -> None:
    action = carry(desk, Wall())
    assert action.state is State.REJECTED
    assert "поста на странице нет" in (action.why or "")


def test_what_cannot_be_read_is_not_written(desk: Standing) -> None:
    page = wall(desk, problem=UNREADABLE)
    outcome = effect(desk, page).do(Task.of(actions(desk)[0]))
    assert isinstance(outcome, NothingHappened)
    assert "Пост не изменён" in outcome.why
    page.problem = HIDDEN
    outcome = effect(desk, page).do(Task.of(actions(desk)[0]))
    assert isinstance(outcome, NeedsPerson)
    assert page.written == []


def test_a_persons_word_counts_where_nobody_can_look(desk: Standing) -> None:
    page = wall(desk, problem=HIDDEN)
    task = Task.of(carry(desk, page))
    done = say_done(desk.store, effect(desk, page), task, person="spec", now=desk.clock())
    assert "со слов" in done.words
    assert "28 ноября" in the_post(desk).text


def test_without_keys_or_under_watch_nothing_is_written(desk: Standing) -> None:
    outcome = effect(desk, None).do(Task.of(actions(desk)[0]))
    assert isinstance(outcome, NeedsPerson)
    assert outcome.link == "https://vk.com/wall-7_51"
    desk.office = watched()
    page = wall(desk)
    assert carry(desk, page).state is State.DUE
    assert page.written == []


def test_an_older_edit_is_never_written_over_a_newer_one(desk: Standing) -> None:
    """The first one was on its way, its answer lost, when the news changed again."""
    page = wall(desk, answers=Unknown("нет ответа"), accepts=False)
    carry(desk, page)
    page.answers, page.accepts = None, True
    again(desk, LATER.replace("28", "29"))
    desk.clock.sleep(60)
    carry(desk, page)
    first, second = actions(desk)
    assert (first.state, second.state) == (State.DUE, State.CONFIRMED)
    assert "29 ноября" in page.posts["51"]
    desk.follow()
    assert actions(desk)[0].state is State.CANCELLED
    assert len(page.written) == 1


def test_an_edit_that_went_out_late_is_weighed_against_the_news(desk: Standing) -> None:
    """The site took the change back while the edit was claimed: the post follows once more."""
    page = wall(desk, answers=Unknown("нет ответа"))
    carry(desk, page)
    page.answers = None
    desk.read(water(ANNOUNCE))
    desk.follow()
    desk.clock.sleep(60)
    carry(desk, page)
    assert "28 ноября" in page.posts["51"]
    desk.follow()
    desk.order()
    assert carry(desk, page).state is State.CONFIRMED
    assert "27 ноября" in page.posts["51"]


def test_the_limit_is_that_of_reading_and_writing(desk: Standing) -> None:
    slow = wall(desk, limit=timedelta(seconds=40))
    task = Task.of(actions(desk)[0])
    assert effect(desk, slow).limit_of(task) == timedelta(seconds=80)
    assert effect(desk, slow).may_repeat(task)
    assert isinstance(effect(desk, slow).do(task), Done)
