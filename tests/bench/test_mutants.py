"""The list of mutants that may live is read whole, and an entry without a reason is refused."""

from pathlib import Path

import pytest

from bench import mutants
from bench.mutants import COMPARER, LIVING, listed, unlisted
from bench.mutating import Mutant, _mutants
from gospablik.errors import OfficeError
from gospablik.root import ROOT

MUTATED = '''
def x_hour__mutmut_orig(value):
    """«09:00» and «9» are one hour."""
    return value + 1


def x_hour__mutmut_1(value):
    """«09:00» and «9» are one hour."""
    return value - 1


def xǁSourceǁfind__mutmut_orig(self):
    return 1


def xǁSourceǁfind__mutmut_1(self):
    return 2
'''


def test_a_mutant_is_told_by_what_changed() -> None:
    assert list(_mutants(MUTATED)) == [
        ("x_hour__mutmut_1", "hour", "return value + 1", "return value - 1"),
        ("xǁSourceǁfind__mutmut_1", "Source.find", "return 1", "return 2"),
    ]


def test_whoever_lives_without_a_reason_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mutants, "LIVING", tmp_path)
    (tmp_path / "bounds.toml").write_text(
        '[[living]]\nfunction = "f"\nwas = "a"\nbecomes = "b"\nwhy = "the same"\n', "utf-8"
    )
    reasons = listed("bounds")
    known, killed = Mutant("bounds", "f", "a", "b", True), Mutant("bounds", "f", "a", "c", False)
    alone = Mutant("bounds", "g", "a", "b", True)
    assert unlisted([known, killed, alone], reasons) == [alone]
    assert listed("around") == []


def test_an_entry_without_a_reason_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mutants, "LIVING", tmp_path)
    (tmp_path / "bounds.toml").write_text(
        '[[living]]\nfunction = "f"\nwas = "a"\nbecomes = "b"\nwhy = " "\n', "utf-8"
    )
    with pytest.raises(OfficeError, match="нет причины"):
        listed("bounds")


def test_the_list_holds_modules_that_there_are_and_lines_that_stand_there() -> None:
    text = ROOT / "gospablik" / "text"
    assert all((text / f"{module}.py").exists() for module in COMPARER)
    for path in LIVING.glob("*.toml"):
        assert path.stem in COMPARER, path
        lines = {line.strip() for line in (text / f"{path.stem}.py").read_text("utf-8").split("\n")}
        for one in listed(path.stem):
            assert {line.strip() for line in one.was.split("\n")} <= lines, (path.stem, one)
