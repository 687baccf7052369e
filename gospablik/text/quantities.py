"""Figures read with the words around them: numerals, hours of the day, years, kopecks, houses."""

import re
from collections.abc import Callable
from dataclasses import replace

from gospablik.text.calendar_words import calendar_words, sakha_dates
from gospablik.text.fact import Fact, Kind
from gospablik.text.figures import figures
from gospablik.text.numerals import spelled
from gospablik.text.ranges import with_ranges

_S = "[ \u00a0\u2009\u202f]"
_HOUR = rf"{_S}*(?:час(?:а|ов|ам|у)?|ч)(?!\w)\.?"
_DAYTIME = re.compile(
    rf"(?P<hours>{_HOUR})?(?P<minutes>{_S}*[0-9]{{1,2}}{_S}*мин\w*\.?)?"
    rf"{_S}*(?P<part>утра|дня|вечера|ночи)(?!\w)",
    re.IGNORECASE,
)
_HOURS = re.compile(_HOUR, re.IGNORECASE)
_BEFORE_HOUR = re.compile(rf"(?<!\w)(?:в|к|до|с|со|по|после|около|на|–|—|-){_S}*$", re.IGNORECASE)
_YEAR = re.compile(rf"{_S}*(?:(?:учебн\w{{1,4}}{_S})?(?:год\w{{0,3}}|гг?)(?!\w)\.?)", re.IGNORECASE)
_KOPECKS = re.compile(rf"{_S}*коп(?:\.|ее?к\w{{0,3}}|ей\w{{0,3}})", re.IGNORECASE)
_LETTER = re.compile(rf"-?{_S}?[«\"]?(?P<letter>[а-дА-Д])[»\"]?(?![\w.])(?!{_S}?[а-яё])")
_MINUTES = re.compile(r"[-–]00(?![\w-])")
_SIZE = re.compile("тыс|млн|миллион|млрд|миллиард", re.IGNORECASE)
_SIZES = {"тыс": 1, "млн": 2, "миллион": 2, "млрд": 3, "миллиард": 3}
_MINUS = re.compile(rf"(?<!\w)минус{_S}$", re.IGNORECASE)
_AREA = re.compile(r"\((?P<code>[0-9]{3,5})\)[ \u00a0-]*$")
_MEASURE = {"м2", "м3", "м²", "м³", "км2"}


def quantities(text: str) -> list[Fact]:
    """The facts that can be counted, dialled, opened or entered in a calendar, in order.

    Kinds LINK to RANGE; they do not overlap but for lists that share a span («15 и 17 мая»).
    Numerals in words are read as figures are.
    """
    words = spelled(text)
    dates = list(sakha_dates(words.text))
    free = _free(dates, words.text)
    found = [
        figure
        for figure in figures(words.text)
        if figure.value not in _MEASURE and all(free[slice(*figure.span)])
    ]
    for read in (_phones, _money, _below_zero, _daytimes, _full_hours, _years, _letters):
        found = read(found, words.text)
    free = _free(found + dates, words.text)
    found += [fact for fact in calendar_words(words.text) if all(free[slice(*fact.span)])]
    found = with_ranges(sorted(found + dates, key=lambda fact: fact.span), words.text)
    return [replace(fact, span=words.back(fact.span)) for fact in found]


def _free(facts: list[Fact], text: str) -> bytearray:
    """For each character whether no fact stands on it."""
    free = bytearray(b"\1") * len(text)
    for fact in facts:
        start, end = fact.span
        free[start:end] = bytes(end - start)
    return free


def _pairs(facts: list[Fact], join: Callable[[Fact, Fact], Fact | None]) -> list[Fact]:
    """Neighbours that are one fact are joined into it."""
    out: list[Fact] = []
    for fact in facts:
        joined = join(out[-1], fact) if out else None
        if joined is None:
            out.append(fact)
        else:
            out[-1] = joined
    return out


def _phones(facts: list[Fact], text: str) -> list[Fact]:
    """«(41137) 2-15-30» without the eight is one number."""

    def join(code: Fact, phone: Fact) -> Fact | None:
        start = code.span[0] - 1
        if code.kind is not Kind.NUMBER or phone.kind is not Kind.PHONE or start < 0:
            return None
        area = _AREA.search(text, start, phone.span[0])
        if area is None or area.start() != start or phone.value.startswith("+"):
            return None
        if len(area["code"] + phone.value) != 10:
            return None
        return Fact(Kind.PHONE, f"+7{area['code']}{phone.value}", (start, phone.span[1]))

    return _pairs(facts, join)


