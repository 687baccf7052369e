"""Replies through a real IMAP server and our database: who, which case, once, nothing lost."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select

from gospablik.inbox.mailbox import Mailbox, MailboxAddress, open_mailbox
from gospablik.letters import LetterKey, message_id
from gospablik.moderation.questions import to_cancel
from gospablik.moderation.replies.letter import answer_letter
from gospablik.moderation.replies.read import ReadBox, read_box
from gospablik.store.decisions import Decision, DecisionVerdict, Proposal, ProposalStage, Way
from gospablik.store.inbox import Came, ReceivedLetter
from gospablik.store.ledger import Kind, State
from gospablik.store.review import Topic
from gospablik.store.session import Store
from tests.gospablik.moderation.test_stopping import MONDAY_12, decided
from tests.gospablik.moderation.town import Town
from tests.imap import LOGIN, PASSWORD, ImapServer, imap_server, reply

WHY = "\nповторное оскорбление"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ImapServer]:
    with imap_server(tmp_path_factory.mktemp("imap")) as running:
        yield running


@pytest.fixture
def imap(server: ImapServer) -> ImapServer:
    server.empty()
    return server


@pytest.fixture
def town(sqlite_store: Store) -> Town:
    town = Town(sqlite_store)
    town.case()
    return town


def read(town: Town, imap: ImapServer) -> ReadBox:
    town.later(minutes=1)
    address = MailboxAddress("127.0.0.1", imap.port, LOGIN, PASSWORD, encryption="нет")
    with open_mailbox(address) as box:
        return read_box(town.store, town.office, box, town.now)


def code(town: Town, who: str = "head") -> str:
    return town.codes[(1, who)][-1]


def letter_id(town: Town, who: str = "head") -> str:
    sent = [a for a in town.actions(Kind.MAIL) if a.subject == f"case:1:{who}"]
    return message_id(town.office, sent[-1].key)


def decisions(town: Town) -> list[Decision]:
    with town.store.read() as session:
        return list(session.scalars(select(Decision)))


def came(town: Town) -> list[ReceivedLetter]:
    with town.store.read() as session:
        return list(session.scalars(select(ReceivedLetter).order_by(ReceivedLetter.id)))


def answers(town: Town) -> list[str]:
    return [a.subject for a in town.actions(Kind.MAIL) if a.subject.startswith("answer:")]


@pytest.mark.parametrize("referenced", [True, False])
def test_a_reply_decides_once(store: Store, imap: ImapServer, referenced: bool) -> None:
    town = Town(store)
    town.case()
    to = letter_id(town) if referenced else ""
    imap.put(reply("head@town.test", f"Ограничить 7 {code(town)}{WHY}\n> {code(town)}", to=to))
    assert read(town, imap).decided == 1
    (made,) = decisions(town)
    assert (made.verdict, made.days, made.way) == (DecisionVerdict.BLOCK, 7, Way.REPLY)
    assert (made.official, made.reason) == ("head", "повторное оскорбление")
    town.carry(Kind.BLOCK)
    assert list(town.wall.blocked) == ["100"]
    assert (imap.unread(), imap.all()) == (0, 1)
    assert read(town, imap) == ReadBox()
    assert answers(town) == []


def test_the_form_that_waits_is_cancelled(town: Town, imap: ImapServer) -> None:
    with town.store.write() as session:
        town.questions(Topic.BLOCK)
        from gospablik.store.review import Question

        session.scalars(select(Question).filter_by(topic=Topic.BLOCK)).one().run = "run"
    imap.put(reply("head@town.test", f"ОТКАЗАТЬ {code(town)}\nпервый раз"))
    read(town, imap)
    assert decisions(town)[0].verdict is DecisionVerdict.REFUSE
    with town.store.read() as session:
        assert [q.run for q in to_cancel(session, town.office)] == ["run"]


def test_sent_twice_and_sent_otherwise(town: Town, imap: ImapServer) -> None:
    for days in (7, 7, 8):
        imap.put(reply("head@town.test", f"ОГРАНИЧИТЬ {days} {code(town)}{WHY}"))
    read(town, imap)
    assert [one.came for one in came(town)] == [Came.DECIDED, Came.REPEATED, Came.REFUSED]
    assert "уже решено" in came(town)[-1].why
    assert len(decisions(town)) == 1


def test_killed_before_marking_it_is_marked_and_not_taken_again(
    town: Town, imap: ImapServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    imap.put(reply("head@town.test", f"ОГРАНИЧИТЬ {code(town)}{WHY}"))

    def killed(self: Mailbox, uid: int) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Mailbox, "mark", killed)
        with pytest.raises(KeyboardInterrupt):
            read(town, imap)
    assert (len(decisions(town)), imap.unread()) == (1, 1)
    read(town, imap)
    assert (len(decisions(town)), imap.unread(), len(came(town))) == (1, 0, 1)


def test_a_mailbox_made_anew_is_read_from_the_beginning(town: Town, imap: ImapServer) -> None:
    imap.put(reply("head@town.test", f"ОГРАНИЧИТЬ {code(town)}{WHY}"))
    read(town, imap)
    from gospablik.store.inbox import InboxCursor

    with town.store.write() as session:
        session.get_one(InboxCursor, "town").epoch = 1
    assert read(town, imap).decided == 0
    assert len(came(town)) == 1


def test_what_is_unclear_is_answered_once_and_burns_no_code(town: Town, imap: ImapServer) -> None:
    imap.put(reply("head@town.test", f"Согласна, код {code(town)}", to=letter_id(town)))
    for _ in range(2):
        read(town, imap)
    assert answers(town) == ["answer:1:sender"]
    assert "непонятное слово «согласна»" in came(town)[0].why
    imap.put(reply("head@town.test", f"ОГРАНИЧИТЬ {code(town)}{WHY}", to=letter_id(town)))
    assert read(town, imap).decided == 1


def test_a_code_from_a_strange_address_is_spent_and_both_are_told(
    town: Town, imap: ImapServer
) -> None:
    imap.put(reply("secretary@town.test", f"см. ниже\n> Ваш код: {code(town)}"))
    read(town, imap)
    assert answers(town) == ["answer:1:sender", "answer:1:head"]
    imap.put(reply("head@town.test", f"ОГРАНИЧИТЬ {code(town)}{WHY}"))
    read(town, imap)
    assert "прислан с чужого адреса" in came(town)[-1].why
    assert decisions(town) == []
    assert town.mail() == 1, "Главе — новый код"


def test_the_code_of_another_official_decides_nothing(town: Town, imap: ImapServer) -> None:
    imap.put(reply("head@town.test", f"ОГРАНИЧИТЬ {code(town, 'deputy')}{WHY}"))
    read(town, imap)
    assert (came(town)[0].came, decisions(town)) == (Came.REFUSED, [])
    assert "другому лицу" in came(town)[0].why


def test_guessing_by_mail_closes_the_mail_and_not_the_form(town: Town, imap: ImapServer) -> None:
    for n in range(6):
        imap.put(reply("head@town.test", f"ОГРАНИЧИТЬ AAAA-AAA{'ACDEFG'[n]}{WHY}"))
    imap.put(reply("head@town.test", f"ОГРАНИЧИТЬ {code(town)}{WHY}"))
    read(town, imap)
    assert [one.came for one in came(town)] == [Came.WRONG_CODE] * 5 + [Came.REFUSED] * 2
    assert len(answers(town)) == 5
    assert town.decide(town.questions(Topic.BLOCK)[0]).decision_id


def guess(town: Town, imap: ImapServer, word: str, to: str = "") -> None:
    """Five letters with wrong codes in the head's name."""
    for n in range(5):
        imap.put(reply("head@town.test", f"{word} AAAA-AAA{'ACDEF'[n]}{WHY}", to=to))
    read(town, imap)
    assert [one.came for one in came(town)[-5:]] == [Came.WRONG_CODE] * 5


