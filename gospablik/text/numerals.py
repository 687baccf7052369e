"""Numerals in Russian words and Roman ones as figures: «двадцатого мая», «двое», «II группы»."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from gospablik.text.fact import Span
from gospablik.text.powers import exponent

_CARDINALS = {
    0: "ноль ноля нулю нуль",
    1: "один одна одно одну одного одной одному одним",
    2: "два две двух двум двумя двое двоих двоим двоими",
    3: "три трех трем тремя трое троих троим троими",
    4: "четыре четырех четырем четырьмя четверо четверых четверым",
    5: "пять пяти пятью пятеро пятерых",
    6: "шесть шести шестью шестеро шестерых",
    7: "семь семи семеро семерых",  # «семью» is a family as well
    8: "восемь восьми восемью восьмью восьмеро",
    9: "девять девяти девятью",
    40: "сорок сорока",
    90: "девяносто девяноста",
    100: "сто ста",
    200: "двести двухсот двумстам двухстах",
    300: "триста трехсот тремстам трехстах",
    400: "четыреста четырехсот четыремстам",
}
_SOFT = (
    *((number, f"{stem}надцат") for number, stem in (
        (11, "один"), (12, "две"), (13, "три"), (14, "четыр"), (15, "пят"), (16, "шест"),
        (17, "сем"), (18, "восем"), (19, "девят"))),
    (10, "десят"), (20, "двадцат"), (30, "тридцат"),
)  # fmt: skip
_FIVES = {5: "пят", 6: "шест", 7: "сем", 8: "восем", 9: "девят"}
_ORDINALS = {
    1: "перв", 2: "втор", 4: "четверт", 5: "пят", 6: "шест", 7: "седьм", 8: "восьм", 9: "девят",
    40: "сороков", 50: "пятидесят", 60: "шестидесят", 70: "семидесят", 80: "восьмидесят",
    90: "девяност", 100: "сот",
}  # fmt: skip
_ADJECTIVE = ("ый", "ой", "ая", "ое", "ого", "ому", "ым", "ом", "ые", "ых", "ую", "ыми")
_NAMING = ("ый", "ой", "ий", "ая", "ья")
_NEUTER = ("ое", "ье")
_THIRD = "третий третья третье третьего третьему третьим третьем третью третьей третьи третьих"
_HALVES = dict.fromkeys(["полтора", "полторы", "полутора"], "1,5")
_HALF_HOURS = frozenset(("полчаса", "получаса"))
_HALF = frozenset(("половина", "половине", "половины", "половину"))
_QUARTER = "четверть"
_START = 10**4
_LONE_POWER = {"тысяча", "тысячу", "миллион", "миллиард"}
_ROMAN = re.compile("X{0,3}(?:IX|IV|V?I{0,3})")
_ROMANS = {"I": 1, "V": 5, "X": 10}
_WORD = re.compile(r"(?<!\w)[^\W\d_]+(?!\w)")
_GAP = re.compile(r"[ \u00a0-]{1,2}")


def _numerals() -> tuple[dict[str, int], frozenset[str]]:
    """Every form with its number, and the forms that end a number («двадцать первого»)."""
    cardinal = {word: number for number, words in _CARDINALS.items() for word in words.split()}
    for number, stem in _SOFT:
        cardinal |= {f"{stem}{ending}": number for ending in ("ь", "и", "ью")}
    for number, stem in _FIVES.items():
        genitive = "восьми" if number == 8 else f"{stem}и"
        cardinal |= {f"{stem}ьдесят": number * 10, f"{genitive}десяти": number * 10}
        cardinal |= {f"{stem}ьсот": number * 100, f"{genitive}сот": number * 100}
    ordinal = dict.fromkeys(_THIRD.split(), 3)
    for number, stem in (*_ORDINALS.items(), *_SOFT):
        ordinal |= {stem + ending: number for ending in _ADJECTIVE}
    return ordinal | cardinal, frozenset(ordinal.keys() - cardinal.keys())


_NUMBERS, _ENDING = _numerals()


@dataclass(frozen=True, slots=True)
class Spelled:
    """A text whose numerals are figures; `back` finds a span of it in the text it was made of."""

    text: str
    _starts: tuple[int, ...]
    _pieces: tuple[tuple[int, int, bool], ...]

    def back(self, span: Span) -> Span:
        """The span in the original text; within a replaced numeral the whole numeral."""
        start, end = span
        return self._place(start)[0], self._place(end - 1)[1] if end > start else 0

    def _place(self, at: int) -> Span:
        number = bisect_right(self._starts, at) - 1
        start, end, kept = self._pieces[number]
        if not kept:
            return start, end
        place = start + at - self._starts[number]
        return place, place + 1


def spelled(text: str) -> Spelled:
    """The text with numerals in figures. «один из», «ни один» and powers alone stay words."""
    out: list[str] = []
    starts: list[int] = []
    pieces: list[tuple[int, int, bool]] = []
    length = last = 0
    for start, end, figure in [*_found(text), (len(text), len(text), "")]:
        for piece, kept in ((text[last:start], True), (figure, False)):
            if piece:
                out.append(piece)
                starts.append(length)
                pieces.append((last, start, True) if kept else (start, end, False))
                length += len(piece)
        last = end
    return Spelled("".join(out), tuple(starts), tuple(pieces))


def _found(text: str) -> list[tuple[int, int, str]]:
    words = [(m.start(), m.end(), m[0].lower().replace("ё", "е")) for m in _WORD.finditer(text)]
    found: list[tuple[int, int, str]] = []
    at = 0
    while at < len(words):
        taken, figure = _numeral(text, words, at)
        if taken and not _idle(words, at, taken):
            found.append((words[at][0], words[at + taken - 1][1], figure))
        at += taken or 1
    return found


def _idle(words: list[tuple[int, int, str]], at: int, taken: int) -> bool:
    """«Один из домов», «ни одного»: a pronoun rather than a number."""
    if taken > 1 or _NUMBERS.get(words[at][2]) != 1 or words[at][2] in _ENDING:
        return False
    after = words[at + 1][2] if at + 1 < len(words) else ""
    return after in ("из", "и") or (at > 0 and words[at - 1][2] in ("ни", "не"))


def _numeral(text: str, words: list[tuple[int, int, str]], at: int) -> tuple[int, str]:
    """How many words from `at` on are one number, and that number in figures."""
    first = words[at][2]
    following = words[at + 1][2] if at + 1 < len(words) else ""
    part = _part_of_hour(words[at - 1][2] if at else "", first, following)
    if part[0]:
        return part
    if first in _HALVES:
        return 1, _HALVES[first]
    if _ROMAN.fullmatch(text, words[at][0], words[at][1]):
        return 1, str(_roman(text[words[at][0] : words[at][1]]))
    if first in _LONE_POWER:
        digit_before = re.search(r"[0-9][ \u00a0]?$", text[max(0, words[at][0] - 3) : words[at][0]])
        return (0, "") if digit_before else (1, f"1 {text[words[at][0] : words[at][1]]}")
    total, current, floor, whole = 0, 0, _START, (0, "")
    for number in range(at, min(at + 12, len(words))):
        word = words[number][2]
        if number > at and not _GAP.fullmatch(text[words[number - 1][1] : words[number][0]]):
            break
        power = exponent(word)
        value = _NUMBERS.get(word)
        if power and current:
            total, current, floor = total + current * 10**power, 0, _START
        elif value is not None and _fits(value, floor):
            current, floor = current + value, value
            ordinal = _naming(word, words[at - 1][2] if at else "") if word in _ENDING else ""
            whole = (number - at + 1, f"{total + current}{ordinal}")
        else:
            break
        if word in _ENDING:
            break
    # A power at the end («пять тысяч») stays a word, as behind figures.
    return whole


def _naming(ordinal: str, before: str) -> str:
    """«Второй — 16 мая» is no length of days, «второе — 12 тысяч» no range of sums."""
    if ordinal.endswith(_NEUTER):
        return "" if before == "по" else "-е"
    return "-й" if ordinal.endswith(_NAMING) else ""


def _part_of_hour(before: str, first: str, following: str) -> tuple[int, str]:
    """«Полчаса», «четверть часа» are lengths, «в половине десятого» is 9:30, «до часу» is 1:00."""
    if first in _HALF_HOURS:
        return 1, "30 минут"
    alone = before in ("до", "с", "к")
    afternoon = before == "в" and following in ("дня", "ночи")
    if (first == "часу" and alone) or (first == "час" and afternoon):
        return 1, f"1 {first}"
    minutes = "30" if first in _HALF else "15" if first == _QUARTER else ""
    if first == _QUARTER and following == "часа":
        return 2, "15 минут"
    if minutes and following in _ENDING and following.endswith(("ого", "его")):
        return 2, f"{_NUMBERS[following] - 1}:{minutes}"
    return 0, ""


def _roman(letters: str) -> int:
    values = [_ROMANS[letter] for letter in letters]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-one if one < following else one for one, following in pairs)


def _fits(value: int, floor: int) -> bool:
    """Whether the numeral goes on with this word: «сто двадцать пять», never «двадцать десять»."""
    return floor == _START or (floor >= 20 and 0 < value < 10 ** (len(str(floor)) - 1))
