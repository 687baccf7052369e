"""The one way out to the networks: an HTTP call, its time limits, its size, its failures.

Knows nothing of any network. Whether a failed call may have been carried out is decided here and
nowhere else: a call that never left the house did nothing, everything else is unknown.
"""

import io
import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlsplit

import httpx

from gospablik.errors import OfficeError
from gospablik.networks.errors import nonsense, not_sent, too_long
from gospablik.networks.quiet import unlogged_query

# One request begun at the last moment may still take all of these in turn (connecting counts
# twice: TCP and TLS), so a verb's deadline lies that much before its limit; see `Deadline`.
_CONNECT, _WRITE, _READ = 2.5, 1.0, 5.0
_TAIL = timedelta(seconds=6)
SHORT_WAIT = timedelta(minutes=1)
_LONGEST_BODY = 20_000_000
_LOCAL = {"localhost", "127.0.0.1", "::1"}

log = logging.getLogger(__name__)


class Deadline:
    """The moment after which a verb of that limit starts no request and reads no more.

    It lies six seconds before the limit's end, which is what a request already begun can still
    take. Name lookup is the resolver's own time, and the ledger's reserve covers it.
    """

    def __init__(self, limit: timedelta) -> None:
        self._ends = time.monotonic() + (limit - _TAIL).total_seconds()

    def left(self) -> float:
        """Seconds left; zero or less when it is over."""
        return self._ends - time.monotonic()


@dataclass(frozen=True, slots=True)
class Upload:
    """One file of a multipart body."""

    field: str
    name: str
    content: bytes
    mime: str


@dataclass(frozen=True, slots=True, repr=False)
class Call:
    """One HTTP request. `secrets` are taken out of the answer and never shown.

    `form` is sent urlencoded, or as multipart when there are `files`; `json` is sent as JSON.
    `hold`: how many seconds the other side may keep silent on purpose (long polling). `most`: bytes
    of the answer that are read.
    """

    verb: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] | None = None
    json: object = None
    files: tuple[Upload, ...] = ()
    secrets: tuple[str, ...] = ()
    hold: float = 0.0
    most: int = _LONGEST_BODY

    def __repr__(self) -> str:
        return f"Call({self.verb})"


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back: any status, header names in lower case, the whole body."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def retry_after(self, default: timedelta = timedelta(minutes=1)) -> timedelta:
        """The wait that the header asks for; `default` if it is absent or absurd."""
        asked = self.headers.get("retry-after", "")
        # The header may also be a date; then, and if it is absurd, the default is a fair guess.
        known = asked.isascii() and asked.isdigit() and len(asked) < 6
        return timedelta(seconds=max(int(asked), 1)) if known else default


def require_encrypted(base: str, network: str) -> None:
    """Raise OfficeError if `base` would send the keys over the net unencrypted."""
    parts = urlsplit(base)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOCAL):
        raise OfficeError(
            f"Адрес сети {network} {base} без шифрования: ключи страницы прочёл бы кто угодно.",
            not_done="к сети никто не обращался.",
            next_step="укажите в api адрес, который начинается с https://.",
        )


def send(http: httpx.Client, call: Call, deadline: Deadline, *, network: str) -> Reply:
    """Send a call once and read its answer whole.

    Raises NetworkError: LATER if it surely did not leave the house, UNKNOWN if that cannot be
    told. Redirects are not followed: one would carry the key to another house.
    """
    left = deadline.left()
    if left <= 0:
        raise not_sent(network, "отведённое время вышло", SHORT_WAIT)
    upload = 20.0 if call.files else _WRITE
    try:
        with (
            unlogged_query(),
            http.stream(
                call.verb,
                call.url,
                headers=dict(call.headers),
                params=dict(call.query) or None,
                data=dict(call.form) if call.form is not None else None,
                json=call.json,
                files=[
                    (f.field, (f.name, _Bounded(f.content, deadline), f.mime)) for f in call.files
                ]
                or None,
                timeout=httpx.Timeout(
                    connect=min(_CONNECT, left),
                    write=min(upload, left),
                    read=min(_READ, left) + call.hold,
                    pool=min(_CONNECT, left),
                ),
                follow_redirects=False,
            ) as answer,
        ):
            body = _read(answer, deadline, network, call)
            status, headers = answer.status_code, {k.lower(): v for k, v in answer.headers.items()}
    except (
        httpx.ConnectError,  # refused, no such name, TLS not agreed
        httpx.ConnectTimeout,
        httpx.PoolTimeout,
        httpx.ProxyError,
        httpx.UnsupportedProtocol,
    ) as problem:
        words = f"нет соединения ({type(problem).__name__})"
        if "CERTIFICATE_VERIFY_FAILED" in str(problem):
            words = "сертификату сервера верить нельзя (см. authority страницы в настройках)"
        raise not_sent(network, words, SHORT_WAIT) from None
    except (httpx.HTTPError, httpx.StreamError) as problem:
        raise nonsense(network, f"связь прервалась ({type(problem).__name__})") from None
    # No network has a reason to repeat a key; should one ever, it goes no further than here.
    for secret in call.secrets:
        body = body.replace(secret.encode(), b"***")
    return Reply(status, headers, body)


class _Bounded(io.BytesIO):
    """A file on its way out: a slow line may not outlast the verb's limit."""

    def __init__(self, content: bytes, deadline: Deadline) -> None:
        super().__init__(content)
        self._deadline = deadline

    def read(self, size: int | None = -1, /) -> bytes:
        """The next piece, as long as there is time."""
        if self._deadline.left() <= 0:
            raise httpx.WriteTimeout("the upload took too long")
        return super().read(size)


def _read(answer: httpx.Response, deadline: Deadline, network: str, call: Call) -> bytes:
    body = bytearray()
    for piece in answer.iter_bytes():
        body += piece
        if len(body) > call.most:
            raise too_long(network)
        if deadline.left() + call.hold <= 0:
            raise nonsense(network, "он не дошёл за отведённое время")
    return bytes(body)
