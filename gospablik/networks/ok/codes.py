"""OK's error codes, translated once: what the caller must do, in which words, after what wait.

Source: shared facts, part B3 (public enumerations of OK's list). A passing trouble of OK's proves
nothing about a write, so it is UNKNOWN; its `wait` is for reads, which may be repeated.
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

METHOD = 3
"""No such method, or not for this application: what a removed method answers."""
PARAM, FIELDSET = 100, 220
"""Either may be the answer to a field that OK does not know."""

_CHECK = "проверьте страницу в Одноклассниках глазами; программа тоже посмотрит ещё раз сама."
_RIGHTS = "проверьте права приложения (выдаёт api-support@ok.ru) и роль владельца ключа в группе."
_BLOCKED = f"{REPEATS_ITSELF[:-1]}; если и завтра будет так же, напишите в api-support@ok.ru."
_PHOTO = "замените фотографию: другой размер или формат (JPEG, PNG)."
_SHORTEN = "сократите текст или уберите лишние вложения."

_SECOND, _MINUTES = timedelta(seconds=1), timedelta(minutes=10)
_HALF_HOUR, _HOURS = timedelta(minutes=30), timedelta(hours=3)


def _passing(words: str) -> Meaning:
    return Meaning(Kind.UNKNOWN, words, _CHECK, _SECOND)


def _later(
    words: str, wait: timedelta, hold: Hold | None = None, *, todo: str = REPEATS_ITSELF
) -> Meaning:
    return Meaning(Kind.LATER, words, todo, wait, hold)


def _dead(words: str, todo: str = REPLACE_KEY) -> Meaning:
    return Meaning(Kind.DEAD_TOKEN, words, todo, _HALF_HOUR)


def _refused(words: str, todo: str = SHOW_TO_KEEPER) -> Meaning:
    return Meaning(Kind.REFUSED, words, todo)


def _no_right(words: str) -> Meaning:
    return Meaning(Kind.NO_RIGHT, words, _RIGHTS)


def _gone(words: str) -> Meaning:
    return Meaning(Kind.ALREADY, words, _CHECK)


def _person(words: str) -> Meaning:
    return Meaning(Kind.PERSON, words, BY_HAND)


CODES: Mapping[int, Meaning] = MappingProxyType(
    {
        1: _passing("неизвестная ошибка"),
        2: _passing("служба временно недоступна"),
        METHOD: _person("такого метода нет или он закрыт для приложения"),
        4: _refused("неверный запрос"),
        7: _later("действие заблокировано", _HOURS, todo=_BLOCKED),
        8: _later("слишком много действий подряд", _MINUTES, Hold.LANE),
        9: _later("с этого адреса доступ заблокирован", _HOURS, todo=_BLOCKED),
        10: _no_right("нет права на это действие"),
        11: _later("исчерпан предел вызовов этого метода", _HOURS, Hold.METHOD),
        24: _no_right("владелец ключа не владелец этого объекта"),
        26: _later("исчерпан общий предел вызовов", _HOURS, Hold.KEY),
        30: _passing("ошибка сети на стороне Одноклассников"),
        31: _passing("служба Одноклассников не ответила вовремя"),
        50: _no_right("владелец ключа не администратор и не модератор группы"),
        PARAM: _refused("неверный или пропущенный параметр"),
        101: _dead("открытый ключ приложения неверен"),
        102: _dead("срок ключа доступа истёк"),
        103: _dead("ключ доступа не действует"),
        104: _dead("подпись не сошлась: секретный ключ не от этого ключа доступа"),
        106: _refused("неверный номер объекта", _CHECK),
        120: _refused("неверный номер альбома"),
        121: _refused("неверный номер фотографии", "загрузите фотографию заново."),
        140: _refused("неверный номер сообщения", _CHECK),
        141: _refused("неверный номер комментария", _CHECK),
        160: _refused("неверный номер группы", "проверьте group_id страницы в organisation.toml."),
        200: _no_right("не хватает разрешения"),
        210: _dead("приложение выключено", "напишите в api-support@ok.ru номер приложения."),
        FIELDSET: _refused("неверный набор полей"),
        300: _gone("не найдено"),
        324: _refused("файл фотографии не принят", _PHOTO),
        451: _refused("метод вызывают без ключа доступа"),
        453: _dead("нет ключа доступа"),
        454: _refused(
            "текст не пропустила цензура Одноклассников",
            "перепишите текст: уберите слова, которые можно принять за брань, и отправьте снова.",
        ),
        455: _refused("запрещено настройками приватности", _RIGHTS),
        456: _refused("запрещено настройками группы", _RIGHTS),
        457: _refused("запрещено настройками приватности", _RIGHTS),
        458: _refused("запрещено настройками приватности", _RIGHTS),
        500: _refused("фотография слишком тяжёлая", _PHOTO),
        501: _refused("фотография слишком мала", _PHOTO),
        502: _refused("фотография слишком велика", _PHOTO),
        503: _refused("формат фотографии не принят", _PHOTO),
        504: _refused("фотография повреждена", _PHOTO),
        505: _refused("в файле нет фотографии", _PHOTO),
        508: _refused("фотография не принята", _PHOTO),
        511: _person("действия владельца ключа приостановила защита от спама"),
        514: _person("владельцу ключа нужно подтвердить, что он не робот"),
        600: _refused("слишком много вложений", _SHORTEN),
        601: _refused("текст слишком длинный", _SHORTEN),
        602: _refused("вопрос опроса слишком длинный", _SHORTEN),
        603: _refused("в опросе слишком много ответов", _SHORTEN),
        604: _refused("ответ опроса слишком длинный", _SHORTEN),
        607: _refused("ссылка записана неверно", "исправьте адрес ссылки и отправьте снова."),
        700: _gone("комментария нет"),
        701: _refused("автор комментария другой", _CHECK),
        702: _gone("комментарий уже не показывается"),
        704: _refused("время правки вышло", _CHECK),
        1200: _refused("неверный пакет запросов"),
        2001: _refused("неверный запрос"),
        5000: _passing("служба Одноклассников ответила неверно"),
        9999: _passing("системная ошибка"),
    }
)


def meaning(code: int) -> Meaning:
    """What a code means; one that is not in the list leaves everything open."""
    return CODES.get(code) or Meaning(Kind.UNKNOWN, "ошибка, которой нет в нашем списке", _CHECK)
