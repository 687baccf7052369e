"""What a bot of MAX can do on a channel, with the document or report behind each line."""

from types import MappingProxyType

from gospablik.networks.capabilities import Capability, Matrix, Operation, Way
from gospablik.networks.max.tokens import BOT

_SCHEMA = "official OpenAPI 0.0.32 (dev.max.ru, 2026-07-01)"
_COMMENTS = "schema 0.0.33 and a live test (K1rL3s/maxo PR 174, 2026-08-17)"
_RIGHTS = "schema 0.0.33 and the official swagger: rights of administrators"

_WRITE = "право write"
_API = {
    Operation.PAGE_INFO: (_SCHEMA, "GET /chats/{chatId}; подтверждённость и сайт не сообщаются"),
    Operation.COUNTERS: (_SCHEMA, "подписчики и просмотры; число комментариев не сообщается"),
    Operation.LIST_POSTS: (_RIGHTS, "право read_all_messages"),
    Operation.READ_COMMENTS: (_COMMENTS, "право read_all_messages; автор обычно не назван"),
    Operation.PUBLISH_TEXT: (_SCHEMA, f"{_WRITE}; до 4000 знаков"),
    Operation.PUBLISH_PHOTO: (_SCHEMA, f"{_WRITE}; до 50 МБ и 7680 точек по стороне"),
    Operation.PUBLISH_ALBUM: (_SCHEMA, f"{_WRITE}; больше 10 вложений никто не проверял"),
    Operation.PUBLISH_VIDEO: (_SCHEMA, f"{_WRITE}; до 250 МБ"),
    Operation.PUBLISH_FILE: (_SCHEMA, f"{_WRITE}; файл — единственное вложение поста"),
    Operation.LINK_CARD: (_SCHEMA, "MAX делает карточку сам по ссылке в тексте"),
    Operation.EDIT_POST: (_RIGHTS, "права edit и read_all_messages; только посты бота, без срока"),
    Operation.DELETE_POST: (_RIGHTS, "права delete и read_all_messages; любой пост, без срока"),
    Operation.PIN_POST: (_RIGHTS, "право pin_message"),
    Operation.REPOST: (_SCHEMA, "только по номеру сообщения; по адресу поста — поручением"),
    Operation.DESCRIBE_PAGE: ("schema 0.0.33: ChatPatch", "право change_chat_info; до 16000"),
    Operation.REPLY: (_COMMENTS, "права write и read_all_messages; комментарии включены"),
    Operation.REMOVE_COMMENT: (_COMMENTS, "право delete"),
}
_NO_BLOCKING = Capability(
    Way.ERRAND,
    "official swagger: add_remove_members is given to bots in group chats only",
    "автор комментария обычно не назван; прочитать обратно нельзя",
)

MATRIX: Matrix = MappingProxyType(
    {
        BOT: MappingProxyType(
            {op: Capability(Way.API, source, note) for op, (source, note) in _API.items()}
            | {
                Operation.RESTORE_COMMENT: Capability(
                    Way.IMPOSSIBLE, "schema 0.0.33: no such method", "удалённое не хранится"
                ),
                Operation.BLOCK: _NO_BLOCKING,
                Operation.UNBLOCK: _NO_BLOCKING,
                Operation.LIST_BLOCKED: Capability(
                    Way.IMPOSSIBLE,
                    "schema 0.0.33: no such method",
                    "посмотреть может только человек в настройках канала",
                ),
            }
        )
    }
)
