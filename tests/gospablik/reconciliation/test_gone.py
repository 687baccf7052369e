"""News that vanished: asked about once, answered by a person, posts taken off by the ledger."""

from typing import Any

import pytest

from gospablik.control.pointless import lost_its_point
from gospablik.errors import NeverShown, OfficeError
from gospablik.ledger.carry import Ledger
from gospablik.ledger.effects.withdraw import WithdrawPost
from gospablik.ledger.task import Task
from gospablik.moderation.questions import withdraw_old
from gospablik.outcomes import CannotTell, ConfirmedBy, DoOutcome, NeedsPerson, Refused, Unknown
from gospablik.reconciliation import gone
from gospablik.reconciliation.gone import open_gone
from gospablik.reconciliation.gone_answers import GoneAnswered, answer_gone
from gospablik.reconciliation.gone_case import LATER, GoneCase, gone_case
from gospablik.store.session import Store
from gospablik.store.tables import Action, GoneRuling, Kind, Question, State
from tests.gospablik.ledger.answers import ANSWERS, watched
from tests.gospablik.moderation.town import office
from tests.gospablik.publishing.standing import PAGE, Standing, Wall, article, water

HOURS = 3 * 3600
TAKE_OFF, KEEP = "снять посты", "оставить: на сайте ошибка"


@pytest.fixture
def desk(sqlite_store: Store) -> Standing:
    return vanished(sqlite_store)


def vanished(store: Store) -> Standing:
    desk = Standing(store)
    desk.stand()
    vanish(desk)
    return desk


def vanish(desk: Standing) -> None:
    desk.gone()
    desk.clock.sleep(HOURS)
    desk.gone()


def ask(desk: Standing) -> list[int]:
    with desk.store.write() as session:
        return open_gone(session, desk.office, desk.clock())


def case(desk: Standing, question: int) -> GoneCase:
    with desk.store.read() as session:
        return gone_case(session, desk.office, question)


def answer(desk: Standing, question: int, said: str = TAKE_OFF, **more: Any) -> GoneAnswered:
    values: dict[str, Any] = {"official_key": "spec", "reason": "новость сняли с сайта", "round": 1}
    values |= more
    with desk.store.write() as session:
        return answer_gone(
            session, desk.office, question, answers={1: said}, now=desk.clock(), **values
        )


def withdrawals(desk: Standing) -> list[Action]:
    return [action for action in desk.actions() if action.kind is Kind.WITHDRAW]


def effect(desk: Standing, page: Wall | None) -> WithdrawPost:
    return WithdrawPost(desk.store, desk.office, {PAGE: page} if page else {})


def carry(desk: Standing, page: Wall) -> Action:
    desk.clock.sleep(1)
    effects: dict[Kind, Any] = {Kind.WITHDRAW: effect(desk, page)}
    ledger = Ledger(desk.store, "town", effects, now=desk.clock, wait=desk.clock.sleep)
    ledger.carry_out([Kind.WITHDRAW])
    return withdrawals(desk)[-1]


def test_asked_once_and_the_posts_go(store: Store) -> None:
    desk = vanished(store)
    (question,) = ask(desk)
    assert ask(desk) == []
    (item,) = case(desk, question).items
    assert [address for _, address in item.posts] == ["https://vk.com/wall-7_51"]
    assert not item.back
    assert answer(desk, question) == GoneAnswered(withdrawn=1)
    page = Wall({"51": "текст"})
    for _ in range(2):
        action = carry(desk, page)
    assert (action.state, action.confirmed_by) == (State.CONFIRMED, ConfirmedBy.READBACK)
    assert page.deleted == ["51"]
    assert desk.posts()[0].withdrawn_at
    assert ask(desk) == []
    assert desk.standing() == ["https://town.test/news/1"], "новость может вернуться"


def test_once_gone_asks_nobody(sqlite_store: Store) -> None:
    desk = Standing(sqlite_store)
    desk.stand()
    desk.gone()
    assert ask(desk) == []


def test_kept_is_not_asked_again_until_it_vanishes_anew(desk: Standing) -> None:
    (question,) = ask(desk)
    assert answer(desk, question, KEEP, reason="").kept == 1
    assert (ask(desk), withdrawals(desk)) == ([], [])
    desk.again(article())
    desk.clock.sleep(60)
    vanish(desk)
    assert len(ask(desk)) == 1


@pytest.mark.parametrize(
    ("said", "more", "words"),
    [
        (TAKE_OFF, {"reason": " "}, "нет пояснения"),
        (LATER, {}, ""),
    ],
)
def test_undecided_is_asked_again(
    desk: Standing, said: str, more: dict[str, Any], words: str
) -> None:
    (question,) = ask(desk)
    came = answer(desk, question, said, **more)
    assert (came.left, withdrawals(desk)) == (1, [])
    assert words in "".join(came.notes)
    assert len(ask(desk)) == 1


def test_news_that_came_back_meanwhile_keep_their_posts(desk: Standing) -> None:
    (question,) = ask(desk)
    desk.again(article())
    assert case(desk, question).items[0].back
    came = answer(desk, question)
    assert "снова открывается" in came.notes[0]
    assert withdrawals(desk) == []


