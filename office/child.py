"""A long-lived child of the office: started, watched and ended through a keeper."""

import contextlib
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

KEEPER = Path(__file__).with_name("keeper.py")
ROTATE_AT = 5_000_000


class Child:
    """One command with a log file of its own. Ends with this process in every case.

    `stop` asks by SIGTERM and gives `grace` seconds, `kill` does not ask. Both return when the
    command and everything it ever started are gone.
    """

    def __init__(
        self,
        *,
        name: str,
        command: Sequence[str],
        env: Mapping[str, str],
        cwd: Path,
        log: Path,
        grace: float,
        keep_open: Sequence[int] = (),
    ) -> None:
        self.name, self.log, self.grace = name, log, grace
        log.parent.mkdir(parents=True, exist_ok=True)
        if log.exists() and log.stat().st_size > ROTATE_AT:
            log.replace(log.with_name(log.name + ".1"))
        self._control, theirs = socket.socketpair()
        with theirs, log.open("ab") as output:
            self._begins = output.tell()
            self._keeper = subprocess.Popen(
                [
                    sys.executable,
                    "-I",
                    "-S",
                    str(KEEPER),
                    str(theirs.fileno()),
                    str(grace),
                    *command,
                ],
                env=dict(env),
                cwd=cwd,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                pass_fds=(theirs.fileno(), *keep_open),
                # Ctrl-C at the terminal is for the owner; the owner ends its children in order.
                start_new_session=True,
            )
        with self._control.makefile() as answer:
            self.pid = int(answer.readline() or 0)

    @property
    def alive(self) -> bool:
        """Whether the command still runs."""
        return self._keeper.poll() is None

    @property
    def exit_code(self) -> int | None:
        """The command's exit code (128 + number for a signal), None while it runs."""
        return self._keeper.poll()

    def stop(self) -> None:
        """End it politely. Harmless if it has ended already."""
        self._control.close()
        self._wait()

    def kill(self) -> None:
        """SIGKILL for the command and all its descendants."""
        with contextlib.suppress(OSError):
            self._control.sendall(b"K")
        self._wait()
        self._control.close()

    def ask_to_stop(self) -> None:
        """Begin to end it without waiting; `stop` waits."""
        self._control.close()

    def _wait(self) -> None:
        try:
            self._keeper.wait(self.grace + 5)
        except subprocess.TimeoutExpired:
            self._keeper.kill()
            self._keeper.wait()

    def tail(self, lines: int = 15) -> str:
        """The last lines it wrote since this start."""
        with self.log.open("rb") as log:
            log.seek(self._begins)
            written = log.read().decode(errors="replace").splitlines()
        return "\n".join(written[-lines:])
