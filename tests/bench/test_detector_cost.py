"""Detectors run alone in their processes; packages of others are held against ours."""

from collections.abc import Mapping

import pytest

from bench.detector import alone, cost
from bench.detector.alone import Run, last_words
from bench.detector.judged import Comment
from gospablik.errors import OfficeError


def test_ours_runs_alone_and_answers_each_text() -> None:
    run = alone.ours(["Вы дурак", "Спасибо за ремонт"])
    assert run.flags == (True, False)
    assert run.first >= run.imported > 0
    assert run.used_mb >= 1


def test_speed_is_counted_of_the_times_of_each() -> None:
    run = Run((True,) * 100, (0.001,) * 99 + (0.101,), 0.1, 0.2, 1, 2)
    assert run.rate == pytest.approx(500)
    middle, slow = run.milliseconds
    assert middle == pytest.approx(1)
    assert 1 < slow <= 101


def test_a_package_that_cannot_be_run_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: "/нет/такого/uv")
    with pytest.raises(OfficeError, match="«badwords-py» не отработал"):
        alone.package("badwords-py", ["да"])


def test_the_last_words_of_a_traceback() -> None:
    assert last_words("Traceback:\n  x\nValueError: плохо\n\n*****\n") == "ValueError: плохо"
    assert last_words("LookupError: \n*****\n  Нет слов.\n\n  Ещё\n") == "LookupError: Нет слов."
    assert last_words("× No solution found\n") == "× No solution found"
    assert last_words("") == "ничего не сказал"


def test_others_are_held_against_the_same_labels(monkeypatch: pytest.MonkeyPatch) -> None:
    sets = {
        "набор": [Comment(1, "дурак", True), Comment(2, "да", False), Comment(3, "да", False)],
        "второй": [Comment(1, "нет", True), Comment(2, "дурак", False)],
    }

    def run(texts: list[str]) -> Run:
        assert texts == ["дурак", "да", "нет"]  # each but once: the second time is cheaper
        return Run((True, False, False), (0.1, 0.2, 0.1), 0.1, 0.2, 1, 2)

    def package(name: str, texts: list[str]) -> Run:
        if name == "badwords-py":
            raise OfficeError("Не ставится.", not_done="", next_step="")
        if name in cost.MAY_FAIL:
            raise OfficeError("Нет слов.", not_done="", next_step="")
        return run(texts)

    monkeypatch.setattr(alone, "ours", run)
    monkeypatch.setattr(alone, "package", package)
    done = cost.cost("Цена", sets)
    assert f"| {cost.OURS} | 1,000 | 0,000 | 0,000 | 1,000 |" in done.text
    assert done.unmeasured == ("пакет badwords-py",)
    assert "Нет слов." in done.text


def test_shares_of_sets_are_taken_by_text() -> None:
    flags: Mapping[str, bool] = {"дурак": True, "да": False}
    text = cost.found({"набор": [Comment(1, "дурак", True), Comment(2, "да", True)]}, {"д": flags})
    assert text.endswith("| д | 0,500 | — |")
