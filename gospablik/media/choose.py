"""Which media of a news item go out in a post of a network, and what is said of the rest. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from gospablik.media.rules import RULES, Beside
from gospablik.networks.base import MediumKind
from gospablik.networks.limits import TEXT
from gospablik.page import NETWORK_NAMES


@dataclass(frozen=True, slots=True)
class Choice:
    """Positions (from 0) of what goes out, in the site's order; `left_out`: the rest, in words."""

    chosen: tuple[int, ...]
    left_out: str = ""


def choose(network: str, kinds: Sequence[MediumKind]) -> Choice:
    """The first that fit together. Pictures and videos come before files where it is either or."""
    rules, name = RULES[network], NETWORK_NAMES[network]
    places = list(range(len(kinds)))
    files = [place for place in places if kinds[place] is MediumKind.FILE]
    shown = [place for place in places if place not in files]
    said = []
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
    left_out = f"В пост вошло не всё, что есть у новости. Осталось на сайте {'; '.join(said)}."
    return Choice(tuple(places), left_out if said else "")


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
