"""The warning: once, below the comment that stays, no violation; not for one that is gone."""

import pytest

from gospablik.ledger.effects.reply import ReplyToAuthor
from gospablik.ledger.task import Task
from gospablik.moderation.queue import count_standing, count_warned
from gospablik.moderation.retention import erase_due
from gospablik.moderation.review_case import review_case
from gospablik.moderation.telling import OF_WARNING, WARNING_TERM, order_warnings
from gospablik.moderation.violations import standing
from gospablik.outcomes import NeedsPerson, Unknown
from gospablik.store.session import Store
from gospablik.store.tables import Action, Kind, Ruling, State
from tests.gospablik.ledger.answers import watched
from tests.gospablik.moderation.town import PAGE, Town


def warn(town: Town) -> int:
    with town.store.write() as session:
        return order_warnings(session, town.office, town.now)


@pytest.fixture
def town(sqlite_store: Store) -> Town:
    """An insult that is kept with a warning."""
    town = Town(sqlite_store)
    town.write(1, "ты дурак")
    town.harvest()
    town.answer(town.ask()[0], "предупредить")
    return town


def the_action(town: Town) -> Action:
    [action] = town.actions(Kind.REPLY)
    return action


def test_the_page_warns_once_below_the_comment_and_names_the_clause(town: Town) -> None:
    assert (warn(town), warn(town)) == (1, 0)
    assert the_action(town).subject == "warned:1"
    town.carry(Kind.REPLY)
    town.carry(Kind.REPLY)
    [words] = town.wall.replies
    assert town.wall.answered == ["1"]
    for part in (OF_WARNING, "25 ноября 2026 года (09:31)", "может быть удалён", "smm@town.test"):
        assert part in words
    assert "номер предупреждения: 1" in words
    assert "дурак" not in words
    assert (town.tell(), town.actions(Kind.REMOVE)) == (0, [])


def test_it_is_no_violation_but_history(town: Town) -> None:
    assert town.seal() == []
    with town.store.read() as session:
        assert (standing(session, 1), count_standing(session, 1)) == ([], 0)
        assert count_warned(session, 1) == 1
    town.write(2, "сам ты идиот")
    town.harvest()
    (question,) = town.ask()
    with town.store.read() as session:
        (item,) = review_case(session, town.office, question.id).items
    assert (item.history, item.warned) == (0, 1)


def test_a_lost_warning_is_looked_for_by_its_words(town: Town) -> None:
    warn(town)
    town.wall.answers = Unknown("нет ответа")
    town.carry(Kind.REPLY)
    assert the_action(town).state is State.UNKNOWN
    town.wall.answers = None
    town.later(seconds=6)
    town.carry(Kind.REPLY)
    assert len(town.wall.replies) == 1


def test_where_the_network_cannot_it_is_an_errand_with_the_words(town: Town) -> None:
    warn(town)
    outcome = ReplyToAuthor(town.store, town.office, {}).do(Task.of(the_action(town)))
    assert isinstance(outcome, NeedsPerson)
    assert f"Текст поручения:\n{town_words(town)}" in outcome.press
    assert the_action(town).page == PAGE


def town_words(town: Town) -> str:
    return "Здравствуйте! Ваш комментарий от 25 ноября 2026 года (09:31) оставлен"


@pytest.mark.parametrize("change", ["gone", "watched", "annulled", "late"])
def test_not_ordered_for_what_is_gone_watched_annulled_or_old(town: Town, change: str) -> None:
    if change == "gone":
        town.wall.standing.clear()
        town.harvest()
    elif change == "watched":
        town.office = watched()
    elif change == "annulled":
        town.annul(1)
    else:
        town.later(seconds=WARNING_TERM.total_seconds() + 1)
    assert (warn(town), town.actions(Kind.REPLY)) == (0, [])


@pytest.mark.parametrize("change", ["gone", "annulled"])
def test_gone_or_annulled_in_between_it_is_refused_with_words(town: Town, change: str) -> None:
    warn(town)
    if change == "gone":
        town.wall.standing.clear()
        town.harvest()
    else:
        town.annul(1)
    town.carry(Kind.REPLY)
    assert (the_action(town).state, town.wall.replies) == (State.REJECTED, [])
    assert "Предупреждение автору не написано." in (the_action(town).why or "")


def test_erased_with_the_comment_and_the_ruling_stays(town: Town) -> None:
    warn(town)
    town.wall.answers = NeedsPerson("нет метода", "https://vk.com/wall-7_1", "Откройте пост.")
    town.carry(Kind.REPLY)
    assert the_action(town).press
    town.later(days=town.office.organisation.keep_comments_days + 1)
    with town.store.write() as session:
        erase_due(session, town.office, town.now)
        assert session.get_one(Ruling, 1).verdict.words == "оставлен, автор предупреждён"
    assert (the_action(town).press, the_action(town).link) == (None, None)
