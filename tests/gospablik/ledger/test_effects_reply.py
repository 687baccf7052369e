"""The page's word to an author: written once, known by its words, not for an annulled ruling."""

import pytest

from gospablik.ledger.effects.reply import ReplyToAuthor
from gospablik.ledger.task import Task
from gospablik.moderation.told import told_at
from gospablik.outcomes import ConfirmedBy, DoOutcome, NeedsPerson, Refused, Unknown
from gospablik.store.session import Store
from gospablik.store.tables import Action, Kind, Ruling, State
from tests.gospablik.ledger.answers import ANSWERS, watched
from tests.gospablik.moderation.town import PAGE, Town


@pytest.fixture
def town(sqlite_store: Store) -> Town:
    """One insult, removed; its author is to be told."""
    town = Town(sqlite_store)
    town.write(1, "ты дурак")
    town.harvest()
    town.answer(town.ask()[0])
    town.seal()
    town.carry(Kind.REMOVE)
    assert town.tell() == 1
    return town


def the_action(town: Town) -> Action:
    [action] = town.actions(Kind.REPLY)
    return action


def do(town: Town, *, connected: bool = True) -> DoOutcome:
    networks = {PAGE: town.wall} if connected else {}
    return ReplyToAuthor(town.store, town.office, networks).do(Task.of(the_action(town)))


def told(town: Town) -> bool:
    with town.store.read() as session:
        return told_at(session, session.get_one(Ruling, 1)) is not None


def test_told_what_was_removed_why_and_how_to_object(town: Town) -> None:
    assert not told(town)
    town.carry(Kind.REPLY)
    [words] = town.wall.replies
    for part in ("Житель 100", "25 ноября 2026", "пункту 4.2", "оскорбление", "smm@town.test"):
        assert part in words
    assert "дурак" not in words, "слов автора страница не повторяет"
    assert the_action(town).confirmed_by is ConfirmedBy.READBACK
    assert told(town)
    assert (town.tell(), len(town.wall.replies)) == (0, 1)


@pytest.mark.parametrize(("answer", "state"), ANSWERS)
def test_each_answer_has_its_state_and_does_not_count_as_told(
    town: Town, answer: DoOutcome, state: State
) -> None:
    town.wall.answers = answer
    town.carry(Kind.REPLY)
    assert the_action(town).state is state
    assert not told(town)


def test_lost_answer_and_the_words_stand_there(town: Town) -> None:
    town.wall.answers = Unknown("нет ответа")
    town.carry(Kind.REPLY)
    town.wall.answers = None
    do(town)  # the network had taken it all the same
    town.carry(Kind.REPLY)
    assert len(town.wall.replies) == 1
    assert the_action(town).confirmed_by is ConfirmedBy.READBACK


def test_lost_answer_and_the_words_are_not_there(town: Town) -> None:
    town.wall.answers = Unknown("нет ответа")
    town.carry(Kind.REPLY)
    town.wall.answers = None
    town.later(seconds=6)
    town.carry(Kind.REPLY)
    assert len(town.wall.replies) == 1


def test_lost_answer_and_no_right_to_look_is_an_errand(town: Town) -> None:
    town.wall.answers, town.wall.readable = Unknown("нет ответа"), False
    town.carry(Kind.REPLY)
    town.carry(Kind.REPLY)
    assert the_action(town).state is State.ERRAND


@pytest.mark.parametrize("connected", [True, False])
def test_an_errand_holds_the_words_to_write(town: Town, connected: bool) -> None:
    town.wall.answers = NeedsPerson("нет метода", "https://vk.com/wall-7_1", "Откройте пост.")
    outcome = do(town, connected=connected)
    assert isinstance(outcome, NeedsPerson)
    assert outcome.link == "https://vk.com/wall-7_1"
    assert "Житель 100, Ваш комментарий от 25 ноября 2026 года" in outcome.press


def test_an_annulled_ruling_is_told_to_nobody(town: Town) -> None:
    town.annul(1)
    outcome = do(town)
    assert isinstance(outcome, Refused)
    assert "отменено" in outcome.why
    assert town.wall.replies == []


def test_a_page_put_under_watch_meanwhile_says_nothing(town: Town) -> None:
    town.office = watched()
    town.carry(Kind.REPLY)
    assert (town.wall.replies, the_action(town).state) == ([], State.DUE)


def test_a_name_is_no_mention_and_no_link(sqlite_store: Store) -> None:
    from tests.gospablik.moderation.town import written

    town = Town(sqlite_store)
    town.wall.standing["1"] = written(1, "дурак", author_name="[id1|Имя] @all #тег\nкому")
    town.harvest()
    town.answer(town.ask()[0])
    town.seal()
    town.carry(Kind.REMOVE)
    town.tell()
    town.carry(Kind.REPLY)
    assert town.wall.replies[0].startswith("id1Имя all тег кому, Ваш комментарий")


def test_what_was_said_in_the_group_is_answered_in_the_group(town: Town) -> None:
    with town.store.write() as session:
        session.get_one(Ruling, 1).comment.post_network_id = ""
    came_to = do(town, connected=False)
    assert isinstance(came_to, NeedsPerson)
    assert came_to.press.startswith("Откройте группу обсуждения")
    town.carry(Kind.REPLY)
    assert len(town.wall.replies) == 1, "сетью"


def test_under_an_entry_that_was_taken_off_nothing_can_be_answered(town: Town) -> None:
    with town.store.write() as session:
        comment = session.get_one(Ruling, 1).comment
        comment.network_id = comment.post_network_id = "entry:9"
    came_to = do(town)
    assert isinstance(came_to, NeedsPerson)
    assert came_to.link.endswith("/id100"), "к автору, а не к снятой записи"
    assert "личное сообщение" in came_to.press
    assert "пункту 4.2" in came_to.press
    town.carry(Kind.REPLY)
    assert the_action(town).state is State.ERRAND
    assert not town.wall.replies
