"""A stream of comments: nothing that it told is lost, and a gap is not forgotten."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from gospablik.control.figures_checks import harvest
from gospablik.control.model import Harvest
from gospablik.control.window import Window
from gospablik.errors import CouldNotRead
from gospablik.moderation.detection.examine import shipped_judge
from gospablik.moderation.detector import detect_new
from gospablik.moderation.harvest import Harvested
from gospablik.moderation.queue import waiting
from gospablik.moderation.stream import StoredStream
from gospablik.networks.base import Batch, LiveComment
from gospablik.networks.telegram.seen import OUTSIDE
from gospablik.store.lease import take
from gospablik.store.session import Store
from gospablik.store.tables import Check, Result
from tasks import collected, stream
from tasks import harvest as harvesting
from tasks.collected import Collected, beside, unread_of
from tasks.harvest import collect
from tests.gospablik.control.factories import office

OFFICE = office()
WEEK = Window(datetime(2026, 11, 22, 15, tzinfo=UTC), datetime(2026, 11, 29, 15, tzinfo=UTC))
SILENT = CouldNotRead("Обновления не прочитаны.", not_done="сбор.", next_step="подождать.")
ODD = "Обновление 11: не прочитано. Ответ непонятен"
TOLD = "Обновление 12: у бота сменились права в канале: теперь он администратор."


def batch(*comments: LiveComment, cursor: str = "9", more: bool = False, **said: str) -> Batch:
    words = {name: (line,) for name, line in said.items()}
    return Batch((), comments, cursor, more, **words)


def comment(number: int) -> LiveComment:
    at = datetime(2026, 11, 25, tzinfo=UTC)
    return LiveComment(str(number), "1", "5", "Житель", "слова", at, None)


@dataclass
class Bot:
    """Gives the batches in the order they were put in, then that nothing came."""

    answers: list[Batch | CouldNotRead] = field(default_factory=list)
    asked: list[str | None] = field(default_factory=list)

    def events(self, cursor: str | None) -> Batch:
        """The next answer."""
        self.asked.append(cursor)
        answer = self.answers.pop(0) if self.answers else batch(cursor=cursor or "0")
        if isinstance(answer, CouldNotRead):
            raise answer
        return answer


@dataclass
class Pass:
    """The harvest of one page, at a time of the test's own."""

    store: Store
    bot: Bot = field(default_factory=Bot)
    at: datetime = field(default=datetime(2026, 11, 25, 3, tzinfo=UTC))

    def run(self, *answers: Batch | CouldNotRead, **later: int) -> Collected:
        """A harvest so much later than the last."""
        self.at += timedelta(**later)
        self.bot.answers, self.bot.asked = list(answers), []
        return collect.fn("vk", False)

    def week(self) -> Harvest:
        """What the weekly letter says of it."""
        with self.store.read() as session:
            return harvest(session, OFFICE, OFFICE.page[0], WEEK)

    def kept(self, rule: str) -> list[tuple[str, Result, str]]:
        """The kept checks of that rule."""
        with self.store.read() as session:
            rows = session.scalars(select(Check).filter_by(rule=rule).order_by(Check.id))
            return [(row.subject, row.result, row.words) for row in rows]


@pytest.fixture
def town(sqlite_store: Store, monkeypatch: pytest.MonkeyPatch) -> Pass:
    made = Pass(sqlite_store)
    desk = SimpleNamespace(office=OFFICE, store=sqlite_store, network=lambda _: made.bot)
    for module in (stream, collected, harvesting):
        monkeypatch.setattr(module, "desk", lambda: desk)
        monkeypatch.setattr(module, "now", lambda: made.at)
    return made


# What was not understood.


