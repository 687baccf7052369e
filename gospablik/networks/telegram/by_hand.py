"""How a person does in Telegram what the bot cannot: where to go, what to press."""

from gospablik.networks.verdicts import WITHOUT_TERM, ByHand

_ANSWER = (
    "выберите «Ответить», слева от поля выберите отправителем канал, вставьте текст поручения и"
    " нажмите «Отправить»."
)


def publish(channel: str) -> ByHand:
    """A post."""
    return ByHand(
        channel,
        "Откройте канал, вставьте текст поручения в поле сообщения, приложите файлы, если они"
        " есть, и нажмите «Отправить».",
    )


def edit(post: str) -> ByHand:
    """A post to reword."""
    return ByHand(
        post,
        "Откройте пост, нажмите на него правой кнопкой (на телефоне — долго), выберите"
        " «Изменить», замените текст и вложения на те, что в поручении, и нажмите галочку.",
    )


def delete(post: str) -> ByHand:
    """A post to take off, with all pictures of its album."""
    return ByHand(
        post,
        "Откройте пост, нажмите на него правой кнопкой (на телефоне — долго), выберите"
        " «Удалить» и подтвердите. Если в посте несколько фотографий, выделите и удалите все.",
    )


def pin(post: str) -> ByHand:
    """A post to put on top."""
    return ByHand(
        post,
        "Откройте пост, нажмите на него правой кнопкой (на телефоне — долго) и выберите"
        " «Закрепить».",
    )


def repost(channel: str, source: str) -> ByHand:
    """Another's post to share."""
    return ByHand(
        source,
        f"Откройте пост {source}, нажмите «Переслать» и выберите канал {channel}.",
    )


def describe(channel: str) -> ByHand:
    """The channel's description."""
    return ByHand(
        channel,
        "Откройте канал, нажмите на его название, затем «Изменить», вставьте текст поручения в"
        " поле «Описание» и сохраните.",
    )


def reply(post: str, *, below: bool = False) -> ByHand:
    """A comment of the page; `below`: an answer to a comment under the post."""
    if below:
        return ByHand(
            post,
            "Откройте пост, нажмите «Комментарии», найдите этот комментарий, нажмите на него правой"
            f" кнопкой (на телефоне — долго), {_ANSWER}",
        )
    return ByHand(
        post,
        "Откройте пост, нажмите «Комментарии», выберите слева от поля отправителем канал, вставьте"
        " текст поручения и нажмите «Отправить».",
    )


def reply_in_group(channel: str, *, below: bool = False) -> ByHand:
    """A message of the page in the discussion group, under no post; `below`: to a message there."""
    if below:
        return ByHand(
            channel,
            "Откройте группу обсуждения канала, найдите это сообщение, нажмите на него правой"
            f" кнопкой (на телефоне — долго), {_ANSWER}",
        )
    return ByHand(
        channel,
        "Откройте группу обсуждения канала, выберите слева от поля сообщения отправителем канал,"
        " вставьте текст поручения и нажмите «Отправить».",
    )


def remove(comment: str) -> ByHand:
    """A comment to take off."""
    return ByHand(
        comment,
        "Откройте комментарий по ссылке, нажмите на него правой кнопкой (на телефоне — долго),"
        " выберите «Удалить», отметьте «Удалить для всех» и подтвердите.",
    )


def block(channel: str, author: str, until: str) -> ByHand:
    """An author to silence: with a term he is muted, «без срока» he is shut out.

    Telegram's own form offers few terms, so a person may have to end it.
    """
    found = (
        "Откройте группу обсуждения канала, найдите сообщение автора (его номер в Telegram"
        f" {author}), нажмите на его имя"
    )
    if until == WITHOUT_TERM:
        return ByHand(channel, f"{found} и выберите «Заблокировать» ({until}).")
    return ByHand(
        channel,
        f"{found}, выберите «Ограничить» (на телефоне — «Изменить разрешения») и выключите отправку"
        f" сообщений и медиа. Поставьте срок {until}; если такого срока там нет, снимите"
        " ограничение сами в этот день. Из группы автора не исключайте.",
    )


def unblock(channel: str, author: str) -> ByHand:
    """An author to let write again."""
    return ByHand(
        channel,
        "Откройте группу обсуждения канала, затем «Управление группой» → «Разрешения». Найдите"
        f" автора (его номер в Telegram {author}) в «Исключениях» и удалите исключение; если он в"
        " «Чёрном списке», нажмите «Разблокировать».",
    )
