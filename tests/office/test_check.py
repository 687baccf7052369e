"""`./run test` says how much was not checked."""

import subprocess
import sys
from pathlib import Path

import pytest

from gospablik.root import ROOT
from office.check_plugin import tests as counted

TESTS = """
import pytest

@pytest.mark.browser
@pytest.mark.parametrize("n", range(3))
def test_page(n): pass

@pytest.mark.postgres
def test_sql(): pass

def test_plain(): pass
"""


def run(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    (folder / "test_some.py").write_text(TESTS)
    return subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-p", "office.check_plugin"),
            *("-c", str(ROOT / "pyproject.toml"), "--rootdir", str(folder)),
            *("-p", "no:cacheprovider", str(folder), *arguments),
        ],
        cwd=ROOT,
        env={"PATH": "/nonexistent", "CHROMIUM": "/nonexistent/chromium"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("spread", [(), ("-n", "2")])
def test_without_a_browser_the_number_is_said_and_all_is_well(
    tmp_path: Path, spread: tuple[str, ...]
) -> None:
    done = run(tmp_path, *spread)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "НЕ ПРОВЕРЕНО: браузер, 3 теста" in done.stdout
    assert "2 passed, 3 skipped" in done.stdout


def test_with_all_it_fails(tmp_path: Path) -> None:
    done = run(tmp_path, "--all", "-n", "2")
    assert done.returncode == 1
    assert "НЕ ПРОВЕРЕНО: браузер, 3 теста" in done.stdout
    assert "2 passed, 3 errors" in done.stdout


def test_russian_plural() -> None:
    assert [counted(n) for n in (1, 3, 5, 11, 12, 21, 104)] == [
        "1 тест",
        "3 теста",
        "5 тестов",
        "11 тестов",
        "12 тестов",
        "21 тест",
        "104 теста",
    ]
