"""What its author took down before us is not told, counted or called as removed by us (4.2)."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from gospablik.control.extract.make import make_extract
from gospablik.control.extract.whole import Request
from gospablik.control.figures_actions import actions_week
from gospablik.control.window import Window
from gospablik.moderation.again import RESTORED
from gospablik.moderation.fate import What
from gospablik.moderation.proof import verify_chain
from gospablik.moderation.queue import count_standing
from gospablik.moderation.violations import repeat, standing
from gospablik.store.ledger import Kind, State
from gospablik.store.session import Store
from tests.gospablik.moderation.test_again import of_rule
from tests.gospablik.moderation.test_fate import known, story
from tests.gospablik.moderation.test_undoing import form, say
from tests.gospablik.moderation.town import MORNING, Town, written


@pytest.fixture
def town(store: Store) -> Town:
    """One insult, ruled and sealed, then taken down by its author."""
    return taken_down(Town(store))


def taken_down(town: Town) -> Town:
    town.write(1, "ты дурак")
    town.harvest()
    town.answer(town.ask()[0])
    town.seal()
    del town.wall.standing["1"]
    town.harvest()
    a_pass(town)
    return town


def a_pass(town: Town) -> None:
    town.carry(Kind.REMOVE, Kind.RESTORE)
    town.tell()
    town.carry(Kind.REPLY)


def test_nothing_is_told_and_nothing_counts_as_removed_by_us(town: Town) -> None:
    assert (town.wall.removed, town.wall.replies) == ([], [])
    [fate] = known(town, "дурак")
    assert fate.what is What.NOT_OURS
    assert any("удалили его не мы" in line for line in story(fate))
    assert "удаление: отменено (комментария уже не было: удалил автор или сеть, не мы)." in story(
        fate
    )
    window = Window(datetime(2026, 11, 23, tzinfo=UTC), datetime(2026, 11, 30, tzinfo=UTC))
    with town.store.read() as session:
        week = actions_week(session, town.office, window, town.now)
        assert verify_chain(session, "town") is None
    assert week.removals.total == week.tellings.total == 0
    assert (week.open_ends, week.missed, week.dropped, week.breaches_42) == ((), (), (), ())


def test_the_ruling_stands_and_a_second_comment_is_one_episode_with_it(town: Town) -> None:
    town.misbehave(2, "сам ты идиот")
    with town.store.read() as session:
        violations = standing(session, 1)
        assert [one.told_at is None for one in violations] == [True, False]
        assert repeat(violations) is None, "the author had been told of nothing when he wrote it"
    assert town.propose() == []
    town.misbehave(3, "и ты урод")
    assert len(town.propose()) == 1
    case = town.mail() and town.drafts[0].text
    assert "удалён не нами: когда дошла очередь, его уже не было" in str(case)


def test_taken_back_it_is_not_put_back_and_its_author_hears_nothing(town: Town) -> None:
    assert say(town, form(town)) is None
    a_pass(town)
    assert town.actions(Kind.RESTORE) == town.actions(Kind.REPLY) == []
    assert "1" not in town.wall.standing
    with town.store.read() as session:
        assert count_standing(session, 1) == 0


def test_put_up_again_by_its_author_it_is_asked_about_and_removed_by_us(town: Town) -> None:
    town.wall.standing["1"] = written(1, "ты дурак", 100, MORNING + timedelta(minutes=1))
    town.later(minutes=6)
    town.harvest()
    assert of_rule(town, RESTORED) == [
        "комментарий решено удалить (решение № 1, доказательство № 1), 25.11.2026 его убрал автор"
        " или сеть; он снова здесь"
    ]
    [question] = town.ask()
    town.answer(question)
    town.seal()
    a_pass(town)
    assert town.wall.removed == ["1"]
    assert [action.state for action in town.actions(Kind.REMOVE)] == [
        State.CANCELLED, State.CONFIRMED,
    ]  # fmt: skip
    assert len(town.wall.replies) == 1
    assert known(town, "дурак")[0].what is What.OURS
    with town.store.read() as session:
        assert count_standing(session, 1) == 1


def test_the_extract_says_the_same(town: Town, tmp_path: Path) -> None:
    request = Request("https://vk.com/wall-7_1?reply=1", whole_author=False, official="it-head",
                      reason="запрос")  # fmt: skip
    made = make_extract(town.store, town.office, request, tmp_path, town.now)
    texts = [one.read_text("utf-8") for one in tmp_path.rglob("*.json")]
    [text] = [one for one in texts if "удалил автор или сеть, не мы" in one]
    assert made.comments == 1
    assert "исчез сам" in text
    assert "подтверждено" not in text


def test_put_back_by_us_and_taken_down_by_its_author_it_is_not_ours(sqlite_store: Store) -> None:
    town = Town(sqlite_store)
    town.misbehave(1)
    say(town, form(town))
    a_pass(town)
    town.harvest()
    del town.wall.standing["1"]
    town.harvest()
    assert known(town, "дурак")[0].what is What.NOT_OURS
