"""What the measurement of extraction compares; nothing here is timed."""

from pathlib import Path

import pytest

from bench.extraction import SAMPLES, Sample, cards_found, dates_found, f1, ours, read_samples
from gospablik.errors import OfficeError


@pytest.mark.parametrize(
    ("found", "truth", "score"),
    [
        ("Мост открыт сегодня в посёлке", "мост открыт, сегодня — в поселке", 1.0),
        ("один два три четыре пять", "один два три четыре шесть", 0.5),
        ("", "один два три четыре", 0.0),
        ("два слова", "два слова", 1.0),
    ],
)
def test_texts_are_compared_by_words_in_a_row(found: str, truth: str, score: float) -> None:
    assert f1(found, truth) == score


@pytest.mark.skipif(not SAMPLES.exists(), reason="saved pages live beside the checkout, ../shared")
def test_the_truths_of_the_saved_pages_are_met() -> None:
    samples = read_samples(SAMPLES)
    texts = [one for one in samples if one.text]
    assert [one.name for one in texts] == [
        "aeb-gto-normativy", "aeb-vse-diety", "fundus-kommersant",
    ]  # fmt: skip
    assert all(f1(ours(one).text, one.text or "") > 0.96 for one in texts)
    assert dates_found(samples) == (2, 2)
    assert cards_found() == (3, 3)


def test_a_wrong_date_is_not_counted() -> None:
    page = (
        "<html><head><meta property='article:published_time' content='2020-02-17T10:00:00Z'></head>"
    )
    body = f"{page}<body><p>{'Мост открыт сегодня. ' * 20}</p></body></html>".encode()
    assert dates_found([Sample("a", body, None, "2020-02-18")]) == (0, 1)
    assert dates_found([Sample("a", body, None, "2020-02-17")]) == (1, 1)


def test_no_pages_is_no_measurement(tmp_path: Path) -> None:
    with pytest.raises(OfficeError, match="Сохранённых страниц нет"):
        read_samples(tmp_path)
