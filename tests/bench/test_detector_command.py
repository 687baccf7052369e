"""The command tells what it could not look at, and passes nothing by that."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bench.__main__ import NAMES
from bench.__main__ import main as bench
from bench.detector import command
from bench.detector.document import COMMAND, document, verdict
from bench.detector.results import Part


@pytest.fixture
def two_parts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[Part], Path]:
    """The command with a document of its own and parts that are known."""

    def put(second: Part) -> Path:
        monkeypatch.setattr(command, "PATH", tmp_path / "detector.md")
        monkeypatch.setattr(command, "parts", lambda _: [Part("Первая", "| 1 |"), second])
        return tmp_path / "detector.md"

    return put


@pytest.mark.parametrize(
    ("second", "code"),
    [
        (Part("Вторая", "да"), 0),
        (Part("Вторая", "да", missed=("полнота",)), 1),
        (Part("Вторая", "да", unmeasured=("полнота",)), 1),
    ],
)
def test_the_exit_code_is_0_only_if_all_is_measured_and_met(
    two_parts: Callable[[Part], Path], tmp_path: Path, second: Part, code: int
) -> None:
    path = two_parts(second)
    assert command.main(["--data", str(tmp_path)]) == code
    assert not path.exists()  # nothing is written unasked


def test_the_document_is_what_was_measured_and_how(
    two_parts: Callable[[Part], Path], tmp_path: Path
) -> None:
    path = two_parts(Part("Вторая", "| 2 |", missed=("полнота",)))
    assert command.main(["--data", str(tmp_path), "--write"]) == 1
    text = path.read_text("utf-8")
    for words in (COMMAND, "## Первая\n\n| 1 |", "## Вторая\n\n| 2 |", "CC BY-NC-SA 4.0"):
        assert words in text
    assert "Не достигнуто:\n\n* полнота" in text


def test_without_data_no_document_is_overwritten(
    two_parts: Callable[[Part], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = two_parts(Part("Вторая", "да"))
    path.write_text("прежние числа", "utf-8")
    assert command.main(["--data", str(tmp_path / "нет"), "--write"]) == 1
    assert path.read_text("utf-8") == "прежние числа"
    assert "Данных нет" in capsys.readouterr().err


def test_the_verdict_names_both_and_is_glad_of_none() -> None:
    said = verdict([Part("а", "", ("первая",)), Part("б", "", (), ("вторая",))])
    assert "Не достигнуто:\n\n* первая\n\nНе измерено:\n\n* вторая" in said
    assert "цели достигнуты" in verdict([Part("а", "")])
    assert "цели достигнуты" not in said
    assert document([Part("а", "")], "машина") == document([Part("а", "")], "машина")


def test_a_file_of_somebody_else_is_measured_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "чужие.tsv"
    path.write_text("Вы дурак\t1\nСпасибо\t0\n", "utf-8")
    assert bench(["detector", "--comments", str(path)]) == 0
    assert "| чужие.tsv | 2 | 1 | 1,000 |" in capsys.readouterr().out
    path.write_text("Вы дурак\n", "utf-8")
    assert bench(["detector", "--comments", str(path)]) == 1
    assert "строка 1: полей 1" in capsys.readouterr().err
    with pytest.raises(SystemExit, match="2"):
        command.main(["--comments", str(path), "--write"])


def test_it_is_run_by_its_name_only() -> None:
    assert "detector" not in NAMES
