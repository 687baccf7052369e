"""When two facts are one: a figure told in another form, or told less exactly."""

from gospablik.text.fact import Fact, Kind
from gospablik.text.loosely import same_clock, same_third
from gospablik.text.ranges import ends

_COUNTED = {Kind.NUMBER, Kind.MONEY, Kind.PERCENT, Kind.YEAR}
_LEAST_LOCAL, _MOST_LOCAL = 5, 7


def agree(post: Fact, site: Fact, years: frozenset[str] = frozenset()) -> bool:
    """Whether the post's fact is the site's.

    Told less is the same: a date without its year, a telephone without its code, a sum without
    «рублей», an address without its path. A year that only the post gives must be one of
    `years`, or the whole date must be. What the post tells loosely may be told exactly by the site;
    the other way only an hour: nobody takes «до четырёх» for the night.
    """
    if post.loosely or site.loosely:
        return _loosely(post, site, years)
    if post.kind is site.kind:
        if post.kind is Kind.DATE:
            return _dates(post.value, site.value, years)
        if post.kind is Kind.PHONE:
            return _phones(post.value, site.value)
        if post.kind is Kind.LINK:
            return _links(post.value, site.value)
        if post.kind is Kind.RANGE:
            return _ranges(post, site, years)
        return post.value == site.value or _school_year(post, site)
    return _across(post, site) or _across(site, post)


def _loosely(post: Fact, site: Fact, years: frozenset[str]) -> bool:
    mine, theirs = post.value.split("–"), site.value.split("–")
    if len(mine) != len(theirs):
        return False
    pairs = zip(mine, theirs, strict=True)
    return all(_loose_end(one, other, post, site, years) for one, other in pairs)


def _loose_end(mine: str, theirs: str, post: Fact, site: Fact, years: frozenset[str]) -> bool:
    if "-" not in mine or "-" not in theirs:
        return same_clock(mine, theirs)
    if post.loosely and mine != post.exact:
        return same_third(mine, theirs)
    # «В июле» for «в середине июля»; «15 июля» would say more.
    less = len(mine) == len("--07") or not site.loosely or theirs == site.exact
    return less and _dates(mine, theirs, years)


def _school_year(post: Fact, site: Fact) -> bool:
    """«Первый класс — 2026» for «2026/2027 учебный год»."""
    return len(post.value) == len("2026") and site.value.startswith(f"{post.value}/")


def _dates(post: str, site: str, years: frozenset[str]) -> bool:
    year, month, day = _date(post)
    site_year, site_month, site_day = _date(site)
    if month not in ("", site_month) or day not in ("", site_day):
        return False
    known = not site_year and not years.isdisjoint((year, post))
    return year in ("", site_year) or known


def _date(value: str) -> tuple[str, str, str]:
    """Year, month and day; of `--09-15`, `--09` and `---15` what is not told is empty."""
    year, _, rest = value.replace("--", "-").partition("-")
    month, _, day = rest.partition("-")
    return year, month, day


def _phones(post: str, site: str) -> bool:
    short, long = sorted((post.removeprefix("+7"), site.removeprefix("+7")), key=len)
    return long == short or (len(short) <= _MOST_LOCAL and long.endswith(short))


def _links(post: str, site: str) -> bool:
    return post.casefold() == site.casefold() or post.casefold() == site.partition("/")[0]


def _ranges(post: Fact, site: Fact, years: frozenset[str]) -> bool:
    (start, end), (site_start, site_end) = ends(post.value), ends(site.value)
    return _ends(start, site_start, years) and _ends(end, site_end, years)


def _ends(post: str, site: str, years: frozenset[str]) -> bool:
    return hour(post) == hour(site) or _dates(post, site, years)


def as_time(date: str) -> str:
    """The time that is written as this day of no year is: «14.10»; of another date no time."""
    return f"{date[-2:]}:{date[2:-3]}"


def hour(value: str) -> str:
    """«09:00» and «9» are one hour."""
    return value.removesuffix(":00").lstrip("0")


def _across(one: Fact, other: Fact) -> bool:
    """Two kinds for one thing: «18 ч» and 18:00, «100» in a list of sums and 100 рублей."""
    if one.kind is Kind.NUMBER:
        if other.kind in _COUNTED:
            return one.value == other.value
        if other.kind is Kind.TIME:
            return other.value == f"{one.value:0>2}:00"
        if other.kind is Kind.PHONE:
            return len(one.value) >= _LEAST_LOCAL and other.value.endswith(one.value)
        if other.kind is Kind.RANGE:
            # «2026/2027 учебный год».
            return other.value == one.value.replace("/", "–")
    if one.kind is Kind.DATE and other.kind is Kind.TIME:
        # «В 8.00, 14.10 и 19.40» holds a time that looks like a day.
        return other.value == as_time(one.value)
    # «18-30» may be a time.
    return one.kind is Kind.RANGE and other.value == one.value.replace("–", ":")
