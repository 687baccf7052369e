"""Letters when the mail server is amiss: none is lost, none is said to be sent that is not."""

import socket
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from flows.alarm import alarm
from flows.weekly_control import weekly_control
from tasks import ledger
from tasks.credentials import SMTP_BLOCK, SmtpCredentials
from tests.flows.town import PASSWORD, Town


def no_block(town: Town) -> str:
    town.without(SmtpCredentials, SMTP_BLOCK)
    return "В Prefect нет блока «smtp»."


def no_server(town: Town) -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        town.mail_server(port=free.getsockname()[1])
    return "недоступен (ConnectionRefusedError)"


def wrong_password(town: Town) -> str:
    town.mail_server(password="not-the-password")
    return "Почтовый сервер не принял имя и пароль: 535"


def reader_refused(town: Town) -> str:
    town.fault("smtp:rcpt", "status", status=451, times=2)
    return "451 4.3.0 try again later"


@pytest.mark.parametrize("broken", [no_block, no_server, wrong_password, reader_refused])
def test_a_letter_that_cannot_go_turns_the_run_red_until_it_went(
    town: Town, broken: Callable[[Town], str]
) -> None:
    said = broken(town)
    first = town.run(weekly_control)
    assert first.red
    assert said in first.words
    assert first.name.startswith(
        "Еженедельный контроль: письмо не отправлено; письмо: ждёт очереди, "
    )
    assert first.artifacts, "отчёт виден и без письма"
    second = town.run(weekly_control)
    assert second.red
    assert "письмо отправлено" not in second.name
    assert town.letters() == []

    town.mail_server()
    town.later(minutes=31)
    third = town.run(weekly_control)
    assert not third.red, third.words
    assert third.name.startswith("Еженедельный контроль: письмо отправлено, ")
    assert [letter["to"] for letter in town.letters()] == [["it-head@example.test"]]


def test_an_alarm_that_cannot_go_is_red_again_and_again(town: Town) -> None:
    town.at(datetime(2026, 11, 25, 3, tzinfo=UTC))  # half an hour later it is the same day
    town.mail_server(password="not-the-password")
    trouble = {"flow_name": "Публикация", "run_id": "1", "message": "Сайт молчит."}
    for run in (town.run(alarm, **trouble), town.run(alarm, **trouble)):
        assert run.red
        assert "письмо: ждёт очереди" in run.name
        assert "535" in run.words
        assert "not-the-password" not in run.words
    assert town.letters() == []
    town.mail_server()
    town.later(minutes=31)
    assert not town.run(alarm, **trouble).red
    assert sorted(letter["to"][0] for letter in town.letters()) == [
        "duty@example.test",
        "specialist@example.test",
    ]


def test_an_alarm_speaks_our_words_and_once_a_day(town: Town) -> None:
    message = "Flow run encountered an exception: OfficeError: Сайт молчит. Не сделано: всё."
    town.run(alarm, flow_name="Публикация", run_id="1", message=message)
    again = town.run(alarm, flow_name="Публикация", run_id="2", message=message)
    assert again.name.startswith("Тревога: об этом уже написано, ")
    letters = town.letters()
    assert len(letters) == 2, "дежурному ящику и специалисту, по одному"
    for letter in letters:
        assert letter["subject"] == "Госпаблик: Сбой: Публикация"
        assert "Сайт молчит. Не сделано: всё." in letter["text"]
        assert "encountered" not in letter["text"]


def test_no_answer_after_the_text_and_the_letter_goes_again_marked(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server kept the letter and hung up: the reader gets it twice, and is told."""
    monkeypatch.setattr(ledger, "PATIENCE", timedelta(seconds=10))
    town.fault("smtp:data", "drop", when="after")
    run = town.run(weekly_control)
    assert not run.red
    first, second = town.letters()
    assert second["message_id"] == first["message_id"]
    assert second["subject"] == f"[повтор] {first['subject']}"
    assert second["text"] == first["text"]


def test_no_answer_twice_is_said_to_be_unknown_and_not_sent_a_third_time(town: Town) -> None:
    town.fault("smtp:data", "drop", when="after", times=2)
    trouble = {"flow_name": "Публикация", "run_id": "1", "message": "Сайт молчит."}
    town.settings(duty='"specialist@example.test"')
    unknown = town.run(alarm, **trouble)
    assert unknown.red
    assert "письмо: исход неизвестен" in unknown.name
    assert town.run(alarm, **trouble).red
    errand = town.run(alarm, **trouble)
    assert "письмо: поручение сотруднику" in errand.name
    town.run(alarm, **trouble)
    assert len(town.letters()) == 2


def test_an_empty_weeks_letter_goes_and_says_that_it_is_empty(town: Town) -> None:
    town.settings(since="2020-01-01")
    run = town.run(weekly_control)
    assert run.name.startswith("Еженедельный контроль: письмо отправлено, ")
    (letter,) = town.letters()
    assert letter["cc"] == ["deputy@example.test"]
    assert "0 постов из 3" in letter["text"]
    assert "За неделю не опубликовано ни одного поста." in letter["text"]


def test_nobody_to_write_to(town: Town) -> None:
    text = town.organisation.read_text("utf-8")
    town.organisation.write_text(text.replace('"начальник отдела ИТ"', '"заместитель главы"'))
    run = town.run(weekly_control)
    assert run.red
    assert "нет действующего начальника отдела ИТ" in run.words
    assert "контрольный отчёт никому не отправлен, но сохранён" in run.words
    assert town.letters() == []


def test_only_to_be_shown(town: Town) -> None:
    run = town.run(weekly_control, letter="только показать")
    assert run.name.startswith("Еженедельный контроль: письмо не отправлялось, ")
    assert run.artifacts
    assert town.letters() == []


def test_any_week_to_oneself_and_the_letter_once_more(town: Town) -> None:
    """«Только мне» copies to nobody; a second sending is asked for, and marked."""
    town.at(datetime(2026, 12, 2, 3, tzinfo=UTC))
    head = "Начальников Н. Н. (начальник отдела ИТ)"
    run = town.run(weekly_control, week="25.11.2026", letter="только мне", who=head)
    assert run.name.startswith("Еженедельный контроль: письмо отправлено Вам, "), run.words
    (own,) = town.letters()
    assert own["cc"] == []
    assert "неделя 48 (23–29.11.2026)" in own["subject"]
    refused = town.run(weekly_control, letter="только мне")
    assert "не выбрано, кому" in refused.name
    assert not refused.red
    nonsense = town.run(weekly_control, week="когда-нибудь")
    assert nonsense.red
    assert "«когда-нибудь» — не неделя и не день." in nonsense.words

    town.run(weekly_control)
    town.run(weekly_control)
    again = town.run(weekly_control, letter="отправить ещё раз")
    assert again.name.startswith("Еженедельный контроль: письмо отправлено, "), again.words
    _, first, second = town.letters()
    assert second["subject"] == f"[повтор] {first['subject']}"
    assert second["text"] == first["text"]


def test_the_password_is_in_no_words(town: Town) -> None:
    town.mail_server(login="somebody")
    run = town.run(weekly_control)
    assert run.red
    assert PASSWORD not in run.words + run.name + "".join(run.artifacts)
