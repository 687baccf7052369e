import pytest

from gospablik.text.morphology import (
    imperative,
    is_noun,
    may_be_surname,
    names_things,
    normal,
    only_joins,
    parts_of_speech,
    tells,
)


@pytest.mark.parametrize(
    ("word", "form"),
    [("кровель", "кровля"), ("отключат", "отключить"), ("ребят", "ребята"), ("ёлки", "елка"),
     ("ыһыах", "ыһыах"), ("wifi", "wifi"), ("\U00017000", "\U00017000"), ("", "")],
)  # fmt: skip
def test_the_normal_form(word: str, form: str) -> None:
    assert normal(word) == form


def test_what_is_no_russian_word_is_of_no_part_of_speech() -> None:
    for word in ("ыһыах", "wifi", "\U00017000", ""):
        assert not parts_of_speech(word)
        assert not any(ask(word) for ask in (imperative, names_things, only_joins, tells)), word


@pytest.mark.parametrize(
    ("word", "parts"),
    [("стали", {"VERB"}), ("камера", {"NOUN"}), ("открыта", {"PRTS", "ADJS"}),
     ("пока", {"CONJ", "ADVB"})],
)  # fmt: skip
def test_an_unlikely_reading_does_not_count(word: str, parts: set[str]) -> None:
    assert parts_of_speech(word) == parts


def test_words_of_closed_classes_name_nothing() -> None:
    for word in ("причём", "другие", "хоть", "вслед", "кого", "каждый"):
        assert only_joins(word), word
    for word in ("камера", "новый", "коротко", "наградят"):
        assert not only_joins(word), word


def test_what_the_reader_is_called_to() -> None:
    for word in ("приходите", "учтите", "звоните"):
        assert imperative(word), word
    for word in ("жители", "сайте", "прошли", "идёт"):
        assert not imperative(word), word


def test_things_are_nouns_adjectives_and_full_participles() -> None:
    for word in ("камера", "новый", "отмеченный"):
        assert names_things(word), word
    for word in ("открыт", "быстро", "идёт", "можно"):
        assert not names_things(word), word
    assert is_noun("камера")
    assert not is_noun("новый")


def test_who_acts_is_told_of() -> None:
    for word in ("наградят", "прошёл", "открыт", "можно", "ходить"):
        assert tells(word), word
    for word in ("болеем", "ждёте", "новый", "дом", "приходите"):
        assert not tells(word), word


def test_a_word_like_a_surname_may_be_one() -> None:
    for word in ("петров", "бурцев", "чычахов"):
        assert may_be_surname(word), word
    for word in ("инвалидов", "условий"):
        assert not may_be_surname(word), word
