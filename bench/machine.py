"""The machine that the figures are of, and how much memory its processes hold."""

import os
import platform
from importlib.metadata import version
from pathlib import Path


def describe() -> str:
    """One line of Markdown: processor, cores, load, Python, Prefect."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    load = f"{os.getloadavg()[0]:.1f}".replace(".", ",")
    return (
        f"Машина: {processor()}, ядер {cores}, нагрузка при запуске {load}; "
        f"{platform.system()}, Python {platform.python_version()}, Prefect {version('prefect')}."
    )


def resident(pid: int) -> float:
    """Resident memory of that process in MB, as /proc tells it."""
    return kilobytes(Path(f"/proc/{pid}/status").read_text("utf-8")) / 1024


def own_peak() -> float:
    """The most resident memory of this process so far in MB.

    Not `ru_maxrss`: that begins with the memory of whoever started the process.
    """
    return kilobytes(Path("/proc/self/status").read_text("utf-8"), "VmHWM") / 1024


def kilobytes(status: str, name: str = "VmRSS") -> int:
    """A figure of a /proc/<pid>/status. Raises LookupError if it is not there (a process gone)."""
    for line in status.splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1])
    raise LookupError(f"в /proc нет {name}: процесс закончился")


def processor() -> str:
    """Its name as /proc/cpuinfo tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        lines = []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())
