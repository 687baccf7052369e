"""An end to each request as a whole: a time-out begins anew with every byte that trickles in."""

import socket
import threading
from contextlib import suppress
from types import TracebackType
from typing import Any, Self


class Deadline:
    """Shuts the connection when one request of a reading has taken so many seconds.

    Give `extensions` to httpx with each request of the reading; `passed` says that the time of one
    was over. Every redirect, and robots.txt before it, has the seconds to itself; the pauses
    between them count for none. A connection that was open before is not seen, so the client
    should keep none.
    """

    def __init__(self, seconds: float) -> None:
        self.passed = False
        self.extensions = {"trace": self._trace}
        self._seconds = seconds
        self._stream: Any = None
        self._timer: threading.Timer | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop()

    def _trace(self, name: str, info: dict[str, Any]) -> None:
        if ".response_closed." in name:
            self._stop()
        elif self._timer is None and name.endswith(".started"):
            # Not sooner: waiting for our turn is no fault of the site's.
            self._timer = threading.Timer(self._seconds, self._end)
            self._timer.daemon = True
            self._timer.start()
        if name in {"connection.connect_tcp.complete", "connection.start_tls.complete"}:
            self._stream = info["return_value"]
            if self.passed:
                self._end()

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _end(self) -> None:
        self.passed = True
        if self._stream is not None:
            with suppress(OSError):
                # Not that of SSLSocket, which would take its TLS away under the reading thread.
                socket.socket.shutdown(self._stream.get_extra_info("socket"), socket.SHUT_RDWR)
