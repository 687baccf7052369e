"""Days of the week and months in Russian and Sakha words, hours of the day in Russian ones."""

import re
from collections.abc import Iterator

from gospablik.text.fact import Fact, Kind

_WEEKDAYS = (  # what they are called in facts, and their forms
    ("пн", r"понедельник(?:а|у|и|ом|е|ам|ов)?|бэнидиэнньик\w{0,5}"),
    ("вт", r"вторник(?:а|у|и|ом|е|ам|ов)?|оптуорунньук\w{0,5}"),
    # «Городская среда» is no Wednesday.
    (
        "ср",
        r"сред(?:у|ам)|среда(?=\))|(?<=со )среды|(?<=до )среды|среда(?=\s?[:–—-]|,?\s[0-9]|\sс\s)"
        r"|сэрэдэ\w{0,5}",
    ),
    ("чт", r"четверг(?:а|у|и|ом|е|ам|ов)?|чэппиэр\w{0,5}"),
    ("пт", r"пятниц(?:а|ы|у|е|ей|ам)?|бээтинсэ\w{0,5}"),
    ("сб", r"суббот(?:а|ы|у|е|ой|ам)?|субуота\w{0,5}"),
    ("вс", r"воскресень(?:е|я|ю|ем|ям)|воскресений|баскыһыанньа\w{0,5}"),
)
WEEKDAYS = tuple(day for day, _ in _WEEKDAYS)
"""The values of the kind WEEKDAY, Monday first."""
_MONTHS = (
    *("январ[ьяюе]|январем", "феврал[ьяюе]|февралем", "март[аеу]?|мартом", "апрел[ьяюе]|апрелем"),
    *("ма[йяюе]|маем", "июн[ьяюе]|июнем", "июл[ьяюе]|июлем", "август[аеу]?|августом"),
    *("сентябр[ьяюе]|сентябрем", "октябр[ьяюе]|октябрем", "ноябр[ьяюе]|ноябрем"),
    "декабр[ьяюе]|декабрем",
)
_SAKHA_MONTHS = (
    *("тохсунньу", "олунньу", "кулун тутар", "муус устар", "ыам ый", "бэс ый", "от ый"),
    *("атырдьах ый", "балаҕан ый", "алтынньы", "сэтинньи", "ахсынньы"),
)
_SAKHA_DATE = re.compile(
    rf"(?<!\w)(?P<month>{'|'.join(_SAKHA_MONTHS)})\w{{0,4}} (?P<day>[0-9]{{1,2}})(?![0-9.:])"
    r"(?:-\w{1,6}|(?: күн\w{0,6})?)",
    re.IGNORECASE,
)
_SAKHA_TIME = re.compile(
    r"(?<![\w:.,])(?P<hour>[0-9]{1,2})[ \u00a0]чаас\w{0,5}(?![ \u00a0]устат)"
    r"(?:[ \u00a0](?P<minute>[0-9]{1,2})[ \u00a0]мүнүүтэ\w{0,4})?",
    re.IGNORECASE,
)
_LAST_HOUR, _LAST_MINUTE = 24, 59
_SAKHA_MONTH = re.compile(
    rf"(?<!\w)(?P<month>{'|'.join(month for month in _SAKHA_MONTHS if month != 'от ый')})\w{{0,6}}",
    re.IGNORECASE,
)
_DAY_FORMS = "|".join(f"(?P<{day}>{forms}|{day}\\.?)" for day, forms in _WEEKDAYS)
_WEEKDAY = re.compile(rf"(?<!\w)(?:{_DAY_FORMS})(?![\w])", re.IGNORECASE)
_MONTH_FORMS = "|".join(f"(?P<m{number}>{forms})" for number, forms in enumerate(_MONTHS, 1))
_MONTH = re.compile(
    r"(?<!\w)(?:(?P<bound>с|со|до|по) )?"
    r"(?:(?P<third>начал[аоеу]|середин[аыеу]|конец|конц[аеу]) )?"
    rf"(?P<month>{_MONTH_FORMS})(?!\w)",
    re.IGNORECASE,
)
_THIRDS = {"нача": 1, "сере": 15, "коне": 0, "конц": 0}
_FEBRUARY = 2
_LAST_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_NOON = re.compile(r"(?<!\w)(?P<noon>полдень|полудня)|(?<!\w)(?:полночь|полуночи)", re.IGNORECASE)


def calendar_words(text: str) -> Iterator[Fact]:
    """Facts of days, months without a day, noon and midnight; not in order."""
    for found in _WEEKDAY.finditer(text):
        yield Fact(Kind.WEEKDAY, found.lastgroup or "", found.span())
    for found in _MONTH.finditer(text):
        yield _month(found)
    for found in _SAKHA_MONTH.finditer(text):
        month = _SAKHA_MONTHS.index(found["month"].lower()) + 1
        yield Fact(Kind.DATE, f"--{month:02}", found.span())
    for found in _NOON.finditer(text):
        yield Fact(Kind.TIME, "12:00" if found["noon"] else "00:00", found.span())


def _month(found: re.Match[str]) -> Fact:
    """«В мае»; «с начала мая» and «до конца мая» are days, «в середине мая» is one of ten."""
    month = next(n for n in range(1, 13) if found[f"m{n}"])
    if not found["third"]:
        return Fact(Kind.DATE, f"--{month:02}", found.span("month"))
    third, bound = found["third"].lower()[:4], (found["bound"] or "").lower()
    day = _THIRDS[third] or _LAST_DAYS[month - 1]
    exact = (third == "нача" and bound in ("с", "со")) or (
        not _THIRDS[third] and bound in ("до", "по")
    )
    span = (found.start("third"), found.end())
    return Fact(Kind.DATE, f"--{month:02}-{day:02}", span, not exact or month == _FEBRUARY)


def sakha_times(text: str) -> Iterator[Fact]:
    """«19 чаастан», «16 чаас 30 мүнүүтэҕэ»; «2 чаас устата» is a length."""
    for found in _SAKHA_TIME.finditer(text):
        hour, minute = int(found["hour"]), int(found["minute"] or 0)
        if hour <= _LAST_HOUR and minute <= _LAST_MINUTE:
            yield Fact(Kind.TIME, f"{hour:02}:{minute:02}", found.span())


def sakha_dates(text: str) -> Iterator[Fact]:
    """«Бэс ыйын 12 күнэ», «сэтинньи 17-тэн»."""
    for found in _SAKHA_DATE.finditer(text):
        month, day = _SAKHA_MONTHS.index(found["month"].lower()) + 1, int(found["day"])
        if 1 <= day <= 31:
            yield Fact(Kind.DATE, f"--{month:02}-{day:02}", found.span())
