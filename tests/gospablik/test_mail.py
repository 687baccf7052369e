import email
import email.policy
import socket
import time
from dataclasses import replace
from datetime import UTC, timedelta
from email.header import decode_header, make_header
from email.message import EmailMessage
from typing import Any

import pytest

from gospablik import mail
from gospablik.errors import CouldNotRead, OfficeError
from gospablik.mail import MailServer, build, check, send
from gospablik.outcomes import Done, NothingHappened, Refused, Unknown
from tests.gospablik.post_office import (
    DATE,
    LETTER,
    Postman,
    post_office,
    scripted,
    to,
)

# The letter itself.


def test_what_a_letter_looks_like() -> None:
    raw = build(LETTER, DATE).as_bytes()
    assert raw.isascii()
    assert max(len(line) for line in raw.splitlines()) < 998
    read = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(read, EmailMessage)
    assert read["Message-ID"] == LETTER.message_id
    assert read["Auto-Submitted"] == "auto-generated"
    assert read["Subject"] == LETTER.subject
    assert read["To"] == "head@example.ru, deputy@example.ru"
    assert read["Cc"] == "duty@example.ru"
    assert read["In-Reply-To"] == "<before@example.ru>"
    assert read["Date"].datetime == DATE
    assert [part.get_content_type() for part in read.iter_parts()] == ["text/plain", "text/html"]
    plain, html = read.get_body(("plain",)), read.get_body(("html",))
    assert plain
    assert html
    assert plain.get_content().replace("\r\n", "\n") == LETTER.text
    assert html.get_content().strip() == LETTER.html


def test_a_long_subject_keeps_its_spaces_and_its_lines_short() -> None:
    subject = (
        "Госпаблик: 1 блокировка без действующего решения: «Администрация ГО «Жатай» (ВКонтакте)"
    )
    raw = build(replace(LETTER, subject=subject), DATE).as_bytes()
    head = raw.partition(b"\r\n\r\n")[0]
    assert max(len(line) for line in head.splitlines()) <= 78
    for policy in (email.policy.default, email.policy.compat32):
        told = email.message_from_bytes(raw, policy=policy)["Subject"]
        assert str(make_header(decode_header(told))) == subject


def test_a_letter_without_html_and_copies() -> None:
    read = build(replace(LETTER, html=None, cc=(), headers={}), DATE)
    assert read.get_content_type() == "text/plain"
    assert "Cc" not in read


def test_a_cyrillic_domain_becomes_latin() -> None:
    assert build(replace(LETTER, to=("duty@адм.рф",)), DATE)["To"] == "duty@xn--80aiy.xn--p1ai"


def test_a_long_message_id_stays_whole() -> None:
    long = f"<{'a' * 150}@example.ru>"
    assert long.encode() in build(replace(LETTER, message_id=long), DATE).as_bytes()


@pytest.mark.parametrize(
    "change",
    [
        {"subject": "Тема\r\nBcc: spy@example.ru"},
        {"subject": "Тема\nещё"},
        {"subject": "Тема\x00"},
        {"sender": "office@example.ru\nBcc: spy@example.ru"},
        {"to": ("head@example.ru\r\n",)},
        {"to": ("head@example.ru, spy@example.ru",)},
        {"to": ("Глава <head@example.ru>",)},
        {"to": ("глава@example.ru",)},
        {"to": ("head",)},
        {"to": ("he\x00ad@example.ru",)},
        {"to": ("head@example..ru",)},
        {"to": ()},
        {"cc": ("",)},
        {"message_id": "no-brackets@example.ru"},
        {"message_id": "<a@b>\nX: y"},
        {"headers": {"X-A": "1\n2"}},
        {"headers": {"X-A\nBcc": "spy@example.ru"}},
        {"headers": {"bcc": "spy@example.ru"}},
        {"headers": {"Subject": "вторая"}},
    ],
)
def test_an_unfit_letter_is_refused(change: dict[str, Any]) -> None:
    letter = replace(LETTER, **change)
    with pytest.raises(OfficeError, match="Письмо составить нельзя"):
        build(letter, DATE)
    with post_office(Postman()) as office:
        assert isinstance(to(office, letter), Refused)
        assert not office.postman.taken


def test_the_date_needs_a_zone() -> None:
    with pytest.raises(ValueError, match="пояс"):
        build(LETTER, DATE.replace(tzinfo=None))


# Handing it in.


