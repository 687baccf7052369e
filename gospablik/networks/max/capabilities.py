"""What a bot of MAX can do on a channel, with the document or report behind each line."""

from types import MappingProxyType

from gospablik.networks.capabilities import Capability, Matrix, Operation, Way
from gospablik.networks.max.tokens import BOT

_SCHEMA = "официальная схема OpenAPI 0.0.32 (dev.max.ru, 01.07.2026)"
_COMMENTS = "схема 0.0.33 и живая проверка (K1rL3s/maxo, PR 174, 17.08.2026)"
_RIGHTS = "схема 0.0.33 и официальное описание прав администраторов"

_WRITE = "право write"
_NO_ALT = "поля для слов сайта о картинке или видео нет"
_API = {
    Operation.PAGE_INFO: (_SCHEMA, "GET /chats/{chatId}; подтверждённость и сайт не сообщаются"),
    Operation.COUNTERS: (_SCHEMA, ""),
    Operation.LIST_POSTS: (_RIGHTS, "право read_all_messages"),
    Operation.READ_COMMENTS: (_COMMENTS, "право read_all_messages; автор обычно не назван"),
    Operation.PUBLISH_TEXT: (_SCHEMA, f"{_WRITE}; до 4000 знаков"),
    Operation.PUBLISH_PHOTO: (_SCHEMA, f"{_WRITE}; до 50 МБ и 7680 точек по стороне; {_NO_ALT}"),
    Operation.PUBLISH_ALBUM: (
        _SCHEMA,
        f"{_WRITE}; больше 10 вложений никто не проверял; {_NO_ALT}",
    ),
    Operation.PUBLISH_VIDEO: (_SCHEMA, f"{_WRITE}; до 250 МБ; {_NO_ALT}"),
    Operation.PUBLISH_FILE: (_SCHEMA, f"{_WRITE}; файл — единственное вложение поста"),
    Operation.LINK_CARD: (_SCHEMA, "MAX делает карточку сам по ссылке в тексте"),
    Operation.EDIT_POST: (_RIGHTS, "права edit и read_all_messages; только посты бота, без срока"),
    Operation.DELETE_POST: (_RIGHTS, "права delete и read_all_messages; любой пост, без срока"),
    Operation.PIN_POST: (_RIGHTS, "право pin_message"),
    Operation.DESCRIBE_PAGE: ("схема 0.0.33: ChatPatch", "право change_chat_info; до 16000"),
    Operation.REPLY: (_COMMENTS, "права write и read_all_messages; комментарии включены"),
    Operation.REMOVE_COMMENT: (_COMMENTS, "право delete"),
}
_NO_BLOCKING = Capability(
    Way.ERRAND,
    "официальное описание: право add_remove_members боты получают только в групповых чатах",
    "автор комментария обычно не назван; прочитать обратно нельзя",
)

NOT_SHOWN = (
    "сколько комментариев под постом, MAX не сообщает: сравнить не с чем;",
    "других мест, где житель мог бы писать в канале, схема не называет; чаты программа не читает;",
    "под постами старше 30 дней новое не читается, под постами старше суток — раз в час и реже.",
)
"""What residents write and the harvest does not see, for operators."""

MATRIX: Matrix = MappingProxyType(
    {
        BOT: MappingProxyType(
            {op: Capability(Way.API, source, note) for op, (source, note) in _API.items()}
            | {
                Operation.REPOST: Capability(
                    Way.ERRAND,
                    _SCHEMA,
                    "бот пересылает только по номеру сообщения, а по адресу поста его не узнать",
                ),
                Operation.RESTORE_COMMENT: Capability(
                    Way.IMPOSSIBLE, "схема 0.0.33: такого метода нет", "удалённое не хранится"
                ),
                Operation.BLOCK: _NO_BLOCKING,
                Operation.UNBLOCK: _NO_BLOCKING,
                Operation.LIST_BLOCKED: Capability(
                    Way.IMPOSSIBLE,
                    "схема 0.0.33: такого метода нет",
                    "посмотреть может только человек в настройках канала",
                ),
            }
        )
    }
)