def test_an_update_that_was_not_understood_is_kept_and_told(
    town: Pass, monkeypatch: pytest.MonkeyPatch
) -> None:
    log: list[str] = []
    monkeypatch.setattr(collected, "get_run_logger", lambda: SimpleNamespace(warning=log.append))
    brought = town.run(batch(more=True, odd=ODD, told=TOLD), batch())
    assert beside([brought]) == [
        "не разобрано обновлений: 1",
        "служебных обновлений: 1, они в журнале запуска",
    ]
    assert log == [ODD, TOLD]
    (words,) = unread_of([brought])
    assert "не разобрано обновлений: 1. Не сделано: если это комментарии" in words
    assert ("Обновление 11", Result.NOT_CHECKED, f"не прочитано: {ODD}") in town.kept("harvest")
    assert town.kept("stream-told") == [("Обновление 12", Result.NOT_CHECKED, TOLD)]
    again = town.run(minutes=5)
    assert (unread_of([again]), beside([again])) == ([], [])
    assert town.week().not_read == 1


def test_what_is_no_comment_is_told_and_nothing_was_left_unread(town: Pass) -> None:
    brought = town.run(batch(told=TOLD))
    assert unread_of([brought]) == []
    assert town.week().not_read == 0


def test_a_message_of_the_group_outside_any_post_waits_for_a_word_too(town: Pass) -> None:
    said = replace(comment(7), post_network_id=OUTSIDE, text="вы там идиоты")
    assert town.run(batch(said)).kept.new == 1
    with town.store.write() as session:
        detect_new(session, OFFICE, shipped_judge(), town.at)
        (item,) = waiting(session, OFFICE)
    assert item.post_network_id == OUTSIDE


# A gap.


def test_a_gap_stands_in_the_letter_after_the_next_reading(town: Pass) -> None:
    town.run()
    (words,) = town.run(hours=60).unread
    assert words.startswith("Комментарии с 25.11 12:00 по 27.11 00:00 могли пропасть: ")
    assert town.run(minutes=5).unread == ()
    week = town.week()
    assert (week.read, week.not_read) == (1, 1)
    assert "с 25.11 12:00 по 27.11 00:00 могли пропасть" in week.why_not[0]


def test_a_day_without_a_reading_is_no_gap(town: Pass) -> None:
    town.run()
    assert town.run(hours=24).unread == ()


def test_a_stream_that_nobody_read_to_its_end_has_a_gap_too(town: Pass) -> None:
    assert town.run(SILENT).unread == (str(SILENT),)
    town.run(batch(comment(1), more=True), SILENT, hours=1)
    (words,) = town.run(hours=30).unread
    assert words.startswith("Комментарии с 25.11 12:00 по 25.11 19:00 могли пропасть: ")


def test_the_gap_is_written_with_the_moment_that_hides_it(
    town: Pass, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed while it is written down: the next reading finds the gap again."""
    town.run()
    with monkeypatch.context() as broken:
        broken.setattr(stream, "note_reading", killed)
        with pytest.raises(KeyboardInterrupt):
            town.run(hours=60)
    read = StoredStream(town.store, OFFICE, "vk").read_until()
    assert read == datetime(2026, 11, 25, 3, tzinfo=UTC)
    assert town.run(minutes=5).unread


def killed(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


# One consumer.


def test_a_failed_reading_does_not_keep_the_next_one_out(town: Pass) -> None:
    failed = town.run(batch(comment(1), cursor="13", more=True), SILENT)
    assert (failed.kept, failed.unread) == (Harvested(new=1), (str(SILENT),))
    again = town.run(minutes=1)
    assert not again.elsewhere
    assert town.bot.asked == ["13"]


def test_a_stream_that_another_run_reads_is_named(town: Pass) -> None:
    take(town.store, "stream/zhatay/vk", "other", now=town.at, hold=timedelta(minutes=3))
    busy = town.run()
    assert town.bot.asked == []
    assert unread_of([busy]) == []
    assert beside([busy]) == ["1 страницу сейчас читает другой запуск"]
    assert town.week().read == 0


def test_a_stream_lost_on_the_way_is_not_called_read(
    town: Pass, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns = iter([True, True, False])
    monkeypatch.setattr(stream, "take", lambda *_, **__: next(turns))
    lost = town.run(batch(comment(1), more=True))
    assert (lost.kept, lost.elsewhere) == (Harvested(new=1), True)
    assert town.week().read == 0
