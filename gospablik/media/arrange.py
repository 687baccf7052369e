"""What of a news item's files hangs on its post in a network, and what stands in words. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from gospablik.media.choose import card_instead, choose
from gospablik.media.fitting import overweight
from gospablik.media.rules import RULES
from gospablik.networks.base import MediumKind
from gospablik.site import NewsFileKind
from gospablik.text import shorten

_LONGEST_WORDS = 100
_NAMES = {MediumKind.VIDEO: "Видео", MediumKind.FILE: "Файл"}


@dataclass(frozen=True, slots=True)
class Offered:
    """A file of the news as far as it is known. `size`: bytes, None while it was not read;
    `too_big`: why no network is given it.
    """

    kind: NewsFileKind
    address: str
    words: str = ""
    size: int | None = None
    too_big: str = ""


@dataclass(frozen=True, slots=True)
class Arranged:
    """`attached`: positions (from 0) of what goes out with the post, in the site's order.

    `linked`: of videos and files that cannot hang on the post and are named in its text; `lines`:
    what it says of each of them, with the address. `card`: the card of the news' page stands in
    place of the pictures.
    `pictures`, `others`: how many pictures, videos and files the post is to show. `left_out`: what
    is not attached and why, in Russian sentences.
    """

    attached: tuple[int, ...] = ()
    lines: tuple[str, ...] = ()
    pictures: int = 0
    others: int = 0
    left_out: str = ""
    linked: tuple[int, ...] = ()
    card: bool = False


def arrange(network: str, offered: Sequence[Offered], text: str) -> Arranged:
    """The files beside a post of that text."""
    places = [n for n, one in enumerate(offered) if one.kind is not NewsFileKind.STAYS]
    kinds = [MediumKind(offered[place].kind) for place in places]
    card = card_instead(network, text)
    choice = choose(network, kinds, unfit=_unfit(network, offered, places), captioned=not card)
    attached = tuple(places[n] for n in choice.chosen)
    pictures = sum(offered[place].kind is NewsFileKind.PICTURE for place in attached)
    said = [choice.left_out, card if pictures else "", _stays(offered)]
    return Arranged(
        attached,
        tuple(_line(kinds[n], offered[places[n]]) for n in choice.linked),
        pictures=0 if card else pictures,
        others=len(attached) - pictures,
        left_out=" ".join(filter(None, said)),
        linked=tuple(places[n] for n in choice.linked),
        card=bool(card and pictures),
    )


def _unfit(network: str, offered: Sequence[Offered], places: Sequence[int]) -> dict[int, str]:
    found = {}
    for number, place in enumerate(places):
        one = offered[place]
        if one.kind is NewsFileKind.PICTURE:
            continue
        kind = MediumKind(one.kind)
        if kind is MediumKind.FILE and RULES[network].file is None:
            continue  # whatever it weighs
        why = one.too_big or (one.size is not None and overweight(network, kind, one.size)) or ""
        if why:
            found[number] = why
    return found


def _line(kind: MediumKind, one: Offered) -> str:
    words = shorten(one.words, _LONGEST_WORDS) if kind is MediumKind.FILE else ""
    return f"{words or _NAMES[kind]}: {one.address}"


def _stays(offered: Sequence[Offered]) -> str:
    stays = [one.address for one in offered if one.kind is NewsFileKind.STAYS]
    if not stays:
        return ""
    return f"Только на странице новости (плеер или вложение другого вида): {', '.join(stays)}."
