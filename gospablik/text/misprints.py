"""What cannot be: «40 июня», «12:85», «тел. 2 (41142) 4-15-30». One fact each, wrong as a whole."""

import re
from collections.abc import Iterator

from gospablik.text.fact import Fact, Kind
from gospablik.text.figure_values import worded_dates
from gospablik.text.figures import WORDED_DATES
from gospablik.text.months import month_number

_DATES = re.compile(WORDED_DATES, re.IGNORECASE)
_TIME = re.compile(r"(?<![\w.:])(?:[01]?[0-9]|2[0-4]):[6-9][0-9](?![\w:])")
_PHONE_DIGITS = 10
_PHONE = re.compile(
    r"(?<!\w)тел(?:ефон\w{0,3})?[.:]{0,2}[ \u00a0]?"
    r"(?P<number>(?P<first>[0-79])[ \u00a0-]?\((?P<code>[0-9]{3,5})\)[ \u00a0-]{0,2}"
    r"(?P<local>[0-9](?:[ \u00a0-]?[0-9]){4,6}))(?![\w-])",
    re.IGNORECASE,
)


def misprints(text: str) -> Iterator[Fact]:
    """A DATE `--06-40` with all that stands in one list with it, a NUMBER `12:85`, a PHONE.

    Read apart, «40», «85» and «2» would be found wherever else the site has such a number. With a
    seven in front the telephone is right, and read as such. Not in order.
    """
    for found in _DATES.finditer(text):
        # «Школа № 45, май» and «дом 40 март» tell no day.
        if found["month"].lower().endswith(("а", "я")) and not worded_dates(found):
            head = f"{found['year'] or '-'}-{month_number(found['month']):02}"
            for day in re.findall("[0-9]+", found["days"]):
                yield Fact(Kind.DATE, f"{head}-{day:0>2}", found.span())
    for found in _TIME.finditer(text):
        yield Fact(Kind.NUMBER, found[0], found.span())
    for found in _PHONE.finditer(text):
        digits = found["code"] + re.sub("[^0-9]", "", found["local"])
        if len(digits) == _PHONE_DIGITS:
            first = "+7" if found["first"] == "7" else found["first"]
            yield Fact(Kind.PHONE, first + digits, found.span("number"))
