"""Letters: SMTP has no read-back, so an unknown one goes out once more, marked, and never again."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from gospablik.drafts import Draft, NothingToSay
from gospablik.ledger import book
from gospablik.ledger.carry import Ledger
from gospablik.ledger.effects import mail
from gospablik.ledger.effects.mail import Mail
from gospablik.ledger.errands import Settled, say_again, say_done
from gospablik.ledger.task import Task
from gospablik.letter import Letter, build
from gospablik.letters import LetterKey
from gospablik.mail import MailServer
from gospablik.organisation import Organisation
from gospablik.outcomes import ConfirmedBy, Done, DoOutcome, NeedsPerson, Refused, Unknown
from gospablik.store.session import Store
from gospablik.store.tables import Action, Kind, State
from tests.gospablik.ledger.answers import ANSWERS
from tests.gospablik.ledger.world import Clock
from tests.gospablik.moderation.town import MORNING, Town, office

SERVER = MailServer("localhost", 25, None, None, starttls=False)
LOST = Unknown("связь прервалась")


class Killed(BaseException):
    """SIGKILL while the server has the text."""


@dataclass
class Postman:
    """Takes letters and answers as told; one outcome a sending, after that Done."""

    answers: deque[DoOutcome | Killed] = field(default_factory=deque)
    taken: list[Letter] = field(default_factory=list)

    def send(self, letter: Letter, server: MailServer, *, date: datetime) -> DoOutcome:
        assert server is SERVER
        build(letter, date)
        self.taken.append(letter)
        answer = self.answers.popleft() if self.answers else Done(letter.message_id)
        if isinstance(answer, Killed):
            raise answer
        return answer


@dataclass
class House:
    """An office with one letter in its ledger."""

    store: Store
    postman: Postman
    clock: Clock = field(default_factory=lambda: Clock(MORNING))
    office: Organisation = field(default_factory=office)
    lost_its_point: bool = False

    def compose(
        self, store: Store, town: Organisation, key: LetterKey, revision: int, now: datetime
    ) -> Draft:
        if self.lost_its_point:
            raise NothingToSay("дело № 7 уже закрыто")
        reader = town.official_by_key(key.reader)
        return Draft(f"Отчёт {key.row}/{revision}", "текст", "<p>текст</p>", (reader.mail,))

    def order(self, subject: str = "report:7:it-head", revision: int = 1) -> None:
        with self.store.write() as session:
            book.record(
                session, organisation="town", kind=Kind.MAIL, page="", subject=subject,
                revision=revision, now=self.clock(),
            )  # fmt: skip

    def carry(self) -> None:
        self.clock.sleep(1)
        effect = Mail(self.store, self.office, SERVER, {"report": self.compose})
        Ledger(self.store, "town", {Kind.MAIL: effect}, now=self.clock).carry_out([Kind.MAIL])

    def say(self, say: Callable[..., Settled]) -> Settled:
        """What a person's word about the letter comes to."""
        effect = Mail(self.store, self.office, SERVER, {"report": self.compose})
        task = Task.of(self.action)
        return say(self.store, effect, task, person="spec", now=self.clock())

    @property
    def action(self) -> Action:
        with self.store.read() as session:
            return session.scalars(select(Action).filter_by(kind=Kind.MAIL)).one()


@pytest.fixture
def house(sqlite_store: Store, monkeypatch: pytest.MonkeyPatch) -> House:
    postman = Postman()
    monkeypatch.setattr(mail, "send", postman.send)
    house = House(sqlite_store, postman)
    house.order()
    return house


def test_sent_once_and_confirmed_by_the_servers_answer(house: House) -> None:
    for _ in range(3):
        house.carry()
    [letter] = house.postman.taken
    assert (letter.to, letter.sender) == (("it-head@town.test",), "smm@town.test")
    assert (letter.subject, letter.text, letter.html) == ("Отчёт 7/1", "текст", "<p>текст</p>")
    assert (house.action.state, house.action.confirmed_by) == (
        State.CONFIRMED, ConfirmedBy.ANSWER,
    )  # fmt: skip


@pytest.mark.parametrize(("answer", "state"), ANSWERS)
def test_each_answer_has_its_state(house: House, answer: DoOutcome, state: State) -> None:
    house.postman.answers.append(answer)
    house.carry()
    assert house.action.state is state


def test_a_lost_answer_is_followed_by_one_marked_repeat_with_the_same_number(house: House) -> None:
    house.postman.answers.append(LOST)
    house.carry()
    house.carry()
    first, second = house.postman.taken
    assert (first.subject, second.subject) == ("Отчёт 7/1", "[повтор] Отчёт 7/1")
    assert first.message_id == second.message_id
    assert house.action.state is State.CONFIRMED


