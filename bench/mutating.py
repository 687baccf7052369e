"""mutmut's mutants of a copy of `gospablik/text`, and which of them no test kills.

mutmut makes the mutants. Its runner starts pytest for each of them, three seconds a mutant; here
one process runs the tests for all, those first that killed most so far (`mutant_conftest.py`).
"""

import ast
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import ndiff
from pathlib import Path

from gospablik.errors import OfficeError
from gospablik.root import ROOT

_TESTS = "tests/gospablik/text"
_PYTEST = "[pytest]\naddopts = -q --import-mode=importlib -p no:cacheprovider\npythonpath = .\n"
_MUTMUT = '[tool.mutmut]\nsource_paths = ["gospablik"]\n'
_MUTATE = r"""
import re
import sys
from pathlib import Path
from mutmut.mutation.file_mutation import mutate_file_contents

for name in sys.argv[1:]:
    path = Path(name)
    # mutmut leaves decorated functions alone, and what a cache keeps is another mutant's answer.
    plain = re.sub(r"^@(lru_)?cache(\(.*\))?$", "", path.read_text("utf-8"), flags=re.M)
    code = mutate_file_contents(name, plain).code
    path.write_text(code.replace("mutmut.mutation.trampoline", "mutant_trampoline"), "utf-8")
"""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One mistake: what stood in the function and what was put there; `lives` if no test failed."""

    module: str
    function: str
    was: str
    becomes: str
    lives: bool


def run(folder: Path, modules: Sequence[str], function: str = "") -> list[Mutant]:
    """All mutants of these modules of `gospablik.text`, or of one function («Source.find») in them.

    Raises OfficeError if mutmut or a test without a mutant fails.
    """
    _copy(folder)
    paths = [f"gospablik/text/{module}.py" for module in modules]
    made_by = [sys.executable, "-c", _MUTATE, *paths]
    done = subprocess.run(made_by, cwd=folder, capture_output=True, check=False)
    if done.returncode:
        raise _failed(done.stderr)
    made = [
        (module, mutant)
        for module, path in zip(modules, paths, strict=True)
        for mutant in _mutants((folder / path).read_text("utf-8"))
        if function in ("", mutant[1])
    ]
    names = [(f"gospablik.text.{module}", mutant[0]) for module, mutant in made]
    alive = _alive(folder, names)
    return [
        Mutant(module, where, was, becomes, lives=(f"gospablik.text.{module}", name) in alive)
        for module, (name, where, was, becomes) in made
    ]


def _copy(folder: Path) -> None:
    ignored = shutil.ignore_patterns("__pycache__")
    for part in ("gospablik/text", _TESTS):
        shutil.copytree(ROOT / part, folder / part, ignore=ignored)
    for name in ("__init__.py", "root.py"):
        shutil.copy(ROOT / "gospablik" / name, folder / "gospablik" / name)
    shutil.copy(ROOT / "bench" / "mutant_trampoline.py", folder / "mutant_trampoline.py")
    shutil.copy(ROOT / "bench" / "mutant_conftest.py", folder / "tests" / "conftest.py")
    (folder / "pytest.ini").write_text(_PYTEST, "utf-8")
    (folder / "pyproject.toml").write_text(_MUTMUT, "utf-8")


def _mutants(code: str) -> Iterator[tuple[str, str, str, str]]:
    """mutmut's name of each, its function («Source.find»), what was there and what is."""
    bodies = {
        node.name: ast.get_source_segment(code, node) or ""
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.FunctionDef) and "__mutmut_" in node.name
    }
    for name, body in bodies.items():
        start, _, number = name.rpartition("__mutmut_")
        if number != "orig":
            was, becomes = _differ(bodies[f"{start}__mutmut_orig"], body)
            yield name, start.removeprefix("x_").removeprefix("xǁ").replace("ǁ", "."), was, becomes


def _differ(one: str, other: str) -> tuple[str, str]:
    """The lines that differ, without the line that names the function."""
    lines = list(ndiff(one.split("\n")[1:], other.split("\n")[1:]))
    return (
        "\n".join(line[2:].strip() for line in lines if line.startswith("- ")),
        "\n".join(line[2:].strip() for line in lines if line.startswith("+ ")),
    )


def _alive(folder: Path, names: Sequence[tuple[str, str]]) -> set[tuple[str, str]]:
    """Which of them no test kills; the work is shared out to all processors."""
    parts = [names[n :: os.cpu_count() or 1] for n in range(os.cpu_count() or 1)]
    workers = []
    for number, part in enumerate(parts):
        path = folder / f"{number}.json"
        path.write_text(json.dumps(part), "utf-8")
        command = [sys.executable, "-m", "pytest", _TESTS]
        environment = os.environ | {"MUTANTS": str(path), "PYTHONHASHSEED": "0"}
        worker = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        workers.append((path, worker))
    alive: set[tuple[str, str]] = set()
    for path, worker in workers:
        said, _ = worker.communicate()
        told = path.with_suffix(".alive")
        if not told.exists():
            raise _failed(said)
        alive.update((module, name) for module, name in json.loads(told.read_text("utf-8")))
    return alive


def _failed(said: bytes) -> OfficeError:
    return OfficeError(
        f"Мутанты не испытаны:\n{said.decode(errors='replace')[-3000:]}",
        not_done="ничего не измерено.",
        next_step="прогнать ./run test tests/gospablik/text: без мутантов тесты должны проходить.",
    )
