"""How long a newcomer waits: `./run demo --once` to its first post and to its end."""

import re
import subprocess
import threading
import time
from collections.abc import Callable

import httpx

from bench.floor import floor
from bench.report import Measured, ratio, seconds, table
from gospablik.root import ROOT
from office.demo.outside import Outside

_SITE = re.compile(r"(http://[^/\s]+)/site/news/")


def day() -> Measured:
    """The demo as a person starts it, beside Prefect alone on the same machine.

    The first post is looked for on the sandbox's wall, at the address that the demo prints.
    """
    empty = floor().seconds
    began = time.monotonic()
    first, code, said = _play(lambda: time.monotonic() - began)
    end = time.monotonic() - began
    rows = [
        ["Пустой Prefect: сервер, исполнитель, один пустой запуск", seconds(empty), ratio(1)],
        ["`./run demo --once` до первого поста на стене", *_both(first, empty)],
        ["`./run demo --once` до конца дня и выхода", *_both(end, empty)],
    ]
    text = table(["Что", "время", "к пустому"], rows)
    good = code == 0 and first is not None
    if not good:
        text += f"\n\nДень не удался (код {code}). Последнее, что он написал:\n\n{said}"
    return Measured("Рабочий день одной командой", text, good)


def sandbox_in(line: str) -> str | None:
    """The sandbox's address, if this line of the demo names the site in it."""
    found = _SITE.search(line)
    return found.group(1) if found else None


def _both(value: float | None, empty: float) -> tuple[str, str]:
    return ("нет", "—") if value is None else (seconds(value), ratio(value / empty))


def _play(clock: Callable[[], float]) -> tuple[float | None, int, str]:
    """When the first post stood on the wall, the exit code, and the demo's last lines."""
    seen: list[float] = []
    lines: list[str] = []
    watch: threading.Thread | None = None
    with subprocess.Popen(
        ["./run", "demo", "--once"],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as demo:
        assert demo.stdout is not None
        try:
            for line in demo.stdout:
                lines.append(line)
                address = sandbox_in(line)
                if address and watch is None:
                    watch = threading.Thread(target=_watch, args=(address, clock, seen, demo))
                    watch.start()
        except BaseException:
            demo.terminate()  # it ends what it started; leaving the block waits for it
            raise
    if watch is not None:
        watch.join()
    return (seen[0] if seen else None), demo.returncode, "".join(lines[-15:])


def _watch(
    address: str, clock: Callable[[], float], seen: list[float], demo: "subprocess.Popen[str]"
) -> None:
    outside = Outside(address)
    while demo.poll() is None:
        try:
            if outside.posts():
                seen.append(clock())
                return
        except httpx.TransportError:
            return  # the day is over and its sandbox gone
        time.sleep(0.1)
