"""Two texts with their differing words marked, as pieces that each face draws in its own way.

Marks add nothing to a text and take nothing away: the pieces of a whole text, put together, are
the text.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from gospablik.text.differences import Change
from gospablik.text.fact import Span

AROUND = 90
"""Characters that are left on either side of a mark where a long text is cut."""
MOST = 1200
"""Characters of one cut text; more than these no table's cell needs."""
_SHORT = 30
"""Characters that are not worth leaving out."""
_JOINERS = "\u200d\ufe0e\ufe0f"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text. `change`: what its words are to the other text, None if the same.

    `cut`: something was left out here; such a piece has no text, faces draw «…».
    """

    text: str
    change: Change | None = None
    cut: bool = False


CUT = Piece("", cut=True)
Mark = tuple[Change, Span]


def whole(text: str, marks: Iterable[Mark]) -> tuple[Piece, ...]:
    """The text in pieces. Marks may lie in any order, meet or overlap: the earlier one wins.

    A mark grows to whole words; what lies outside the text or holds no word is no mark.
    """
    pieces, done = list[Piece](), 0
    for change, span in sorted(marks, key=lambda mark: mark[1]):
        begin, end = _whole_words(text, max(span[0], done), span[1])
        begin = max(begin, done)
        if begin >= end:
            continue
        pieces += [Piece(text[done:begin]), Piece(text[begin:end], change)]
        done = end
    pieces.append(Piece(text[done:]))
    return tuple(piece for piece in pieces if piece.text)


def brief(pieces: Sequence[Piece], around: int = AROUND, most: int = MOST) -> tuple[Piece, ...]:
    """The pieces with what lies far from a mark left out; cuts fall on white space only."""
    last, length, out = len(pieces) - 1, 0, list[Piece]()
    nothing = all(piece.change is None for piece in pieces)
    for number, piece in enumerate(pieces):
        if length > most:
            out += [] if out[-1].cut else [CUT]
            break
        if piece.change:  # a long passage that differs: its beginning and its end will do
            cut = _cut(piece, around, around)
        elif nothing:
            cut = _cut(piece, 2 * around, 0)
        else:
            cut = _cut(piece, around if number else 0, around if number < last else 0)
        length += sum(len(one.text) for one in cut)
        out += cut
    return tuple(out)


def _cut(piece: Piece, head: int, tail: int) -> list[Piece]:
    text = piece.text
    if len(text) <= head + tail + _SHORT:
        return [piece]
    begin = _space(text, min(head, len(text)), step=-1) if head else 0
    end = _space(text, max(len(text) - tail, 0), step=1) if tail else len(text)
    if end - begin <= _SHORT:
        return [piece]
    kept = [replace(piece, text=text[:begin]), CUT, replace(piece, text=text[end:])]
    return [one for one in kept if one.cut or one.text]


def _space(text: str, at: int, *, step: int) -> int:
    """The nearest place of white space, back (-1) or on (1); where there is none, the other way."""
    for way in (step, -step):
        place = at
        while 0 <= place < len(text):
            if text[place].isspace() and place > 0:
                return place
            place += way
    return len(text) if step < 0 else 0


def _whole_words(text: str, begin: int, end: int) -> Span:
    """The span without white space at its ends, grown until it parts no word and no sign."""
    begin, end = max(begin, 0), min(end, len(text))
    while begin < end and text[begin].isspace():
        begin += 1
    while begin < end and text[end - 1].isspace():
        end -= 1
    if begin >= end:
        return begin, begin
    while begin and _joined(text[begin - 1], text[begin]):
        begin -= 1
    while end < len(text) and _joined(text[end - 1], text[end]):
        end += 1
    return begin, end


def _joined(one: str, other: str) -> bool:
    if one == "\u200d" or other in _JOINERS or unicodedata.category(other)[0] == "M":
        return not (one.isspace() or other.isspace())
    if "\U0001f3fb" <= other <= "\U0001f3ff":  # a tone of skin belongs to the picture before it
        return True
    return _of_word(one) and _of_word(other)


def _of_word(letter: str) -> bool:
    return letter.isalnum() or unicodedata.category(letter)[0] == "M"
