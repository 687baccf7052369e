"""Mail about an outage of Prefect: sent by the office itself, whatever else waits in the ledger."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from gospablik.ledger import book
from gospablik.letters import NO_POINT
from gospablik.mail import Letter, MailServer
from gospablik.outcomes import Done, DoOutcome, Refused
from gospablik.store.session import Store
from gospablik.store.tables import Action, Kind, State
from office.alarms import Alarms
from office.up import end_outage
from tests.gospablik.moderation.town import office

SERVER = MailServer(host="mail.town.test", port=25, login=None, password=None, starttls=False)


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[Letter]:
    letters: list[Letter] = []

    def send(letter: Letter, _server: MailServer, *, date: datetime) -> DoOutcome:
        assert date.tzinfo is not None
        letters.append(letter)
        return Done(letter.message_id)

    monkeypatch.setattr("gospablik.ledger.effects.mail.send", send)
    return letters


def test_other_letters_that_wait_are_treated_as_letters(
    sqlite_store: Store, sent: list[Letter]
) -> None:
    with sqlite_store.write() as session:
        book.record(
            session, organisation=office().key, kind=Kind.MAIL, page="",
            subject="decided:1:head", now=datetime.now(UTC),
        )  # fmt: skip
    Alarms(sqlite_store, office(), SERVER).down("Сервер не отвечает.")
    headline = "Госпаблик: Prefect не работает или не начинает запусков"
    assert [letter.subject for letter in sent] == [headline] * len(sent)
    assert sent
    with sqlite_store.read() as session:
        waited = session.scalars(select(Action).filter_by(subject="decided:1:head")).one()
    assert waited.state is State.REJECTED
    assert (waited.why or "").startswith(NO_POINT), "решения № 1 в этой базе нет"


def test_the_next_outage_is_told_after_a_restart(sqlite_store: Store, sent: list[Letter]) -> None:
    Alarms(sqlite_store, office(), SERVER).down("Первый сбой.")
    told = len(sent)
    Alarms(sqlite_store, office(), SERVER).down("Первый сбой.")
    assert len(sent) == told, "об одном сбое пишут один раз"
    restarted = Alarms(sqlite_store, office(), SERVER)
    end_outage(restarted)
    assert sent[-1].subject.startswith("Госпаблик: Отбой")
    restarted.down("Второй сбой.")
    assert "Второй сбой." in sent[-1].text


def test_a_start_without_an_outage_writes_nothing(sqlite_store: Store, sent: list[Letter]) -> None:
    end_outage(Alarms(sqlite_store, office(), SERVER))
    assert sent == []


def test_a_mail_server_that_refuses_is_told_to_the_watch(
    sqlite_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gospablik.ledger.effects.mail.send", lambda *_, **__: Refused("550"))
    with pytest.raises(Exception, match="Письмо о сбое не отправлено: 550"):
        Alarms(sqlite_store, office(), SERVER).down("Сервер не отвечает.")


def test_all_stopped_means_mail_too(sqlite_store: Store, sent: list[Letter]) -> None:
    house = office()
    stopped = house.model_copy(
        update={"organisation": house.organisation.model_copy(update={"stop_all": True})}
    )
    Alarms(sqlite_store, stopped, SERVER).down("Сервер не отвечает.")
    assert sent == []
