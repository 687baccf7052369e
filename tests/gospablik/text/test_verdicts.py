"""What a comparison tells besides the differences: its verdict, texts, order and languages."""

import pytest

from gospablik.text.comparison import Verdict, compare
from gospablik.text.differences import Change
from gospablik.text.fact import Kind
from tests.gospablik.text.pairs import told

CLOSED = "15 мая 2026 года переправа закрыта. Справки: 4-15-30."


@pytest.mark.parametrize(
    ("post", "verdict", "why"),
    [
        (CLOSED, Verdict.IDENTICAL, ""),
        ("15 мая переправа закрыта.", Verdict.SHORTENED, ""),
        ("Паром 15 мая не ходит, переправа закрыта.", Verdict.REWORDED, ""),
        ("16 мая переправа закрыта.", Verdict.FACTS_DIFFER, ""),
        ("The crossing is closed on 15.05.", Verdict.NOT_COMPARED, "Пост на другом языке: "),
        ("#переправа", Verdict.NOT_COMPARED, "В посте нет текста: "),
    ],
)
def test_each_verdict_comes_with_the_texts_and_says_why(
    post: str, verdict: Verdict, why: str
) -> None:
    compared = compare(f" {CLOSED}", f"{post}\n")
    assert compared.verdict is verdict, told(compared)
    assert (compared.site, compared.post) == (CLOSED, post)
    assert compared.why.startswith(why)
    assert bool(compared.why) == bool(why)
    assert bool(compared.differences) == (verdict is Verdict.FACTS_DIFFER)
    assert all(one.soft for one in compared.wordings)
    assert bool(compared.wordings) == (verdict is Verdict.REWORDED)


def test_differences_stand_in_the_order_of_the_post() -> None:
    site = "Горячей воды не будет 15 мая. Концерт начнётся в 18:00. Жалобы: @dorogi_bot."
    post = "Концерт начнётся в 17:00. Холодной воды не будет 16 мая. Жалобы: @admin_bot."
    compared = compare(site, post)
    places = [compared.post[slice(*one.post)] for one in compared.differences if one.post]
    assert places == ["17:00", "Холодной", "16 мая.", "@admin_bot"]


def test_a_mention_of_another_is_a_link_altered() -> None:
    compared = compare("Жалобы: @dorogi_bot.", "Жалобы: @admin_bot.")
    (found,) = compared.differences
    assert (found.change, found.kind) == (Change.ALTERED, Kind.LINK)
    assert compared.post[slice(*(found.post or (0, 0)))] == "@admin_bot"


@pytest.mark.parametrize(
    ("site", "post"),
    [
        ("Возраст участников: 6+.", "Возраст участников: 6."),
        ("Скидка: 5 %.", "Скидка: 5 рублей."),
        # The date stands for the middle of the month, not for that very day.
        ("Ремонт окончат к середине июля.", "Ремонт окончат к 15 июля."),
        ("Ремонт окончат к концу июля.", "Ремонт окончат к 31 июля."),
    ],
)
def test_the_same_words_with_another_fact_are_not_the_site_s(site: str, post: str) -> None:
    assert compare(site, post).verdict is Verdict.FACTS_DIFFER


def test_a_sentence_in_another_language_hides_no_other() -> None:
    site = "15 мая не будет воды. Справки по телефону 4-15-30."
    sakha = "Ыам ыйын 15 күнүгэр уу суох буолуо"
    assert compare(site, sakha).verdict is Verdict.NOT_COMPARED
    for post in (f"Справки по телефону 4-15-31.\n{sakha}", f"{sakha}\nСправки по телефону 4-15-31"):
        assert told(compare(site, post)).startswith("изменено телефон [4-15-30")


RULES = "Правила поведения в парке.\nЖечь траву запрещено.\nРыбу ловить можно."


@pytest.mark.parametrize(
    ("post", "found"),
    [
        ("Правила поведения в парке запрещают:\n— жечь траву", ""),
        ("Правила поведения в парке запрещают:\n— жечь траву\n\nРыбу ловить можно.", ""),
        ("В парке запрещено:\n— жечь траву\nПравила поведения:\n— рыбу ловить можно", ""),
    ],
)
def test_a_heading_turns_the_lines_below_it_as_far_as_a_blank_one(post: str, found: str) -> None:
    assert told(compare(RULES, post)) == found


def test_of_two_sentences_alike_the_one_that_explains_the_post_best_is_taken() -> None:
    flags = "Жители Амги украсили городской парк флажками."
    saplings = "Жители Амги украсили городской парк саженцами."
    post = "Жители Амги украсили городской парк деревьями."
    assert compare(flags, post).verdict is Verdict.FACTS_DIFFER
    for site in (f"{flags} {saplings}", f"{saplings} {flags}"):
        assert told(compare(site, post)) == "изменено слова [саженцами → деревьями]"


@pytest.mark.parametrize(
    ("post", "marked"),
    [
        ("Болеем за наших!", "Болеем за наших"),
        ("Другое", "Другое"),
        ("Ура!\nЖдём вас, бабушки!", "Ура!\nЖдём вас, бабушки"),
    ],
)
def test_a_post_without_one_word_of_the_news_is_another(post: str, marked: str) -> None:
    compared = compare("В парке посадят липы. Собрание пройдёт 15 мая.", post)
    assert compared.verdict is Verdict.FACTS_DIFFER
    assert [post[slice(*one.post)] for one in compared.differences if one.post] == [marked]
    assert told(compared).startswith(f"добавлено слова [ → {marked}]")


def test_a_post_that_tells_the_news_in_short_letters_is_no_other() -> None:
    assert compare("Собрание в Доме культуры.", "ДК!").verdict is not Verdict.FACTS_DIFFER


def test_a_post_that_only_leads_to_the_news_claims_nothing() -> None:
    post = "Подробнее: https://a.ru/1"
    compared = compare("В парке посадят липы.", post, link="https://a.ru/1")
    assert compared.verdict is Verdict.SHORTENED
