"""One detector alone in its process: comments in (JSON lines), what it cost out (JSON).

`python -I child.py NAME`: it stands alone, for other packages run it in an environment of their
own, which knows nothing of this project; ours is run as `python -m bench.detector.child ours`.
"""

import json
import os
import re
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

Flags = Callable[[str], bool]
FIRST = "Добрый день"


def main(name: str) -> None:
    """One core, one comment after the other, each for the first time; `flags`: 0 or 1 of each."""
    texts = [json.loads(line) for line in sys.stdin]
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    before, began = _memory(), time.perf_counter()
    flagged = LOADERS[name]()
    loaded = time.perf_counter() - began
    flagged(FIRST)
    ready, light = time.perf_counter() - began, _memory()
    flags, took = [], []
    for text in texts:
        start = time.perf_counter()
        flags.append(str(int(flagged(text))))
        took.append(time.perf_counter() - start)
    told = {"flags": "".join(flags), "took": took, "import": loaded, "first": ready}
    print(json.dumps({**told, "loaded_mb": light - before, "used_mb": _memory() - before}))


def _memory() -> float:
    status = Path("/proc/self/status").read_text("utf-8")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def _ours() -> Flags:
    answer = import_module("bench.detector.answer").ours()
    return lambda text: bool(answer(text).tier)


def _badwords_r_words() -> Flags:
    bad = frozenset(import_module("badwords_r").badwrds)
    return lambda text: not bad.isdisjoint(re.findall(r"\w+", text.lower()))


def _badwords_r_parts() -> Flags:
    bad = tuple(import_module("badwords_r").badwrds)
    return lambda text: any(word in text.lower() for word in bad)


def _badwords_py() -> Flags:
    found = import_module("badwords").ProfanityFilter()
    found.init(languages=["ru"])
    return lambda text: bool(found.is_profane(text))


def _detected() -> Flags:
    contains = import_module("detected_profanity").contains_profanity
    return lambda text: bool(contains(text))


def _check_swear() -> Flags:
    checker = import_module("check_swear").SwearingCheck()
    return lambda text: bool(checker.predict(text)[0])


LOADERS: dict[str, Callable[[], Flags]] = {
    "ours": _ours,
    "badwords-r, слова": _badwords_r_words,
    "badwords-r, части слов": _badwords_r_parts,
    "badwords-py": _badwords_py,
    "detected-profanity": _detected,
    "check-swear": _check_swear,
}

if __name__ == "__main__":
    main(sys.argv[1])
