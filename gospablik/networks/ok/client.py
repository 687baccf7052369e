"""OK's methods over the shared transport: its signature, its pace and its key."""

import logging
import time

import httpx

from gospablik.errors import OfficeError
from gospablik.networks import pace, pictures
from gospablik.networks.errors import Kind, NetworkError
from gospablik.networks.json_values import Json
from gospablik.networks.ok.answers import NAME, judge, nonsense
from gospablik.networks.ok.requests import Request
from gospablik.networks.ok.signature import signed
from gospablik.networks.ok.tokens import READS, WRITES, OkToken
from gospablik.networks.pace import Lane
from gospablik.networks.transport import (
    Call,
    Deadline,
    Reply,
    Upload,
    require_encrypted,
    send,
)

_TRIES = 3
HOLD = 15.0
"""Seconds that an upload host may think over a file before it answers."""

log = logging.getLogger(__name__)


class OkClient:
    """Asks OK with the key we hold. The HTTP client is closed here only if it was made here.

    Raises OfficeError if `base` would send the key over the net unencrypted.
    """

    def __init__(self, base: str, token: OkToken, http: httpx.Client | None = None) -> None:
        require_encrypted(base, NAME)
        self._base, self._token = base, token
        self._http = http or httpx.Client()
        self._ours = http is None

    def close(self) -> None:
        """Close the connections that were opened here."""
        if self._ours:
            self._http.close()

    def ask(self, request: Request, deadline: Deadline) -> Json:
        """The value that OK answers.

        Raises NetworkError. A write is sent once; a read up to three times within the deadline,
        while OK speaks of a passing trouble of its own.
        """
        tries = 1
        while True:
            try:
                return self._send(request, deadline)
            except NetworkError as error:
                log.info("ok %s: error %s", request.method, error.code)
                passing = error.kind is Kind.UNKNOWN and error.wait is not None
                if request.writes or not passing or error.wait is None or tries >= _TRIES:
                    raise
                pause = error.wait.total_seconds()
                if pause >= deadline.left():
                    raise
                time.sleep(pause)
                tries += 1

    def _send(self, request: Request, deadline: Deadline) -> Json:
        token = self._token.access_token
        rate, lane = (WRITES, Lane.WRITE) if request.writes else (READS, Lane.READ)
        form = signed(request.form(), self._token)
        call = Call("POST", self._base, form=form, secrets=self._token.secrets())
        with pace.turn(
            token, rate, lane, method=request.method, network=NAME, patience=deadline.left()
        ):
            return judge(send(self._http, call, deadline, network=NAME))

    def picture(self, address: str) -> bytes:
        """A picture from OK's servers; the key does not go there. Raises as `fetch_picture`."""
        return pictures.fetch(self._http, address, kind="ok", network=NAME, base=self._base)

    def upload(self, url: str, file: Upload, deadline: Deadline) -> Reply:
        """What the host that OK named answers to a file. The key does not go there.

        Raises NetworkError, also if that host would be spoken to unencrypted.
        """
        try:
            require_encrypted(url, NAME)
        except OfficeError:
            raise nonsense("адрес для загрузки файла без шифрования") from None
        # The key is in none of it; should the host echo one, it still goes no further than here.
        call = Call("POST", url, files=(file,), secrets=self._token.secrets(), hold=HOLD)
        return send(self._http, call, deadline, network=NAME)
