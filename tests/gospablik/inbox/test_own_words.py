"""What the writer wrote himself: around it stand quotations and signatures of many programs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gospablik.inbox.own_words import own_words
from gospablik.inbox.page_text import text_of_html
from gospablik.moderation.replies.answer import Answer, StopIt, Unclear, codes_in, read_answer
from gospablik.store.decisions import DecisionVerdict

SAID = "ОГРАНИЧИТЬ 30 3F7K-9QRT\nповторное оскорбление"
EXPECTED = Answer(DecisionVerdict.BLOCK, 30, "3F7K-9QRT", "повторное оскорбление")
OURS = "Анна Главина, здравствуйте."
LETTER = f"{OURS}\n\nВаш личный код:\n\n    3F7K-9QRT\n\nРешите: ОТКАЗАТЬ AAAA-AAAA"
QUOTED = "\n".join(f"> {line}" for line in LETTER.splitlines())
BELOW = [
    f"26.11.2026 19:15, smm@town.test пишет:\n{QUOTED}",
    f"чт, 26 нояб. 2026 г. в 19:15, Администрация\n<smm@town.test>:\n\n{QUOTED}",
    f"Четверг, 26 ноября 2026, 19:15 +09:00 от Администрация <smm@town.test>:\n{LETTER}",
    f"-----Original Message-----\nFrom: smm@town.test\n{LETTER}",
    f"-------- Исходное сообщение --------\n{LETTER}",
    f"От: Администрация <smm@town.test>\nОтправлено: 26 ноября\nКому: Глава\n\n{LETTER}",
    f"________________________________\nFrom: smm\n{LETTER}",
    f"On Thu, Nov 26, 2026 at 7:15 PM <smm@town.test> wrote:\n{QUOTED}",
    LETTER,
    "",
]
SIGNED = ["", "-- \nГлава", "С уважением,\nА. Главина", "Отправлено с iPhone", "Sent from my phone"]


@given(
    quotation=st.sampled_from(BELOW),
    signature=st.sampled_from(SIGNED),
    gaps=st.tuples(*[st.sampled_from(["\n", "\n\n", "\r\n", "\n \n"])] * 3),
)
def test_whatever_stands_below_says_nothing(
    quotation: str, signature: str, gaps: tuple[str, str, str]
) -> None:
    text = f"{gaps[0]}{SAID}{gaps[1]}{signature}{gaps[2]}{quotation}"
    assert read_answer(own_words(text, [OURS])) == EXPECTED


@given(attribution=st.sampled_from([BELOW[0], BELOW[1], BELOW[7]]), signed=st.sampled_from(SIGNED))
def test_an_answer_below_a_marked_quotation(attribution: str, signed: str) -> None:
    assert read_answer(own_words(f"{attribution}\n\n{SAID}\n{signed}")) == EXPECTED


@given(st.text())
def test_random_words_never_decide(text: str) -> None:
    assert isinstance(read_answer(own_words(text)), Unclear)


@given(st.lists(st.text(max_size=60), max_size=6))
def test_words_of_html_never_fail(parts: list[str]) -> None:
    text_of_html("<p>".join(parts))


def test_html_of_gmail_and_outlook() -> None:
    gmail = (
        "<div dir='ltr'>Ограничить 30<span> 3F7K-9QRT</span></div>"
        "<div>повторное<br>оскорбление</div>"
        "<div class='gmail_quote'><div>чт, 26 нояб. 2026 г. в 19:15, А &lt;smm@town.test&gt;:<br>"
        "</div>"
        f"<blockquote><p>{LETTER}</p></blockquote></div>"
    )
    outlook = (
        "<html><head><style>p{color:red}</style></head><body><p>ограничить на 30 дней, код "
        "3f7k9qrt</p><p>повторное оскорбление</p><hr><p><b>From:</b> smm</p><p>ОТКАЗАТЬ</p></body>"
    )
    for page in (gmail, outlook):
        found = read_answer(own_words(text_of_html(page)))
        assert isinstance(found, Answer)
        assert (found.days, found.reason) == (30, "повторное оскорбление")


@pytest.mark.parametrize(
    ("first", "days"),
    [
        ("Ограничить на 30 дней, код 3F7K-9QRT", 30),
        ("ограничить 3f7k 9qrt", 30),
        ("3F7K-9QRT — ограничить, 7 дней!", 7),
        ("«ОГРАНИЧИТЬ» 364 3F7K9QRT.", 364),
        ("ограничить 5 АСЕН–КМРТ", 5),
        ("Отказать. Код 3F7K-9QRT", None),
    ],
)
def test_first_lines_that_people_write(first: str, days: int | None) -> None:
    found = read_answer([first, "причина"])
    assert isinstance(found, Answer), found
    assert found.days == days


@pytest.mark.parametrize("first", ["СТОП 3F7K-9QRT", "Стоп, код 3f7k9qrt!", "стоп 3F7K 9QRT"])
def test_a_stop(first: str) -> None:
    found = read_answer([first, "был", "неправ"])
    assert isinstance(found, StopIt), found
    assert found.reason == "был неправ"


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["ОГРАНИЧИТЬ или ОТКАЗАТЬ 3F7K-9QRT", "п"], "и «ОТКАЗАТЬ», и «ОГРАНИЧИТЬ»"),
        (["ОГРАНИЧИТЬ 30", "причина"], "нет личного кода"),
        (["Не ограничивать 3F7K-9QRT", "причина"], "непонятное слово «не»"),
        (["не отказать 3F7K-9QRT", "причина"], "непонятное слово «не»"),
        (["Заблокировать 3F7K-9QRT", "причина"], "непонятное слово «заблокировать»"),
        (["3F7K-9QRT", "причина"], "нет слова"),
        (["ОГРАНИЧИТЬ 7 14 3F7K-9QRT", "причина"], "несколько чисел"),
        (["ОГРАНИЧИТЬ 0 3F7K-9QRT", "причина"], "от 1 до 364"),
        (["ОГРАНИЧИТЬ 365 3F7K-9QRT", "причина"], "от 1 до 364"),
        (["ОТКАЗАТЬ 30 3F7K-9QRT", "причина"], "срок не нужен"),
        (["ОГРАНИЧИТЬ 3F7K-9QRT AAAA-CCCC", "причина"], "несколько кодов"),
        (["ОГРАНИЧИТЬ 3F7K-9QRT"], "нет причины"),
        (["ОГРАНИЧИТЬ 3F7K-9QRT", "п" * 1001], "длиннее"),
        (["СТОП 5 3F7K-9QRT", "причина"], "срок не нужен"),
        (["СТОП", "причина"], "нет личного кода"),
        (["СТОП 3F7K-9QRT"], "нет причины"),
        (["не СТОП 3F7K-9QRT", "причина"], "непонятное слово «не»"),
        (["СТОП ОТКАЗАТЬ 3F7K-9QRT", "причина"], "и «СТОП», и «ОТКАЗАТЬ»"),
        ([], "своих слов в ответе нет"),
    ],
)
def test_what_is_not_sure_decides_nothing(lines: list[str], words: str) -> None:
    found = read_answer(lines)
    assert isinstance(found, Unclear)
    assert words in found.why


def test_codes_in_a_text() -> None:
    assert codes_in("код 3F7K-9QRT и ещё 3f7k 9qrt, не 3F7K-9QR0") == ["3F7K9QRT"]
