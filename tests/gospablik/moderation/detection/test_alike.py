"""Near-equal complaints of different people are one question with a count, and nothing else is."""

import random
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gospablik.moderation.detection.alike import groups

Said = tuple[int, str, str]

ONE_QUESTION = [
    ["Когда дадут свет?", "Света нет!", "Электричество отключили"],
    ["Когда включат свет на Ленина", "на ленина нет света", "свет на Ленина отключили опять"],
    ["Почистите дорогу", "когда будут чистить дороги?", "Дороги не чистят совсем"],
    ["пачистите дарогу на ленина", "Почистите дорогу на Ленина!", "На Ленина дорога не чищена"],
    ["Когда вывезут мусор на Кирова?", "мусор не вывозят на Кирова", "Кирова: вывоз мусора!"],
    ["Где автобус 7?", "автобуса 7 нет уже час", "жду автобус 7"],
    ["Когда откроют бассейн?", "бассейн когда откроете", "А БАССЕЙН КОГДА ОТКРОЮТ"],
    ["Батареи холодные", "батареи холодные, мёрзнем", "холодные батареи!!!"],
    ["Уберите бродячих собак у школы", "собаки у школы, уберите", "когда уберут собак от школы"],
    [
        "Почему на детской площадке во дворе сломаны качели, дети могут пораниться",
        "На детской площадке сломаны качели, во дворе дети могут пораниться!",
        "качели на детской площадке во дворе сломаны дети могут пораниться ",
    ],
]
NO_QUESTION = [
    ["спасибо", "Спасибо!", "спасибо большое", "спс"],
    ["+1", "+1", "+1", "+"],
    ["согласен", "Согласна", "полностью согласен", "поддерживаю"],
    ["🔥", "🔥🔥", "👍", "😂😂😂"],
    ["Да", "да", "Да!", "нет"],
    ["Когда?", "когда", "Почему?", "где"],
    ["Поздравляю с праздником", "С праздником!", "поздравляем с праздником"],
    ["Молодцы!", "молодцы", "какие молодцы"],
    ["Ужас", "ужас какой", "Кошмар"],
    ["", " ", "...", "!!!"],
    ["Когда вывезут мусор?", "Где автобус 7?", "Батареи холодные"],
    ["Автобус 7 не приходит", "Автобус 104 не приходит", "Автобус 25 не приходит"],
    ["Почистите дорогу на Ленина", "Почините крышу на Ленина", "Собаки на Ленина кусаются"],
    ["Когда дадут свет?", "Света нет!"],
]


def by_different_people(texts: list[str]) -> list[Said]:
    return [(number, f"vk:{number}", text) for number, text in enumerate(texts, 1)]


@pytest.mark.parametrize("texts", ONE_QUESTION)
def test_the_same_asked_by_three_is_one_question(texts: list[str]) -> None:
    found = groups(by_different_people(texts))
    assert [(group.ids, group.authors) for group in found] == [((1, 2, 3), 3)]
    assert found[0].example in texts


@pytest.mark.parametrize("texts", NO_QUESTION)
def test_reactions_thanks_and_different_complaints_are_none(texts: list[str]) -> None:
    assert groups(by_different_people(texts)) == []


def test_one_who_repeats_himself_is_no_mass_question() -> None:
    assert groups([(n, "vk:1", "Когда дадут свет?") for n in range(50)]) == []
    two = [(n, f"vk:{n % 2}", "Когда дадут свет?") for n in range(50)]
    assert groups(two) == []


def test_his_repetitions_are_in_the_question_and_not_in_the_count() -> None:
    said = [(n, f"vk:{n % 3}", "Когда дадут свет?") for n in range(9)]
    assert [(group.ids, group.authors) for group in groups(said)] == [(tuple(range(9)), 3)]


def test_what_more_people_ask_stands_first() -> None:
    texts = ["Когда откроют бассейн?"] * 3 + ["Света нет"] * 5 + ["Где автобус 7?"] * 4
    found = groups(by_different_people(texts))
    assert [(group.authors, group.example) for group in found] == [
        (5, "Света нет"),
        (4, "Где автобус 7?"),
        (3, "Когда откроют бассейн?"),
    ]


def test_thanks_with_a_question_is_a_question() -> None:
    texts = ["Когда дадут свет? Спасибо", "спасибо, а свет когда дадут", "Когда дадут свет?"]
    assert [group.authors for group in groups(by_different_people(texts))] == [3]


def test_ten_thousand_comments_take_no_time() -> None:
    chance = random.Random(7)
    letters = "абвгдежзиклмнопрстуя"
    known = ["".join(chance.choices(letters, k=7)) for _ in range(300)]
    kinds: dict[str, Callable[[], str]] = {
        "alike": lambda: "дорога снег " + " ".join(chance.choices(known, k=2)),
        "long": lambda: " ".join(chance.choices(known, k=60)),
        "strange": lambda: " ".join("".join(chance.choices(letters, k=8)) for _ in range(15)),
        "one": lambda: "Когда дадут свет?",
    }
    for make in kinds.values():
        said = [(n, f"vk:{n % 5_000}", make()) for n in range(10_000)]
        started = time.process_time()
        groups(said)
        assert time.process_time() - started < 10


def test_hostile_texts_are_survived() -> None:
    hostile = ["а" * 100_000, "😀" * 100_000, "нет света " * 10_000, "\x00\u202e" * 1_000]
    found = groups([(n, f"vk:{n}", text) for n, text in enumerate(hostile * 3)])
    assert [group.ids for group in found] == [(2, 6, 10)]


TEXTS = st.sampled_from([text for texts in ONE_QUESTION + NO_QUESTION for text in texts])


@given(st.lists(st.tuples(st.sampled_from("абвгде"), st.text(max_size=30) | TEXTS)), st.randoms())
def test_the_order_of_the_comments_changes_nothing(
    said: list[tuple[str, str]], chance: random.Random
) -> None:
    comments = [(number, author, text) for number, (author, text) in enumerate(said)]
    mixed = comments[:]
    chance.shuffle(mixed)
    assert groups(mixed) == groups(comments)


@given(st.lists(st.tuples(st.sampled_from("абвгде"), TEXTS), max_size=40))
def test_each_comment_is_in_one_question_of_three_people_at_least(
    said: list[tuple[str, str]],
) -> None:
    comments = [(number, author, text) for number, (author, text) in enumerate(said)]
    found = groups(comments)
    ids = [number for group in found for number in group.ids]
    assert len(ids) == len(set(ids))
    for group in found:
        assert group.authors == len({said[number][0] for number in group.ids}) >= 3
        assert list(group.ids) == sorted(group.ids)
        assert group.example in {said[number][1] for number in group.ids}
