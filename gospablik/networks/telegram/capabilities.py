"""What can be done in Telegram with the key of a bot, and where that is written."""

from types import MappingProxyType

from gospablik.networks.capabilities import Capability, Matrix, Operation, Way

BOT = "ключ бота, который администратор канала и его группы обсуждения"

_API = "Bot API 10.1"
_SERVER = "исходный код сервера Bot API (tdlib/telegram-bot-api, 07.05.2026)"


def _by_api(source: str, note: str = "") -> Capability:
    return Capability(Way.API, source, note)


_CAPTION = (
    "текст с вложением — до 1024 знаков; длиннее выходит с карточкой страницы вместо фотографий,"
    " если у неё есть своя картинка (og:image), иначе сокращается"
)
_NO_ALT = "отдельного поля для слов сайта о картинке или видео нет"

NOT_SHOWN = (
    "сколько комментариев под постом, Telegram не сообщает: сравнить не с чем;",
    "что убрал сам автор или администратор, боту не сообщается: такое остаётся в очереди;",
    "написанное, пока программа не работала дольше суток, и до того, как бот вошёл в группу;",
    "сообщения каналу и другие чаты: читается только группа обсуждения, в ней и вне постов.",
)
"""What residents write and the harvest does not see, for operators."""

MATRIX: Matrix = MappingProxyType(
    {
        BOT: MappingProxyType(
            {
                Operation.PAGE_INFO: _by_api(f"{_API}, getChat", "отметку Telegram не сообщает"),
                Operation.COUNTERS: _by_api(f"{_API}, getChatMemberCount"),
                Operation.LIST_POSTS: _by_api(
                    f"{_SERVER}",
                    "только копии, которые Telegram сам кладёт в группу обсуждения",
                ),
                Operation.READ_COMMENTS: _by_api(
                    f"{_API}, getUpdates; {_SERVER}",
                    "только новое; непрочитанное дольше суток пропадает",
                ),
                Operation.PUBLISH_TEXT: _by_api(f"{_API}, sendMessage", "до 4096 знаков"),
                Operation.PUBLISH_PHOTO: _by_api(
                    f"{_API}, sendPhoto", f"до 10 МБ; {_CAPTION}; {_NO_ALT}"
                ),
                Operation.PUBLISH_ALBUM: _by_api(
                    f"{_API}, sendMediaGroup", f"до 10; файлы отдельно; {_CAPTION}; {_NO_ALT}"
                ),
                Operation.PUBLISH_VIDEO: _by_api(f"{_API}, sendVideo", f"до 50 МБ; {_NO_ALT}"),
                Operation.PUBLISH_FILE: _by_api(f"{_API}, sendDocument", "до 50 МБ"),
                Operation.LINK_CARD: _by_api(f"{_API}, LinkPreviewOptions"),
                Operation.EDIT_POST: _by_api(
                    f"{_API}, editMessageText, editMessageCaption, editMessageMedia",
                    "кроме вложений альбома",
                ),
                Operation.DELETE_POST: _by_api(
                    f"{_API}, deleteMessages; {_SERVER}", "только младше 48 часов"
                ),
                Operation.PIN_POST: _by_api(f"{_API}, pinChatMessage"),
                Operation.REPOST: _by_api(
                    f"{_API}, forwardMessage",
                    "с текстом выходит свой пост со ссылкой: к пересланному текст не добавить",
                ),
                Operation.DESCRIBE_PAGE: _by_api(f"{_API}, setChatDescription", "до 255 знаков"),
                Operation.REPLY: _by_api(f"{_API}, sendMessage", "от имени бота, а не канала"),
                Operation.REMOVE_COMMENT: _by_api(
                    f"{_API}, deleteMessage; {_SERVER}", "только младше 48 часов, дальше поручением"
                ),
                Operation.RESTORE_COMMENT: Capability(Way.IMPOSSIBLE, f"{_API}: такого метода нет"),
                Operation.BLOCK: _by_api(
                    f"{_API}, restrictChatMember, banChatMember; {_SERVER}",
                    "на срок до 366 дней — запрет писать, и тем, кто не вступал в группу; без"
                    " срока — исключение; канала-автора — человек",
                ),
                Operation.UNBLOCK: _by_api(
                    f"{_API}, restrictChatMember, unbanChatMember, unbanChatSenderChat"
                ),
                Operation.LIST_BLOCKED: Capability(
                    Way.IMPOSSIBLE,
                    f"{_API}: такого метода нет",
                    "список виден человеку в настройках группы обсуждения",
                ),
            }
        )
    }
)
