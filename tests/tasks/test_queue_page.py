"""The queue as people read it: by author, hostile words as words, a flood in a page of its size."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from gospablik.moderation.queue import Found, Waiting
from gospablik.moderation.queue_case import Asked, OfAuthor, Thread
from gospablik.moderation.spots import quoted_spots
from gospablik.regulation import Ground
from tasks.queue_page import MOST_COMMENTS, MOST_LETTERS, comment_block, queue_page
from tests.tasks.test_markdown import HOSTILE, PARSER

T = datetime(2026, 12, 31, 23, 59, tzinfo=UTC)
OURS = re.compile(r"</?(?:h3|p|blockquote|ul|li|strong|a)>|<a href=\"https://vk\.com/[-\w?=]*\">")
LINK = "https://vk.com/wall-7_1?reply=2"


def asked(text: str = "ты дурак", reason: str = "оскорбительное слово: «дурак»") -> Asked:
    item = Waiting(
        comment_id=2, version_id=2, page="town-vk", post_network_id="1", thread_root=None,
        author_id=1, author_name="Геннадий", written_at=T, text=text,
        found=(Found("insult", Ground.INSULT, reason),),
    )  # fmt: skip
    return Asked(item, T, LINK, quoted_spots(text, [reason]))


def of(name: str, *comments: Asked, **place: object) -> OfAuthor:
    thread = Thread("", "Вода", "https://vk.com/wall-7_1", "", None, comments)
    return OfAuthor(name, "прежних нарушений нет", (replace(thread, **place),))  # type: ignore[arg-type]


def test_a_heading_the_place_and_below_it_the_comment_with_its_reason_in_bold() -> None:
    page = queue_page([of("Геннадий", asked(), answers=("Анна", "Когда дадут воду?"))], 1)
    assert page == "\n\n".join(
        [
            "### Геннадий",
            "1 комментарий; прежних нарушений нет",
            "**Под постом «[Вода](https://vk.com/wall-7_1)»**, в ответ (Анна): «Когда дадут воду?»",
            "> ты <strong>дурак</strong>",
            "- Почему: оскорбительное слово&#58; «дурак». Почему это может быть ошибкой: "
            "критика работы или решения — не оскорбление; слово бывает цитатой, иронией, сказано "
            "о себе или о вещи.\n"
            f"- [31&#46;12 23&#58;59, открыть на странице]({LINK})",
        ]
    )


def test_place_and_author_are_named_once() -> None:
    page = queue_page([of("Геннадий", asked(), asked("дурак"))], 2)
    assert (page.count("### "), page.count("Под постом"), page.count("> ")) == (1, 1, 2)
    assert "2 комментария; " in page


def test_what_is_added_to_a_comment_stands_below_its_words() -> None:
    words, extra, told = comment_block(asked(), ["Вложено: фото"]).split("\n\n")
    assert (words[0], extra, told[0]) == (">", "Вложено: фото", "-")


@pytest.mark.parametrize(
    "words",
    [
        *HOSTILE,
        "<script>alert(1)</script> ** | [x](javascript:alert(1)) ``` `\n\n# z\n- a\n> b\n***",
        "\n\n</blockquote><h1>",
    ],
)
def test_nobodys_words_become_markup(words: str) -> None:
    block = asked(words, f"слово: «{words}»")
    author = of(words, block, title=words, answers=(words, words), page=words)
    unnamed = of(words, block, title="", where=words)
    html = PARSER.render(queue_page([author, unnamed], 2))
    assert "<" not in OURS.sub("", html), OURS.sub("", html)
    assert html.count("<h3>") == 2
    assert html.count("<blockquote>") == 2
    assert html.count("<li>") == 4
    assert html.count("<a ") == 3


def test_a_comment_without_words_says_so() -> None:
    assert comment_block(asked("\n")).startswith("> (без текста)\n")


def test_a_flood_stays_small_and_says_how_many_more_wait() -> None:
    flood = [of(f"Гражданин {n}", asked()) for n in range(MOST_COMMENTS)]
    page = queue_page(flood, 500)
    assert page.startswith("Показаны первые 100, **ещё 400 комментариев ждут**")
    assert len(page) < 60_000
    assert "ещё" not in queue_page(flood, MOST_COMMENTS)


def test_long_words_of_many_stay_within_the_page() -> None:
    text = "<" * 5000 + " дурак"
    page = queue_page([of(f"Гражданин {n}", asked(text)) for n in range(MOST_COMMENTS)], 100)
    assert len(page) < MOST_LETTERS + 1000
    shown = page.count("> ")
    assert page.startswith(f"Показаны первые {shown}, **ещё {100 - shown} комментари")
