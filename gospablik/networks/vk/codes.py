"""VK's error codes, translated once: what the caller must do, in which words, after what wait.

Sources: errors.json of VKCOM/vk-api-schema v5.199.93; 1051 and the subcode of 5 are reported by
clients only (shared facts, part A3).
"""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType

from gospablik.networks.errors import (
    BY_HAND,
    REPEATS_ITSELF,
    REPLACE_KEY,
    SHOW_TO_KEEPER,
    Hold,
    Kind,
    Meaning,
)

_CHECK = "проверьте страницу ВКонтакте глазами; программа тоже посмотрит ещё раз сама."
_RIGHTS = "проверьте права ключа и роль его владельца в сообществе."


_SECOND, _MINUTES = timedelta(seconds=1), timedelta(minutes=10)
_HALF_HOUR, _HOURS = timedelta(minutes=30), timedelta(hours=3)


def _later(words: str, wait: timedelta, hold: Hold | None = None) -> Meaning:
    return Meaning(Kind.LATER, words, REPEATS_ITSELF, wait, hold)


def _dead(words: str) -> Meaning:
    return Meaning(Kind.DEAD_TOKEN, words, REPLACE_KEY, _HALF_HOUR)


def _wrong(words: str) -> Meaning:
    return Meaning(Kind.WRONG_TOKEN, words, "добавьте ключ другого вида или сделайте это вручную.")


def _refused(words: str, todo: str) -> Meaning:
    return Meaning(Kind.REFUSED, words, todo)


def _no_right(words: str) -> Meaning:
    return Meaning(Kind.NO_RIGHT, words, _RIGHTS)


def _person(words: str) -> Meaning:
    return Meaning(Kind.PERSON, words, BY_HAND)


def _unknown(words: str) -> Meaning:
    return Meaning(Kind.UNKNOWN, words, _CHECK)


