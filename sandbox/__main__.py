"""`python -m sandbox`: the outside world in one process."""

import argparse
import asyncio
import os
import signal
import sys
from pathlib import Path
from types import FrameType

from sandbox import seed
from sandbox.fields import BadRequestError, UnknownObjectError
from sandbox.mail.smtp import SmtpOptions
from sandbox.server import Ready, Server, serve, world_of


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m sandbox",
        description="Песочница: социальные сети, официальный сайт и почта.",
    )
    parser.add_argument("--host", default="127.0.0.1", help="адрес, на котором слушать")
    parser.add_argument("--port", type=int, default=0, help="порт HTTP; 0 — любой свободный")
    parser.add_argument("--smtp-port", type=int, default=0, help="порт SMTP; 0 — любой свободный")
    parser.add_argument("--https", action="store_true", help="слушать ещё и по HTTPS")
    parser.add_argument("--https-port", type=int, default=0, help="порт HTTPS; 0 — любой свободный")
    parser.add_argument("--ready-file", type=Path, help="куда записать адреса, когда всё готово")
    parser.add_argument("--state", type=Path, help="начальное состояние, JSON")
    parser.add_argument("--smtp-login", help="имя для входа на почтовый сервер")
    parser.add_argument("--smtp-password-env", help="переменная окружения с паролем почты")
    parser.add_argument("--mailbox", help="адрес, чьи письма можно читать по IMAP")
    parser.add_argument("--tls-cert", type=Path, help="сертификат для STARTTLS")
    parser.add_argument("--tls-key", type=Path, help="ключ сертификата")
    options = parser.parse_args()
    if options.https and options.ready_file is None:
        parser.error("--https нужен --ready-file: рядом с ним появится корневой сертификат")
    if (options.smtp_login is None) != (options.smtp_password_env is None):
        parser.error("--smtp-login и --smtp-password-env указываются только вместе")
    if options.smtp_password_env is not None and not os.environ.get(options.smtp_password_env):
        parser.error(f"переменная окружения {options.smtp_password_env} пуста")
    return options


def _leave(number: int, frame: FrameType | None) -> None:
    sys.exit(0)


def main() -> None:
    """Listen until SIGTERM or SIGINT."""
    options = _arguments()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _leave)
    try:
        world = world_of(None if options.state is None else seed.read(options.state))
    except (BadRequestError, UnknownObjectError, OSError, ValueError) as error:
        sys.exit(f"Песочница не запущена: начальное состояние не прочитано. {error}")
    server = Server(world)
    password = options.smtp_password_env and os.environ[options.smtp_password_env]
    mail = SmtpOptions(options.smtp_login, password, options.tls_cert, options.tls_key)
    ready = Ready(options.ready_file)
    asyncio.run(
        serve(
            server,
            options.host,
            port=options.port,
            smtp_port=options.smtp_port,
            https_port=options.https_port,
            ca=options.ready_file.resolve().with_suffix(".ca.pem") if options.https else None,
            options=mail,
            mailbox=options.mailbox,
            ready=ready,
        )
    )


if __name__ == "__main__":
    main()
