"""When two facts are one: a figure told in another form, or told less exactly."""

from gospablik.text.fact import Fact, Kind
from gospablik.text.loosely import same_clock, same_third
from gospablik.text.ranges import ends

_COUNTED = {Kind.NUMBER, Kind.MONEY, Kind.PERCENT, Kind.YEAR}
_LEAST_LOCAL = 5


def agree(post: Fact, site: Fact, years: frozenset[str] = frozenset()) -> bool:
    """Whether the post's fact is the site's.

    Told less is the same: a date without its year, a telephone without its code, a sum without
    «рублей», an address without its path. A year that only the post gives must be one of
    `years`, or the whole date must be. What the post tells loosely may be told exactly by the site,
    never the other way.
    """
    if post.loosely or site.loosely:
        return _loosely(post, site)
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


def _loosely(post: Fact, site: Fact) -> bool:
    if post.kind is site.kind and post.value == site.value and post.loosely:
        return True
    if Kind.RANGE in (post.kind, site.kind) and post.kind is not site.kind:
        return False
    pairs = zip(post.value.split("–"), site.value.split("–"), strict=False)
    return all(_loose_end(mine, theirs, post, site) for mine, theirs in pairs)


def _loose_end(mine: str, theirs: str, post: Fact, site: Fact) -> bool:
    if mine.startswith("-") or theirs.startswith("-") or theirs.count("-") > 1:
        # «В июле» for «в середине июля»
        if len(mine) == len("--09"):
            return _dates(mine, theirs, frozenset())
        return post.loosely and same_third(mine, theirs)
    hours = Kind.TIME in (post.kind, site.kind) or ":" in post.value + site.value
    return (hours and same_clock(mine, theirs)) or (not hours and post.value == site.value)


def _school_year(post: Fact, site: Fact) -> bool:
    """«Первый класс — 2026» for «2026/2027 учебный год»."""
    return len(post.value) == len("2026") and site.value.partition("/")[0] == post.value


def _dates(post: str, site: str, years: frozenset[str]) -> bool:
    if post.startswith("---"):
        return post[-2:] == site[-2:] and len(site) > len("--09")
    if len(post) == len("--09"):
        # «В сентябре» for «15 сентября».
        return post[-2:] == site[-5:-3] or post == site
    if post[-5:] != site[-5:] or (len(post) != len(site) and "-" not in (post[0], site[0])):
        return False
    mine, theirs = post[:4].strip("-"), site[:4].strip("-")
    if post.startswith("--"):
        mine = ""
    if site.startswith("--"):
        theirs = ""
    return not mine or mine == theirs or (not theirs and not years.isdisjoint((mine, post)))


def _phones(post: str, site: str) -> bool:
    short, long = sorted((post.removeprefix("+7"), site.removeprefix("+7")), key=len)
    return long == short or (len(short) >= _LEAST_LOCAL and len(short) < 8 and long.endswith(short))


def _links(post: str, site: str) -> bool:
    return post.casefold() == site.casefold() or post.casefold() == site.partition("/")[0]


def _ranges(post: Fact, site: Fact, years: frozenset[str]) -> bool:
    pairs = zip(ends(post.value), ends(site.value), strict=True)
    return all(
        mine == theirs
        or hour(mine) == hour(theirs)
        or ("-" in mine[:2] + mine[4:5] and _dates(mine, theirs, years))
        for mine, theirs in pairs
    )


def as_time(date: str) -> str:
    """The time that is written as this day of no year is: «14.10»."""
    return f"{date[-2:]}:{date[-5:-3]}"


def hour(value: str) -> str:
    """«09:00» and «9» are one hour."""
    return value.removesuffix(":00").lstrip("0") if value.endswith(":00") else value


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
            return "/" in one.value and other.value == one.value.replace("/", "–")
    if one.kind is Kind.DATE and other.kind is Kind.TIME:
        # «В 8.00, 14.10 и 19.40» holds a time that looks like a day.
        return one.value.startswith("--") and other.value == as_time(one.value)
    if one.kind is Kind.RANGE and other.kind is Kind.TIME:
        # «18-30» may be a time.
        return other.value == one.value.replace("–", ":")
    return False
