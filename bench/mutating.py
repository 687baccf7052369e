"""mutmut at work on a copy of `gospablik/text` and its tests, and what came of it."""

import ast
import json
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
_KILLED = (1, 3, 24, 36, 152, 255, -24)
"""mutmut's exit codes of a mutant that some test failed on, or that ran for ever."""
_CONFIG = """
[project]
name = "mutants"
version = "0"

[tool.pytest.ini_options]
addopts = "--import-mode=importlib -p no:cacheprovider"
pythonpath = ["."]

[tool.mutmut]
source_paths = ["gospablik"]
only_mutate = {files}
timeout_multiplier = 2
timeout_constant = 2
pytest_add_cli_args_test_selection = ["{tests}"]
"""
_CONFTEST = """
import zlib

from hypothesis import settings

# The same examples each time; names of tests that a command line can hold.
settings.register_profile("mutants", derandomize=True, database=None, deadline=None)
settings.load_profile("mutants")


def pytest_make_parametrize_id(config, val, argname):
    return f"{zlib.crc32(repr(val).encode()):08x}"
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

    Raises OfficeError if mutmut fails.
    """
    _prepare(folder, modules)
    name = f"xǁ{function.replace('.', 'ǁ')}" if "." in function else f"x_{function}"
    wanted = [f"gospablik.text.{module}.{name}__mutmut_*" for module in modules if function]
    done = subprocess.run(
        [sys.executable, "-m", "mutmut", "run", *wanted],
        cwd=folder,
        capture_output=True,
        check=False,
    )
    metas = [folder / "mutants" / "gospablik" / "text" / f"{one}.py.meta" for one in modules]
    if not any(meta.exists() for meta in metas):
        said = done.stdout.decode(errors="replace").replace("\r", "\n")[-3000:]
        raise OfficeError(
            f"mutmut не сработал:\n{said}",
            not_done="ничего не измерено.",
            next_step="прогнать ./run test tests/gospablik/text: тесты должны проходить.",
        )
    return [mutant for meta in metas if meta.exists() for mutant in _read(meta)]


def _prepare(folder: Path, modules: Sequence[str]) -> None:
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "gospablik" / "text", folder / "gospablik" / "text", ignore=ignored)
    shutil.copytree(ROOT / _TESTS, folder / _TESTS, ignore=ignored)
    for name in ("__init__.py", "root.py"):
        shutil.copy(ROOT / "gospablik" / name, folder / "gospablik" / name)
    (folder / "tests" / "conftest.py").write_text(_CONFTEST, "utf-8")
    files = [f"gospablik/text/{module}.py" for module in modules]
    config = _CONFIG.format(files=json.dumps(files), tests=_TESTS)
    (folder / "pyproject.toml").write_text(config, "utf-8")


def _read(meta: Path) -> Iterator[Mutant]:
    codes = json.loads(meta.read_text("utf-8"))["exit_code_by_key"]
    source = meta.with_suffix("").read_text("utf-8")
    bodies = {
        node.name: ast.get_source_segment(source, node) or ""
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef)
    }
    for key, code in codes.items():
        if code is None:  # of another function
            continue
        name = key.rpartition(".")[2]
        start = name.rpartition("__mutmut_")[0]
        was, becomes = _differ(bodies[f"{start}__mutmut_orig"], bodies[name])
        function = start.removeprefix("x_").replace("xǁ", "").replace("ǁ", ".")
        yield Mutant(meta.name.partition(".")[0], function, was, becomes, code not in _KILLED)


def _differ(one: str, other: str) -> tuple[str, str]:
    """The lines that differ, without the line that names the function."""
    lines = list(ndiff(one.split("\n")[1:], other.split("\n")[1:]))
    return (
        "\n".join(line[2:].strip() for line in lines if line.startswith("- ")),
        "\n".join(line[2:].strip() for line in lines if line.startswith("+ ")),
    )
