from __future__ import annotations

import smtplib
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.policy import SMTP as WIRE
from pathlib import Path
from typing import Any

import httpx
import pytest
import trustme

from sandbox.mail.smtp import SmtpOptions
from sandbox.server import Running, running
from tests.sandbox.kit import Client, until


def letter(to: str = "glava@zhatay.example", **more: str) -> EmailMessage:
    message = EmailMessage(policy=WIRE)
    message["From"] = "Госпаблик <robot@zhatay.example>"
    message["To"] = to
    message["Subject"] = "Контрольный отчёт за неделю"
    message["Message-ID"] = "<report-1@zhatay.example>"
    for name, value in more.items():
        message[name] = value
    message.set_content("Отчёт о странице")
    message.add_alternative("<p>Отчёт <script>alert(1)</script></p>", subtype="html")
    message.add_attachment(b"a;b", maintype="text", subtype="csv", filename="отчёт.csv")
    return message


@contextmanager
def connected(smtp: str, timeout: float = 5) -> Iterator[smtplib.SMTP]:
    host, port = smtp.rsplit(":", 1)
    client = smtplib.SMTP(host, int(port), timeout=timeout)
    try:
        yield client
    finally:
        client.close()


def send(sandbox: Running, message: EmailMessage | None = None, timeout: float = 5) -> Any:
    with connected(sandbox.smtp, timeout) as client:
        return client.send_message(message or letter())


def taken(vk: Client, **query: str) -> Any:
    return vk.web.get("/mail/messages.json", params=query).json()


def test_a_letter_arrives_whole(sandbox: Running, vk: Client) -> None:
    assert send(sandbox, letter(Cc="Зам <zam@zhatay.example>")) == {}
    one = taken(vk)[0]
    assert one["n"] == 1
    assert one["message_id"] == "<report-1@zhatay.example>"
    assert one["from"] == "Госпаблик <robot@zhatay.example>"
    assert (one["to"], one["cc"]) == (["glava@zhatay.example"], ["zam@zhatay.example"])
    assert one["subject"] == "Контрольный отчёт за неделю"
    assert one["text"].strip() == "Отчёт о странице"
    assert "<p>Отчёт" in one["html"]
    assert one["attachments"] == ["отчёт.csv"]
    assert one["headers"]["Message-ID"] == one["message_id"]
    assert one["received_at"].endswith("+00:00")
    assert len(taken(vk, to="ZAM@zhatay.example")) == 1
    assert taken(vk, to="nobody@zhatay.example") == []


def test_the_mailbox_for_people(sandbox: Running, vk: Client) -> None:
    send(sandbox)
    send(sandbox, letter("spec@zhatay.example"))
    page = vk.web.get("/mail/")
    assert page.text.count("Контрольный отчёт за неделю") == 2
    narrowed = vk.web.get("/mail/", params={"to": "spec@zhatay.example"}).text
    assert narrowed.count("Контрольный отчёт за неделю") == 1
    shown = vk.web.get("/mail/1").text
    assert '<iframe sandbox="" src="/mail/1/html"' in shown
    assert "<script>" not in shown
    part = vk.web.get("/mail/1/html")
    assert "sandbox" in part.headers["content-security-policy"]
    assert "default-src 'none'" in part.headers["content-security-policy"]
    assert vk.web.get("/mail/3").status_code == 404


def test_the_letters_own_pictures_stand_in_its_page(sandbox: Running, vk: Client) -> None:
    message = letter()
    page = message.get_body(("html",))
    assert page is not None
    page.set_content('<img src="cid:a@b"><img src="cid:other@b">', subtype="html")
    page.add_related(b"PNG", "image", "png", cid="<a@b>")
    send(sandbox, message)
    shown = vk.web.get("/mail/1/html")
    assert '<img src="data:image/png;base64,UE5H"><img src="cid:other@b">' in shown.text
    assert "img-src data:" in shown.headers["content-security-policy"]


