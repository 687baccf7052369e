"""How a person does in OK what the API will not do: where to go, what to press.

What a moderator may do is OK's own help (ok.ru/help, group administrating: delete messages from
topics, put on and take off the group's black list). Where the buttons stand is not in the facts, so
the steps name what to do and not the place on the screen.
"""

from gospablik.networks.verdicts import WITHOUT_TERM, ByHand

_OTHER = (
    " (у приложения номера людей могут быть свои: если по ссылке другой человек, узнайте автора по"
    " его комментарию)."
)
_NAMES = " Названия кнопок на сайте могут немного отличаться."


def publish(home: str) -> ByHand:
    """A post."""
    return ByHand(
        home,
        "Откройте группу, создайте новую тему, вставьте текст поручения, проверьте, что автором"
        " стоит группа, а не вы, и опубликуйте.",
    )


def edit(post: str) -> ByHand:
    """A post to reword."""
    return ByHand(
        post,
        "Откройте тему по ссылке, выберите в её меню «Редактировать», замените текст на текст"
        " поручения, вложения не трогайте, сохраните." + _NAMES,
    )


def delete(post: str) -> ByHand:
    """A post to take off."""
    return ByHand(post, "Откройте тему по ссылке и выберите в её меню «Удалить»." + _NAMES)


def pin(post: str) -> ByHand:
    """A post to put on top."""
    return ByHand(
        post,
        "Откройте тему по ссылке и выберите в её меню «Закрепить». Если она уже закреплена, ничего"
        " не нажимайте." + _NAMES,
    )


def repost(source: str, group: str) -> ByHand:
    """Another page's post to share."""
    return ByHand(
        source,
        "Откройте запись по ссылке, нажмите «Поделиться», выберите публикацию в группе"
        f" «{group}», вставьте текст поручения, проверьте, что автором стоит группа, и опубликуйте."
        + _NAMES,
    )


def describe(home: str) -> ByHand:
    """The group's description."""
    return ByHand(
        home,
        "Откройте группу под именем её администратора, зайдите в настройки группы, замените"
        " описание на текст поручения и сохраните." + _NAMES,
    )


def reply(post: str, *, below: bool = False) -> ByHand:
    """A comment of the page; `below`: an answer to a comment under the topic."""
    if below:
        return ByHand(
            post,
            "Откройте тему по ссылке (прямой ссылки на комментарий сайт не даёт), найдите под ней"
            " этот комментарий и нажмите под ним «Ответить», выберите ответ от имени группы,"
            " вставьте текст поручения и отправьте." + _NAMES,
        )
    return ByHand(
        post,
        "Откройте тему по ссылке, у поля комментария выберите ответ от имени группы, вставьте текст"
        " поручения и отправьте." + _NAMES,
    )


def remove(post: str, which: str) -> ByHand:
    """A comment to take off. `which` says whose it is and of what time; "" if that is not known."""
    return ByHand(
        post,
        "Откройте тему по ссылке под именем модератора группы (прямой ссылки на комментарий сайт не"
        f" даёт), найдите под ней комментарий{which}, наведите на него указатель и удалите. Автора"
        " при этом не блокируйте: это решает Глава." + _NAMES,
    )


def restore(post: str) -> ByHand:
    """A removed comment to put back."""
    return ByHand(
        post,
        "Откройте тему по ссылке под именем модератора группы. Если на месте удалённого комментария"
        " сайт предлагает восстановить его, нажмите это. Если не предлагает, вернуть комментарий"
        " нельзя: так и отметьте в поручении.",
    )


def block(home: str, author: str, until: str, reason: str) -> ByHand:
    """An author to block. `until` is already in words."""
    return ByHand(
        home,
        "Откройте группу под именем модератора, найдите автора среди участников или под записью,"
        f" где был его комментарий, и внесите его в чёрный список группы. Автор: {author}"
        f"{_OTHER} Причина: «{reason}». Срок: {until}{_ends(until)}." + _NAMES,
    )


def _ends(until: str) -> str:
    if until == WITHOUT_TERM:
        return ""
    return "; если сайт не даёт указать срок, в этот день снимите блокировку вручную"


def unblock(home: str, author: str) -> ByHand:
    """An author to give access again."""
    return ByHand(
        home,
        "Откройте группу под именем модератора, в списке участников откройте чёрный список, найдите"
        f" автора и уберите его оттуда. Автор: {author}{_OTHER}{_NAMES}",
    )