def _money(facts: list[Fact], text: str) -> list[Fact]:
    """«15 руб. 40 коп.», «4 млн 200 тыс. рублей» are one sum."""

    def join(roubles: Fact, kopecks: Fact) -> Fact | None:
        if text[roubles.span[1] : kopecks.span[0]].strip(" \u00a0"):
            return None
        if _powers_fall(text[slice(*roubles.span)], text[slice(*kopecks.span)]):
            value = str(int(roubles.value) + int(kopecks.value))
            return Fact(kopecks.kind, value, (roubles.span[0], kopecks.span[1]))
        if roubles.kind is not Kind.MONEY or kopecks.kind is not Kind.NUMBER:
            return None
        if len(kopecks.value) > 2 or not kopecks.value.isdecimal() or "." in roubles.value:
            return None
        end = _KOPECKS.match(text, kopecks.span[1])
        if end is None:
            return None
        part = f"{kopecks.value:0>2}".rstrip("0")
        value = f"{roubles.value}.{part}" if part else roubles.value
        return Fact(Kind.MONEY, value, (roubles.span[0], end.end()))

    return _pairs(facts, join)


def _powers_fall(first: str, second: str) -> bool:
    """«4 млн» and «200 тыс.»: whole numbers, the second of a smaller power."""
    sizes = [found and _SIZES[found[0].lower()] for found in map(_SIZE.search, (first, second))]
    whole = not re.search("[.,][0-9]", first + second)
    return whole and bool(sizes[0] and sizes[1] and sizes[0] > sizes[1])


def _below_zero(facts: list[Fact], text: str) -> list[Fact]:
    """«Минус 38» is −38."""
    out = []
    for fact in facts:
        found = _MINUS.search(text, max(0, fact.span[0] - 8), fact.span[0])
        if fact.kind is Kind.NUMBER and found:
            out.append(replace(fact, value=f"-{fact.value}", span=(found.start(), fact.span[1])))
        else:
            out.append(fact)
    return out


def _daytimes(facts: list[Fact], text: str) -> list[Fact]:
    """«В 6 часов вечера», «9 утра»; «3 дня» and «2 ночи» alone are lengths."""
    return [_daytime(fact, text) for fact in facts]


def _daytime(fact: Fact, text: str) -> Fact:
    found = _DAYTIME.match(text, fact.span[1])
    hour = fact.value[:2] if fact.kind is Kind.TIME else fact.value
    if found is None or fact.kind not in (Kind.TIME, Kind.NUMBER) or not hour.isdecimal():
        return fact
    part, number = found["part"].lower(), int(hour)
    start = fact.span[0]
    sure = fact.kind is Kind.TIME or found["hours"] or part == "утра"
    asked = part != "дня" and _BEFORE_HOUR.search(text, max(0, start - 8), start)
    if not (sure or asked) or not 1 <= number <= 12:
        return fact
    later = 12 if part in ("дня", "вечера") else 0
    number = (number % 12) + later if number < 12 or part == "ночи" else number
    minutes = fact.value[3:] if fact.kind is Kind.TIME else "00"
    if found["minutes"]:
        minutes = f"{int(re.sub('[^0-9]', '', found['minutes'])):02}"
    return Fact(Kind.TIME, f"{number:02}:{minutes}", (start, found.end()))


def _full_hours(facts: list[Fact], text: str) -> list[Fact]:
    """«18-00» is a time wherever it stands, and the word in «18:00 часов» belongs to it."""
    out: list[Fact] = []
    for fact in facts:
        start, end = fact.span
        minutes = _MINUTES.match(text, end)
        if fact.kind is Kind.NUMBER and minutes and fact.value.isdecimal() and int(fact.value) < 24:
            out.append(Fact(Kind.TIME, f"{int(fact.value):02}:00", (start, minutes.end())))
        elif out and start < out[-1].span[1]:
            if fact.span == out[-1].span:
                out.append(fact)
        elif fact.kind is Kind.TIME and (word := _HOURS.match(text, end)):
            out.append(replace(fact, span=(start, word.end())))
        else:
            out.append(fact)
    return out


def _years(facts: list[Fact], text: str) -> list[Fact]:
    return [_year(fact, text) for fact in facts]


def _year(fact: Fact, text: str) -> Fact:
    """«2026 года», «2026г», «2026ҥи»."""
    found = re.fullmatch("(?P<year>(?:19|20)[0-9]{2})(?P<suffix>[^\\W\\d_]{1,3})?", fact.value)
    if fact.kind is not Kind.NUMBER or found is None:
        return fact
    if found["suffix"]:
        return replace(fact, kind=Kind.YEAR, value=found["year"])
    word = _YEAR.match(text, fact.span[1])
    return Fact(Kind.YEAR, fact.value, (fact.span[0], word.end())) if word else fact


def _letters(facts: list[Fact], text: str) -> list[Fact]:
    """«5 А», «5-а», «5 «А»» are house (or class) 5а, as «5а» is."""
    return [_lettered(fact, text) for fact in facts]


def _lettered(fact: Fact, text: str) -> Fact:
    start, end = fact.span
    if fact.kind is not Kind.NUMBER:
        return fact
    grown = re.fullmatch(r"([0-9]{1,4})-([а-дА-Д])", text[start:end])
    if grown:
        return replace(fact, value=f"{grown[1]}{grown[2].lower()}")
    found = _LETTER.match(text, end) if fact.value.isdecimal() and len(fact.value) < 5 else None
    if found is None or not (found["letter"].isupper() or text[end] == "-"):
        return fact
    return Fact(Kind.NUMBER, fact.value + found["letter"].lower(), (start, found.end()))
