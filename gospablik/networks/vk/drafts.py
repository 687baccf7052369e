"""What a draft hangs on its post, in VK's words. Pure.

A link becomes a card only beside no picture and no video: those are what the reader should see,
and VK shows one or the other. Either way the address stands in the text too.
"""

import re

from gospablik.networks.base import Draft, MediumKind
from gospablik.networks.errors import SHOW_TO_KEEPER, Kind, NetworkError
from gospablik.networks.limits import TEXT
from gospablik.outcomes import Refused

MOST = 10
"""Attachments that a post may have (shared facts A4)."""

_NAME = re.compile(r"(photo|video|doc)-?[0-9]+_[0-9]+(_[0-9A-Za-z]+)?")
_MORE_THAN_ONE_LINK = 222
_BAD_PARAMETER = 100


def unfit(draft: Draft) -> Refused | None:
    """Why this draft cannot be a post of VK."""
    if len(draft.media) > MOST:
        return Refused(
            f"Запись не отправлена: вложений {len(draft.media)}, а ВКонтакте берёт не больше"
            f" {MOST}. Что делать: уберите лишние."
        )
    for medium in draft.media:
        if not _NAME.fullmatch(medium.reference):
            return Refused(
                f"Запись не отправлена: файл «{medium.medium.name}» во ВКонтакте не загружен."
                f" Что делать: {SHOW_TO_KEEPER}"
            )
    return too_long(draft.text)


def too_long(text: str, *, reply: bool = False) -> Refused | None:
    """The refusal of a text that VK would not take whole; it is not sent, nor cut."""
    limits = TEXT["vk"]
    longest, length = limits.reply if reply else limits.post, limits.length(text)
    if length <= longest:
        return None
    what = "Комментарий не отправлен" if reply else "Запись не отправлена"
    return Refused(
        f"{what}: в тексте {length} знаков, а ВКонтакте берёт не больше {longest}."
        " Что делать: сократите текст."
    )


def names(draft: Draft) -> tuple[str, ...]:
    """Its files, uploaded already."""
    return tuple(medium.reference for medium in draft.media)


def card(draft: Draft) -> tuple[str, ...]:
    """Its link, if VK is to show a card of it: one at most (error 222), never beside pictures."""
    pictured = any(m.medium.kind is not MediumKind.FILE for m in draft.media)
    fits = len(draft.media) < MOST and "," not in draft.link  # attachments are joined with commas
    return (draft.link,) if draft.link and fits and not pictured else ()


def refuses_card(error: NetworkError) -> bool:
    """Whether VK refused a post for its card alone, so that it may be sent once more without.

    A page whose picture VK does not like is answered with error 100, link_photo_sizing_rule
    (several clients, 2026), and nothing is published.
    """
    return error.kind is Kind.REFUSED and (
        error.code == _MORE_THAN_ONE_LINK
        or (error.code == _BAD_PARAMETER and "link_photo" in error.why)
    )
