"""words.toml: what a town adds and takes out, and what a bad file is told."""

import pytest

from gospablik.errors import OfficeError
from gospablik.moderation.detection.examine import Examined, Judge, examine, shipped_judge
from gospablik.moderation.detection.hit import Tier
from gospablik.moderation.detection.lists import shipped
from gospablik.moderation.detection.own import Own, laid_over, read_own
from gospablik.moderation.detection.tiers import SHIPPED
from gospablik.root import ROOT

RULE = '[[word]]\nid = "one"\nkind = "INSULT"\nweight = 0.9\nreason = "слово"\nwords = ["бука"]\n'


def by(text: str) -> Judge:
    return Judge(read_own(text), SHIPPED)


def rules(found: Examined) -> list[str]:
    return [hit.rule for hit in found.hits]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("never = [", "Список слов не прочитан: words.toml"),
        ('never = "дом"', "never — список слов в кавычках"),
        ('never = [""]', "без пустых строк"),
        ("sakha = [5]", "sakha — список слов в кавычках"),
        ('sakha = ["hello"]', "«hello» — не слово из русских или якутских букв"),
        ('never = ["а*"]', "never: «а*» — перед «*» нужны хотя бы три буквы"),
        ('never = ["дом|ул*"]', "перед «*» нужны хотя бы три буквы"),
        ('also = ["insult"]', "also — раздел [also]"),
        ('[also]\ninsult = ["*"]', "без пустых строк"),
        ('[also]\ninsult = ["ба*"]', "also: «ба*» — перед «*» нужны хотя бы три буквы"),
        ('[also]\ninsult = ["чума болотная"]', "«чума болотная» — нужно одно слово, а не оборот"),
        ('[also]\ncritics = ["вор"]', "правила «critics» нет; есть: "),
        ('off = ["critics"]', "правила «critics» нет; есть: "),
        ("nevr = []", "раздел «nevr», а бывают [[word]] и [[rule]]"),
        ("word = 5", "раздел «word» пишется в двойных скобках: [[word]]"),
        (RULE.replace('"one"', '"insult"'), "id «insult» уже занят"),
        (RULE + RULE, "id «one» уже занят"),
        (RULE.replace("0.9", "9"), "правило «one»: weight бывает от 0 до 1"),
    ],
)
def test_a_bad_file_is_refused_in_words(text: str, said: str) -> None:
    with pytest.raises(OfficeError, match="Не сделано") as refused:
        by(text)
    assert said in str(refused.value)


def test_the_example_says_nothing_and_its_comments_can_be_taken_away() -> None:
    example = (ROOT / "words.example.toml").read_text("utf-8")
    assert by(example).examine("ты дурак") == examine("ты дурак")
    lines = example.splitlines()
    opened = "\n".join(line.replace("# ", "", 1) if _is_toml(line) else line for line in lines)
    judge = by(opened)
    assert rules(judge.examine("Продам дрова, недорого")) == ["own-firewood"]
    assert rules(judge.examine("Он бармалей")) == ["insult"]
    assert judge.examine("Ебанчаев на улице Козлова живёт").hits == ()


def _is_toml(line: str) -> bool:
    bare = line.strip().removeprefix("# ")
    return line.strip().startswith("# ") and (bare.startswith(("[[", '"')) or " = " in bare)


def test_no_file_judges_as_the_program_alone() -> None:
    assert laid_over(shipped(), Own()) == shipped()
    assert by("# nothing\n").name == shipped_judge().name
    assert by('never = ["дом"]').name != shipped_judge().name
    assert by('sakha = ["хам"]\nnever = ["дом"]').name == by('never=["дом"]\nsakha=["хам"]').name


def test_never_spares_a_word_and_a_phrase_whatever_points_at_them() -> None:
    assert examine("Ебанчаев выступил на собрании").tier is Tier.A
    spared = by('never = ["ебанчаев*"]')
    assert spared.examine("Ебанчаев выступил на собрании").hits == ()
    assert spared.examine("Ебанчаев выступил на собрании").tier is None
    assert spared.examine("Ебанчаева видели? Он дурак").tier is not None
    phrase = by('never = ["дурак дурака"]')
    assert phrase.examine("Дурак дурака видит издалека").hits == ()
    assert rules(phrase.examine("Ты дурак")) == ["insult"]


def test_also_adds_words_to_a_rule_with_its_reason_and_phrases_to_one_of_phrases() -> None:
    judge = by('[also]\ninsult = ["бармалей*", "чувырла"]\nthreat-phrase = ["жди в тёмном углу"]')
    assert examine("Ты бармалейка").hits == ()
    [hit] = judge.examine("Ты бармалейка").hits
    assert (hit.rule, hit.reason) == ("insult", "оскорбительное слово: «бармалейка»")
    [hit] = judge.examine("Вы чувырла и дурак").hits
    assert hit.reason == "оскорбительное слово: «чувырла», «дурак»"
    assert judge.examine("Чувырлам не место").hits == ()
    assert rules(judge.examine("Жди в тёмном углу")) == ["threat-phrase"]


def test_a_masked_word_of_the_town_is_read_too() -> None:
    judge = by('[also]\ninsult = ["бармалей*"]')
    assert rules(judge.examine("Вы б.а.р.м.а.л.е.й")) == ["insult"]
    assert rules(judge.examine("Вы барм*лей")) == ["insult"]


def test_off_takes_a_rule_away_and_own_rules_are_laid_beside() -> None:
    assert rules(examine("ты дурак")) == ["insult"]
    assert "insult" not in rules(by('off = ["insult"]').examine("ты дурак"))
    assert rules(by(RULE).examine("вы бука")) == ["one"]


def test_sakha_words_are_spared_in_a_sakha_sentence_and_make_one_known() -> None:
    text = "Бүгүн дьон пиздец диэн ыйытта, бары күллүлэр"
    assert rules(examine(text)) == ["obscene-2"]
    assert by('sakha = ["пиздец"]').examine(text).hits == ()
    assert rules(by('sakha = ["пиздец"]').examine("Это пиздец")) == ["obscene-2"]
    assert not examine("тоҥон").sakha
    assert by('sakha = ["тоҥон"]').examine("тоҥон").sakha
