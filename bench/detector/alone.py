"""Runs child.py: ours in our environment, a package of others in a temporary one of its own."""

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from gospablik.errors import OfficeError
from gospablik.root import ROOT

CHILD = Path(__file__).with_name("child.py")
LONGEST = 900
"""Seconds until it is given up."""
PACKAGES = {
    "badwords-r, слова": "badwords-r==1.0.0",
    "badwords-r, части слов": "badwords-r==1.0.0",
    "badwords-py": "badwords-py==3.0.0",
    "detected-profanity": "detected-profanity==0.1.0",
    "check-swear": "check-swear==0.1.4",
}
"""What others offer for Russian; none of it is a dependency of ours."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one detector said of each text and what that cost: seconds, and MB above Python."""

    flags: tuple[bool, ...]
    took: tuple[float, ...]
    imported: float
    first: float
    loaded_mb: float
    used_mb: float

    @property
    def rate(self) -> float:
        """Comments a second, one after the other."""
        return len(self.took) / sum(self.took)

    @property
    def milliseconds(self) -> tuple[float, float]:
        """Of one comment: the median, and what 99 of 100 stay under."""
        return median(self.took) * 1000, quantiles(self.took, n=100)[98] * 1000


def ours(texts: Sequence[str]) -> Run:
    """Our own. Raises OfficeError with its last words if it did not get to the end."""
    return _run("ours", [sys.executable, "-m", "bench.detector.child", "ours"], ROOT, texts)


def package(name: str, texts: Sequence[str]) -> Run:
    """One of PACKAGES. Raises OfficeError if it cannot be installed or does not work."""
    uv = shutil.which("uv") or str(ROOT / ".uv" / "tool" / "bin" / "uv")
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    command = [uv, "run", "--quiet", "--isolated", "--no-project", "--python", python]
    command += ["--with", PACKAGES[name], "python", "-I", str(CHILD), name]
    with TemporaryDirectory() as folder:
        return _run(name, command, Path(folder), texts)


def _run(name: str, command: Sequence[str], folder: Path, texts: Sequence[str]) -> Run:
    sent = "".join(f"{json.dumps(text)}\n" for text in texts)
    try:
        done = subprocess.run(
            command,
            input=sent,
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=LONGEST,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise _failed(name, str(problem)) from None
    if done.returncode:
        raise _failed(name, last_words(done.stderr))
    told = json.loads(done.stdout.splitlines()[-1])
    flags = tuple(flag == "1" for flag in told["flags"])
    costs = (told[key] for key in ("import", "first", "loaded_mb", "used_mb"))
    return Run(flags, tuple(told["took"]), *costs)


def last_words(error: str) -> str:
    """The line of a traceback that says what was wrong, with the next if it ends in a colon."""
    said = [line.strip(" *") for line in error.splitlines() if line.strip(" *")]
    named = [n for n, line in enumerate(said) if "Error" in line.partition(":")[0]]
    if not named:
        return said[-1] if said else "ничего не сказал"
    more = said[named[-1]].endswith(":")
    return " ".join(said[named[-1] : named[-1] + 1 + more])


def _failed(name: str, why: str) -> OfficeError:
    return OfficeError(
        f"Детектор «{name}» не отработал: {why}",
        not_done="он не измерен.",
        next_step="проверить доступ к PyPI и повторить; без него остальное измерено.",
    )
