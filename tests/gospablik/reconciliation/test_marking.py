"""Marks add nothing to a text and take nothing away; cuts part no word."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from gospablik.reconciliation.marking import Mark, Piece, brief, whole
from gospablik.text.differences import Change

Marked = tuple[str, list[Mark]]
LETTERS = "аяҔҥөһүAz0159 \n\t.,-«»<>&*[]|_\u0301\u0306👩👧\u200d🏽☎\ufe0f"


@st.composite
def marked_texts(draw: st.DrawFn, letters: str = LETTERS, most: int = 300) -> Marked:
    """A text and spans in it, some beyond its ends or the wrong way round."""
    text = draw(st.text(st.sampled_from(letters), max_size=most))
    place = st.integers(-2, len(text) + 2)
    marks = st.lists(st.tuples(st.sampled_from(Change), st.tuples(place, place)), max_size=5)
    return text, draw(marks)


def joined(pieces: tuple[Piece, ...]) -> str:
    return "".join(piece.text for piece in pieces)


@given(marked_texts())
def test_the_pieces_of_a_text_are_the_text(given_: Marked) -> None:
    text, marks = given_
    assert joined(whole(text, marks)) == text


@given(marked_texts())
def test_a_mark_begins_and_ends_with_a_word(given_: Marked) -> None:
    text, marks = given_
    done = 0
    for piece in whole(text, marks):
        begin, done = done, done + len(piece.text)
        if piece.change:
            assert piece.text == piece.text.strip()
            for place in (begin, done):
                before, after = text[max(place - 1, 0) : place], text[place : place + 1]
                assert not (before.isalnum() and after.isalnum())
                assert not (after and before.strip() and unicodedata.combining(after))
                assert not (before.strip() and after.strip() and "\u200d" in (before, after))


@given(marked_texts(), st.integers(5, 40), st.integers(20, 400))
def test_what_is_cut_out_lies_between_words(given_: Marked, around: int, most: int) -> None:
    text, marks = given_
    place, was_cut = 0, False
    for piece in brief(whole(text, marks), around, most):
        if piece.cut:
            assert not was_cut, "two dots in a row"
        else:
            at = text.index(piece.text, place)
            assert was_cut or at == place
            if was_cut:
                place = max(at, place)
            place = at + len(piece.text)
        was_cut = piece.cut
    assert was_cut or place == len(text)


def test_a_long_text_is_cut_around_its_mark_on_white_space() -> None:
    before = "Күһүҥҥү ыһыахха ыҥырабыт " * 20
    text = f"{before}15 июля {before}"
    short = brief(whole(text, [(Change.ALTERED, (len(before), len(before) + 7))]), around=30)
    assert [piece.text or "…" for piece in short] == [
        "…", " ыҥырабыт Күһүҥҥү ыһыахха ыҥырабыт "[-26:], "15 июля",
        " Күһүҥҥү ыһыахха ыҥырабыт", "…",
    ]  # fmt: skip


def test_every_cut_end_is_a_whole_word_of_the_text() -> None:
    words = [f"сөҥү{n}" for n in range(400)]
    text = " ".join(words)
    begin = text.index("сөҥү200")
    for around in range(5, 60):
        pieces = brief(whole(text, [(Change.INVENTED, (begin, begin + 7))]), around=around)
        assert {word for piece in pieces for word in piece.text.split()} <= set(words)


def test_a_span_inside_a_word_marks_the_word() -> None:
    text = "Приём до 18часов, й\u0301өҥ"
    for begin, end in ((9, 11), (11, 12), (15, 16)):
        marks = [(Change.ALTERED, (begin, end)), (Change.LOST, (20, 21))]
        assert [p.text for p in whole(text, marks) if p.change] == ["18часов", "й\u0301өҥ"]


def test_without_marks_the_beginning_is_shown() -> None:
    assert brief(whole("Коротко.", [])) == (Piece("Коротко."),)
    shown = brief(whole("слово " * 200, []))
    assert shown[-1].cut
    assert shown[0].text.endswith("слово")


def test_a_passage_that_differs_whole_is_shown_by_its_ends() -> None:
    text = "первое " + "слово " * 200 + "последнее"
    first, cut, last = brief(whole(text, [(Change.INVENTED, (0, len(text)))]))
    assert (first.change, cut.cut, last.change) == (Change.INVENTED, True, Change.INVENTED)
    assert first.text.startswith("первое")
    assert last.text.endswith("последнее")
