"""Taking a comment off the page: no ruling in force, no proof — no removal (clause 4.2)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import delete, select

from gospablik.errors import CouldNotRead
from gospablik.ledger import book
from gospablik.ledger.effects.remove import GONE_BEFORE, RemoveComment
from gospablik.ledger.errands import say_again
from gospablik.ledger.task import Task
from gospablik.moderation.pictures.forget import forget_contents
from gospablik.moderation.proof import proof_of
from gospablik.networks.base import LiveComment
from gospablik.outcomes import (
    AlreadySo,
    ConfirmedBy,
    Done,
    DoOutcome,
    NeedsPerson,
    NothingHappened,
    NotNow,
    Refused,
    Unknown,
)
from gospablik.store.session import Store
from gospablik.store.tables import Action, Comment, Kind, State
from tests.gospablik.ledger.answers import ANSWERS, moved_away, watched
from tests.gospablik.moderation.town import PAGE, Town


@pytest.fixture
def town(sqlite_store: Store) -> Town:
    """One insult, ruled and sealed; its removal is due."""
    town = Town(sqlite_store)
    town.write(1, "ты дурак")
    town.harvest()
    town.answer(town.ask()[0])
    assert town.seal() == [1]
    return town


def the_action(town: Town) -> Action:
    [action] = town.actions(Kind.REMOVE)
    return action


def do(town: Town, *, connected: bool = True) -> DoOutcome:
    networks = {PAGE: town.wall} if connected else {}
    return RemoveComment(town.store, town.office, networks).do(Task.of(the_action(town)))


def gone(town: Town) -> bool:
    with town.store.read() as session:
        return session.scalars(select(Comment)).one().gone_at is not None


def test_removed_and_seen_to_be_gone(town: Town) -> None:
    town.carry(Kind.REMOVE)
    assert (town.wall.removed, gone(town)) == (["1"], True)
    assert the_action(town).confirmed_by is ConfirmedBy.READBACK


@pytest.mark.parametrize(("answer", "state"), ANSWERS)
def test_each_answer_has_its_state(town: Town, answer: DoOutcome, state: State) -> None:
    town.wall.answers = answer
    town.carry(Kind.REMOVE)
    refused = state is State.REJECTED
    assert the_action(town).state is (State.ERRAND if refused else state)
    assert not gone(town)
    assert "1" in town.wall.standing


def test_a_networks_refusal_does_not_end_what_was_decided(town: Town) -> None:
    town.wall.answers = Refused("Сеть ответила: запрос отклонён.")
    town.carry(Kind.REMOVE)
    errand = the_action(town)
    assert errand.why == "Сеть ответила: запрос отклонён."
    assert errand.link == "https://vk.com/wall-7_1?reply=1"
    assert "удалите его от имени страницы" in str(errand.press)
    del town.wall.standing["1"]
    town.carry(Kind.REMOVE)
    assert the_action(town).confirmed_by is ConfirmedBy.READBACK


BUSY = NothingHappened("Сеть просит подождать.", timedelta(hours=3))
NO_RIGHT = NeedsPerson("У бота нет права.", "https://t.me/c/1/2", "Удалите.")


@pytest.mark.parametrize(
    ("answer", "hours", "state", "due"),
    [
        (BUSY, 46.9, State.DUE, None),
        (BUSY, 47.1, State.ERRAND, 48),
        (BUSY, 48.1, State.ERRAND, None),
        (NO_RIGHT, 3, State.ERRAND, 48),
        (NO_RIGHT, 30, State.ERRAND, 48),
        (NO_RIGHT, 47.5, State.ERRAND, 48),
        (NO_RIGHT, 49, State.ERRAND, None),
        (Unknown("нет ответа"), 47.5, State.UNKNOWN, None),
    ],
)
def test_what_telegram_will_not_remove_much_longer_is_handed_over_with_its_hour(
    town: Town, answer: DoOutcome, hours: float, state: State, due: int | None
) -> None:
    """The bot may delete for 48 hours; an hour before, the program waits no more."""
    with town.store.read() as session:
        written_at = session.scalars(select(Comment)).one().written_at
    town.wall.removal_window, town.wall.answers = timedelta(hours=48), answer
    town.clock.at = written_at + timedelta(hours=hours)
    town.carry(Kind.REMOVE)
    errand = the_action(town)
    assert errand.state is state
    if state is State.ERRAND:
        assert errand.do_by is not None
        a_day_on = errand.state_since + timedelta(days=1)
        ends = written_at + timedelta(hours=due) if due else a_day_on
        assert abs(errand.do_by - min(ends, a_day_on)) < timedelta(seconds=5)
    if answer is BUSY and state is State.ERRAND:
        soon = "Скоро сеть уже не даст программе удалить этот комментарий."
        assert str(errand.why).endswith(soon)


def test_lost_answer_and_the_comment_is_gone(town: Town) -> None:
    town.wall.answers = Unknown("нет ответа")
    town.carry(Kind.REMOVE)
    del town.wall.standing["1"]
    town.carry(Kind.REMOVE)
    assert the_action(town).confirmed_by is ConfirmedBy.READBACK
    assert gone(town)


def test_lost_answer_and_the_comment_still_stands(town: Town) -> None:
    town.wall.answers = Unknown("нет ответа")
    town.carry(Kind.REMOVE)
    town.wall.answers = None
    town.later(seconds=6)
    town.carry(Kind.REMOVE)
    assert town.wall.removed == ["1"]


def test_lost_answer_and_no_right_to_look_is_an_errand(town: Town) -> None:
    town.wall.answers, town.wall.readable = Unknown("нет ответа"), False
    town.carry(Kind.REMOVE)
    town.carry(Kind.REMOVE)
    assert the_action(town).state is State.ERRAND
    assert not gone(town), "«не проверено» не значит «удалено»"


def is_not_ours(town: Town) -> bool:
    action = the_action(town)
    assert town.wall.removed == []
    return (action.state, action.why, action.press, action.confirmed_by) == (
        State.CANCELLED, GONE_BEFORE, None, None,
    )  # fmt: skip


def test_what_its_author_took_off_before_us_is_closed_as_not_ours(town: Town) -> None:
    del town.wall.standing["1"]
    [told] = town.ledger().carry_out([Kind.REMOVE])
    assert is_not_ours(town)
    assert (told.settled, told.amiss, told.by_hand) == (True, False, False)
    assert gone(town)


@pytest.mark.parametrize(
    "answer", [NothingHappened("Сеть просит подождать.", timedelta(minutes=5)), None]
)
def test_an_attempt_that_surely_did_nothing_makes_it_no_removal_of_ours(
    town: Town, answer: DoOutcome | None
) -> None:
    """The network put us off, or the page was only watched; then its author took it off."""
    whole = town.office
    town.wall.answers, town.office = answer, whole if answer else watched()
    town.carry(Kind.REMOVE)
    assert the_action(town).state is State.DUE
    town.wall.answers, town.office = None, whole
    del town.wall.standing["1"]
    town.later(hours=2)
    town.carry(Kind.REMOVE)
    assert is_not_ours(town)


def test_gone_after_an_attempt_that_may_have_done_it_is_ours(town: Town) -> None:
    town.wall.answers = Unknown("нет ответа")
    town.carry(Kind.REMOVE)
    town.later(seconds=6)
    town.ledger().carry_out([Kind.REMOVE])
    assert the_action(town).state is State.UNKNOWN, "stood, was tried again, no answer again"
    town.later(seconds=6)
    effect = RemoveComment(town.store, town.office, {PAGE: town.wall})
    del town.wall.standing["1"]
    assert effect.do(Task.of(the_action(town))) == Done("1")


def test_a_network_that_has_no_such_comment_tells_that_it_is_not_ours(town: Town) -> None:
    """Telegram shows nothing; its answer to the removal is all there is."""
    town.wall.answers, town.wall.readable = AlreadySo("1", "такого нет"), False
    town.carry(Kind.REMOVE)
    assert is_not_ours(town)


def test_a_network_that_has_no_such_comment_any_more_tells_that_it_is_ours(town: Town) -> None:
    town.wall.answers, town.wall.readable = Unknown("нет ответа"), False
    town.wall.removal_is_repeatable = True
    town.carry(Kind.REMOVE)
    town.wall.answers = AlreadySo("1", "такого нет")
    town.later(seconds=6)
    town.carry(Kind.REMOVE)
    assert (the_action(town).state, the_action(town).confirmed_by) == (
        State.CONFIRMED, ConfirmedBy.ANSWER,
    )  # fmt: skip


def test_a_refused_removal_tried_again_is_not_ours_if_the_comment_went_meanwhile(
    town: Town,
) -> None:
    town.wall.standing["1"] = replace(town.wall.standing["1"], text="другое")
    town.carry(Kind.REMOVE)
    assert the_action(town).state is State.REJECTED
    del town.wall.standing["1"]
    effect = RemoveComment(town.store, town.office, {PAGE: town.wall})
    task = Task.of(the_action(town))
    assert say_again(town.store, effect, task, person="Имя", now=town.now).again
    town.carry(Kind.REMOVE)
    assert is_not_ours(town)


def test_an_errand_is_closed_by_looking(town: Town) -> None:
    town.wall.answers = NeedsPerson("нужен другой ключ", "https://vk.com/wall-7_1", "Удалите.")
    town.carry(Kind.REMOVE)
    assert (the_action(town).state, the_action(town).link) == (
        State.ERRAND, "https://vk.com/wall-7_1",
    )  # fmt: skip
    town.carry(Kind.REMOVE)
    assert the_action(town).state is State.ERRAND
    del town.wall.standing["1"]
    town.carry(Kind.REMOVE)
    assert the_action(town).confirmed_by is ConfirmedBy.READBACK


def test_a_page_without_keys_becomes_an_errand_with_the_comments_link(town: Town) -> None:
    outcome = do(town, connected=False)
    assert isinstance(outcome, NeedsPerson)
    assert outcome.link == "https://vk.com/wall-7_1?reply=1"
    effect = RemoveComment(town.store, town.office, {})
    assert isinstance(effect.look(Task.of(the_action(town))), NotNow)


@pytest.mark.parametrize("lacks", ["proof", "content", "ruling", "wording", "seal"])
def test_without_what_the_regulation_asks_for_nothing_is_removed(town: Town, lacks: str) -> None:
    words = {
        "proof": "не запечатано",
        "content": "стёрто",
        "ruling": "не действует",
        "wording": "изменил комментарий после решения",
        "seal": "не сошлось",
    }
    take_away(town, lacks)
    outcome = do(town)
    assert isinstance(outcome, Refused)
    assert words[lacks] in outcome.why
    assert "Комментарий не удалён" in outcome.why
    assert town.wall.removed == []


def take_away(town: Town, what: str) -> None:
    if what == "ruling":
        town.annul(1)
    if what == "wording":
        town.wall.standing["1"] = replace(town.wall.standing["1"], text="извините")
        town.harvest()
    with town.store.write() as session:
        proof = proof_of(session, 1)
        assert proof
        if what in ("proof", "content"):
            forget_contents(session, [proof.id])
        if what == "proof":
            session.execute(delete(type(proof)))
        if what == "seal":
            proof.statement = proof.statement.replace("insult", "law")


def test_an_action_without_a_ruling_is_refused(town: Town) -> None:
    with town.store.write() as session:
        book.record(
            session, organisation="town", kind=Kind.REMOVE, page=PAGE, subject="99", now=town.now
        )
    task = Task.of(town.actions(Kind.REMOVE)[1])
    outcome = RemoveComment(town.store, town.office, {PAGE: town.wall}).do(task)
    assert isinstance(outcome, Refused)
    assert "решения № 99 нет" in outcome.why


def test_a_page_put_under_watch_meanwhile_is_left_alone(town: Town) -> None:
    town.office = watched()
    town.carry(Kind.REMOVE)
    assert town.wall.removed == []
    assert (the_action(town).state, "наблюдение" in str(the_action(town).why)) == (State.DUE, True)


def test_a_page_that_is_ours_no_more_is_left_alone_and_said_to_be(town: Town) -> None:
    town.office = moved_away()
    outcome = do(town)
    assert isinstance(outcome, NothingHappened)
    assert "больше нет в organisation.toml" in outcome.why


def test_what_the_page_shows_now_counts_not_our_last_harvest(town: Town) -> None:
    town.wall.standing["1"] = replace(town.wall.standing["1"], text="извините")
    outcome = do(town)
    assert isinstance(outcome, Refused)
    assert "изменил комментарий после решения" in outcome.why
    assert town.wall.removed == []


def test_without_a_look_at_the_wording_nothing_is_removed(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    def silent(_post: str) -> list[LiveComment]:
        raise CouldNotRead("ВКонтакте молчит.", not_done="не прочитано.", next_step="ждать.")

    monkeypatch.setattr(town.wall, "comments", silent)
    assert isinstance(do(town), NothingHappened)
    assert town.wall.removed == []


@pytest.mark.parametrize("readable", [True, False], ids=["not now", "cannot tell"])
def test_nothing_goes_unseen(town: Town, readable: bool) -> None:
    """The author made it harmless after the ruling, and the first look at it failed."""
    town.wall.standing["1"] = replace(town.wall.standing["1"], text="Спасибо, починили")
    town.wall.readable = readable
    if readable:
        town.wall.find_comment = lambda *_, **__: NotNow("сеть молчит")  # type: ignore[method-assign]
    town.carry(Kind.REMOVE)
    assert town.wall.removed == []
    assert the_action(town).state is (State.DUE if readable else State.REJECTED)
