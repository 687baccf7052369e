"""Russian (and English) names of months, in full and short, in any case."""

import re

_STEMS = {
    1: "янв(?:ар[а-я]+)?|jan(?:uary)?",
    2: "фев(?:р(?:ал[а-я]+)?)?|feb(?:ruary)?",
    3: "мар(?:т[а-я]*)?|mar(?:ch)?",
    4: "апр(?:ел[а-я]+)?|apr(?:il)?",
    5: "ма[йяюе]|маем|may",
    6: "июн(?:[а-я]+)?|june?",
    7: "июл(?:[а-я]+)?|july?",
    8: "авг(?:уст[а-я]*)?|aug(?:ust)?",
    9: "сен(?:т(?:ябр[а-я]+)?)?|sept?(?:ember)?",
    10: "окт(?:ябр[а-я]+)?|oct(?:ober)?",
    11: "ноя(?:б(?:р[а-я]+)?)?|nov(?:ember)?",
    12: "дек(?:абр[а-я]+)?|dec(?:ember)?",
}
MONTH = "(?:" + "|".join(_STEMS.values()) + r")(?!\w)"
"""A pattern for one name of a month; use it with re.IGNORECASE."""

_COMPILED = [(number, re.compile(stem, re.IGNORECASE)) for number, stem in _STEMS.items()]


def month_number(name: str) -> int:
    """1 to 12 for what `MONTH` matched. ValueError for any other word."""
    for number, pattern in _COMPILED:
        if pattern.fullmatch(name.strip()):
            return number
    raise ValueError(f"Не название месяца: {name!r}")
