"""Runs one command and leaves nothing of it behind, whatever happens to the one who asked.

Started as a script of its own (`python -I -S keeper.py FD GRACE COMMAND…`), so it imports nothing
but the small half of the standard library. FD is one end of a socket pair:

- it writes the command's process id there, once;
- it reads `K`: every descendant is killed at once;
- it reads the end of file (the owner closed its end, or died by any signal): the command gets
  SIGTERM, GRACE seconds, then everything left is killed.

It adopts orphans (PR_SET_CHILD_SUBREAPER), so a flow run that moved to a session of its own is
still found after its worker was killed. Linux only; elsewhere only the command itself is stopped.
"""

import contextlib
import ctypes
import os
import select
import signal
import socket
import sys
import time

PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36
ENDINGS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


def prctl(option: int, value: int) -> None:
    """Ask the kernel; silently nothing where the kernel is not Linux."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(option, value, 0, 0, 0)


def descendants(ancestor: int) -> set[int]:
    """Process ids below `ancestor`, as /proc shows them now; zombies not counted."""
    parents: dict[int, int] = {}
    with contextlib.suppress(FileNotFoundError):
        for name in os.listdir("/proc"):
            if name.isdigit():
                with contextlib.suppress(OSError), open(f"/proc/{name}/stat", "rb") as stat:
                    state, parent = stat.read().rpartition(b")")[2].split()[:2]
                    if state != b"Z":
                        parents[int(name)] = int(parent)
    below: set[int] = set()
    fresh = {ancestor}
    while fresh:
        fresh = {pid for pid, parent in parents.items() if parent in fresh} - below
        below |= fresh
    return below


def launch(command: list[str]) -> int:
    """The command as a direct child that dies with this process; returns its id."""
    me = os.getpid()
    pid = os.fork()
    if pid:
        return pid
    try:
        # A shell's background job ignores SIGINT, and Prefect's worker stops itself by SIGINT.
        for ending in ENDINGS:
            signal.signal(ending, signal.SIG_DFL)
        prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() == me:
            os.execvp(command[0], command)  # noqa: S606
    except OSError as problem:
        print(f"{command[0]}: {problem}", file=sys.stderr, flush=True)
    os._exit(127)


class Keeper:
    """The loop around one command."""

    def __init__(self, control: socket.socket, *, grace: float, command: list[str]) -> None:
        self.control, self.grace = control, grace
        self.wake, wake_end = socket.socketpair()
        wake_end.setblocking(False)
        for signum in (*ENDINGS, signal.SIGCHLD):
            signal.signal(signum, lambda *_: None)
        signal.set_wakeup_fd(wake_end.fileno())
        self.wake_end = wake_end
        self.code: int | None = None
        self.child = launch(command)
        with contextlib.suppress(OSError):
            control.sendall(b"%d\n" % self.child)

    def run(self) -> int:
        """Wait for the command's end or the owner's; returns the exit code of the command."""
        listening: list[socket.socket] = [self.control, self.wake]
        deadline: float | None = None
        while self.code is None:
            left = None if deadline is None else max(0.0, deadline - time.monotonic())
            ready = select.select(listening, [], [], left)[0]
            if deadline is not None and time.monotonic() >= deadline:
                break
            ending = False
            if self.control in ready:
                try:
                    order = self.control.recv(1)
                except OSError:
                    order = b""
                if order == b"K":
                    break
                listening = [self.wake]
                ending = True
            if self.wake in ready:
                ending = ending or bool(set(self.wake.recv(64)) & {int(s) for s in ENDINGS})
            self.reap()
            if ending and deadline is None:
                deadline = time.monotonic() + self.grace
                with contextlib.suppress(ProcessLookupError):
                    os.kill(self.child, signal.SIGTERM)
        self.sweep()
        return self.code if self.code is not None else 128 + signal.SIGKILL

    def reap(self) -> None:
        """Collect every child that ended, our own and adopted ones."""
        with contextlib.suppress(ChildProcessError):
            while True:
                pid, status = os.waitpid(-1, os.WNOHANG)
                if pid == 0:
                    return
                if pid == self.child:
                    self.code = os.waitstatus_to_exitcode(status)

    def sweep(self) -> None:
        """Kill until nothing is left below."""
        while left := (descendants(os.getpid()) or ({self.child} if self.code is None else set())):
            for pid in left:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            time.sleep(0.01)
            self.reap()


def main(arguments: list[str]) -> int:
    """Entry of the script."""
    control = socket.socket(fileno=int(arguments[0]))
    control.set_inheritable(False)
    prctl(PR_SET_CHILD_SUBREAPER, 1)
    code = Keeper(control, grace=float(arguments[1]), command=arguments[2:]).run()
    return code if code >= 0 else 128 - code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
