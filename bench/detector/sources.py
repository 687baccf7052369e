"""The comments that are measured with, as they lie beside the checkout; no line is ours to keep."""

import csv
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from bench.detector.judged import Comment
from gospablik.errors import OfficeError
from gospablik.root import ROOT

FOLDER = ROOT.parent / "shared" / "data"


@dataclass(frozen=True, slots=True)
class Source:
    """A file of labelled comments: its columns, and whose it is."""

    name: str
    file: str
    comma: str
    text: str
    label: str
    licence: str

    def read(self, folder: Path) -> list[Comment]:
        """All its comments. Raises OfficeError naming the line that is not as it should be."""
        path = folder / self.file
        with_header = csv.reader(StringIO(read(path), newline=""), delimiter=self.comma)
        try:
            rows = [(with_header.line_num, row) for row in with_header]
        except csv.Error as problem:
            raise bad_file(path, f"строка {with_header.line_num}: {problem}") from None
        heads = rows[0][1] if rows else []
        if not {self.text, self.label} <= set(heads):
            raise bad_file(path, f"нет столбцов {self.text} и {self.label}")
        return [_comment(path, line, heads, row, self) for line, row in rows[1:]]


OKRU = Source(
    "ok.ru", "okru_measure.csv", ",", "text", "label",
    "Toxic Russian Comments, CC BY-NC-SA 4.0: только для измерений",
)  # fmt: skip
RLTC = Source(
    "RLTC", "rltc_measure.csv", ",", "comment", "toxic",
    "Russian Language Toxic Comments (2ch, Пикабу), лицензия неизвестна: только для измерений",
)  # fmt: skip
VK = Source(
    "ВКонтакте", "vk_distorted_toxicity_dev.tsv", "\t", "comments", "toxicity",
    "Russian Distorted Toxicity, MIT",
)  # fmt: skip
LISTS = {
    "sakha_sentences_dev.txt": "UD_Yakut-YKTDT (якутские предложения), CC BY-SA 4.0: только для "
    "измерений",
    "rude_word_forms_mit.txt": "s-nlp/rudetoxifier (грубые слова), MIT",
}


def lines(path: Path) -> list[str]:
    """The lines of a text file that are not empty. Raises OfficeError if there are none."""
    there = [line.strip() for line in read(path).split("\n") if line.strip()]
    if not there:
        raise bad_file(path, "в файле нет ни одной строки")
    return there


def read(path: Path) -> str:
    """A file in UTF-8. Raises OfficeError if it cannot be read."""
    try:
        return path.read_text("utf-8-sig")
    except OSError as problem:
        raise bad_file(path, f"файл не читается ({problem.strerror or problem})") from None
    except UnicodeDecodeError as problem:
        raise bad_file(path, f"это не UTF-8 (байт {problem.start})") from None


def bad_file(path: Path, why: str) -> OfficeError:
    """What is wrong with it: half a file would be half a measurement."""
    return OfficeError(
        f"Файл для замера не прочитан: {path}: {why}.",
        not_done="этим файлом ничего не измерено.",
        next_step="исправить файл или указать папку: --data ПАПКА.",
    )


def _comment(path: Path, line: int, heads: list[str], row: list[str], source: Source) -> Comment:
    if len(row) != len(heads):
        raise bad_file(path, f"строка {line}: полей {len(row)}, а столбцов {len(heads)}")
    cells = dict(zip(heads, row, strict=True))
    label = cells[source.label]
    if label not in {"0", "1"}:
        raise bad_file(path, f"строка {line}: метка «{label}», а бывают 0 и 1")
    return Comment(line, cells[source.text], label == "1", cells.get("corrected", ""))