def test_what_answers_no_letter_does_not_close_the_reply_button(
    town: Town, imap: ImapServer
) -> None:
    guess(town, imap, "ОГРАНИЧИТЬ")
    imap.put(reply("head@town.test", f"ОТКАЗАТЬ {code(town)}{WHY}"))
    read(town, imap)
    assert "нажмите «Ответить»" in came(town)[-1].why
    imap.put(reply("head@town.test", f"ОТКАЗАТЬ {code(town)}{WHY}", to=letter_id(town)))
    assert read(town, imap).decided == 1


def test_guesses_about_one_case_do_not_close_another(town: Town, imap: ImapServer) -> None:
    guess(town, imap, "ОГРАНИЧИТЬ", to=letter_id(town))
    town.misbehave(11, "ты дурак", author=200)
    town.misbehave(12, "сам ты идиот", author=200)
    town.propose()
    town.mail()
    sent = [a for a in town.actions(Kind.MAIL) if a.subject == "case:2:head"]
    to = message_id(town.office, sent[-1].key)
    imap.put(reply("head@town.test", f"ОТКАЗАТЬ {town.codes[2, 'head'][-1]}{WHY}", to=to))
    assert read(town, imap).decided == 1
    imap.put(reply("head@town.test", f"ОТКАЗАТЬ {code(town)}{WHY}", to=letter_id(town)))
    assert read(town, imap).decided == 0
    assert "решите в форме" in came(town)[-1].why


