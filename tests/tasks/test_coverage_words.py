"""«Полнота сбора комментариев» as a person reads it."""

from dataclasses import replace

from gospablik.control.coverage import Coverage, Short, Why
from gospablik.page import NETWORK_NAMES
from tasks.coverage_words import NO_NUMBER, NOT_CHECKED, coverage_page
from tests.gospablik.control.factories import office

OFFICE = office()
PAGE = OFFICE.page[0].key
FIRST = Short("Вода | [не](https://evil.test)", "https://vk.com/wall-7_1", 57, 55, Why.HIDDEN)
WHOLE = Coverage(PAGE, True, 3, 57, 57, (), 2, (), "")


def page(**changes: object) -> str:
    return coverage_page(OFFICE, [replace(WHOLE, **changes)])  # type: ignore[arg-type]


def test_a_whole_harvest_has_numbers_and_what_the_network_never_shows() -> None:
    words = page()
    assert " | 3 | 57 | 57 | 0 | 2 |" in words
    assert "Расхождения" not in words
    assert f"- {NETWORK_NAMES[OFFICE.page[0].network]}: " in words


def test_each_difference_has_a_link_and_a_reason() -> None:
    words = page(held=55, short=(FIRST,))
    assert "](https://vk.com/wall-7_1) | 57 | 55 | сеть считает и то, чего не показывает" in words
    assert "evil.test)" not in words
    assert "И ещё постов: 5." in page(short=(FIRST,) * 35)


def test_a_network_without_numbers_and_places_not_read() -> None:
    words = page(told=None, unread=("не прочитано: под фотографиями",), events="выключены")
    assert f" | 3 | {NO_NUMBER} | 57 | – | 2 |" in words
    assert "не прочитано&#58; под фотографиями" in words
    assert "события не слышны" in words


def test_a_page_that_was_not_read_is_not_said_to_have_no_differences() -> None:
    words = page(checked=False, posts=0, told=0, held=0, unread=("не прочитано: нет ключа",))
    assert f" | 0 | {NOT_CHECKED} | 0 | {NOT_CHECKED} | 2 |" in words
    assert "не прочитано&#58; нет ключа" in words
    assert "(по последнему удавшемуся чтению)" in page(checked=False, short=(FIRST,))
