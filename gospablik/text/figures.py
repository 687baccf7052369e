"""Figures of a text: what must never differ between the site and a post (clause 3.2)."""

import re
from collections.abc import Callable, Iterator

from gospablik.text import figure_values as values
from gospablik.text.fact import Fact, Kind, Span
from gospablik.text.months import MONTH
from gospablik.text.powers import POWER

Figure = Fact
"""A fact made of figures: of the kinds LINK to NUMBER."""

_S = "[ \u00a0\u2009\u202f]"
_NUMBER = rf"(?P<whole>[0-9]{{1,3}}(?:{_S}[0-9]{{3}})+(?![0-9])|[0-9]+)(?:[.,](?P<part>[0-9]+))?"
_SIGN = r"(?P<sign>(?<![^\s(«…])[-−–])?"
_POWER = rf"(?:{_S}*(?P<power>{POWER})\.?)?"
_YEAR = rf"(?:{_S}+(?P<year>[0-9]{{4}})(?![0-9]))?(?:{_S}*(?:года|году|год|г)(?!\w)\.?)?"
WORDED_DATES = (
    r"(?<!\w)(?P<days>(?:[0-9]{1,2}(?:-?го)?\s*(?:[-–—]|по|до|и)\s*){0,6}[0-9]{1,2})(?:-?го|-е)?"
    rf"\s+(?P<month>{MONTH})\.?{_YEAR}"
)
"""A pattern for the days of one month: «15 сентября 2026 года», «15–17 сентября»."""
_BEFORE_HOUR = r"(?:(?<=\bв\s)|(?<=\bс\s)|(?<=\bк\s)|(?<=\bдо\s)|(?<=\bпо\s))"
_URL_END = r"[^\s<>\"«»…]"

# Repetitions are bounded: a hostile text of any length must cost linear time.
_Reader = Callable[[re.Match[str]], list[str]]
_RULES: list[tuple[Kind, str, _Reader]] = [
    (
        Kind.LINK,
        rf"(?:https?://|www\.){_URL_END}+"
        r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"
        r"|(?<![\w@.-])(?:[\w-]{1,63}\.){1,8}(?:ru|su|com|org|net|info|me|online|рф|рус)(?![\w-])"
        rf"(?:[/?]{_URL_END}*)?",
        values.link,
    ),
    (
        Kind.DATE,
        r"(?<!\w)(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})(?![\w-])",
        values.numeric_date,
    ),
    (
        Kind.DATE,
        r"(?<![\w.,])(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?P<year>[0-9]{4}|[0-9]{2})"
        r"(?!\w|\.[0-9])" + rf"(?:{_S}*(?:года|г)(?!\w)\.?)?",
        values.numeric_date,
    ),
    (
        Kind.DATE,
        WORDED_DATES,
        values.worded_dates,
    ),
    (
        Kind.PHONE,
        rf"(?<!\w)(?:\+7|8)(?:{_S}|-)*(?:\([0-9]{{3}}\)(?:(?:{_S}|-)*[0-9]){{7}}"
        rf"|\([0-9]{{3}}-?[0-9]\)(?:(?:{_S}|-)*[0-9]){{6}}"
        rf"|\([0-9]{{3}}-?[0-9]{{2}}\)(?:(?:{_S}|-)*[0-9]){{5}}"
        rf"|[0-9]{{3}}(?:(?:{_S}|-)*[0-9]){{7}}|[0-9]{{4}}(?:(?:{_S}|-)*[0-9]){{6}}"
        rf"|[0-9]{{5}}(?:(?:{_S}|-)*[0-9]){{5}})(?!\w)",
        values.phone,
    ),
    # «(8-38499) 2-77-19», «(41154) 42760»
    (
        Kind.PHONE,
        rf"(?<!\w)\((?:8-)?[0-9]{{3,5}}(?:-[0-9]{{1,2}})?\)(?:{_S}|-)*[0-9](?:(?:{_S}|-)?[0-9]){{4,6}}(?![\w-])",
        values.coded_phone,
    ),
    (Kind.PHONE, r"(?<![\w-])[0-9]{1,3}-[0-9]{2}-[0-9]{2}(?![\w-])", values.phone),
    (
        Kind.TIME,
        r"(?<![\w.:])(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::[0-9]{2})?(?!\w|:[0-9])",
        values.time,
    ),
    (
        Kind.TIME,
        _BEFORE_HOUR + r"(?P<hour>[0-9]{1,2})[-–](?P<minute>00|15|20|30|40|45)(?![\w-])",
        values.time,
    ),
    (
        Kind.TIME,
        r"(?<=\bв\s)(?P<hour>[0-9]{1,2})\.(?P<minute>[0-9]{2})(?!\w|[.,][0-9])",
        values.time,
    ),
    (
        Kind.DATE,
        r"(?<![\w.,])(?P<day>[0-9]{2})\.(?P<month>[0-9]{2})(?!\w|[.,][0-9])",
        values.numeric_date,
    ),
    (
        Kind.TIME,
        r"(?<![\w.,])(?P<hour>[0-9]{1,2})\.(?P<minute>[0-9]{2})(?!\w|[.,][0-9]|\s*[%₽])",
        values.dotted_time,
    ),
    (
        Kind.TIME,
        r"(?<=\bс\s)(?P<hour>[0-9]{1,2})\s+до\s+(?P<until>[0-9]{1,2})"
        r"(?:\s*(?:час[а-я]*|ч)(?!\w)\.?|(?!\w|[.,:-][0-9]|\s+\w|\s*[%₽]))",
        values.hours,
    ),
    (
        Kind.TIME,
        _BEFORE_HOUR + r"(?P<hour>[0-9]{1,2})\s*(?:час[а-я]*|ч)(?!\w)\.?"
        r"(?:\s*(?P<minute>[0-9]{1,2})\s*мин[а-я]*(?!\w)\.?)?",
        values.time,
    ),
    (Kind.PERCENT, rf"(?<!\w){_SIGN}{_NUMBER}{_S}*(?:%|процент[а-я]*(?!\w)|проц\.)", values.number),
    (
        Kind.MONEY,
        rf"(?<!\w){_SIGN}{_NUMBER}{_POWER}{_S}*(?:руб(?:л[а-я]+)?(?!\w)\.?|₽|р\.|солк(?:уоб\w{{0,6}})?(?!\w)\.?)",
        values.number,
    ),
    (Kind.NUMBER, r"(?<!\w)[0-9]+(?:(?:\.[0-9]+){2,}|/[0-9]+\w*)(?!\w)", values.literal),
    # «15а», «м2», «2026ҥи»: a number grown together with letters is one word, «3млн» is not.
    (Kind.NUMBER, rf"(?<!\w)(?=\w*[0-9])(?![0-9]+{POWER})\w*[^\W\d_]\w*", values.literal),
    (
        Kind.NUMBER,
        rf"(?<!\w){_SIGN}{_NUMBER}(?:-(?P<suffix>[^\W\d_]{{1,6}})(?!\w)|{_POWER})",
        values.number,
    ),
]
_COMPILED = [(kind, re.compile(rule, re.IGNORECASE), read) for kind, rule, read in _RULES]


