"""People named in a text: «Иванова И. И.» and «Ивану Иванову» are one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gospablik.text.fact import Fact, Kind, Span
from gospablik.text.first_names import FIRST_NAMES, TITLES
from gospablik.text.words import folded, name_key

_S = "[ \u00a0]"
_CAP = "[А-ЯЁҔҤӨҺҮ][а-яёҕҥөһү]{1,24}(?:-[А-ЯЁҔҤӨҺҮ][а-яёҕҥөһү]{1,24})?"
_LETTER = "[А-ЯЁҔҤӨҺҮ]"
_INITIALS = rf"{_LETTER}\.(?:{_S}?{_LETTER}\.)?"
_SURNAME = (
    "[А-ЯЁ][а-яё]{0,20}(?:[ое]в|ёв|ин|ын|ск)(?:а|у|ым|им|е|ой|ом|ий|ая|ого|ому|ую)?(?![а-яё])"
)
_PERSON = re.compile(
    rf"(?<![\w-])(?:(?P<first>{_LETTER})\.{_S}?(?:(?P<middle>{_LETTER})\.{_S}?)?(?P<after>{_CAP})"
    # «Директор И. И. Иванов»: what stands before initials is the surname if it looks like one,
    # or if nothing else can be.
    rf"|(?P<before>{_SURNAME}|{_CAP}(?!{_S}{_INITIALS}{_S}?{_CAP})){_S}"
    rf"(?P<first2>{_LETTER})\.(?:{_S}?(?P<middle2>{_LETTER})\.)?"
    rf"|(?P<full>{_CAP}(?:{_S}{_CAP}){{1,3}}))(?![\w-])"
)
_PATRONYMIC = re.compile(
    "(?:(?:ов|ев|ь|м|к|н|т)ич(?:а|у|ем|е)?|(?:овн|евн|ичн)(?:а|ы|е|у|ой))$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Person:
    """A named person; each part is a key (see `name_key`), an initial like `и.`, or empty."""

    surname: str
    first: str
    patronymic: str
    span: Span

    @property
    def fact(self) -> Fact:
        """The person as a fact: «иванов иван и.»."""
        parts = (self.surname, self.first, self.patronymic)
        return Fact(Kind.PERSON, " ".join(filter(None, parts)), self.span)

    def may_be(self, other: "Person") -> bool:
        """Whether nothing told of the two parts them: an initial agrees with its full name."""
        if self.surname and other.surname and self.surname != other.surname:
            return False
        if not (self.surname and other.surname) and not (self.first and other.first):
            return False
        return _alike(self.first, other.first) and _alike(self.patronymic, other.patronymic)

    def tells_more_than(self, other: "Person") -> bool:
        """Whether a part is told here that the other lacks wholly."""
        pairs = ((self.surname, other.surname), (self.first, other.first))
        return any(mine and not theirs for mine, theirs in (
            *pairs, (self.patronymic, other.patronymic)
        ))  # fmt: skip


def persons(text: str) -> Iterator[Person]:
    """People with initials, with a patronymic, or with a usual first name beside another name.

    A surname alone is no person here: it cannot be told from any other word with a capital.
    """
    at = 0
    while found := _PERSON.search(text, at):
        person = _full(found) if found["full"] else _with_initials(found)
        if person:
            yield person
        # «Принял Иванов И. И.»: what looked like two names may hide one behind the first word.
        at = found.end() if person else found.start() + len(found[0].split()[0])


def _with_initials(found: re.Match[str]) -> Person:
    first = found["first"] or found["first2"]
    middle = found["middle"] or found["middle2"]
    return Person(
        name_key(found["after"] or found["before"]),
        f"{first.lower()}.",
        f"{middle.lower()}." if middle else "",
        found.span(),
    )


def _alike(a: str, b: str) -> bool:
    if not a or not b or a == b:
        return True
    return a[0] == b[0] and (a.endswith(".") or b.endswith("."))


def _full(found: re.Match[str]) -> Person | None:
    words = list(re.finditer(r"[^ \u00a0]+", found["full"]))
    while words and folded(words[0][0]) in TITLES:
        words.pop(0)
    keys = [name_key(word[0]) for word in words]
    middle = next((n for n, w in enumerate(words) if n and _PATRONYMIC.search(w[0])), None)
    first = middle - 1 if middle is not None else _first_name(keys)
    if first is None:
        return None
    last = first if middle is None else middle
    if last + 1 < len(keys):
        surname, start, end = last + 1, first, last + 1
    else:
        surname, start, end = (first - 1, first - 1, last) if first else (-1, first, last)
    if surname < 0 and middle is None:
        return None
    offset = found.start()
    return Person(
        keys[surname] if surname >= 0 else "",
        keys[first],
        name_key(words[middle][0]) if middle is not None else "",
        (offset + words[start].start(), offset + words[end].end()),
    )


def _first_name(keys: list[str]) -> int | None:
    return next((n for n, key in enumerate(keys) if key in FIRST_NAMES), None)
