"""A letter that came over SMTP for the one mailbox can be read over IMAP; nobody else's can."""

import imaplib
import smtplib
from email.message import EmailMessage

from sandbox.mail.imap import LOGIN, PASSWORD
from sandbox.server import running


def letter(to: str) -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "head@example.test", to, "Re: дело"
    made.set_content("ОТКАЗАТЬ")
    return made


def test_the_mailbox_holds_its_own_letters() -> None:
    with running(mailbox="smm@example.test") as sandbox:
        host, port = sandbox.smtp.rsplit(":", 1)
        with smtplib.SMTP(host, int(port)) as smtp:
            smtp.send_message(letter("SMM@example.test"))
            smtp.send_message(letter("other@example.test"))
        assert sandbox.imap
        at, number = sandbox.imap.rsplit(":", 1)
        with imaplib.IMAP4(at, int(number)) as box:
            box.login(LOGIN, PASSWORD)
            box.select("INBOX", readonly=True)
            [found] = box.search(None, "UNSEEN")[1]
            assert found.split() == [b"1"]
    assert len(sandbox.world.inbox.letters) == 2
    assert sandbox.world.mailbox is not None
    assert sandbox.world.mailbox.process.poll() is not None, "it ended with the sandbox"


def test_without_a_mailbox_there_is_no_imap() -> None:
    with running() as sandbox:
        assert sandbox.imap is None
