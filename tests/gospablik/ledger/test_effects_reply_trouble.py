"""The answer about trouble: the stored words once, by hand within the hour, never for a removal."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from gospablik import clock
from gospablik.ledger.effects.reply import ReplyToAuthor
from gospablik.ledger.task import Task
from gospablik.moderation.troubles.case import YES
from gospablik.outcomes import ConfirmedBy, NeedsPerson, Unknown
from gospablik.store.comments import Author
from gospablik.store.session import Store
from gospablik.store.tables import Action, Kind, State
from tests.gospablik.ledger.answers import watched
from tests.gospablik.moderation.test_trouble_questions import ask, say
from tests.gospablik.moderation.test_troubles import FIRE
from tests.gospablik.moderation.town import PAGE, Town


@pytest.fixture
def town(sqlite_store: Store) -> Town:
    """A fire, and «да» to the ready answer."""
    town = Town(sqlite_store)
    town.write(1, FIRE)
    town.harvest()
    (question,) = ask(town)
    assert say(town, question, YES).replies == 1
    return town


def the_action(town: Town) -> Action:
    (action,) = town.actions(Kind.REPLY)
    return action


def test_the_ready_words_go_out_once_whatever_the_author_is_called_now(town: Town) -> None:
    with town.store.write() as session:
        session.execute(update(Author).values(name="Другое имя"))
    town.carry(Kind.REPLY)
    town.carry(Kind.REPLY)
    (words,) = town.wall.replies
    assert words.startswith("Житель 100! Если горит — сразу выходите")
    assert town.wall.answered == ["1"], "below the comment, so that it answers nobody else"
    assert the_action(town).confirmed_by is ConfirmedBy.READBACK
    assert town.tell() == 0


def test_a_lost_answer_is_looked_for_by_its_words(town: Town) -> None:
    town.wall.answers = Unknown("нет ответа")
    town.carry(Kind.REPLY)
    assert the_action(town).state is State.UNKNOWN
    town.wall.answers = None
    town.later(seconds=6)
    town.carry(Kind.REPLY)
    assert len(town.wall.replies) == 1


@pytest.mark.parametrize("connected", [True, False])
def test_where_the_network_cannot_it_is_an_errand_of_an_hour(town: Town, connected: bool) -> None:
    town.wall.answers = NeedsPerson("нет метода", "https://vk.com/wall-7_1", "Откройте пост.")
    networks = {PAGE: town.wall} if connected else {}
    outcome = ReplyToAuthor(town.store, town.office, networks).do(Task.of(the_action(town)))
    assert isinstance(outcome, NeedsPerson)
    assert outcome.do_by is not None
    assert outcome.do_by - clock.now() <= timedelta(hours=1)
    assert outcome.link == "https://vk.com/wall-7_1?reply=1"
    assert "комментарий автора «Житель 100» от 25.11.2026 09:31" in outcome.press
    assert "Текст поручения:\nЖитель 100! Если горит" in outcome.press


def test_put_under_watch_meanwhile_the_page_says_nothing(town: Town) -> None:
    town.office = watched()
    town.carry(Kind.REPLY)
    assert (town.wall.replies, the_action(town).state) == ([], State.DUE)


def test_when_now_is_long_past_it_is_missed(town: Town) -> None:
    town.later(hours=13)
    town.carry(Kind.REPLY)
    assert (town.wall.replies, the_action(town).state) == ([], State.MISSED)
