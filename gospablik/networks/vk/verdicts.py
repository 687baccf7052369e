"""VkError as the outcomes the ledger acts on, and as the errors an operator reads. Pure."""

from dataclasses import dataclass
from datetime import timedelta

from gospablik.errors import CouldNotRead
from gospablik.networks.vk.answers import VkError
from gospablik.networks.vk.codes import Kind
from gospablik.outcomes import (
    CannotTell,
    DoOutcome,
    NeedsPerson,
    NothingHappened,
    NotNow,
    Refused,
    Unknown,
)

_WAIT = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class ByHand:
    """How a person does the same: where to go and what to press there."""

    link: str
    press: str


def outcome(error: VkError, by_hand: ByHand) -> DoOutcome:
    """What a write came to."""
    match error.kind:
        case Kind.LATER | Kind.DEAD_TOKEN:
            return NothingHappened(f"{error.why} Что делать: {error.todo}", error.wait or _WAIT)
        case Kind.WRONG_TOKEN | Kind.PERSON:
            return NeedsPerson(error.why, by_hand.link, by_hand.press)
        case Kind.REFUSED | Kind.ALREADY:
            return Refused(f"{error.why} Что делать: {error.todo}")
        case Kind.UNKNOWN:
            return Unknown(error.why)


def not_seen(error: VkError) -> NotNow | CannotTell:
    """What a look came to that read nothing: VK may answer the next one, or it never will."""
    match error.kind:
        case Kind.LATER | Kind.DEAD_TOKEN | Kind.UNKNOWN:
            return NotNow(error.why)
        case _:
            return CannotTell(error.why)


def could_not_read(error: VkError, what: str) -> CouldNotRead:
    """What a read came to. `what` begins the sentence: «Записи страницы … не прочитаны.»"""
    return CouldNotRead(
        f"{what} {error.why}",
        not_done="проверка по этим данным; это не значит, что всё в порядке.",
        next_step=error.todo,
    )


def publish_by_hand(wall: str) -> ByHand:
    """A post."""
    return ByHand(
        wall,
        "Откройте сообщество, вставьте текст поручения в новую запись, проверьте, что автором"
        " стоит сообщество, и нажмите «Опубликовать».",
    )


def reply_by_hand(post: str) -> ByHand:
    """A comment of the page."""
    return ByHand(
        post,
        "Откройте запись, в поле комментария выберите автором сообщество, вставьте текст"
        " поручения и нажмите «Отправить».",
    )


def remove_by_hand(comment: str) -> ByHand:
    """A comment to take off."""
    return ByHand(
        comment,
        "Откройте комментарий по ссылке, наведите на него указатель и нажмите «Удалить»"
        " (крестик или «…» справа).",
    )


def block_by_hand(blacklist: str, author: str, until: str, reason: str) -> ByHand:
    """An author to block. `until` is already in words."""
    return ByHand(
        blacklist,
        f"Откройте чёрный список, нажмите «Добавить в чёрный список», укажите автора {author},"
        f" срок до {until}, причину «Другое», комментарий «{reason}», отметьте «Показывать"
        " комментарий пользователю» и нажмите «Добавить».",
    )
