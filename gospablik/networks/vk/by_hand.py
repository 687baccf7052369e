"""How a person does on VK what the API will not do: where to go, what to press."""

from gospablik.networks.verdicts import ByHand


def publish(wall: str) -> ByHand:
    """A post."""
    return ByHand(
        wall,
        "Откройте сообщество, вставьте текст поручения в новую запись, проверьте, что автором"
        " стоит сообщество, и нажмите «Опубликовать».",
    )


def reply(post: str) -> ByHand:
    """A comment of the page."""
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


def block(blacklist: str, author: str, until: str, reason: str) -> ByHand:
    """An author to block. `until` is already in words."""
    return ByHand(
        blacklist,
        f"Откройте чёрный список, нажмите «Добавить в чёрный список», укажите автора {author},"
        f" срок до {until}, причину «Другое», комментарий «{reason}», отметьте «Показывать"
        " комментарий пользователю» и нажмите «Добавить».",
    )
