"""Each part measures what it can and says what it could not look at."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from bench.detector import parts, probes
from bench.detector.answer import Answer, Said
from bench.detector.parts import Bench
from bench.detector.probing import probing
from bench.detector.results import Part
from bench.detector.sources import OKRU, RLTC, VK
from bench.detector.stream import stream
from gospablik.errors import OfficeError

PROBES = {
    probes.CRITICISM: "Дороги ужасные\nГлава дурак какой-то\n",
    probes.HARD: "Дурацкая погода\n",
    probes.SAKHA_MIXED: "Махтал\n",
    probes.VIOLATIONS: "insult\tВы дурак\nthreat\tЯ вас найду\n",
    probes.DISTRESS: "1\tПомогите\n0\tСпасибо\n",
    probes.MISMATCH: '{"post": "5 мая", "comment": "6 мая", "label": 1}\n',
}


def answer(text: str, post: str = "") -> Said:
    kinds = frozenset({"insult"} if "дурак" in text else {"mismatch"} if post else set())
    return Said(float(bool(kinds)), "A" if kinds else "", kinds, "Помогите" in text)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in PROBES.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_probes_are_told_as_n_of_m_and_accused_criticism_is_a_miss(folder: Path) -> None:
    done = probing("Пробы", answer, folder)
    assert done.missed == ("критика в ступени A",)
    assert done.unmeasured == ()
    for row in (
        "| Критика: в ступени A | 1 из 2 |",
        "| Трудные обычные: показано вообще | 0 из 1 |",
        "| Нарушения: показано вообще | 1 из 2 |",
        "| Оскорбление: назван этот вид | 1 из 1 |",
        "| Угроза: показано | 0 из 1 |",
        "| Человеку может быть нужна помощь: замечено | 1 из 1 |",
        "| Помощь не нужна: замечено напрасно | 0 из 1 |",
        "| Не совпадает с публикацией: замечено | 1 из 1 |",
    ):
        assert row in done.text


def test_calm_criticism_meets_its_target(folder: Path) -> None:
    (folder / probes.CRITICISM).write_text("Дороги ужасные\n", "utf-8")
    assert probing("Пробы", answer, folder).good


def test_an_absent_probe_is_named_and_the_others_are_measured(folder: Path) -> None:
    (folder / probes.CRITICISM).unlink()
    done = probing("Пробы", answer, folder)
    assert done.unmeasured == ("проба criticism.txt",)
    assert "Не измерено (criticism.txt)" in done.text
    assert "| Нарушения: показано вообще | 1 из 2 |" in done.text


def test_false_cards_of_a_day(folder: Path) -> None:
    text = stream("Карточки", answer, folder).text
    assert "| порог полноты ≥ 0,9: 0,000 | 1,000 | 1,000 | 980,0 | 137,2 |" in text
    assert "| все ступени | 0,500 | 0,333 | 326,7 | 45,7 |" in text


def test_without_data_the_probes_are_measured_and_the_rest_is_named(folder: Path) -> None:
    done = {one.title: one for one in parts.parts(Bench(folder / "нет", folder, answer))}
    blind = {title for title, one in done.items() if one.unmeasured}
    assert blind == {*done} - {"Свои пробы", "Ложные карточки в день"}
    assert not any(done[title].good for title in blind)


def shelf(folder: Path) -> Path:
    """All files of the data, of harmless words."""
    for source in (OKRU, RLTC):
        rows = "Вы дурак,1\nДобрый вечер,0\n" * 2
        text = f"{source.text},{source.label}\n{rows}"
        (folder / source.file).write_text(text, "utf-8")
    heads = "source\tcomments\tdistortion\ttoxicity\tcorrected\n"
    rows = "".join(f"а\tдурак {n}\t1\t1\tдурак\nа\tда {n}\t0\t0\t\n" for n in range(5))
    (folder / VK.file).write_text(heads + rows, "utf-8")
    (folder / "rude_word_forms_mit.txt").write_text("дурак\n", "utf-8")
    (folder / "sakha_sentences_dev.txt").write_text("Махтал\nҮчүгэй\n", "utf-8")
    return folder


def test_with_all_that_is_needed_all_is_measured(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "cost", lambda title, _: Part(title, ""))
    asked: list[Sequence[int]] = []

    def trained(lines: Sequence[int]) -> Answer:
        asked.append(lines)
        return answer

    done = list(parts.parts(Bench(shelf(folder), folder, answer, trained)))
    assert [one.title for one in done if one.unmeasured] == []
    by_title = {one.title: one.text for one in done}
    assert "| ВКонтакте | 10 | 5 | 1,000 |" in by_title["ВКонтакте"]
    assert sorted(line for lines in asked for line in lines) == list(range(2, 12))
    assert "не видели" in by_title["Естественные искажения"]
    assert "| показано вообще | 5 из 5 |" in by_title["Естественные искажения"]
    assert "### ok.ru" in by_title["Слова, написанные в обход"]


def test_without_a_model_of_each_part_natural_distortion_says_whose_the_figure_is(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "cost", lambda title, _: Part(title, ""))
    done = {one.title: one for one in parts.parts(Bench(shelf(folder), folder, answer, no_model))}
    assert done["ВКонтакте"].unmeasured == ("ВКонтакте",)
    assert "она эти комментарии видела" in done["Естественные искажения"].text


def no_model(_: Sequence[int]) -> Answer:
    raise OfficeError("Обучить нечем.", not_done="", next_step="")


@pytest.mark.parametrize(("flagged", "met"), [(0, True), (1, False)])
def test_sakha_is_hardly_flagged(
    folder: Path, monkeypatch: pytest.MonkeyPatch, flagged: int, met: bool
) -> None:
    monkeypatch.setattr(parts, "cost", lambda title, _: Part(title, ""))
    shelf(folder)
    sentences = ["дурак"] * flagged + ["Махтал"] * 50
    (folder / "sakha_sentences_dev.txt").write_text("\n".join(sentences), "utf-8")
    done = {one.title: one for one in parts.parts(Bench(folder, folder, answer, no_model))}
    assert done["Якутские предложения"].good is met


def test_one_that_breaks_keeps_no_other_from_its_turn(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> Part:
        raise ZeroDivisionError("делить не на что")

    monkeypatch.setattr(parts, "probing", broken)
    done = {one.title: one for one in parts.parts(Bench(folder / "нет", folder, answer))}
    assert done["Свои пробы"].unmeasured == ("Свои пробы",)
    assert "делить не на что" in done["Свои пробы"].text
    assert done["Ложные карточки в день"].good