def test_a_letter_is_taken_for_all() -> None:
    with post_office(Postman()) as office:
        assert to(office) == Done(LETTER.message_id)
        ((sender, readers, message),) = office.postman.taken
    assert sender == LETTER.sender
    assert readers == [*LETTER.to, *LETTER.cc]
    assert message["Message-ID"] == LETTER.message_id


def test_a_reader_named_twice_gets_it_once() -> None:
    with post_office(Postman()) as office:
        to(office, replace(LETTER, cc=LETTER.to[:1]))
        assert office.postman.taken[0][1] == list(LETTER.to)


@pytest.mark.parametrize("step", ["mail", "rcpt deputy@example.ru", "data"])
@pytest.mark.parametrize(
    ("answer", "kind"),
    [("550 no such mailbox", Refused), ("451 later", NothingHappened)],
)
def test_refusals(step: str, answer: str, kind: type) -> None:
    with post_office(Postman({step: answer})) as office:
        came_to = to(office)
        assert isinstance(came_to, kind)
        assert answer in str(came_to)
        if step != "data":
            assert not office.postman.taken
        if isinstance(came_to, NothingHappened):
            assert came_to.wait == timedelta(minutes=10)


def test_all_or_nothing_names_everyone_refused() -> None:
    answers = {
        "rcpt head@example.ru": "450 grey list",
        "rcpt deputy@example.ru": "550 unknown",
        "rcpt duty@example.ru": "553 never",
    }
    with post_office(Postman(answers)) as office:
        came_to = to(office)
        assert isinstance(came_to, Refused)
        assert "deputy@example.ru: 550 unknown" in came_to.why
        assert "duty@example.ru: 553 never" in came_to.why
        assert not office.postman.taken


@pytest.mark.parametrize("step", ["mail", "rcpt head@example.ru", "rcpt duty@example.ru"])
def test_a_connection_lost_before_the_text(step: str) -> None:
    with post_office(Postman(hang_up=step)) as office:
        came_to = to(office)
    assert isinstance(came_to, NothingHappened)
    assert came_to.wait == timedelta(minutes=10)


def test_a_connection_lost_after_the_text_is_unknown() -> None:
    with post_office(Postman(hang_up="data")) as office:
        assert isinstance(to(office), Unknown)
        assert office.postman.taken


def test_no_final_answer_in_time_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail, "LIMIT", timedelta(seconds=0.5))
    with post_office(Postman(pause=1)) as office:
        assert isinstance(to(office), Unknown)


def test_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    server = MailServer("127.0.0.1", port, None, None, False)
    came_to = send(LETTER, server, date=DATE)
    assert isinstance(came_to, NothingHappened)
    assert came_to.wait < timedelta(minutes=10)
    with pytest.raises(CouldNotRead, match="недоступен"):
        check(server)


def test_no_such_host() -> None:
    server = MailServer("mail.invalid", 587, None, None, starttls=True)
    assert isinstance(send(LETTER, server, date=DATE), NothingHappened)


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        ([b"421 too busy"], NothingHappened),
        ([b"554 go away"], Refused),
        ([b"220 hi", b"421 too busy", b"421 too busy"], NothingHappened),
        (
            [b"220 hi", b"250 me", b"250 ok", b"250 ok", b"250 ok", b"250 ok", b"421 no"],
            NothingHappened,
        ),
        ([b"220 hi", b"250 me", b"250 ok", b"421 full"], NothingHappened),
    ],
)
def test_a_server_that_has_enough(lines: list[bytes], kind: type) -> None:
    with scripted(*lines) as server:
        assert isinstance(send(LETTER, server, date=DATE), kind)


def test_a_silent_server_costs_no_more_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail, "LIMIT", timedelta(seconds=0.4))
    started = time.monotonic()
    with scripted(b"220 hi") as server:
        assert isinstance(send(LETTER, server, date=DATE), NothingHappened)
        assert time.monotonic() - started < 3


def test_a_slow_farewell_does_not_change_the_outcome(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail, "_FAREWELL", 0.2)
    envelope = [b"220 hi", b"250 me", b"250 ok", b"250 ok", b"354 go"]
    one = replace(LETTER, to=LETTER.to[:1], cc=(), headers={})
    # The script answers line by line; the letter has many, so the final 250 comes early.
    with scripted(*envelope, b"250 taken") as server:
        assert send(one, server, date=DATE) == Done(one.message_id)


def test_times_are_utc_in_the_letter() -> None:
    assert build(LETTER, DATE)["Date"].datetime.utcoffset() == timedelta(0)
    assert build(LETTER, DATE)["Date"].datetime == DATE.astimezone(UTC)
