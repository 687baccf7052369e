"""The pure parts of the measurements; nothing here is timed."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest

from bench.__main__ import _APART, _IN_TOWN, NAMES, chosen_names, main
from bench.day import sandbox_in
from bench.idle import _row
from bench.imports import heavy_in
from bench.machine import describe, kilobytes, own_peak
from bench.process import Spent
from bench.report import Measured, megabytes, ratio, seconds, table
from gospablik.root import ROOT


def spent(wall: float, cpu: float) -> Spent:
    return Spent(wall, cpu, 100.0, "")


def test_a_table_is_markdown_with_figures_to_the_right() -> None:
    assert table(["Что", "время"], [["день", "1,0 с"]]) == (
        "| Что | время |\n|---|---:|\n| день | 1,0 с |"
    )
    assert str(Measured("Память", "| |")) == "### Память\n\n| |\n"


def test_figures_are_written_as_russians_read_them() -> None:
    assert (seconds(12.34), ratio(1.256), megabytes(123.4)) == ("12,3 с", "1,26", "123 МБ")


@pytest.mark.parametrize(
    ("wall", "cpu", "met"), [(1.3, 1.6, True), (1.31, 1.0, False), (1.0, 1.61, False)]
)
def test_a_pass_meets_its_target_in_time_and_in_cpu(wall: float, cpu: float, met: bool) -> None:
    row, good = _row("Сверка", [spent(1, 1)] * 3, [spent(wall, cpu)] * 3)
    assert good is met
    assert row[-1] == ("да" if met else "НЕТ")
    assert (row[3], row[6]) == (ratio(wall), ratio(cpu))


def test_one_slow_run_does_not_decide() -> None:
    ours = [spent(1, 1), spent(9, 9), spent(1.1, 1.2)]
    row, good = _row("Сверка", [spent(1, 1)] * 3, ours)
    assert good
    assert (row[3], row[6]) == ("1,10", "1,20")


def test_the_sandbox_is_found_in_what_the_demo_prints() -> None:
    assert sandbox_in("          http://127.0.0.1:4321/site/news/\n") == "http://127.0.0.1:4321"
    assert sandbox_in("[  1.0 с] Готово. Prefect: http://127.0.0.1:4200/v2\n") is None


def test_heavy_modules_are_found_by_their_own_name_only() -> None:
    said = (
        "import time: self [us] | cumulative | imported package\n"
        "import time:       100 |        200 |   pandas\n"
        "import time:       100 |        200 | data_checks.great_expectations\n"
        "12:00 | INFO | great_expectations\n"
    )
    assert heavy_in(said) == {"pandas"}


def test_memory_is_read_from_proc() -> None:
    status = "Name:\tpython\nVmHWM:\t  900 kB\nVmRSS:\t  800 kB\n"
    assert (kilobytes(status), kilobytes(status, "VmHWM")) == (800, 900)
    assert own_peak() > 10
    with pytest.raises(LookupError):
        kilobytes("Name:\tpython\nState:\tZ (zombie)\n")


def test_without_a_name_all_are_measured_in_their_order() -> None:
    assert chosen_names([]) == NAMES
    assert chosen_names(["imports", "day"]) == ("day", "imports")


def test_an_unknown_name_lists_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["дни"]) == 2
    said = capsys.readouterr().err
    assert "Нет такого замера: дни" in said
    assert all(name in said for name in NAMES)


def town_that(fails: str) -> Callable[..., AbstractContextManager[None]]:
    @contextmanager
    def town(*, worker: bool) -> Iterator[None]:
        if fails == "opening":
            raise OSError("порт занят")
        yield
        if fails == "closing":
            raise OSError("не остановлен")

    return town


def breaks(_town: object) -> Measured:
    raise ZeroDivisionError("деление на ноль")


@pytest.mark.parametrize(
    ("fails", "measured", "failed"),
    [
        ("", ["day", "memory", "imports", *_APART], "idle"),
        ("opening", ["day", *_APART], "memory, idle, imports"),
        ("closing", ["day", "memory", "imports", *_APART], "idle, town"),
    ],
)
def test_a_measurement_that_fails_keeps_no_other_from_its_turn(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    fails: str,
    measured: list[str],
    failed: str,
) -> None:
    monkeypatch.setattr("bench.__main__.day", lambda: Measured("day", ""))
    monkeypatch.setattr("bench.__main__.quiet_town", town_that(fails))
    monkeypatch.setattr("bench.__main__._measure_apart", lambda name: Measured(name, ""))
    for name in _IN_TOWN:
        measure = breaks if name == "idle" else lambda _town, name=name: Measured(name, "")
        monkeypatch.setitem(_IN_TOWN, name, measure)
    assert main([]) == 1
    said = capsys.readouterr()
    assert [line[4:] for line in said.out.splitlines() if line.startswith("### ")] == measured
    assert f"Не измерено: {failed};" in said.out
    assert "Не измерено (" in said.err


def test_a_missed_target_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(
        "bench.__main__._measure_apart", lambda name: Measured(name, "", name != "store")
    )
    assert main(["harvest"]) == 0
    assert main(["harvest", "store", "extraction"]) == 1
    assert "Не уложилось в цель: store;" in capsys.readouterr().out


@pytest.mark.parametrize("name", _APART)
def test_what_is_measured_apart_has_the_name_of_its_module(name: str) -> None:
    assert f"def {name}() -> Measured:" in (ROOT / "bench" / f"{name}.py").read_text("utf-8")


def test_the_machine_is_described() -> None:
    words = describe()
    assert "Python 3." in words
    assert "Prefect 3." in words