def test_machines_ourselves_and_other_letters_leave_no_trace(town: Town, imap: ImapServer) -> None:
    text, to = f"ОГРАНИЧИТЬ {code(town)}{WHY}", letter_id(town)
    imap.put(reply("head@town.test", text, to=to, Auto_Submitted="auto-replied"))
    imap.put(reply("head@town.test", text, to=to, Precedence="bulk"))
    imap.put(reply("smm@town.test", text, to=to))
    imap.put(reply("mailer-daemon@town.test", text, to=to))
    imap.put(reply("head@town.test", "Добрый день! Когда совещание?"))
    imap.put(reply("resident@mail.test", "Когда уберут снег?"))
    assert read(town, imap) == ReadBox(looked=6)
    assert (came(town), answers(town), imap.unread()) == ([], [], 6)


def test_a_reply_to_an_old_case(town: Town, imap: ImapServer) -> None:
    to, typed = letter_id(town), code(town)
    with town.store.write() as session:
        session.get_one(Proposal, 1).stage = ProposalStage.LAPSED
    imap.put(reply("head@town.test", f"ОГРАНИЧИТЬ {typed}{WHY}", to=to))
    read(town, imap)
    assert (came(town)[0].came, decisions(town)) == (Came.REFUSED, [])
    assert answers(town) == ["answer:1:sender"]


def test_a_big_attachment_is_not_read(town: Town, imap: ImapServer) -> None:
    letter = reply("head@town.test", f"ОГРАНИЧИТЬ 5 {code(town)}{WHY}")
    letter.add_attachment(b"x" * 50_000_000, maintype="image", subtype="tiff", filename="a.tiff")
    imap.put(letter)
    taken: list[int] = []
    whole = Mailbox.read

    def counted(self: Mailbox, uid: int) -> tuple[bytes, bool] | None:
        found = whole(self, uid)
        taken.append(len(found[0]) if found else 0)
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Mailbox, "read", counted)
        assert read(town, imap).decided == 1
    assert taken == [1_048_576]


@pytest.fixture
def waiting(sqlite_store: Store) -> Town:
    """The head decided on Friday at 17:00; each has the letter about it."""
    town = decided(sqlite_store)
    inbox = {"host": "127.0.0.1", "login": LOGIN, "encryption": "нет"}
    mail = {"sender": "smm@town.test", "duty": "it@town.test", "inbox": inbox}
    town.office = type(town.office).model_validate({**town.office.model_dump(), "mail": mail})
    return town


def decided_id(town: Town, who: str, topic: str = "decided:1") -> str:
    sent = [a for a in town.actions(Kind.MAIL) if a.subject == f"{topic}:{who}"]
    return message_id(town.office, sent[-1].key)


@pytest.mark.parametrize("referenced", [True, False])
def test_a_deputy_stops_by_answering_the_letter(
    waiting: Town, imap: ImapServer, referenced: bool
) -> None:
    to = decided_id(waiting, "deputy") if referenced else ""
    text = f"Стоп {code(waiting, 'deputy')}\nавтор извинился\n\n> {code(waiting, 'deputy')}"
    imap.put(reply("deputy@town.test", text, to=to))
    imap.put(reply("deputy@town.test", text, to=to))
    found = read(waiting, imap)
    assert (found.stopped, found.decided, found.answered) == (1, 0, 0)
    assert [one.came for one in came(waiting)] == [Came.STOPPED, Came.REPEATED]
    assert decisions(waiting)[0].ended_because == "автор извинился"
    waiting.clock.at = MONDAY_12 + timedelta(hours=1)
    waiting.carry(Kind.BLOCK)
    assert waiting.wall.blocked == {}


@pytest.mark.parametrize("referenced", [True, False])
def test_a_right_stop_is_taken_whatever_strangers_guessed(
    waiting: Town, imap: ImapServer, referenced: bool
) -> None:
    to = decided_id(waiting, "head") if referenced else ""
    guess(waiting, imap, "СТОП", to)
    imap.put(reply("head@town.test", f"СТОП {code(waiting)}\nпоторопились", to=to))
    assert read(waiting, imap).stopped == 1


def test_the_head_decides_otherwise_by_answering(waiting: Town, imap: ImapServer) -> None:
    to = decided_id(waiting, "head")
    imap.put(reply("head@town.test", f"ОГРАНИЧИТЬ 7 {code(waiting)}\nхватит недели", to=to))
    assert read(waiting, imap).decided == 1
    assert [one.days for one in decisions(waiting)] == [30, 7]
    assert decisions(waiting)[1].way is Way.REPLY


