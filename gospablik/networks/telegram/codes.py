"""Telegram's errors, translated once: by the number, and by the words where they say more.

Sources: shared facts telegram-max-site.md 1.2 (tdlib/telegram-bot-api @01a3679c). «there is no
text», «there is no caption» and the texts about length come from TDLib and are known from clients.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from types import MappingProxyType

from gospablik.networks.errors import (
    BY_HAND,
    REPEATS_ITSELF,
    REPLACE_KEY,
    SHOW_TO_KEEPER,
    Kind,
    Meaning,
)

_CHECK = "проверьте канал и группу обсуждения глазами; программа тоже посмотрит ещё раз сама."
_SHORTEN = "сократите текст."
_RIGHTS = "верните бота в канал и в группу обсуждения администратором."
_GIVE_BACK = "верните боту это право администратора в канале и в группе обсуждения."
_ONE_READER = (
    "остановите другую программу, которая читает обновления этого бота (или снимите его"
    " вебхук), либо заведите для страницы отдельного бота."
)

NO_TEXT = "there is no text in the message to edit"
NO_CAPTION = "there is no caption in the message to edit"
STRANGER = ("user not found", "participant_id_invalid")
"""The bot does not know that person."""
CANNOT_DELETE = "message can't be deleted"


def _refused(words: str, todo: str = SHOW_TO_KEEPER) -> Meaning:
    return Meaning(Kind.REFUSED, words, todo)


def _person(words: str) -> Meaning:
    return Meaning(Kind.PERSON, words, BY_HAND)


def _no_right(words: str, todo: str = _RIGHTS) -> Meaning:
    return Meaning(Kind.NO_RIGHT, words, todo)


def _same(words: str) -> Meaning:
    return Meaning(Kind.SAME, words, _CHECK)


def _gone(words: str) -> Meaning:
    return Meaning(Kind.ALREADY, words, _CHECK)


_DEAD = Meaning(Kind.DEAD_TOKEN, "ключ бота не действует", REPLACE_KEY, timedelta(minutes=30))
_UNKNOWN = Meaning(Kind.UNKNOWN, "ошибка, которой нет в нашем списке", _CHECK)

CODES: Mapping[int, Meaning] = MappingProxyType(
    {
        400: _refused("запрос не принят"),
        401: _DEAD,
        403: _no_right("у бота нет доступа"),
        404: _DEAD,
        409: _refused("обновления этого бота читает кто-то ещё", _ONE_READER),
        413: _refused("файл слишком велик", "уменьшите файл."),
        429: Meaning(Kind.LATER, "слишком много запросов", REPEATS_ITSELF, timedelta(minutes=1)),
    }
)

_NO_RIGHT = _no_right("у бота нет права на это действие", _GIVE_BACK)
_TOO_LONG = _refused("текст слишком длинный", _SHORTEN)
_NO_MESSAGE = _gone("такого сообщения нет")

WORDS: Sequence[tuple[int, str, Meaning]] = (
    (400, "message is not modified", _same("сообщение уже такое")),
    (400, "description is not modified", _same("описание уже такое")),
    (400, "chat_not_modified", _same("в канале уже так")),
    (400, "message to delete not found", _NO_MESSAGE),
    (400, "message to edit not found", _NO_MESSAGE),
    (400, "message to pin not found", _NO_MESSAGE),
    (400, "message to forward not found", _NO_MESSAGE),
    (400, "message to be replied not found", _NO_MESSAGE),
    (400, CANNOT_DELETE, _person("бот не может удалить это сообщение")),
    (400, "message can't be edited", _person("бот не может изменить это сообщение")),
    (400, NO_TEXT, _refused("у сообщения нет текста, только подпись")),
    (400, NO_CAPTION, _refused("у сообщения нет подписи, только текст")),
    (400, "chat not found", _refused("нет такого чата", f"проверьте chat_id; {_RIGHTS}")),
    (400, "peer_id_invalid", _refused("нет такого чата", f"проверьте chat_id; {_RIGHTS}")),
    (400, "upgraded to a supergroup", _refused("у группы теперь другой номер")),
    (
        400,
        "user is an administrator of the chat",
        _no_right("это администратор группы", "снимите с него права администратора."),
    ),
    *((400, piece, _refused("такой автор боту неизвестен")) for piece in STRANGER),
    (400, "not enough rights", _NO_RIGHT),
    (400, "chat_admin_required", _NO_RIGHT),
    (400, "need administrator rights", _NO_RIGHT),
    (400, "have no rights", _NO_RIGHT),
    (400, "chat_write_forbidden", _NO_RIGHT),
    (400, "can't parse entities", _refused("разметка текста неверна")),
    (400, "is too long", _TOO_LONG),
    (400, "caption_too_long", _TOO_LONG),
    (400, "text is empty", _refused("текст пуст", "напишите текст.")),
    (
        400,
        "can't use the media of the specified type in the album",
        _refused("такое вложение в альбом не ставится", "разделите вложения."),
    ),
    (
        400,
        "photo_invalid_dimensions",
        _refused("стороны картинки не подходят", "уменьшите картинку."),
    ),
    (400, "image_process_failed", _refused("картинка не читается", "замените картинку.")),
    (400, "protected content", _refused("источник запретил пересылать свои посты", BY_HAND)),
    (400, "chat_forwards_restricted", _refused("источник запретил пересылать посты", BY_HAND)),
    (
        400,
        "temporarily unavailable",
        Meaning(Kind.LATER, "файла сейчас нет", REPEATS_ITSELF, timedelta(minutes=1)),
    ),
    (400, "invalid file_id", _gone("такого файла нет")),
    (404, "method not found", _person("такого метода нет")),
    (409, "webhook", _refused("у бота включён вебхук", _ONE_READER)),
)
"""Number, a piece of the description in lower case, meaning. The first that fits is meant."""


def meaning(code: int, description: str) -> tuple[int | str, Meaning]:
    """What an error means, with the piece of its words that told it, or else its number."""
    lowered = description.lower()
    for number, piece, known in WORDS:
        if number == code and piece in lowered:
            return piece, known
    return code, CODES.get(code, _UNKNOWN)