def test_refusal_of_one_recipient(sandbox: Running, vk: Client) -> None:
    vk.fault("smtp", "status", status=550, to="zam@zhatay.example")
    message = letter("glava@zhatay.example, zam@zhatay.example")
    refused = send(sandbox, message)
    assert refused["zam@zhatay.example"][0] == 550
    assert taken(vk)[0]["envelope"]["to"] == ["glava@zhatay.example"]
    vk.fault("smtp", "status", status=451)
    with pytest.raises(smtplib.SMTPRecipientsRefused) as caught:
        send(sandbox)
    assert next(iter(caught.value.recipients.values()))[0] == 451
    assert len(taken(vk)) == 1


def test_refusal_of_the_sender(sandbox: Running, vk: Client) -> None:
    vk.fault("smtp:mail", "status", status=451)
    with pytest.raises(smtplib.SMTPSenderRefused) as caught:
        send(sandbox)
    assert caught.value.smtp_code == 451
    assert taken(vk) == []


@pytest.mark.parametrize(("when", "letters"), [("before", 0), ("after", 1)])
def test_the_line_breaks_after_data(sandbox: Running, vk: Client, when: str, letters: int) -> None:
    vk.fault("smtp", "drop", when)
    with pytest.raises((smtplib.SMTPServerDisconnected, ConnectionResetError)):
        send(sandbox)
    assert len(taken(vk)) == letters
    assert send(sandbox) == {}
    assert len(taken(vk)) == letters + 1


@pytest.mark.parametrize(("when", "letters"), [("before", 0), ("after", 1)])
def test_the_answer_is_held(sandbox: Running, vk: Client, when: str, letters: int) -> None:
    vk.fault("smtp", "hold", when)
    sending = threading.Thread(target=send, args=(sandbox,))
    sending.start()
    until(lambda: vk.control("GET", "/faults")[0]["holding"] == 1)
    assert sending.is_alive()
    assert len(taken(vk)) == letters
    vk.control("DELETE", "/faults")
    sending.join(5)
    assert not sending.is_alive()
    assert len(taken(vk)) == 1


def test_a_sender_that_gives_up_while_held(sandbox: Running, vk: Client) -> None:
    vk.fault("smtp", "hold", "before")
    with pytest.raises(smtplib.SMTPServerDisconnected, match="timed out"):
        send(sandbox, timeout=0.3)
    until(lambda: vk.control("GET", "/faults")[0]["holding"] == 0)
    assert taken(vk) == []


@pytest.mark.parametrize(("when", "letters"), [("before", 0), ("after", 1)])
def test_refusal_after_data(sandbox: Running, vk: Client, when: str, letters: int) -> None:
    vk.fault("smtp:data", "status", when, status=451)
    with pytest.raises(smtplib.SMTPDataError) as caught:
        send(sandbox)
    assert caught.value.smtp_code == 451
    assert len(taken(vk)) == letters


def test_the_journal_knows_letters(sandbox: Running, vk: Client) -> None:
    send(sandbox)
    entry = vk.control("GET", "/journal")[0]
    assert (entry["where"], entry["outcome"]) == ("smtp:data", "letter 1")
    assert entry["params"]["message_id"] == "<report-1@zhatay.example>"


def test_login_over_tls(tmp_path: Path) -> None:
    authority = trustme.CA()
    own = authority.issue_cert("localhost", "127.0.0.1")
    certificate, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    own.cert_chain_pems[0].write_to_path(certificate)
    own.private_key_pem.write_to_path(key)
    trusting = ssl.create_default_context()
    authority.configure_trust(trusting)
    options = SmtpOptions("robot", "s3cret", certificate, key)
    with running(options=options) as sandbox:
        with connected(sandbox.smtp) as client, pytest.raises(smtplib.SMTPSenderRefused):
            client.send_message(letter())
        with connected(sandbox.smtp) as client:
            client.starttls(context=trusting)
            with pytest.raises(smtplib.SMTPAuthenticationError):
                client.login("robot", "wrong")
        with connected(sandbox.smtp) as client:
            client.starttls(context=trusting)
            client.login("robot", "s3cret")
            client.send_message(letter())
        assert len(httpx.get(f"{sandbox.http}/mail/messages.json").json()) == 1