def test_news_that_came_back_after_the_answer_keep_what_still_stands(desk: Standing) -> None:
    (question,) = ask(desk)
    answer(desk, question)
    task = Task.of(withdrawals(desk)[0])
    desk.again(article())
    assert withdrawals(desk)[0].state is State.CANCELLED
    assert isinstance(effect(desk, Wall({"51": "текст"})).do(task), Refused)
    with desk.store.write() as session:
        action = session.get_one(Action, task.id)
        action.state = State.REJECTED
        assert lost_its_point(session, desk.office, action)
        action.state = State.CANCELLED
    desk.clock.sleep(60)
    vanish(desk)
    (question,) = ask(desk)
    assert answer(desk, question).withdrawn == 1
    assert carry(desk, Wall({"51": "текст"})).state is State.CONFIRMED


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"official_key": "head"}, "полномочия"),
        ({"official_key": "it-head"}, "вопрос задан не этому лицу"),
        ({"round": 2}, "форма устарела"),
        ({"question_id": 99}, "такого вопроса нет"),
    ],
)
def test_a_refused_answer_changes_nothing(desk: Standing, more: dict[str, Any], words: str) -> None:
    (question,) = ask(desk)
    with desk.store.write() as session:
        session.get_one(Question, question).officials = ["spec"]
    came = answer(desk, more.pop("question_id", question), **more)
    assert words in (came.refused or "")
    assert withdrawals(desk) == []
    assert answer(desk, question).withdrawn == 1, "форма ещё ждёт"
    assert "уже ответили" in (answer(desk, question, KEEP).refused or "")


def test_an_answer_given_twice_is_one_answer(store: Store) -> None:
    desk = vanished(store)
    (question,) = ask(desk)
    assert answer(desk, question) == GoneAnswered(withdrawn=1)
    carry(desk, Wall({"51": "текст"}))
    assert answer(desk, question) == GoneAnswered(withdrawn=1, repeated=True)
    assert len(withdrawals(desk)) == 1
    other: list[dict[str, Any]] = [
        {"official_key": "it-head"},
        {"reason": "другое"},
        {"said": KEEP},
    ]
    for more in other:
        refused = answer(desk, question, **more).refused or ""
        assert "уже ответили" in refused
        assert "по нему ничего не записано и не снято" in refused, "а пост снят прошлым ответом"


@pytest.mark.parametrize(("said", "reason"), [(LATER, "потом"), (KEEP, ""), (TAKE_OFF, " ")])
def test_so_is_one_that_takes_nothing_off(desk: Standing, said: str, reason: str) -> None:
    (question,) = ask(desk)
    first = answer(desk, question, said, reason=reason)
    again = answer(desk, question, said, reason=reason)
    assert again == GoneAnswered(0, first.kept, first.left, repeated=True)


def test_what_nobody_answered_is_withdrawn_and_asked_again(desk: Standing) -> None:
    (question,) = ask(desk)
    desk.clock.sleep(3 * 24 * 3600)
    with desk.store.write() as session:
        assert [one.id for one in withdraw_old(session, desk.office, desk.clock())] == [question]
    assert len(ask(desk)) == 1
    refused = answer(desk, question).refused or ""
    assert "отозван" in refused
    assert "Что делать: откройте свежую форму «Исчезнувшие новости»" in refused


def test_nobody_is_asked_about_a_watched_page_nor_if_nobody_acts(desk: Standing) -> None:
    desk.office = watched()
    assert ask(desk) == []
    desk.office = office(official=[])
    with pytest.raises(OfficeError, match="исчезли новости"):
        ask(desk)


def test_no_more_than_three_forms_are_open(desk: Standing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gone, "BATCH", 1)
    for number in range(2, 6):
        desk.stand(water(number=number))
        desk.gone(number)
    desk.clock.sleep(HOURS)
    for number in range(2, 6):
        desk.gone(number)
    questions = [len(ask(desk)) for _ in range(5)]
    assert questions == [1, 1, 1, 0, 0]
    answer(desk, 1)
    assert len(ask(desk)) == 1


def test_a_page_where_nothing_may_be_done_just_now_is_not_forgotten(desk: Standing) -> None:
    (question,) = ask(desk)
    desk.office = watched()
    assert answer(desk, question).withdrawn == 1
    page = Wall({"51": "текст"})
    assert (carry(desk, page).state, page.deleted) == (State.DUE, [])
    desk.office = office()
    desk.clock.sleep(3600)
    assert (carry(desk, page).state, page.deleted) == (State.CONFIRMED, ["51"])


@pytest.mark.parametrize(("given", "state"), ANSWERS)
def test_each_answer_has_its_state(desk: Standing, given: DoOutcome, state: State) -> None:
    (question,) = ask(desk)
    answer(desk, question)
    page = Wall({"51": "текст"}, answers=given, accepts=False)
    assert carry(desk, page).state is state


def test_where_removals_are_not_shown_it_is_done_again_or_believed(desk: Standing) -> None:
    (question,) = ask(desk)
    answer(desk, question)
    page = Wall({"51": "текст"}, answers=Unknown("нет ответа"), shows_removals=False)
    assert carry(desk, page).state is State.UNKNOWN
    page.answers = None
    desk.clock.sleep(6)
    action = carry(desk, page)
    assert (action.state, action.confirmed_by) == (State.CONFIRMED, ConfirmedBy.ANSWER)
    page.shows_removals = True
    page.problem = NeverShown("Нет копии.", not_done="не прочитано.", next_step="ждать.")
    assert isinstance(effect(desk, page).look(Task.of(action)), CannotTell)


def test_without_keys_a_person_does_it(desk: Standing) -> None:
    (question,) = ask(desk)
    answer(desk, question)
    outcome = effect(desk, None).do(Task.of(withdrawals(desk)[0]))
    assert isinstance(outcome, NeedsPerson)
    assert outcome.link == "https://vk.com/wall-7_51"
    with desk.store.read() as session:
        ruling = session.query(GoneRuling).one()
    assert (ruling.official, ruling.reason) == ("spec", "новость сняли с сайта")
