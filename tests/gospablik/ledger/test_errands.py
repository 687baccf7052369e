"""What a person says of an errand: looked at where the network shows it, kept with who said it."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from gospablik.control.figures_actions import actions_week
from gospablik.control.window import Window
from gospablik.errors import CouldNotRead
from gospablik.ledger.carry import Ledger
from gospablik.ledger.effects.publish import Publish
from gospablik.ledger.effects.repost import RepostMaterial
from gospablik.ledger.errands import Settled, open_errand, say_again, say_done, say_dropped
from gospablik.ledger.task import Task
from gospablik.networks.base import LivePost
from gospablik.outcomes import ConfirmedBy, LookOutcome, NeedsPerson, Refused
from gospablik.publishing.reposts import order
from gospablik.store.session import Store
from gospablik.store.tables import Action, Attempt, Comment, Kind, State
from tests.gospablik.ledger.test_effects_publish import Press
from tests.gospablik.ledger.test_effects_repost import Sharer
from tests.gospablik.moderation.town import PAGE, Town
from tests.gospablik.publishing.desk import NOON, news
from tests.gospablik.publishing.test_reposts import POST, TOWN, wish

BY_HAND = NeedsPerson("нет ключа пользователя", "https://vk.com/club7", "Сделайте.")


@pytest.fixture
def town(sqlite_store: Store) -> Town:
    return Town(sqlite_store)


def removal(town: Town) -> Task:
    town.write(1, "ты дурак")
    town.harvest()
    town.answer(town.ask()[0])
    town.seal()
    town.wall.answers = BY_HAND
    town.carry(Kind.REMOVE)
    return Task.of(town.actions(Kind.REMOVE)[0])


def block(town: Town) -> Task:
    question = town.case()
    town.wall.answers = BY_HAND
    assert town.decide(question).refused is None
    town.carry(Kind.BLOCK)
    return Task.of(town.actions(Kind.BLOCK)[0])


def dropped(town: Town, errand: Task) -> Settled:
    with town.store.write() as session:
        return say_dropped(session, errand, "Имя spec", "не хочу", town.now)


@pytest.mark.parametrize(
    ("given", "clause"), [(removal, "специалист (п. 4.2)"), (block, "Глава или заместитель")]
)
def test_what_an_official_decided_is_not_dropped_as_an_errand(
    town: Town, given: Any, clause: str
) -> None:
    errand = given(town)
    said = dropped(town, errand)
    assert said.open
    assert clause in said.words
    assert "ничего не изменено" in said.words
    assert "сообщите начальнику отдела ИТ" in said.words
    assert [a.state for a in town.actions(errand.kind)][-1] is State.ERRAND


def test_a_dropped_errand_is_told_in_the_week_with_who_and_why(town: Town) -> None:
    town.misbehave(1)
    with town.store.write() as session:
        told = session.scalars(select(Action).filter_by(kind=Kind.REPLY)).one()
        told.state, told.press = State.ERRAND, "Ответьте."
        assert say_dropped(session, Task.of(told), "Имя spec", "умер", town.now).words == "снято"
    week = Window(NOON.replace(day=23), NOON.replace(day=30))
    with town.store.read() as session:
        [end] = actions_week(session, town.office, week, town.now).dropped
    assert (end.kind, end.state, end.why) == ("ответ автору", "отменено", "Имя spec: умер")


def test_a_removal_said_done_where_nobody_can_look_is_gone_in_the_figures(town: Town) -> None:
    errand = removal(town)
    town.wall.readable = False
    effect = town.ledger().effects[Kind.REMOVE]
    said = say_done(town.store, effect, errand, person="spec", now=town.now)
    assert not said.open
    [action] = town.actions(Kind.REMOVE)
    assert (action.confirmed_by, action.confirmed_person) == (ConfirmedBy.PERSON, "spec")
    with town.store.read() as session:
        assert session.scalars(select(Comment)).one().gone_at == town.now


def again(town: Town, errand: Task) -> Settled:
    effect = town.ledger().effects[errand.kind]
    return say_again(town.store, effect, errand, person="Имя spec", now=town.now)


def test_when_the_right_is_back_a_person_has_the_program_try_again(town: Town) -> None:
    errand = removal(town)
    town.wall.answers = None
    assert "ответьте позже" in again(town, errand).words, "сделанное видно не сразу"
    town.later(seconds=6)
    assert again(town, errand) == Settled(
        "программа попробует снова при следующем проходе", open=False, again=True
    )
    [action] = town.actions(Kind.REMOVE)
    assert (action.state, action.press, action.link) == (State.UNKNOWN, None, None)
    assert action.why == "повтор разрешён: Имя spec"
    town.carry(Kind.REMOVE)
    assert town.wall.removed == [], "сначала программа смотрит, не сделано ли вручную"
    town.later(seconds=5)
    town.carry(Kind.REMOVE)
    assert town.wall.removed == ["1"]
    with town.store.read() as session:
        said = session.scalars(select(Attempt).filter_by(verb="again")).one()
    assert (said.outcome, said.detail) == ("Allowed", "Имя spec")
    assert not again(town, errand).again, "дважды не повторяется"


def test_what_was_done_by_hand_meanwhile_is_not_tried_again(town: Town) -> None:
    errand = removal(town)
    del town.wall.standing["1"]
    assert again(town, errand).words.startswith("подтверждено")
    assert town.actions(Kind.REMOVE)[0].confirmed_by is ConfirmedBy.READBACK


def test_a_post_put_up_by_hand_just_before_the_errand_was_given_back_stays_one(
    press: Press,
) -> None:
    board, effect = press.board, Publish(press.store, press.office, {PAGE: press.board})
    board.readable, board.answers = True, None
    press.clock.sleep(60)
    errand = Task.of(press.actions()[0])
    said = say_again(press.store, effect, errand, person="Имя spec", now=press.clock())
    assert said.again, "сделанное руками сеть ещё не показывает"
    by_hand = ("", f"Своими словами: {link(press, 0)}")
    press.carry()
    board.posted.append(by_hand)
    press.clock.sleep(60)
    press.carry()
    assert press.actions()[0].confirmed_by is ConfirmedBy.READBACK
    assert board.posted == [by_hand]


def test_what_nobody_can_look_at_is_tried_again_only_if_twice_is_once(town: Town) -> None:
    errand = removal(town)
    town.wall.readable = False
    said = again(town, errand)
    assert said.open
    assert "не сделано ли это уже" in said.words
    town.wall.removal_is_repeatable = True
    assert again(town, errand).again


def test_a_refused_block_is_tried_again_and_refused_again_without_its_decision(town: Town) -> None:
    question = town.case()
    assert town.decide(question).refused is None
    town.wall.answers = Refused("Сеть ответила: страница удалена.")
    town.carry(Kind.BLOCK)
    refused = Task.of(town.actions(Kind.BLOCK)[0])
    assert dropped(town, refused).open, "решение Главы специалист не снимает"
    town.wall.answers = None
    assert again(town, refused).again
    town.carry(Kind.BLOCK)
    assert len(town.wall.blocked) == 1


def test_what_is_too_late_is_not_tried_again(town: Town) -> None:
    question = town.case()
    assert town.decide(question).refused is None
    town.wall.answers = BY_HAND
    town.carry(Kind.BLOCK)
    [action] = town.actions(Kind.BLOCK)
    assert action.not_after
    town.clock.at = action.not_after + timedelta(hours=1)
    said = again(town, Task.of(action))
    assert (said.open, said.words) == (True, "не повторено: срок действия вышел")


def test_a_bug_in_a_look_is_told_as_not_looked(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    errand = removal(town)

    def broken(comment_id: str, *, post_id: str) -> LookOutcome:
        raise KeyError("id")

    monkeypatch.setattr(town.wall, "find_comment", broken)
    effect = town.ledger().effects[Kind.REMOVE]
    said = say_done(town.store, effect, errand, person="spec", now=town.now)
    assert said == Settled("не проверено: ошибка программы: KeyError: 'id'", open=True)
    assert town.actions(Kind.REMOVE)[0].state is State.ERRAND


@dataclass
class Shown(Sharer):
    """A page whose wall cannot be listed, while some of its posts can be opened one by one."""

    shows_removals: bool = True
    open_posts: dict[str, LivePost | Exception | None] = field(default_factory=dict)

    def post(self, network_id: str) -> LivePost | None:
        found = self.open_posts[network_id]
        if isinstance(found, Exception):
            raise found
        return found


def live(number: str, text: str, *attached: str) -> LivePost:
    return LivePost(number, text, NOON, 0, "", attachments=attached)


CLOSED = CouldNotRead("Пост не прочитан.", not_done="проверка.", next_step="откройте сами.")


@pytest.fixture
def press(sqlite_store: Store) -> Press:
    """Two news, whose posts are left to people on a page that lists nothing."""
    press = Press(sqlite_store, board=Shown(answers=BY_HAND, readable=False))
    press.read(news(1), news(2))
    press.plan()
    for post in press.waiting():
        assert press.release(post)
    press.carry()
    return press


def say(press: Press, place: int, number: str) -> Settled:
    board = press.board
    assert isinstance(board, Shown)
    action = press.actions()[place]
    with press.store.read() as session:
        errand = open_errand(session, action.id)
    assert errand
    return say_done(
        press.store, Publish(press.store, press.office, {PAGE: board}), errand,
        person="spec", now=press.clock(), external_id=number, needs_id=True, network=board,
    )  # fmt: skip


def link(press: Press, place: int) -> str:
    [post] = [p for p in press.posts() if str(p.id) == press.actions()[place].subject]
    return post.text.split()[-1]


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (live("5", "С праздником!"), "нет ссылки https://town.test"),
        (None, "поста с этим номером на странице нет"),
        (KeyError("id"), "не проверено: ошибка программы: KeyError"),
    ],
)
def test_a_typed_post_that_is_not_the_news_closes_nothing(
    press: Press, found: LivePost | Exception | None, words: str
) -> None:
    press.board.open_posts = {"5": found}  # type: ignore[attr-defined]
    said = say(press, 0, "5")
    assert said.open
    assert words in said.words
    assert press.actions()[0].state is State.ERRAND


def test_a_typed_post_that_carries_the_link_is_read_back(press: Press) -> None:
    press.board.open_posts = {"5": live("5", link(press, 0))}  # type: ignore[attr-defined]
    assert say(press, 0, "5").words.startswith("подтверждено")
    assert press.actions()[0].confirmed_by is ConfirmedBy.READBACK


def test_one_post_is_not_the_post_of_two_news(press: Press) -> None:
    press.board.open_posts = {"5": CLOSED}  # type: ignore[attr-defined]
    assert "со слов" in say(press, 0, "5").words
    assert press.actions()[0].external_id == "5"
    said = say(press, 1, "5")
    assert said.open
    assert "под этим номером на странице записан другой пост" in said.words
    assert press.actions()[1].state is State.ERRAND


def test_a_repost_of_which_the_network_shows_no_source_stands_on_the_word(
    sqlite_store: Store,
) -> None:
    board = Shown(answers=BY_HAND, readable=False)
    board.open_posts = {"5": live("5", "Просто пост"), "6": live("6", "", "repost")}
    effect = RepostMaterial(sqlite_store, TOWN, {PAGE: board})
    with sqlite_store.write() as session:
        order(session, TOWN, TOWN.page[:1], wish(POST), NOON)
    ledger = Ledger(sqlite_store, "town", {Kind.REPOST: effect}, now=lambda: NOON)
    ledger.carry_out([Kind.REPOST])
    with sqlite_store.read() as session:
        errand = open_errand(session, 1)
    assert errand

    def said(number: str) -> Settled:
        return say_done(
            sqlite_store, effect, errand, person="spec", now=NOON, external_id=number,
            needs_id=True, network=board,
        )  # fmt: skip

    assert "нет ссылки" in said("5").words
    assert "со слов" in said("6").words
