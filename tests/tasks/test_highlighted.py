"""A resident's words with some in bold: a real Markdown parser finds nothing but the bold."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gospablik.moderation.spots import quoted_spots
from gospablik.text import clean
from tasks.highlighted import highlighted
from tests.tasks.test_markdown import BARE_ADDRESSES, HOSTILE, PARSER

LIMIT = 600
OURS = re.compile("</?strong>")


def rendered(line: str) -> str:
    """The HTML of one paragraph in a quotation; it has no tags but ours."""
    html = PARSER.render(f"> {line}").strip()
    found = re.fullmatch(r"<blockquote>\n?(?:<p>(.*)</p>\n)?</blockquote>", html, re.DOTALL)
    assert found, html
    inner = found[1] or ""
    pieces = [unescape(piece) for piece in OURS.split(inner)]
    assert "<" not in OURS.sub("", inner)
    assert not any(finds.search(piece) for finds in BARE_ADDRESSES for piece in pieces)
    return inner


def words(inner: str) -> str:
    text = unescape(OURS.sub("", inner))
    return "".join(text.replace("\u2060", "").replace("\u200b", "").split())


@pytest.mark.parametrize("text", [*HOSTILE, "[x](javascript:alert(1))", "<img src=x onerror=a>"])
@pytest.mark.parametrize("spots", [(), ((0, 1),), ((2, 5), (7, 9)), ((0, 999),)])
def test_hostile_words_stay_words(text: str, spots: tuple[tuple[int, int], ...]) -> None:
    rendered(highlighted(text, spots, LIMIT))


@given(
    st.text("абв *_`<>|[](){}!#\n\r\t&;:/@~$\\-+=.'\"https\u200b\u202e0", max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=4),
)
def test_any_words_with_any_spots(text: str, places: list[tuple[int, int]]) -> None:
    ends = sorted({at for place in places for at in place})
    spots = tuple(zip(ends[::2], ends[1::2], strict=False))
    inner = rendered(highlighted(text, spots, LIMIT))
    assert inner.count("<strong>") == inner.count("</strong>")
    if "&" not in text:
        assert words(inner) == "".join(clean(text).split())


def test_the_words_are_bold_where_they_stand() -> None:
    text = "Ты дурак,\nа не начальник. Дурак!"
    spots = quoted_spots(text, ["оскорбительное слово: «дурак»", "ещё «не начальник»"])
    assert OURS.sub("*", highlighted(text, spots, LIMIT)).replace("&#33;", "!") == (
        "Ты *дурак*, а *не начальник*&#46; Дурак!"
    )


def test_of_a_long_text_the_surroundings_of_the_bold_words_are_shown() -> None:
    text = "дорога " * 300 + "ДУРАК " + "крыша " * 300 + "ИДИОТ " + "двор " * 300
    line = highlighted(text, quoted_spots(text, ["«ДУРАК», «ИДИОТ»"]), LIMIT)
    assert "<strong>ДУРАК</strong>" in line
    assert "<strong>ИДИОТ</strong>" in line
    assert line.startswith("… ")
    assert line.endswith(" …")
    assert line.count(" … ") == 1
    assert len(line) < 2 * LIMIT
    assert set(OURS.sub("", line).split()) == {"…", "дорога", "ДУРАК", "крыша", "ИДИОТ", "двор"}
    assert len(highlighted(text, (), LIMIT)) <= LIMIT + 2


def test_one_endless_bold_word_is_cut_too() -> None:
    assert len(highlighted("а" * 5000, ((0, 5000),), LIMIT)) < 4 * LIMIT
