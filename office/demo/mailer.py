"""How officials write: from a telephone, below their words the letter that they answer."""

import smtplib
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from typing import Any

from office.demo.story import MAIL


class Mailer:
    """Sends letters through the sandbox's mail server at that address, host:port."""

    def __init__(self, address: str) -> None:
        self._host, _, port = address.rpartition(":")
        self._port = int(port)

    def answer(self, letter: dict[str, Any], sender: str, *lines: str) -> None:
        """Answer that letter as a telephone does: windows-1251, base64, everything quoted."""
        quoted = "\n".join(f"> {line}" for line in str(letter["text"]).splitlines())
        text = "\n".join([*lines, "", "Отправлено с телефона", f"{letter['from']} пишет:", quoted])
        message = EmailMessage()
        message["From"], message["To"] = sender, MAIL
        message["Subject"] = f"Re: {letter['subject']}"
        message["Date"] = formatdate(localtime=False)
        message["Message-ID"] = make_msgid(domain="phone.example.test")
        message["In-Reply-To"] = str(letter["message_id"])
        body = text.encode("cp1251", errors="replace").decode("cp1251")
        message.set_content(body, charset="windows-1251", cte="base64")
        with smtplib.SMTP(self._host, self._port, timeout=30) as server:
            server.send_message(message)
