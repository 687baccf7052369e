"""The word lists: what they hit in a dictionary of ordinary words, and what a bad file says."""

import tomllib
from pathlib import Path

import pytest
from pymorphy3 import MorphAnalyzer

from gospablik.errors import OfficeError
from gospablik.moderation.detection.letters import fold
from gospablik.moderation.detection.lists import FOLDER, read, shipped

APPROVED = Path(__file__).with_name("approved_words.txt")
"""Words of the dictionary that the lists are meant to hit, read through by a person."""


def test_the_lists_hit_no_ordinary_word_of_the_dictionary() -> None:
    approved = set(APPROVED.read_text("utf-8").split())
    assert sorted(_hit() - approved) == []
    assert sorted(approved - _hit()) == [], "no longer hit: take them out of the file"


def _hit() -> set[str]:
    """Normal forms of all words of OpenCorpora that a rule of single words meets."""
    analyzer = MorphAnalyzer(lang="ru")
    known = analyzer.dictionary.words
    found = set()
    for path in FOLDER.glob("*.toml"):
        for raw in tomllib.loads(path.read_text("utf-8")).get("word", []):
            rule = next(one for one in shipped().words if one.id == raw["id"])
            beginnings = {p + s for p in raw.get("prefixes", [""]) for s in raw.get("stems", [])}
            for word in {word for one in beginnings for word in known.keys(one)}:
                if rule.meets(fold(word)):
                    found.add(analyzer.parse(word)[0].normal_form)
    return found


RULE = '[[word]]\nid = "one"\nkind = "INSULT"\nweight = 0.9\nreason = "слово"\nwords = ["дурак"]\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[word]", "не прочитан: own.toml"),
        ("", "правил нет"),
        (RULE.replace("0.9", "2"), "правило «one»: weight бывает от 0 до 1"),
        (RULE.replace("INSULT", "CRITICISM"), "правило «one»: 'CRITICISM'"),
        (RULE.replace('["дурак"]', '"дурак"'), "words — список строк в кавычках"),
        (RULE.replace('reason = "слово"\n', ""), "правило «one»: 'reason'"),
        (RULE + RULE, "id повторяется: one"),
        (RULE.replace("words = ", "word = "), "незнакомое поле «word»"),
        (RULE.replace('words = ["дурак"]\n', ""), "нет слов: нужны stems или words"),
        (RULE.replace('"дурак"', '""'), "без пустых строк"),
        (RULE.replace("[[word]]", "[[слово]]"), "не прочитан: own.toml"),
        (RULE.replace("[[word]]", "[[words]]"), "раздел «words», а бывают [[word]] и [[rule]]"),
    ],
)
def test_a_bad_list_is_refused_in_words(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "own.toml").write_text(text, "utf-8")
    with pytest.raises(OfficeError, match="Список слов не прочитан") as refused:
        read(tmp_path)
    assert said in str(refused.value)
    assert "комментарии не просмотрены" in str(refused.value)


def test_a_good_list_is_read(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(RULE, "utf-8")
    [rule] = read(tmp_path).words
    assert rule.meets("дурак")
    assert not rule.meets("дурака")
