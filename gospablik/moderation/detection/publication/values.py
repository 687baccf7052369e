"""Whether a fact of a comment and one of the post are of one type, equal, or one within another."""

import re
from collections.abc import Sequence
from decimal import Decimal

from gospablik.moderation.detection.publication.claims import Claim
from gospablik.moderation.detection.publication.words import same_thing
from gospablik.text.agreement import agree
from gospablik.text.fact import Kind
from gospablik.text.figure_values import amount

_SUMS = (Kind.MONEY, Kind.NUMBER)
_SAME = (Kind.DATE, Kind.TIME, Kind.PHONE, Kind.PERCENT, Kind.MONEY, Kind.YEAR, Kind.WEEKDAY)
_MORE = re.compile(r"(?<!\w)(?:больше|более|свыше|дороже|не\sмен(?:ее|ьше)|от)\s$", re.IGNORECASE)
_LESS = re.compile(r"(?<!\w)(?:меньше|менее|дешевле|не\sбол(?:ее|ьше))\s$", re.IGNORECASE)
_ABOUT = re.compile(r"(?<!\w)(?:почти|около|примерно|порядка|где-то|под|чуть)\s$", re.IGNORECASE)
_TIMES, _POWERS = 20, (1, 1000, 1_000_000)
_NEAR, _ROUND = Decimal("0.15"), Decimal("0.05")


def one_type(mine: Claim, theirs: Claim) -> bool:
    """Whether the two facts may stand in each other's place; a bare number may be a sum."""
    kinds = mine.fact.kind, theirs.fact.kind
    if kinds == (Kind.NUMBER, Kind.NUMBER):
        bare = not mine.noun or (mine.noun == "человек" and not theirs.noun)
        return (bare and _of_one_size(mine, theirs)) or (
            bool(theirs.noun) and same_thing(mine.noun, theirs.noun)
        )
    if kinds == (Kind.ADDRESS, Kind.ADDRESS):
        return street(mine) == street(theirs)
    if kinds == (Kind.NUMBER, Kind.ADDRESS):
        return False
    if Kind.NUMBER in kinds and (Kind.MONEY in kinds or Kind.PERCENT in kinds):
        return not (mine.noun or theirs.noun) and _of_one_size(mine, theirs)
    if kinds == (Kind.MONEY, Kind.MONEY):
        return _of_one_size(mine, theirs, (1,))
    return kinds[0] is kinds[1] and kinds[0] in _SAME


def _of_one_size(mine: Claim, theirs: Claim, powers: Sequence[int] = _POWERS) -> bool:
    """Whether one may be meant for the other, a power left out: at most twenty times off."""
    one, other = amount(mine.fact.value), amount(theirs.fact.value)
    if not one or not other:
        return True
    return any(other <= one * power * _TIMES <= other * _TIMES**2 for power in powers)


def street(claim: Claim) -> str:
    """The street of a house."""
    return claim.fact.value.rpartition(" ")[0]


def equal(mine: Claim, theirs: Claim, comment: str) -> bool:
    """Whether the comment says the same: in another form, rounded, or as a bound that holds."""
    if agree(mine.fact, theirs.fact) or agree(theirs.fact, mine.fact):
        return True
    if theirs.fact.kind is Kind.DATE and mine.fact.kind is Kind.YEAR:
        return theirs.fact.value.startswith(mine.fact.value)
    one, other = amount(mine.fact.value), amount(theirs.fact.value)
    if one is None or other is None:
        return False
    if mine.fact.kind in _SUMS and other in [one * power for power in _POWERS]:
        return True
    before = comment[max(0, mine.span[0] - 16) : mine.span[0]]
    return _rounded(one, other) or _bounded(one, other, before)


def within(mine: Claim, theirs: Claim) -> bool:
    """Whether the comment's fact lies inside the range of which the post's fact is an end."""
    if theirs.both is None or mine.both is not None:
        return False
    place, (start, end) = _order(mine.fact.value), map(_order, theirs.both)
    if isinstance(place, Decimal) and isinstance(start, Decimal) and isinstance(end, Decimal):
        return start <= place <= end
    texts = isinstance(place, str) and isinstance(start, str) and isinstance(end, str)
    return texts and str(start) <= str(place) <= str(end)


def _order(value: str) -> Decimal | str:
    """What tells which of two values is the greater one: day of the year, hour, or quantity."""
    size = amount(value)
    return value[-5:] if size is None else size


def _rounded(one: Decimal, other: Decimal) -> bool:
    """«12 тысяч» for 11 950: fewer figures told, and less than a twentieth away."""
    figures = [len(f"{size.normalize():f}".replace(".", "").strip("0")) for size in (one, other)]
    return figures[0] < figures[1] and abs(one - other) <= other * _ROUND


def _bounded(one: Decimal, other: Decimal, before: str) -> bool:
    """«Больше 10 тысяч» holds for 12 000, and so does «почти 13»."""
    if _ABOUT.search(before):
        return abs(one - other) <= other * _NEAR
    return bool((_MORE.search(before) and other > one) or (_LESS.search(before) and other < one))
