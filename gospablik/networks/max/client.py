"""MAX's methods over the shared transport: its header, its pace and the bot's key."""

import logging
import time
from collections.abc import Mapping

import httpx

from gospablik.errors import OfficeError
from gospablik.networks import pace, pictures
from gospablik.networks.errors import Kind, NetworkError
from gospablik.networks.json_values import Json
from gospablik.networks.max.answers import NAME, judge, nonsense
from gospablik.networks.max.requests import Request
from gospablik.networks.max.tokens import MaxToken
from gospablik.networks.pace import Lane
from gospablik.networks.transport import (
    Call,
    Deadline,
    Reply,
    Upload,
    require_encrypted,
    send,
)

_READS, _WRITES = 29, 1
"""Requests a second. MAX allows 30 a key, and two to those that write posts in one channel (shared
facts, 2.2).
"""
_NOT_READY = "attachment.not.ready"
_PAUSES = (0.5, 1.0, 2.0, 4.0)
"""Seconds between tries while MAX still works on an attachment; its own clients wait as long."""
_FILE_PATIENCE = 20.0
"""Seconds that the upload host may look at a big file before it answers."""

log = logging.getLogger(__name__)


class MaxClient:
    """Asks MAX with one bot's key. The HTTP client is closed here only if it was made here.

    Raises OfficeError if `base` would send the key over the net unencrypted.
    """

    def __init__(self, base: str, token: MaxToken, http: httpx.Client | None = None) -> None:
        require_encrypted(base, NAME)
        self._base = base.rstrip("/")
        self._key = token.bot
        self._http = http or httpx.Client()
        self._ours = http is None

    def close(self) -> None:
        """Close the connections that were opened here."""
        if self._ours:
            self._http.close()

    def ask(self, request: Request, deadline: Deadline) -> Mapping[str, Json]:
        """The answer to a request.

        Raises NetworkError. A write is sent once, but for an attachment that is not ready: MAX has
        then done nothing. A read is repeated at the key's next turn, within the deadline, while MAX
        says "too many".
        """
        if not self._key:
            raise _no_key()
        pauses = list(_PAUSES)
        while True:
            try:
                return self._send(request, deadline)
            except NetworkError as error:
                log.info("max %s %s: error %s", request.verb, request.path, error.code)
                if error.code == _NOT_READY and pauses and pauses[0] < deadline.left():
                    time.sleep(pauses.pop(0))
                elif not (
                    request.reads
                    and error.code == 429
                    and error.wait
                    and error.wait.total_seconds() < deadline.left()
                ):
                    raise

    def picture(self, address: str) -> bytes:
        """A picture from MAX's servers; the key stays at home. Raises as `fetch_picture`."""
        return pictures.fetch(self._http, address, kind="max", network=NAME, base=self._base)

    def give(self, url: str, file: Upload, deadline: Deadline) -> Reply:
        """The reply to a file sent to the place that MAX named; the key stays at home.

        Raises NetworkError, also if the place is not encrypted.
        """
        try:
            require_encrypted(url, NAME)
        except OfficeError:
            raise nonsense("место для файла названо без шифрования") from None
        call = Call("POST", url, files=(file,), hold=_FILE_PATIENCE)
        return send(self._http, call, deadline, network=NAME)

    def _send(self, request: Request, deadline: Deadline) -> Mapping[str, Json]:
        rate, lane = (_READS, Lane.READ) if request.reads else (_WRITES, Lane.WRITE)
        call = Call(
            request.verb,
            f"{self._base}{request.path}",
            headers={"Authorization": self._key},
            query=request.query,
            json=request.body,
            secrets=(self._key,),
        )
        with pace.turn(self._key, rate, lane, network=NAME, patience=deadline.left()):
            return judge(send(self._http, call, deadline, network=NAME))


def _no_key() -> NetworkError:
    return NetworkError(
        Kind.WRONG_TOKEN,
        None,
        "Для MAX нужен ключ бота, а его у программы нет.",
        todo="возьмите ключ бота на business.max.ru и впишите его в блок страницы в Prefect"
        " (раздел Blocks).",
    )
