"""Whether a text tells of a news item that it does not name, and whether two items are twins. Pure.

Conservative: a post taken for another news' would be called wrong for no reason.
"""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import tzinfo
from functools import lru_cache

from gospablik.reconciliation.sides import News
from gospablik.text import Kind, clean, comparable
from gospablik.text.keys import fact_keys
from gospablik.text.languages import language
from gospablik.text.tokens import read

_LEAST_TITLE = 3
_LEAST_SHARED, _MAJORITY = 6, 0.6
_LEAST_RARE = 4
_LEAST_FIGURES = 3
_COMMON = 3
"""A word that stands in so many of the news at hand, and in a third of them, tells nothing."""
_DIGITS = re.compile("[0-9]+")


def likest(text: str, news: Sequence[News]) -> News | None:
    """The item that the text surely tells of; None if there is none.

    Sure: the item's headline stands in the text, or at least six words and figures of the text, a
    clear majority of those that are not in every other item, stand in the item.
    """
    common = _common(news)
    rare, said = traits(text) - common, comparable(text)
    ranked = [(_share(rare, one), _stands_in(one.title, said), one) for one in news]
    sure = [
        (share, titled, one)
        for share, titled, one in ranked
        if (titled and len(traits(one.title)) >= _LEAST_TITLE)
        or (share >= _MAJORITY and len(rare & traits(one.text)) >= _LEAST_SHARED)
    ]
    best = max(sure, key=lambda found: (found[1], found[0], found[2].moment), default=None)
    return best[2] if best else None


def about(text: str, news: Sequence[News]) -> tuple[News, ...]:
    """The items that tell of the same thing, as far as a few rare words can say it."""
    words = {trait for trait in traits(text) - _common(news) if not trait.startswith("fact:")}
    return tuple(one for one in news if len(words & traits(one.text)) >= _LEAST_RARE)


def same_figures(text: str, other: str) -> bool:
    """Whether two texts in different languages give the same figures, and enough of them."""
    mine, theirs = _figures(text), _figures(other)
    return mine == theirs and len(mine) >= _LEAST_FIGURES and spoken(text) != spoken(other)


def twins(one: News, other: News, zone: tzinfo, shared_pictures: frozenset[str]) -> bool:
    """Whether two items are one news in two languages: of one day, with its figures or a picture.

    `shared_pictures`: those that only these two could have in common, see `pairs_of_pictures`.
    """
    if one.item_id == other.item_id:
        return False
    if one.moment.astimezone(zone).date() != other.moment.astimezone(zone).date():
        return False
    if spoken(one.text) == spoken(other.text):
        return False
    pictured = one.pictures & other.pictures & shared_pictures
    return bool(pictured) or same_figures(one.text, other.text)


def pairs_of_pictures(news: Sequence[News]) -> frozenset[str]:
    """Pictures that exactly two items bear; one that more of them bear is the site's emblem."""
    borne = Counter(picture for one in news for picture in one.pictures)
    return frozenset(picture for picture, number in borne.items() if number == 2)


@lru_cache(maxsize=2_000)
def traits(text: str) -> frozenset[str]:
    """The words and figures of a text in forms that other cases and spellings share."""
    found: set[str] = set()
    for unit in read(clean(text)):
        for token in unit.content:
            if token.person:
                found.add(f"name:{token.person.surname}")
            elif token.fact and token.fact.kind is not Kind.LINK:
                found.update(fact_keys(token.fact))
            elif token.stem:
                found.add(token.stem)
    return frozenset(found)


@lru_cache(maxsize=2_000)
def spoken(text: str) -> str:
    """The language of most of the text, as `text.languages` names it."""
    return language(clean(text))


def _share(rare: frozenset[str], one: News) -> float:
    return len(rare & traits(one.text)) / len(rare) if rare else 0.0


def _stands_in(title: str, said: str) -> bool:
    """`text.stands_in` for one text beside many headlines: it is made comparable once."""
    sought = _sought(title)
    return bool(sought) and sought in said


@lru_cache(maxsize=2_000)
def _sought(title: str) -> str:
    return comparable(title)


def _common(news: Sequence[News]) -> frozenset[str]:
    counted = Counter(trait for one in news for trait in traits(one.text))
    least = max(_COMMON, len(news) / 3)
    return frozenset(trait for trait, number in counted.items() if number > least)


@lru_cache(maxsize=2_000)
def _figures(text: str) -> frozenset[str]:
    return frozenset(found.lstrip("0") for found in _DIGITS.findall(clean(text)))
