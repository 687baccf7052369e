"""Files are read whole or refused, and what is wrong with them is told by line."""

from pathlib import Path

import pytest

from bench.detector import outside, probes
from bench.detector.judged import Comment
from bench.detector.sources import OKRU, RLTC, VK, lines
from gospablik.errors import OfficeError


def file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_labels_quotes_and_line_breaks_inside_a_comment(tmp_path: Path) -> None:
    file(tmp_path, RLTC.file, 'comment,toxic\n"Вы, да\u2028\nвы дурак\n",1\nСпасибо,0\n')
    assert RLTC.read(tmp_path) == [
        Comment(3 + 1, "Вы, да\u2028\nвы дурак\n", True),
        Comment(5, "Спасибо", False),
    ]


def test_a_distorted_comment_brings_its_corrected_text(tmp_path: Path) -> None:
    heads = "source\tcomments\tdistortion\ttoxicity\tcorrected\n"
    file(tmp_path, VK.file, f"{heads}а\tдур@к\t1\t1\tдурак\nб\tСпасибо\t0\t0\t\n")
    assert VK.read(tmp_path) == [
        Comment(2, "дур@к", True, "дурак"),
        Comment(3, "Спасибо", False),
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "нет столбцов text и label"),
        ("text,toxic\nдурак,1\n", "нет столбцов text и label"),
        ("text,label\nда,0\nдурак,2\n", "строка 3: метка «2», а бывают 0 и 1"),
        ("text,label\nда,нет,0\n", "строка 2: полей 3, а столбцов 2"),
    ],
)
def test_a_bad_table_is_refused(tmp_path: Path, text: str, why: str) -> None:
    file(tmp_path, OKRU.file, text)
    with pytest.raises(OfficeError, match=why):
        OKRU.read(tmp_path)


def test_what_is_not_there_or_not_utf_8_or_empty_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OfficeError, match="файл не читается"):
        OKRU.read(tmp_path)
    (tmp_path / "слова.txt").write_bytes("дурак".encode("cp1251"))
    with pytest.raises(OfficeError, match="это не UTF-8"):
        lines(tmp_path / "слова.txt")
    with pytest.raises(OfficeError, match="ни одной строки"):
        lines(file(tmp_path, "пусто.txt", "\n \n"))


@pytest.mark.parametrize("header", ["", "text\tlabel\n", "текст\tметка\r\n", "\ufefftext\tlabel\n"])
def test_an_outside_file_may_have_a_header(tmp_path: Path, header: str) -> None:
    path = file(tmp_path, "чужие.tsv", f"{header}дурак\t1\r\n\nСпасибо\t0\n")
    assert [(one.text, one.bad) for one in outside.comments(path)] == [
        ("дурак", True),
        ("Спасибо", False),
    ]


def test_bad_lines_of_an_outside_file_are_all_told_of(tmp_path: Path) -> None:
    path = file(tmp_path, "чужие.tsv", "дурак\t1\nбез метки\n\t0\nСпасибо\tда\nа\tб\t0\n")
    with pytest.raises(OfficeError) as refused:
        outside.comments(path)
    said = refused.value.happened
    assert "строка 1" not in said
    assert "строка 2: полей 1" in said
    assert "строка 3: текста нет" in said
    assert "строка 4: метка «да», а бывают 0 и 1" in said
    assert "строка 5: полей 3" in said


def test_a_first_line_with_a_wrong_figure_is_no_header(tmp_path: Path) -> None:
    with pytest.raises(OfficeError, match="строка 1: метка «2»"):
        outside.comments(file(tmp_path, "чужие.tsv", "дурак\t2\nСпасибо\t0\n"))


def test_many_bad_lines_are_counted(tmp_path: Path) -> None:
    path = file(tmp_path, "чужие.tsv", "дурак\n" * 8)
    with pytest.raises(OfficeError, match=r"строка 5: .*; и ещё строк: 3"):
        outside.comments(path)


@pytest.mark.parametrize("label", [0, 1])
def test_an_outside_file_needs_both_labels(tmp_path: Path, label: int) -> None:
    with pytest.raises(OfficeError, match="нужны и нарушения"):
        outside.comments(file(tmp_path, "чужие.tsv", f"дурак\t{label}\n"))


def test_probes_are_read(tmp_path: Path) -> None:
    file(tmp_path, probes.VIOLATIONS, "insult\tВы дурак\n\n")
    file(tmp_path, probes.DISTRESS, "1\tПомогите\n0\tСпасибо\n")
    file(tmp_path, probes.MISMATCH, '{"post": "5 мая", "comment": "6 мая", "label": 1}\n')
    assert probes.violations(tmp_path) == [("insult", "Вы дурак")]
    assert probes.distress(tmp_path) == [(True, "Помогите"), (False, "Спасибо")]
    assert probes.mismatches(tmp_path) == [probes.Mismatch("5 мая", "6 мая", True)]


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        (probes.VIOLATIONS, "insult\tда\ninsul\tдурак\n", "строка 2: вид «insul»"),
        (probes.VIOLATIONS, "insult дурак\n", "строка 1: нужно два поля"),
        (probes.DISTRESS, "да\tПомогите\n", "строка 1: метка «да»"),
        (probes.MISMATCH, "[1]\n", "строка 1: не объект"),
        (probes.MISMATCH, "{\n", "строка 1: не JSON"),
        (probes.MISMATCH, '{"post": " ", "comment": "а", "label": 1}', "строка 1: поле post"),
        (probes.MISMATCH, '{"post": "а", "comment": "а", "label": 2}', "строка 1: метка 2"),
        (probes.MISMATCH, '{"post": "а", "comment": "а"}', "строка 1: метка None"),
        (probes.MISMATCH, "\n", "ни одной строки"),
    ],
)
def test_a_bad_probe_is_refused(tmp_path: Path, name: str, text: str, why: str) -> None:
    file(tmp_path, name, text)
    readers = {
        probes.VIOLATIONS: probes.violations,
        probes.DISTRESS: probes.distress,
        probes.MISMATCH: probes.mismatches,
    }
    with pytest.raises(OfficeError, match=why):
        readers[name](tmp_path)
