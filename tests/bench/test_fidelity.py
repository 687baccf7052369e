"""Pairs are read or refused by line, and what is measured with them is counted rightly."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from bench.__main__ import main as bench
from bench.fidelity import comparison, main, measure
from bench.fidelity_tables import by_kind, totals
from bench.judged import Judged
from bench.pairs import Label, Pair, read
from bench.shares import Share
from gospablik.errors import OfficeError

ROW = {"site": "Приём 5 мая.", "post": "Приём 6 мая.", "label": "changed"}


@pytest.mark.parametrize(
    ("n", "m", "low", "high"),
    [(98, 100, 0.930, 0.994), (0, 10, 0.0, 0.278), (10, 10, 0.722, 1.0), (1, 2, 0.095, 0.905)],
)
def test_wilson_s_interval(n: int, m: int, low: float, high: float) -> None:
    assert Share(n, m).interval() == pytest.approx((low, high), abs=5e-4)


def test_a_share_is_written_as_n_of_m_and_none_of_none() -> None:
    assert Share(98, 100).cells() == ["98 из 100", "0,980", "0,930–0,994"]
    assert Share(0, 0).cells() == ["0 из 0", "—", "—"]
    assert Share(0, 0).interval() == (0.0, 1.0)


def judged(label: Label, verdict: str, item: str = "a", kind: str = "date") -> Judged:
    return Judged(Pair(1, "сайт", "пост", label, item, kind), verdict)


def test_no_answer_counts_against_the_comparison_both_times() -> None:
    missed, alarm = judged(Label.CHANGED, "unknown"), judged(Label.SAME, "unknown")
    assert (missed.found, missed.wrong, alarm.flagged, alarm.wrong) == (False, True, True, True)


@pytest.mark.parametrize(
    ("missed", "alarms", "met"), [(2, 2, True), (3, 2, False), (2, 3, False), (100, 100, False)]
)
def test_both_targets_must_be_met(missed: int, alarms: int, met: bool) -> None:
    said = [judged(Label.CHANGED, "changed")] * (100 - missed)
    said += [judged(Label.CHANGED, "shortened")] * missed
    said += [judged(Label.SHORTENED, "shortened")] * (100 - alarms)
    said += [judged(Label.SHORTENED, "changed")] * alarms
    text, good = totals(said)
    assert good is met
    assert ("НЕТ" in text) is not met


@pytest.mark.parametrize("label", [Label.CHANGED, Label.SAME])
def test_without_pairs_of_one_sort_nothing_is_fine(label: Label) -> None:
    verdict = "changed" if label is Label.CHANGED else "identical"
    text, good = totals([judged(label, verdict)] * 5)
    assert not good
    assert "НЕ ИЗМЕРЕНО" in text


def test_precision_of_a_class_looks_at_the_items_it_is_in() -> None:
    said = [
        judged(Label.CHANGED, "changed", "a", "date"),
        judged(Label.CHANGED, "identical", "a", "date"),
        judged(Label.SAME, "changed", "a", "format"),
        judged(Label.SAME, "identical", "a", "format"),
        judged(Label.CHANGED, "changed", "b", "phone"),
        judged(Label.SAME, "identical", "b", "format"),
    ]
    date, phone = (
        line for line in by_kind(said).splitlines() if line.startswith(("| дата", "| т"))
    )
    assert date.startswith("| дата | 1 из 2 | 0,500 | 0,095–0,905 | 1 из 2 |")
    assert phone.startswith("| телефон | 1 из 1 | 1,000 | 0,207–1,000 | 1 из 1 |")
    assert "| другая запись того же | 1 из 3 | 0,333 |" in by_kind(said)


def write(folder: Path, *rows: object) -> Path:
    path = folder / "pairs.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    return path


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xcf\xf0\xe8", "это не UTF-8"),
        (b"\n \n", "нет ни одной пары"),
        (b"{", "строка 1: не JSON"),
        (b"\n[1]", "строка 2: не объект"),
        (b'{"site": "a", "post": "b"}', "строка 1: поле label пропущено"),
        (b'{"site": "a", "post": 5, "label": "same"}', "строка 1: поле post пропущено"),
        (b'{"site": " ", "post": "b", "label": "same"}', "строка 1: поле site пропущено"),
        (b'{"site": "a", "post": "b", "label": "equal"}', "метка «equal», а бывают same,"),
    ],
)
def test_a_bad_file_is_refused_by_line_in_russian(
    tmp_path: Path, content: bytes, said: str
) -> None:
    path = tmp_path / "pairs.jsonl"
    path.write_bytes(content)
    with pytest.raises(OfficeError) as refused:
        read(path)
    assert said in str(refused.value)
    assert "ничего не измерено" in str(refused.value)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OfficeError, match="файл не читается"):
        read(tmp_path / "нет.jsonl")


def test_an_outside_file_needs_three_fields_only(tmp_path: Path) -> None:
    path = tmp_path / "pairs.jsonl"
    line = json.dumps(ROW | {"post": "А\u2028Б", "item": None}, ensure_ascii=False)
    path.write_bytes(b"\xef\xbb\xbf\n" + line.encode())
    assert read(path) == [Pair(2, ROW["site"], "А\u2028Б", Label.CHANGED)]


def test_texts_are_shown_only_where_asked(tmp_path: Path) -> None:
    path = write(tmp_path, ROW)
    figures = measure(path, lambda _site, _post: "identical")
    assert "6 мая" not in figures.text
    assert "строка" not in figures.text
    lines = measure(path, lambda _site, _post: "identical", listed=True).text
    assert "строка 1 ·" in lines
    assert "6 мая" not in lines
    assert "6 мая" in measure(path, lambda _s, _p: "identical", listed=True, texts=True).text


def answering(monkeypatch: pytest.MonkeyPatch, answer: Callable[[str, str], str]) -> None:
    monkeypatch.setattr("bench.fidelity.comparison", lambda: answer)


@pytest.mark.parametrize(
    ("post", "verdict"),
    [
        ("Приём граждан — 6 мая в 10:00. Запись не нужна.", "identical"),
        ("Приём граждан — 6 мая в 10:00.", "shortened"),
        ("Организаторы напоминают: приём граждан — 6 мая в 10:00.", "reworded"),
        ("Приём граждан — 7 мая в 10:00. Запись не нужна.", "changed"),
        ("", "unknown"),
    ],
)
def test_every_verdict_has_its_word(post: str, verdict: str) -> None:
    assert comparison()("Приём граждан — 6 мая в 10:00. Запись не нужна.", post) == verdict


@pytest.mark.parametrize("run", [main, lambda arguments: bench(["fidelity", *arguments])])
def test_pairs_of_others_are_measured(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    run: Callable[[Sequence[str]], int],
) -> None:
    answering(monkeypatch, lambda _site, _post: "changed")
    harmless = ROW | {"label": "same"}
    path = write(tmp_path, ROW, harmless)
    assert run(["--pairs", str(path)]) == 1
    said = capsys.readouterr().out
    assert "| Изменения найдены (полнота) | 1 из 1 |" in said
    assert "строка 2 · — · — · на деле то же · ответ изменено" in said
    assert "| На деле \\ ответ | то же | сокращено | другими словами | изменено |" in said


def test_met_targets_end_with_zero(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    answering(monkeypatch, lambda site, post: "identical" if site == post else "changed")
    assert (
        main(["--pairs", str(write(tmp_path, ROW, ROW | {"post": ROW["site"], "label": "same"}))])
        == 0
    )
