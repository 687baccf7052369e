"""Trouble is noted once, its letter ordered in the same transaction; a flood is few letters."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from sqlalchemy import select, update

from gospablik.letters import LetterKey
from gospablik.moderation.detection.distress import trouble_list
from gospablik.moderation.detection.distress.trouble_list import shipped
from gospablik.moderation.detection.examine import Judge, shipped_judge
from gospablik.moderation.detection.own import Own
from gospablik.moderation.detection.tiers import SHIPPED
from gospablik.moderation.detector import detect_new
from gospablik.moderation.harvest import store_comments
from gospablik.moderation.keeping import NAMELESS
from gospablik.moderation.troubles.letters import WAITS
from gospablik.moderation.troubles.noting import OF_NOW, note_trouble, told_of
from gospablik.store.comments import CommentVersion, Examination
from gospablik.store.ledger import Action, Kind, State
from gospablik.store.session import Store
from gospablik.store.troubles import ToldTrouble
from tests.gospablik.ledger.answers import moved_away, watched
from tests.gospablik.moderation.town import MORNING, PAGE, Town, office, written

COLD = "Северная 12, второй день нет тепла, в квартире +9"
FIRE = "Горит дом на Комсомольской, помогите!"
HALF = WAITS["HEAT"]


def noted(town: Town) -> list[ToldTrouble]:
    with town.store.read() as session:
        return list(session.scalars(select(ToldTrouble).order_by(ToldTrouble.id)))


def mails(town: Town) -> list[Action]:
    return [a for a in town.actions(Kind.MAIL) if LetterKey.parse(a.subject).topic == "trouble"]


def test_a_letter_is_due_at_once_with_the_row(sqlite_store: Store) -> None:
    town = Town(sqlite_store)
    town.write(1, COLD)
    town.write(2, "Спасибо за тёплые батареи!")
    town.harvest()
    (row,) = noted(town)
    assert (row.kind, row.late, row.question_id) == ("HEAT", False, None)
    assert row.reply.startswith("Житель 100! Ваше сообщение о тепле передаём дежурному")
    (mail,) = mails(town)
    assert mail.subject == f"trouble:{row.letter_id}:duty"
    assert (mail.not_before, mail.not_after) == (row.found_at, None)


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 12, 31, 14, 59, tzinfo=UTC),  # 23:59 in Yakutsk
        datetime(2026, 12, 31, 15, 0, tzinfo=UTC),  # the year has turned there
        datetime(2028, 1, 1, 3, 0, tzinfo=UTC),  # a year of which there is no list of holidays
    ],
)
def test_no_hour_and_no_holiday_holds_it(sqlite_store: Store, moment: datetime) -> None:
    town = Town(sqlite_store)
    town.clock.at = moment
    town.write(1, FIRE)
    town.harvest()
    (mail,) = mails(town)
    assert mail.not_before == noted(town)[0].found_at == town.now


def test_an_edit_that_tells_of_the_same_is_no_second_letter_one_of_another_is(
    sqlite_store: Store,
) -> None:
    town = Town(sqlite_store)
    for text in (COLD, f"{COLD}!!! Помогите", "Уже всё дали, спасибо", COLD):
        town.write(1, text)
        town.harvest()
        begin(town, 0)
        town.later(hours=1)
    assert [row.kind for row in noted(town)] == ["HEAT"]
    assert len(mails(town)) == 1
    town.write(1, FIRE)
    town.harvest()
    assert [row.kind for row in noted(town)] == ["HEAT", "FIRE"]
    assert len(mails(town)) == 2
    assert noted(town)[1].told_at == town.now, "правка говорит о сейчас"


def test_a_second_pass_over_the_same_changes_nothing(sqlite_store: Store) -> None:
    town = Town(sqlite_store)
    town.write(1, COLD)
    town.harvest()
    with town.store.write() as session:
        session.execute(update(Examination).values(by="another"))
    with town.store.write() as session:
        detect_new(session, town.office, shipped_judge(), town.now)
        version = session.scalars(select(CommentVersion.id)).one()
        assert not note_trouble(session, town.office, version, COLD, town.now)
    assert (len(noted(town)), len(mails(town))) == (1, 1)


def test_two_passes_at_once_are_one_row_and_no_empty_letter(store: Store) -> None:
    town = Town(store)
    town.wall.standing["1"] = written(1, COLD, 1, town.now)
    town.later(minutes=1)
    with store.write() as session:
        store_comments(session, town.office, PAGE, "1", town.wall.comments("1"), town.now)
    at_once = Barrier(2)

    def examine_it() -> None:
        at_once.wait()
        with store.write() as session:
            detect_new(session, town.office, shipped_judge(), town.now)

    with ThreadPoolExecutor(2) as threads:
        for done in [threads.submit(examine_it) for _ in range(2)]:
            done.result()
    (row,) = noted(town)
    assert [mail.subject for mail in mails(town)] == [f"trouble:{row.letter_id}:duty"]


def test_killed_before_the_commit_and_the_next_pass_notes_it(sqlite_store: Store) -> None:
    town = Town(sqlite_store)
    town.write(1, COLD)
    with pytest.raises(RuntimeError):
        _examine_and_die(town)
    assert (noted(town), mails(town)) == ([], [])
    town.harvest()
    assert (len(noted(town)), len(mails(town))) == (1, 1)


def _examine_and_die(town: Town) -> None:
    with town.store.write() as session:
        store_comments(session, town.office, PAGE, "1", town.wall.comments("1"), town.now)
        detect_new(session, town.office, shipped_judge(), town.now)
        assert session.scalars(select(ToldTrouble)).one()
        raise RuntimeError


def flood(town: Town, first: int, many: int, text: str = COLD) -> None:
    for number in range(first, first + many):
        town.wall.standing[str(number)] = written(number, text, number, town.now)
    town.harvest()


def test_a_town_without_heat_is_a_letter_and_then_one_in_half_an_hour(sqlite_store: Store) -> None:
    town = Town(sqlite_store)
    flood(town, 1, 40)
    begin(town, 0)
    for start in range(100, 200, 20):
        flood(town, start, 20)
    first, second = mails(town)
    assert second.not_before == first.not_before + HALF
    letters = [row.letter_id for row in noted(town)]
    assert [letters.count(number) for number in (1, 2)] == [40, 100], "во втором письме все"


def test_two_hundred_in_two_hours_are_at_most_five_letters(sqlite_store: Store) -> None:
    town = Town(sqlite_store)
    for pass_ in range(12):
        flood(town, 1000 * pass_ + 1, 17)
        for place, mail in enumerate(mails(town)):
            if mail.state is State.DUE and mail.not_before <= town.now:
                begin(town, place)
        town.later(minutes=9)
    assert len(noted(town)) == 204
    assert len(mails(town)) == 5


def test_a_second_person_in_danger_waits_for_nothing(sqlite_store: Store) -> None:
    town = Town(sqlite_store)
    flood(town, 1, 1, FIRE)
    begin(town, 0)
    flood(town, 2, 2, FIRE)
    first, second = mails(town)
    assert second.not_before == noted(town)[1].found_at > first.not_before
    assert [row.letter_id for row in noted(town)] == [1, 2, 2]


def test_a_letter_that_was_begun_takes_no_more(sqlite_store: Store) -> None:
    """Its words may have gone out; a repeat bears the same Message-ID and may be dropped."""
    town = Town(sqlite_store)
    flood(town, 1, 1)
    begin(town, 0, State.DUE)
    flood(town, 2, 1)
    assert [row.letter_id for row in noted(town)] == [1, 2]


def begin(town: Town, place: int, state: State = State.CONFIRMED) -> None:
    with town.store.write() as session:
        mail = session.get_one(Action, mails(town)[place].id)
        mail.state, mail.first_claimed_at, mail.tries = state, town.now, 1


def test_what_was_written_a_day_ago_is_one_letter_of_its_own(sqlite_store: Store) -> None:
    town = Town(sqlite_store)
    old = town.now - OF_NOW - timedelta(minutes=2)
    town.wall.standing["1"] = written(1, COLD, 1, old)
    town.wall.standing["2"] = written(2, FIRE, 2, old - timedelta(days=20))
    town.wall.standing["3"] = written(3, FIRE, 3, old + timedelta(minutes=10))
    town.harvest()
    assert [row.late for row in noted(town)] == [True, True, False]
    assert len({row.letter_id for row in noted(town)}) == 2
    for place in (0, 1):
        begin(town, place)
    town.wall.standing["4"] = written(4, FIRE, 4, old)
    town.harvest()
    assert mails(town)[-1].not_before == mails(town)[0].not_before + timedelta(hours=24)


def test_a_watched_page_is_told_of_a_page_that_is_not_run_is_not(sqlite_store: Store) -> None:
    town = Town(sqlite_store)
    town.office = watched()
    town.write(1, FIRE)
    town.harvest()
    assert len(mails(town)) == 1
    away = {"suspended_from": MORNING.date(), "suspended_because": "приказ № 1"}
    for town.office in (office(page=[{**office().page[0].model_dump(), **away}]), moved_away()):
        town.write(2, FIRE)
        town.harvest()
        assert len(noted(town)) == 1


def test_the_page_itself_and_its_ready_answers_are_no_trouble(sqlite_store: Store) -> None:
    town = Town(sqlite_store)
    town.write(1, FIRE, author=-7)
    replies = {rule.reply for rule in shipped().rules}
    for number, reply in enumerate(replies, 2):
        assert told_of(f"Иван! {reply}") is None
        town.write(number, f"Иван!\n{reply}")
    town.harvest()
    assert noted(town) == []


def test_the_answer_names_to_whom_it_speaks(sqlite_store: Store) -> None:
    town = Town(sqlite_store)
    named = ("[id1|Имя] @all #тег", NAMELESS, "")
    for number, name in enumerate(named, 1):
        town.wall.standing[str(number)] = written(
            number, FIRE, number, town.now + timedelta(minutes=number), author_name=name
        )
    town.later(minutes=5)
    town.harvest()
    first = [row.reply.partition(" Если горит")[0] for row in noted(town)]
    assert first == [
        "id1Имя all тег!",
        "Здравствуйте! Вы писали 25.11 в 09:32.",
        "Здравствуйте! Вы писали 25.11 в 09:33.",
    ]


def test_a_corrected_list_of_troubles_is_asked_of_what_stands(
    sqlite_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = Judge(Own(), SHIPPED).name
    monkeypatch.setattr(trouble_list, "LIST", trouble_list.LIST.with_name("words.py"))
    assert Judge(Own(), SHIPPED).name != before
