"""How a person does on VK what the API will not do: where to go, what to press."""

from gospablik.networks.base import Medium, MediumKind
from gospablik.networks.verdicts import ByHand

_WHAT = {
    MediumKind.PHOTO: "картинку",
    MediumKind.VIDEO: "видео",
    MediumKind.FILE: "документ",
}


def publish(wall: str) -> ByHand:
    """A post."""
    return ByHand(
        wall,
        "Откройте сообщество, вставьте текст поручения в новую запись, проверьте, что автором"
        " стоит сообщество, и нажмите «Опубликовать».",
    )


def attach(wall: str, medium: Medium) -> ByHand:
    """A file that only a person can put on a post."""
    return ByHand(
        wall,
        f"Добавьте {_WHAT[medium.kind]} «{medium.name}» вручную: откройте запись, нажмите «…»,"
        " затем «Редактировать», приложите файл и нажмите «Сохранить».",
    )


def edit_post(post: str) -> ByHand:
    """Another text of a post."""
    return ByHand(
        post,
        "Откройте запись, нажмите «…», затем «Редактировать», замените текст текстом поручения,"
        " вложения не трогайте и нажмите «Сохранить».",
    )


def delete_post(post: str) -> ByHand:
    """A post to take off."""
    return ByHand(post, "Откройте запись, нажмите «…», затем «Удалить запись».")


def pin_post(post: str) -> ByHand:
    """A post to put on top."""
    return ByHand(post, "Откройте запись, нажмите «…», затем «Закрепить».")


def repost(source: str, page: str) -> ByHand:
    """A post of another page to share. `page` is the name of ours."""
    return ByHand(
        source,
        "Откройте запись по ссылке, нажмите «Поделиться», выберите «Сообщество» и в нём"
        f" «{page}», вставьте текст поручения и нажмите «Поделиться записью».",
    )


def describe(settings: str) -> ByHand:
    """Another description of the page."""
    return ByHand(
        settings,
        "Откройте управление сообществом, раздел «Настройки», замените текст в поле «Описание»"
        " текстом поручения и нажмите «Сохранить».",
    )


def reply(post: str, *, below: bool = False) -> ByHand:
    """A comment of the page; `below`: an answer to a comment under the post."""
    if below:
        return ByHand(
            post,
            "Откройте запись, найдите этот комментарий и нажмите под ним «Ответить», выберите"
            " автором сообщество, вставьте текст поручения и нажмите «Отправить».",
        )
    return ByHand(
        post,
        "Откройте запись, в поле комментария выберите автором сообщество, вставьте текст"
        " поручения и нажмите «Отправить».",
    )


def remove(comment: str) -> ByHand:
    """A comment to take off."""
    return ByHand(
        comment,
        "Откройте комментарий по ссылке, наведите на него указатель и нажмите «Удалить»"
        " (крестик или «…» справа).",
    )


def remove_outside(place: str, which: str) -> ByHand:
    """What was written outside the posts, to take off. `which` says whose it is and of what time.

    The link leads to the discussion, photo or video alone.
    """
    return ByHand(
        place,
        f"Откройте обсуждение, фотографию или видео по ссылке, найдите там комментарий{which},"
        " наведите на него указатель и нажмите «Удалить» (крестик или «…» справа). Автора при этом"
        " не блокируйте: это решает Глава.",
    )


def reply_outside(place: str, *, below: bool = False) -> ByHand:
    """A word of the page in a discussion, under a photo or a video; `below`: to a comment there."""
    if below:
        return ByHand(
            place,
            "Откройте обсуждение, фотографию или видео по ссылке, найдите этот комментарий и"
            " нажмите под ним «Ответить», выберите автором сообщество, вставьте текст поручения и"
            " нажмите «Отправить».",
        )
    return ByHand(
        place,
        "Откройте обсуждение, фотографию или видео по ссылке, в поле комментария выберите автором"
        " сообщество, вставьте текст поручения и нажмите «Отправить».",
    )


def restore(post: str, comment: str) -> ByHand:
    """A comment to put back. VK shows a person the button only where he has just removed it."""
    return ByHand(
        post,
        "Если открыта страница, с которой комментарий удалили, нажмите на ней «Восстановить» на"
        f" месте комментария (номер {comment}). Если она закрыта, ВКонтакте вернуть его не даёт:"
        " отметьте в поручении, что возврат невозможен.",
    )


def block(blacklist: str, author: str, until: str, reason: str) -> ByHand:
    """An author to block. `until` is already in words."""
    return ByHand(
        blacklist,
        f"Откройте чёрный список, нажмите «Добавить в чёрный список», укажите автора {author},"
        f" срок {until}, причину «Другое», комментарий «{reason}», отметьте «Показывать"
        " комментарий пользователю» и нажмите «Добавить».",
    )


def unblock(blacklist: str, author: str) -> ByHand:
    """An author to let in again."""
    return ByHand(
        blacklist,
        f"Откройте чёрный список, найдите в нём автора {author}, нажмите «…» рядом с именем и"
        " «Удалить из чёрного списка».",
    )