def figures(text: str) -> list[Figure]:
    """Numbers, dates, times, phones, percentages, sums and links of the text, in order.

    Words for numbers («пять») are not read. Each stretch of text is read once, by the first kind
    that fits, so equal texts always give equal figures.
    """
    return sorted(_read(text), key=lambda figure: figure.span)


def _read(text: str) -> Iterator[Figure]:
    rest = text
    for kind, pattern, read in _COMPILED:
        taken: list[tuple[int, int]] = []
        for found in pattern.finditer(rest):
            start, end = found.span()
            if kind is Kind.LINK:
                end = start + len(values.trimmed(found[0]))
            read_values = read(found)
            for value in read_values:
                yield Figure(kind, value, (start, end))
            if read_values:
                taken.append((start, end))
        rest = _without(rest, taken)


def _without(text: str, spans: list[Span]) -> str:
    """The text with the spans (in order, apart) blotted out; built once, however many they are."""
    pieces: list[str] = []
    last = 0
    for start, end in spans:
        pieces += (text[last:start], "\0" * (end - start))
        last = end
    return "".join(pieces) + text[last:]


def invented(post: str, source: str) -> list[Figure]:
    """Figures that the post states and its source lacks; in the order of the post.

    Telling less is no invention: a date without its year, the year of a date, a full hour without
    its «:00».
    """
    known = {(figure.kind, figure.value) for figure in figures(source)}
    for kind, value in list(known):
        if kind is Kind.DATE and not value.startswith("--"):
            known |= {(Kind.DATE, f"-{value[4:]}"), (Kind.NUMBER, value[:4])}
        elif kind is Kind.TIME and value.endswith(":00"):
            known.add((Kind.NUMBER, str(int(value[:2]))))
        elif kind is Kind.NUMBER and value.isdecimal() and len(value) <= 2 and int(value) <= 24:
            known.add((Kind.TIME, f"{int(value):02}:00"))
    return [figure for figure in figures(post) if (figure.kind, figure.value) not in known]