def test_after_a_stop_the_head_answers_that_letter(waiting: Town, imap: ImapServer) -> None:
    waiting.stop("deputy")
    waiting.mail()
    to = decided_id(waiting, "head", "ended:1")
    imap.put(reply("head@town.test", f"ОГРАНИЧИТЬ {code(waiting)}\nнастаиваю", to=to))
    assert read(waiting, imap).decided == 1
    assert decisions(waiting)[1].official == "head"


@pytest.mark.parametrize(
    ("sender", "first", "why"),
    [
        ("deputy@town.test", "СТОП", "нет личного кода"),
        ("deputy@town.test", "СТОП AAAA-AAAA", "такого кода нет"),
        ("head@town.test", "СТОП {deputy}", "другому лицу"),
        ("deputy@town.test", "ОТКАЗАТЬ {deputy}", "решить иначе может только Глава"),
        ("stranger@town.test", "СТОП {deputy}", "не с адреса его владельца"),
        ("stranger@town.test", "СТОП", "с этого адреса решения не принимаются"),
    ],
)
def test_what_stops_nothing_is_answered(
    waiting: Town, imap: ImapServer, sender: str, first: str, why: str
) -> None:
    text = first.format(deputy=code(waiting, "deputy")) + "\nпричина"
    imap.put(reply(sender, text, to=decided_id(waiting, "deputy")))
    read(waiting, imap)
    assert why in came(waiting)[0].why
    assert answers(waiting)[0] == "answer:1:sender"
    letter = answer_letter(
        waiting.store, waiting.office, LetterKey("answer", 1, "sender"), 1, waiting.now
    )
    of_official = not sender.startswith("stranger")
    assert ("блокировка не остановлена" in letter.subject) is of_official
    for face in (letter.text, letter.html):
        told = "Блокировка НЕ остановлена: начнётся 30.11.2026 12:00" in face
        assert told is of_official
    waiting.clock.at = MONDAY_12
    read(waiting, imap)
    waiting.later(minutes=10)
    waiting.carry(Kind.BLOCK)
    assert list(waiting.wall.blocked) == ["100"]


@pytest.mark.parametrize(
    ("state", "subject", "words"),
    [
        (State.DUE, "блокировка не остановлена", "НЕ остановлена: ещё не началась, её можно"),
        (State.CONFIRMED, "блокировка не остановлена", "НЕ остановлена: решение действует с 30.11"),
        (State.ERRAND, "блокировка не остановлена", "НЕ остановлена: поручена человеку, решение"),
        (State.REJECTED, "решение в силе", "в силе с 30.11.2026 12:00, но автор не заблокирован"),
        (State.MISSED, "решение в силе", "в силе с 30.11.2026 12:00, но автор не заблокирован"),
        (State.CANCELLED, "решение в силе", "в силе с 30.11.2026 12:00, но автор не заблокирован"),
    ],
)
def test_what_comes_late_reads_how_far_the_block_is(
    waiting: Town, imap: ImapServer, state: State, subject: str, words: str
) -> None:
    waiting.clock.at = MONDAY_12 + timedelta(hours=1)
    waiting.set_state(waiting.actions(Kind.BLOCK)[0].id, state)
    imap.put(reply("deputy@town.test", "СТОП AAAA-AAAA\nпричина", to=decided_id(waiting, "deputy")))
    read(waiting, imap)
    key = LetterKey("answer", 1, "sender")
    letter = answer_letter(waiting.store, waiting.office, key, 1, waiting.now)
    assert letter.subject.startswith(f"Ответ по делу № 1 не принят, {subject}: ")
    for face in (letter.text, letter.html):
        assert words in face
        assert "начнётся" not in face


def test_what_cannot_be_stopped_is_not_said_to_be(town: Town, imap: ImapServer) -> None:
    town.decide(town.questions(Topic.BLOCK)[0])
    imap.put(reply("deputy@town.test", "СТОП AAAA-AAAA\nпричина", to=letter_id(town, "deputy")))
    read(town, imap)
    key = LetterKey("answer", 1, "sender")
    letter = answer_letter(town.store, town.office, key, 1, town.now)
    assert "Блокировка НЕ остановлена: решение действует с 25.11.2026" in letter.text
    assert "если её до того не остановят" not in letter.text


def test_an_unread_mailbox_keeps_the_block_waiting(waiting: Town, imap: ImapServer) -> None:
    read(waiting, imap)
    waiting.clock.at = MONDAY_12 + timedelta(hours=1)
    waiting.carry(Kind.BLOCK)
    assert waiting.wall.blocked == {}
    imap.put(reply("deputy@town.test", f"СТОП {code(waiting, 'deputy')}\nуспел"))
    assert read(waiting, imap).stopped == 1
    waiting.later(hours=1)
    waiting.carry(Kind.BLOCK)
    assert waiting.wall.blocked == {}
