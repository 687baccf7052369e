"""Which media of a news item go out in a post of a network, and what is said of the rest. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from gospablik.media.rules import RULES, Beside
from gospablik.networks.base import MediumKind
from gospablik.networks.limits import TEXT
from gospablik.page import NETWORK_NAMES

MOST_LINKS = 5
"""Ours: so many addresses a text bears beside its own words."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Positions (from 0) of what hangs on the post, in the site's order, and of the videos and
    files whose addresses stand in its text instead; `left_out`: why, and the rest, in words.
    """

    chosen: tuple[int, ...]
    linked: tuple[int, ...] = ()
    left_out: str = ""


def choose(
    network: str,
    kinds: Sequence[MediumKind],
    *,
    unfit: Mapping[int, str] = MappingProxyType({}),
    captioned: bool = True,
) -> Choice:
    """The first that fit together. Pictures and videos come before files where it is either or.

    `unfit`: videos and files of which the network does not take so much, by position, and why.
    `captioned`: the text may stand under what is attached; if not, only pictures have something to
    stand for them (`card_instead`).
    """
    rules, name = RULES[network], NETWORK_NAMES[network]
    places = [place for place in range(len(kinds)) if place not in unfit]
    said = [f"вложений 1: {why}" for why in unfit.values()]
    if not captioned:
        others = [place for place in places if kinds[place] is not MediumKind.PHOTO]
        places = [place for place in places if place not in others]
        if others:
            said.append(f"видео и файлов {len(others)}: текст длиннее подписи к ним")
    files = [place for place in places if kinds[place] is MediumKind.FILE]
    shown = [place for place in places if place not in files]
    if files and rules.file is None:
        places = shown
        said.append(f"файлов {len(files)}: {name} к посту их не принимает")
    elif files and shown and rules.beside_file is not Beside.ANYTHING:
        places = shown
        said.append(f"файлов {len(files)}: {name} не ставит их в один пост с картинками и видео")
    only_one = bool(files) and not shown and rules.beside_file is Beside.NOTHING
    most = 1 if only_one else rules.most
    if len(places) > most:
        said.append(f"последних вложений {len(places) - most}: в пост {name} входит {most}")
        places = places[:most]
    return Choice(tuple(places), *_rest(kinds, places, said))


def _rest(
    kinds: Sequence[MediumKind], chosen: Sequence[int], said: Sequence[str]
) -> tuple[tuple[int, ...], str]:
    """What of the rest stands in the text as an address, and what is said of all of it."""
    if not said:
        return (), ""
    rest = [place for place in range(len(kinds)) if place not in chosen]
    linked = [place for place in rest if kinds[place] is not MediumKind.PHOTO][:MOST_LINKS]
    words = f"В пост вошло не всё, что есть у новости. Осталось на сайте {'; '.join(said)}."
    if linked:
        words += f" Ссылок на видео и файлы в тексте поста: {len(linked)}."
    return tuple(linked), words


def card_instead(network: str, text: str) -> str:
    """What is said of a text too long to stand under a picture; empty if it may.

    Telegram's adapter then sends the large card of the news' page in place of the pictures, which
    is one message still; no other network takes less text with a picture than without.
    """
    most = TEXT[network].caption
    if TEXT[network].length(text) <= most:
        return ""
    return (
        f"Текст длиннее подписи к картинке ({most} знаков): {NETWORK_NAMES[network]} покажет вместо"
        " неё карточку страницы новости."
    )
