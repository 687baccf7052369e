"""Telegram's methods over the shared transport: its addresses, its pace and its key."""

import logging
import re
from contextlib import ExitStack

import httpx

from gospablik.networks import pace, pictures
from gospablik.networks.errors import NetworkError
from gospablik.networks.json_values import Json
from gospablik.networks.telegram import requests
from gospablik.networks.telegram.answers import NAME, judge, nonsense
from gospablik.networks.telegram.messages import READ
from gospablik.networks.telegram.requests import Request
from gospablik.networks.telegram.tokens import TelegramToken, keep_keys_out_of_the_log
from gospablik.networks.transport import SHORT_WAIT, Call, Deadline, require_encrypted, send

READS, WRITES = 20, 5
"""Requests a second; about 30 are allowed over all chats (facts 1.3)."""
RATE_OF_A_CHAT = 1
"""Messages a second into one chat. The 20 a minute of a group Telegram counts itself (429)."""

UPLOAD_ROOM = 29.0
"""Seconds that a request with files may take: the transport's limits and `UPLOAD_HOLD`."""
UPLOAD_HOLD = 5.0
"""Seconds more that Telegram may think over a file before it answers."""
_HOLDS = {"getUpdates": 3.0}
"""Telegram stretches a getUpdates that is repeated too soon to three seconds (facts 1.3)."""

_PATH = re.compile(r"[\w./-]{1,200}", re.ASCII)

log = logging.getLogger(__name__)


class TelegramClient:
    """Asks Telegram with one bot's key. The HTTP client is closed only if it was made here.

    Raises OfficeError if `base` would send the key over the net unencrypted.
    """

    def __init__(self, base: str, token: TelegramToken, http: httpx.Client | None = None) -> None:
        require_encrypted(base, NAME)
        keep_keys_out_of_the_log()
        self._base = base.rstrip("/")
        self._token = token
        self._http = http or httpx.Client()
        self._ours = http is None

    def close(self) -> None:
        """Close the connections that were opened here."""
        if self._ours:
            self._http.close()

    def ask(self, request: Request, deadline: Deadline) -> Json:
        """The result of a request.

        Raises NetworkError. A write is sent once; a read is repeated at the key's next turn, within
        the deadline, while Telegram says "too many requests".
        """
        while True:
            try:
                return self._send(request, deadline)
            except NetworkError as error:
                log.info("telegram %s: error %s", request.method, error.code)
                pause = (error.wait or SHORT_WAIT).total_seconds()
                if request.writes or error.code != 429 or pause >= deadline.left():
                    raise

    def picture(self, file_id: str) -> bytes:
        """A file by its id. The address holds the key, so it is made here and goes nowhere else.

        Raises as `fetch_picture`.
        """
        deadline = Deadline(pictures.LIMIT)
        try:
            told = self.ask(requests.file(file_id), deadline)
            path = READ.words(READ.table(told), "file_path")
            if not _PATH.fullmatch(path) or ".." in path:
                raise nonsense("путь к файлу непонятен")
            call = Call(
                "GET",
                f"{self._base}/file/bot{self._token.value}/{path}",
                secrets=(self._token.value,),
                most=pictures.MOST_BYTES,
            )
            reply = send(self._http, call, deadline, network=NAME)
        except NetworkError as error:
            raise pictures.not_read(error) from None
        return pictures.body_of(reply.status, reply.body, NAME)

    def _send(self, request: Request, deadline: Deadline) -> Json:
        room = UPLOAD_ROOM if request.files else 0.0
        patience = deadline.left() - room
        rate, lane = (WRITES, pace.Lane.WRITE) if request.writes else (READS, pace.Lane.READ)
        call = Call(
            "POST",
            f"{self._base}/bot{self._token.value}/{request.method}",
            form=request.form(),
            files=request.files,
            secrets=(self._token.value,),
            hold=UPLOAD_HOLD if request.files else _HOLDS.get(request.method, 0.0),
        )
        with ExitStack() as turns:
            if request.method.startswith(("send", "forward")):
                chat = f"{self._token.value} {request.params['chat_id']}"
                turns.enter_context(
                    pace.turn(chat, RATE_OF_A_CHAT, lane, network=NAME, patience=patience)
                )
            turns.enter_context(
                pace.turn(
                    self._token.value,
                    rate,
                    lane,
                    network=NAME,
                    patience=deadline.left() - room,
                    method=request.method,
                )
            )
            return judge(send(self._http, call, deadline, network=NAME))
