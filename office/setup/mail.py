"""Mail: addresses, the server that takes our letters, the box that answers come to; all tried."""

from email.utils import make_msgid
from typing import Any

from gospablik.letter import Letter
from gospablik.mail import TLS_FROM_THE_START, MailServer, check, send
from gospablik.organisation import Post
from gospablik.outcomes import Done
from office.setup.dialogue import Dialogue, Next, number
from office.setup.inbox import ask_inbox
from office.setup.terminal import Unfit

HOST, PORT = "GOSPABLIK_SMTP_HOST", "GOSPABLIK_SMTP_PORT"
LOGIN, PASSWORD = "GOSPABLIK_SMTP_LOGIN", "GOSPABLIK_SMTP_PASSWORD"
STARTTLS = "GOSPABLIK_SMTP_STARTTLS"


def ask_mail(on: Dialogue) -> None:
    """Fill [mail] and the mail server's keys."""
    section = on.answers.table("mail")
    on.terminal.say("", "— Почта —")
    on.field(section, "sender", Post, "С какого адреса уходят письма")
    on.field(section, "duty", Post, "Куда писать о неполадках")
    _server(on, section)
    ask_inbox(on, section)


def _server(on: Dialogue, section: dict[str, Any]) -> None:
    usual = None if HOST in on.answers.secrets else section.get("sender")
    while True:
        host = _setting(on, HOST, "Сервер исходящей почты (SMTP), например smtp.yandex.ru")
        if not host:
            on.answers.note("smtp", None)
            return
        _setting(on, PORT, "Порт: 465 или 587", check=_port, default="465")
        login = _setting(on, LOGIN, "Имя для входа («-» — без входа)", default=usual)
        if login:
            on.answers.secret(on.terminal, PASSWORD, "Пароль (в почтовых службах — для приложения)")
        _encryption(on)
        wanted = on.tried(
            "smtp",
            lambda: check(server_of(on.answers.secrets)),
            later="почтовый сервер не проверен",
        )
        if wanted is None:
            on.terminal.say("  Сервер принял имя и пароль.")
            _trial_letter(on, section.get("sender"))
        if wanted is not Next.AGAIN:
            return


def _setting(
    on: Dialogue, name: str, words: str, *, check: Any = str, default: str | None = None
) -> str | None:
    """A value of the mail server's that is no secret but goes the same way."""
    present = on.answers.secrets.get(name) or default
    value: str | None = on.terminal.ask(words, check, default=present)
    on.answers.put(on.answers.secrets, name, value)
    return value


def _port(words: str) -> str:
    found = number(words)
    if not 0 < found < 65536:
        raise Unfit("нужен порт от 1 до 65535")
    return str(found)


def _encryption(on: Dialogue) -> None:
    """Only this machine's own server may be spoken to in clear; else there is nothing to ask."""
    server = server_of(on.answers.secrets)
    starttls = server.port != TLS_FROM_THE_START
    if server.local and starttls:
        known = on.answers.secrets.get(STARTTLS) == "да"
        starttls = on.terminal.yes("Почтовый сервер на этой машине. Шифровать?", default=known)
    on.answers.put(on.answers.secrets, STARTTLS, "да" if starttls else "нет")


def server_of(secrets: dict[str, str]) -> MailServer:
    """The server that these settings name."""
    return MailServer(
        host=secrets[HOST],
        port=int(secrets.get(PORT, "587")),
        login=secrets.get(LOGIN) or None,
        password=secrets.get(PASSWORD) or None,
        starttls=secrets.get(STARTTLS, "да") != "нет",
    )


def _trial_letter(on: Dialogue, sender: str | None) -> None:
    if not sender or not on.terminal.yes(f"Отправить пробное письмо на {sender}?", default=False):
        return
    letter = Letter(
        message_id=make_msgid(domain="gospablik.invalid"),
        sender=sender,
        to=(sender,),
        cc=(),
        subject="Пробное письмо госпаблика",
        text="Это письмо отправила программа госпаблик при настройке. Отвечать не нужно.\n",
    )
    came = send(letter, server_of(on.answers.secrets), date=on.now)
    if isinstance(came, Done):
        on.terminal.say("  Письмо принято сервером. Посмотрите, пришло ли оно (и в папке «Спам»).")
    else:
        on.terminal.say(f"  Письмо не ушло. {came.why}")
