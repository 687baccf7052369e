"""An end to one reading as a whole: a time-out begins anew with every byte that trickles in."""

import socket
import threading
from contextlib import suppress
from types import TracebackType
from typing import Any, Self


class Deadline:
    """Shuts the connection when so many seconds are over since the first one was asked for.

    Give `extensions` to httpx with each request of the reading; `passed` says that the time is
    over. A connection that was open before is not seen, so the client should keep none.
    """

    def __init__(self, seconds: float) -> None:
        self.passed = False
        self.extensions = {"trace": self._trace}
        self._stream: Any = None
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True
        self._started = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._timer.cancel()

    def _trace(self, name: str, info: dict[str, Any]) -> None:
        # Not sooner: waiting for our turn is no fault of the site's.
        if not self._started:
            self._started = True
            self._timer.start()
        if name in {"connection.connect_tcp.complete", "connection.start_tls.complete"}:
            self._stream = info["return_value"]
            if self.passed:
                self._end()

    def _end(self) -> None:
        self.passed = True
        if self._stream is not None:
            with suppress(OSError):
                # Not that of SSLSocket, which would take its TLS away under the reading thread.
                socket.socket.shutdown(self._stream.get_extra_info("socket"), socket.SHUT_RDWR)
