import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gospablik.moderation.detection import gate, language
from gospablik.moderation.detection.language import is_sakha, sakha_spans, sakha_word
from gospablik.moderation.detection.letters import MOST_LETTERS

SAKHA = [
    "Бүгүн халлаан ичигэс",
    "Мин сарсын кэлиэм",
    "Оскуолаҕа оҕолор үөрэнэллэр",
    "Олох үчүгэй",
    "Бары ыһыахха кэлиэхпит",
    "Манна дьон суох",
    "Улахан махтал!",
    "Эҕэрдэ!",
    "БҮГҮН ОҔОЛОР КЭЛИЭХТЭРЭ",
    "Автобус хаһан кэлэр",
    "Эн баран кэлиэҥ дуо",
]
RUSSIAN = [
    "Когда почистят дороги?",
    "Спасибо за праздник, всё было отлично",
    "Бараны вы все там",
    "Ты баран",
    "Хам!",
    "Да",
    "ага",
    "Сергей Иванов молодец",
    "в кафе «Ыһыах» вкусно",
    "В детский сад «Көмүс сулус» не попасть",
    "Вчера открыли ресторан Төрүт Ас на набережной",
    "Когда будет ыһыах?",
    "Автобус опоздал на 50 мин",
    "Администрация района опубликовала план ремонта",
    "пошёл ты дүрак",
]
WITHOUT_SAKHA_LETTERS = [
    str.maketrans("ҕҥөһүҔҤӨҺҮ", "гнохуГНОХУ"),
    str.maketrans("ҕҥөһүҔҤӨҺҮ", "5н8hv5Н8HV"),
    str.maketrans("ҕҥөһүҔҤӨҺҮ", "ғңөһұҒҢӨҺҰ"),
]
EVERYDAY = ["баран", "анал", "хам", "олох", "эбэтэр", "уһуйаан", "ухуйаан", "уhуйаан", "о5олор"]
ORDINARY_RUSSIAN = ["город", "дорога", "автобус", "спасибо", "дурак", "козёл", "фашист", "нахүй"]


def written(text: str) -> list[str]:
    return [text[start:end] for start, end in sakha_spans(text)]


@pytest.mark.parametrize("sentence", SAKHA)
def test_sakha_is_told_however_it_is_typed(sentence: str) -> None:
    typed = [sentence, *(sentence.translate(letters) for letters in WITHOUT_SAKHA_LETTERS)]
    assert [text for text in typed if not is_sakha(text)] == []


@pytest.mark.parametrize("sentence", RUSSIAN)
def test_russian_is_not_sakha(sentence: str) -> None:
    assert not is_sakha(sentence)
    assert written(sentence) == []


@pytest.mark.parametrize("nothing", ["", " ", "😀🎉", "12.05.2026", "!!!", "hello world", "\u0306"])
def test_what_has_no_cyrillic_word_is_not_sakha(nothing: str) -> None:
    assert not is_sakha(nothing)
    assert sakha_spans(nothing) == []
    assert not sakha_word(nothing)


@pytest.mark.parametrize("word", EVERYDAY)
def test_everyday_sakha_words_are_known(word: str) -> None:
    assert sakha_word(word)


@pytest.mark.parametrize("word", ORDINARY_RUSSIAN)
def test_russian_words_are_no_sakha_words(word: str) -> None:
    assert not sakha_word(word)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Дороги не чистят. Хаһан суолу ыраастыыллар?", ["Хаһан суолу ыраастыыллар"]),
        ("Мин сарсын кэлиэм, а ты дурак и козёл", ["Мин сарсын кэлиэм"]),
        (
            "мин сарсын кэлиэм эн хаһан кэлэҕин а вы там совсем обнаглели",
            ["мин сарсын кэлиэм эн хаһан кэлэҕин"],
        ),
        ("Спасибо вам\nУлахан махтал", ["Улахан махтал"]),
        ("Үчүгэй баҕайы 🙏 спасибо всем", ["Үчүгэй баҕайы"]),
        ("Олох үчүгэй! Молодцы! Дьон элбэх", ["Олох үчүгэй", "Дьон элбэх"]),
        ("Бүгүн ул. Кирова аттыгар дьон элбэх", ["Бүгүн ул. Кирова аттыгар дьон элбэх"]),
    ],
)
def test_only_the_sakha_part_of_a_comment_is_marked(text: str, found: list[str]) -> None:
    assert written(text) == found


def test_a_russian_insult_is_not_hidden_by_a_sakha_word_before_it() -> None:
    assert not any("козлы" in span for span in written("Дьон, вы все козлы и воры"))


def test_letters_put_together_of_two_signs_are_one() -> None:
    assert is_sakha("Туох баарый".replace("й", "и\u0306"))
    assert gate.plain("бары\u0438\u0306") == "барый"


def test_stretched_words_are_still_known() -> None:
    assert is_sakha("олооооох үчүгээээй")
    assert not is_sakha("урааааааа")


@pytest.mark.parametrize(
    "text", ["а" * 100_000, "мин эн " * 15_000, "«а» " * 25_000, "а.«" * 33_000]
)
def test_long_text_takes_no_time(text: str) -> None:
    started = time.process_time()
    sakha_spans(text)
    is_sakha(text)
    assert time.process_time() - started < 2


def test_what_is_too_far_back_is_not_looked_at() -> None:
    filler = "а " * (MOST_LETTERS // 2) + ". "
    assert written("Олох үчүгэй. " + filler) == ["Олох үчүгэй"]
    assert written(filler + "Олох үчүгэй") == []


@given(st.lists(st.one_of(st.text(), st.sampled_from([*SAKHA, *RUSSIAN, ". ", ", ", "🎉"]))))
def test_any_text_is_survived_and_spans_lie_in_it_in_order(parts: list[str]) -> None:
    text = " ".join(parts)
    spans = sakha_spans(text)
    ends = [0, *(offset for span in spans for offset in span), len(text)]
    assert ends == sorted(ends)
    assert all(text[start:end].strip() for start, end in spans)
    is_sakha(text)


def test_the_stored_weights_are_small_and_followed_by_words() -> None:
    stored = gate.PATH.read_bytes()
    size = gate.HEADER.unpack_from(stored)[2]
    assert len(stored) <= 130_000
    assert "баран" in stored[gate.HEADER.size + size :].decode().split()


@pytest.mark.parametrize("text", [*SAKHA, *RUSSIAN, f"{RUSSIAN[0]} {SAKHA[2]}, {RUSSIAN[2]}"])
@pytest.mark.parametrize("own", [frozenset[str](), frozenset(("воды", "дороги"))])
def test_what_is_passed_over_is_not_sakha(
    text: str, own: frozenset[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    quickly = sakha_spans(text, own)
    monkeypatch.setattr(language, "may_be_sakha", lambda text, *_: any(map(str.isalpha, text)))
    assert sakha_spans(text, own) == quickly


@given(st.text(alphabet="абвйёяabҕөһү5\u20ac", min_size=1, max_size=12))
def test_a_word_is_as_sakha_as_its_letter_groups(word: str) -> None:
    divisor, _, weights, _ = gate._stored()
    total = sum(weights[number % len(weights)] for number in gate.groups(word)) / divisor
    assert gate.score(word) == pytest.approx(max(-gate.MOST, min(gate.MOST, total)))