CODES: Mapping[int, Meaning] = MappingProxyType(
    {
        1: _unknown("неизвестная ошибка"),
        2: _dead("приложение, которому выдан ключ, выключено"),
        3: _person("такого метода больше нет"),
        4: _refused("неверная подпись запроса", SHOW_TO_KEEPER),
        5: _dead("ключ не действует"),
        6: _later("слишком много запросов в секунду", _SECOND, Hold.KEY),
        7: _no_right("нет прав на это действие"),
        8: _refused("неверный запрос или приложение заблокировано", SHOW_TO_KEEPER),
        9: _later("слишком много одинаковых действий подряд", _MINUTES, Hold.LANE),
        10: _unknown("внутренняя ошибка сервера"),
        14: _person("нужно ввести код с картинки (капча)"),
        15: _no_right("доступ запрещён, либо объект скрыт или удалён"),
        17: _person("нужно подтвердить вход владельца ключа"),
        18: _refused("страница пользователя удалена или заблокирована", _CHECK),
        19: _refused("содержимое заблокировано", _CHECK),
        20: _wrong("приложению этого вида действие не разрешено"),
        21: _wrong("приложению этого вида действие не разрешено"),
        22: _later("файл не загрузился", _MINUTES),
        23: _person("метод отключён"),
        24: _person("нужно подтверждение человека"),
        25: _person("нужно подтверждение ключа человеком"),
        27: _wrong("с ключом сообщества этого сделать нельзя"),
        28: _wrong("с сервисным ключом этого сделать нельзя"),
        29: _later("исчерпан суточный предел запросов этого вида", _HOURS, Hold.METHOD),
        30: _refused("профиль закрыт", _CHECK),
        32: _unknown("нужно подождать"),
        33: _person("действие ещё не поддерживается"),
        36: _unknown("запрос прерван: слишком долго выполнялся"),
        37: _refused("пользователь заблокирован", _CHECK),
        38: _dead("приложение, которому выдан ключ, неизвестно"),
        42: _dead("с этого адреса ключ не действует"),
        43: _unknown("раздел временно недоступен"),
        100: _refused("неверный или пропущенный параметр", SHOW_TO_KEEPER),
        103: _refused("превышен предел", _CHECK),
        104: Meaning(Kind.ALREADY, "не найдено", _CHECK),
        105: _later("файл не сохранился", _MINUTES),
        113: _refused("неверный номер пользователя", SHOW_TO_KEEPER),
        118: _later("неверный сервер загрузки", _MINUTES),
        121: _later("неверная подпись загрузки", _MINUTES),
        122: _later("загруженная картинка не принята", _MINUTES),
        125: _refused(
            "неверный номер сообщества", "проверьте group_id страницы в organisation.toml."
        ),
        129: _later("загруженная картинка не принята", _MINUTES),
        200: _no_right("доступ запрещён"),
        203: _no_right("нет доступа к сообществу"),
        210: _no_right("нет доступа к записи"),
        211: _no_right("нет доступа к комментарию"),
        212: _no_right("нет доступа к комментариям записи"),
        213: _refused("комментирование записи закрыто", _CHECK),
        214: _no_right("публиковать запись запрещено"),
        219: _refused("рекламная запись уже была недавно", _CHECK),
        220: _refused("слишком много получателей", SHOW_TO_KEEPER),
        222: _refused("ссылки в тексте запрещены", "уберите из текста лишние ссылки."),
        223: _later("слишком много комментариев подряд", _MINUTES, Hold.METHOD),
        224: _refused("слишком много рекламных записей", _CHECK),
        225: _refused("платные записи выключены", SHOW_TO_KEEPER),
        243: Meaning(Kind.SAME, "комментарий не был удалён", _CHECK),
        601: _later("за сегодня сделано слишком много действий", _HOURS, Hold.METHOD),
        703: _person("владельцу ключа нужно включить двухфакторный вход"),
        704: _person("владельцу ключа нужно включить двухфакторный вход"),
        1051: _wrong("ключу этого вида действие не разрешено"),
        1105: _later("слишком много попыток входа", _HALF_HOUR),
        1114: _dead("срок ключа истёк"),
        1116: _dead("ключ неверен"),
        1117: _dead("срок ключа истёк"),
        1118: _dead("с этого адреса ключ не действует"),
        3300: _person("нужно пройти проверку «я не робот»"),
        3301: _person("нужно подтвердить телефон владельца ключа"),
        3302: _person("нужно подтвердить пароль владельца ключа"),
        3303: _person("нужен одноразовый код владельца ключа"),
        3304: _person("нужно подтвердить почту владельца ключа"),
        3609: _dead("ключ нужно продлить"),
        11500: _person("нужно подтверждение человека"),
    }
)

SUBCODES: Mapping[tuple[int, int], Meaning] = MappingProxyType(
    {
        (5, 1130): _dead("ключ выдан для другого адреса"),
        (15, 1133): _wrong("у ключа нет права на этот метод"),
        (15, 1134): _wrong("приложению этого вида метод не разрешён"),
    }
)

_DAILY = _later("исчерпан дневной предел записей", _HOURS, Hold.METHOD)
_SCHEDULE = _refused("отложить запись на это время нельзя", _CHECK)
_EVENTS_OFF = _refused(
    "события сообщества выключены",
    "включите их: «Управление», «Работа с API», «Long Poll API», версия 5.199; отметьте события"
    " стены, комментариев и обсуждений.",
)
_ACCESS_OR_PARAMETER = range(100, 300)
"""In errors.json all codes of this range speak of parameters, objects, rights and limits."""


def meaning(code: int, subcode: int | None = None, message: str = "") -> Meaning:
    """What a code means. `message` is VK's own text: 100 and 214 alone cover too much."""
    if subcode is not None and (code, subcode) in SUBCODES:
        return SUBCODES[code, subcode]
    lowered = message.lower()
    # "you can only add 50 posts a day" was seen live; a clash of scheduled posts reads "on a day".
    if code == 214 and "schedule" in lowered:
        return _SCHEDULE
    if code == 214 and "a day" in lowered:
        return _DAILY
    if code == 100 and "longpoll" in lowered:
        return _EVENTS_OFF
    if code in CODES:
        return CODES[code]
    if code in _ACCESS_OR_PARAMETER:
        return _refused("ошибка параметра или доступа", SHOW_TO_KEEPER)
    return _unknown("ошибка, которой нет в нашем списке")
