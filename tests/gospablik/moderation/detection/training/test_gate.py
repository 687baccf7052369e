import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from gospablik.moderation.detection import gate as stored
from gospablik.moderation.detection.training import gate, sakha_phrases

PAIRS = [
    ("<s>", "бүгүн", 20),
    ("бүгүн", "халлаан", 15),
    ("бүгүн", "город", 15),
    ("халлаан", "ичигэс", 12),
    ("ичигэс", "</s>", 12),
    ("<s>", "мин", 20),
    ("мин", "баран", 9),
    ("баран", "</s>", 9),
]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    def pairs() -> Iterator[tuple[str, str, int]]:
        yield from PAIRS

    monkeypatch.setattr(sakha_phrases, "_pairs", pairs)
    monkeypatch.setattr(gate, "SAKHA_PHRASES", 300)
    monkeypatch.setattr(gate, "LOANS", 10)
    monkeypatch.setattr(gate, "DISGUISED", 10)
    row = 'дом\tКогда починят "дорогу" у школы?\t0\t0\t\n'
    (tmp_path / "vk_distorted_toxicity_dev.tsv").write_text(
        "source\tcomments\tdistortion\ttoxicity\tcorrected\n" + row
    )
    (tmp_path / "toxic_only_mit.txt").write_text("вот наглые, опять ничего не сделали\n")
    return tmp_path


def test_the_same_texts_give_the_same_bytes(data: Path) -> None:
    assert gate.train(data) == gate.train(data)


def test_what_is_trained_tells_the_languages_apart(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "gate.bin"
    path.write_bytes(gate.train(data))
    monkeypatch.setattr(stored, "PATH", path)
    for cached in (stored._stored, stored._begun, stored.most):
        cached.cache_clear()
    try:
        assert stored.score("халлаан") > 0 > stored.score("дорогу")
        assert stored.listed("хам")
    finally:
        for cached in (stored._stored, stored._begun, stored.most):
            cached.cache_clear()


def test_words_of_a_russian_dictionary_are_kept_out_of_the_phrases(data: Path) -> None:
    chain, russian = sakha_phrases.followers({"мин", "баран"})
    assert russian == ["город"]
    chance = random.Random(1)
    found = {tuple(sakha_phrases.phrase(chain, chance)) for _ in range(50)}
    assert found == {("бүгүн", "халлаан", "ичигэс"), ("мин", "баран")}


def test_the_projects_own_sakha_texts_are_not_taken_for_russian(data: Path) -> None:
    assert "күнүгэр" in gate.OWN.read_text(encoding="utf-8")
    assert [text for text in gate.russian_texts(data) if "күнүгэр" in text] == []