def test_lost_twice_it_is_asked_of_a_person_and_not_sent_a_third_time(house: House) -> None:
    house.postman.answers.extend([LOST, LOST])
    for _ in range(4):
        house.carry()
    assert len(house.postman.taken) == 2
    assert house.action.state is State.ERRAND
    assert "спросите получателя" in str(house.action.why)


def test_killed_while_sending_is_a_lost_answer(house: House) -> None:
    house.postman.answers.append(Killed())
    with pytest.raises(Killed):
        house.carry()
    house.clock.sleep(timedelta(minutes=2).total_seconds())
    house.carry()
    assert [letter.subject for letter in house.postman.taken] == [
        "Отчёт 7/1", "[повтор] Отчёт 7/1",
    ]  # fmt: skip


def test_what_surely_did_not_leave_is_no_repeat(house: House) -> None:
    house.postman.answers.append(ANSWERS[0][0])  # the server was busy
    house.carry()
    house.clock.sleep(3)
    house.carry()
    assert [letter.subject for letter in house.postman.taken] == ["Отчёт 7/1", "Отчёт 7/1"]


@pytest.mark.parametrize("answer", [Refused("такого ящика нет"), NeedsPerson("", "", "Спросите.")])
def test_a_refused_letter_stands_on_the_word_of_who_told_the_reader(
    house: House, answer: DoOutcome
) -> None:
    house.postman.answers.append(answer)
    house.carry()
    assert "со слов" in house.say(say_done).words
    action = house.action
    assert (action.state, action.confirmed_by) == (State.CONFIRMED, ConfirmedBy.PERSON)


def test_a_refused_letter_is_sent_again_on_a_word_and_is_no_repeat(house: House) -> None:
    house.postman.answers.append(Refused("такого ящика нет"))
    house.carry()
    assert house.say(say_again).again
    house.carry()
    assert [letter.subject for letter in house.postman.taken] == ["Отчёт 7/1", "Отчёт 7/1"]
    assert house.action.state is State.CONFIRMED


def test_a_letter_that_lost_its_point_is_not_sent(house: House) -> None:
    house.lost_its_point = True
    house.carry()
    assert house.postman.taken == []
    assert house.action.state is State.REJECTED
    assert "письмо больше не нужно: дело № 7 уже закрыто" in str(house.action.why)


def test_the_letter_is_made_of_the_rows_of_the_moment_it_leaves(house: House) -> None:
    """The action holds ids only: a reader's new address counts at once."""
    people = [o.model_dump() for o in house.office.official]
    people[2]["mail"] = "new@town.test"
    house.office = office(official=people)
    house.carry()
    assert house.postman.taken[0].to == ("new@town.test",)


def test_each_letter_has_a_number_of_its_own_that_any_server_takes(house: House) -> None:
    house.order("report:7:it-head", revision=2)
    house.order("report:8:it-head")
    house.order("report:8:head")
    house.office = office(mail={"sender": "пресса@городок.рф", "duty": "it@town.test"})
    effect = Mail(house.store, house.office, SERVER, {})
    tasks = book.due(house.store, "town", house.clock(), [Kind.MAIL])
    numbers = [effect.message_id(task) for task in tasks]
    assert len(set(numbers)) == 4
    assert numbers == [effect.message_id(task) for task in tasks], "то же при каждой отправке"
    assert all(number.isascii() and ".xn--p1ai>" in number for number in numbers)
    for number in numbers:
        build(Letter(number, "a@b.test", ("c@d.test",), (), "тема", "текст"), MORNING)


def test_a_repeated_letter_with_a_code_voids_the_code_of_the_first(
    sqlite_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody knows whether the first arrived; two living codes for one person there are not."""
    from gospablik.moderation.codes import live_code
    from gospablik.moderation.letters import case_letter
    from gospablik.moderation.proposals import order_case_letters
    from gospablik.store.tables import Code

    town, postman = Town(sqlite_store), Postman(deque([LOST]))
    monkeypatch.setattr(mail, "send", postman.send)
    monkeypatch.setattr(mail, "real_now", town.clock)
    town.misbehave(1)
    town.misbehave(2)
    town.propose()
    with sqlite_store.write() as session:
        assert order_case_letters(session, town.office, town.now) == 2
    effect = Mail(sqlite_store, town.office, SERVER, {"case": case_letter})
    ledger = Ledger(sqlite_store, "town", {Kind.MAIL: effect}, now=town.clock)
    for _ in range(2):
        town.later(seconds=1)
        ledger.carry_out([Kind.MAIL])
    to_head = [letter for letter in postman.taken if letter.to == ("head@town.test",)]
    assert len(to_head) == 2
    assert to_head[0].text != to_head[1].text
    with sqlite_store.read() as session:
        codes = session.scalars(select(Code).filter_by(official="head").order_by(Code.id)).all()
        assert [code.ended_at is None for code in codes] == [False, True]
        assert live_code(session, 1, "head", town.now)
