"""How a person does in MAX what the bot cannot: where to go, what to press.

MAX publishes no description of its buttons, so the steps name what to look for.
"""

from gospablik.networks.verdicts import WITHOUT_TERM, ByHand


def publish(channel: str) -> ByHand:
    """A post."""
    return ByHand(
        channel,
        "Откройте канал в приложении MAX под учётной записью администратора канала, вставьте текст"
        " поручения в новый пост, приложите те же файлы и опубликуйте.",
    )


def edit(channel: str) -> ByHand:
    """A post to reword."""
    return ByHand(
        channel,
        "Откройте пост в приложении MAX под учётной записью администратора канала, задержите на нём"
        " палец (или щёлкните правой кнопкой), выберите «Редактировать», вставьте текст поручения"
        " и сохраните. Если MAX не даёт править пост бота, удалите его и опубликуйте заново.",
    )


def delete(channel: str) -> ByHand:
    """A post to take off."""
    return ByHand(
        channel,
        "Откройте пост в приложении MAX под учётной записью администратора канала, задержите на нём"
        " палец (или щёлкните правой кнопкой) и выберите «Удалить».",
    )


def pin(channel: str) -> ByHand:
    """A post to pin."""
    return ByHand(
        channel,
        "Откройте пост в приложении MAX под учётной записью администратора канала, задержите на нём"
        " палец (или щёлкните правой кнопкой) и выберите «Закрепить».",
    )


def repost(source: str) -> ByHand:
    """Another channel's post to forward."""
    return ByHand(
        source,
        "Откройте этот пост в приложении MAX под учётной записью администратора нашего канала,"
        " нажмите «Переслать», выберите наш канал, добавьте текст поручения и отправьте.",
    )


def describe(channel: str) -> ByHand:
    """The channel's description."""
    return ByHand(
        channel,
        "Откройте канал в приложении MAX под учётной записью администратора канала, нажмите на его"
        " название, затем «Редактировать», вставьте текст поручения в поле «Описание» и сохраните.",
    )


def reply(channel: str, *, below: bool = False) -> ByHand:
    """A comment of the page; `below`: an answer to a comment under the post."""
    if below:
        return ByHand(
            channel,
            "Откройте пост в приложении MAX под учётной записью администратора канала, откройте"
            " комментарии, найдите этот комментарий по автору и времени, задержите на нём палец"
            " (или щёлкните правой кнопкой), выберите «Ответить», вставьте текст поручения и"
            " отправьте от имени канала.",
        )
    return ByHand(
        channel,
        "Откройте пост в приложении MAX под учётной записью администратора канала, откройте"
        " комментарии, вставьте текст поручения и отправьте от имени канала.",
    )


def remove(channel: str) -> ByHand:
    """A comment to take off."""
    return ByHand(
        channel,
        "Откройте пост в приложении MAX под учётной записью администратора канала, откройте"
        " комментарии, найдите комментарий по тексту и времени, задержите на нём палец (или"
        " щёлкните правой кнопкой) и выберите «Удалить».",
    )


def block(channel: str, author: str, until: str, reason: str) -> ByHand:
    """An author to block. `until` is already in words."""
    return ByHand(
        channel,
        "Откройте канал в приложении MAX под учётной записью администратора канала, найдите автора"
        f" (номер пользователя {author}) по его комментарию или в списке подписчиков канала,"
        " задержите палец на его имени (или щёлкните правой кнопкой) и удалите его из канала с"
        f" блокировкой. {_ends(until)} Причина: {reason}",
    )


def _ends(until: str) -> str:
    if until == WITHOUT_TERM:
        return f"Блокировка {until}."
    return f"Она {until}; срока MAX не знает: в этот день снимите её сами."


def unblock(channel: str, author: str) -> ByHand:
    """An author to let in again."""
    return ByHand(
        channel,
        "Откройте канал в приложении MAX под учётной записью администратора канала, нажмите на его"
        f" название, откройте список заблокированных, найдите автора (номер пользователя {author})"
        " и выберите «Разблокировать».",
    )
