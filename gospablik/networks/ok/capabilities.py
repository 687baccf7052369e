"""What a key may do on an OK page, with the source of every line.

There is one kind of key: a person's, with a role in the group and the permissions that OK granted
to the application. The sources were compared in the shared facts, parts B5 to B7.
"""

from types import MappingProxyType

from gospablik.networks.capabilities import Capability, Matrix, Operation, Way

KEY = "ключ сотрудника, состоящего в администрации группы"

SOURCES = (
    "«Открытые списки методов»: документация OK (apiok/documentation, ноябрь 2017),"
    " ok-php-sdk (bakalavrDankovskiy, июнь 2023), Odnoklassniki для C# (oland-dmd, 2026)."
)
"""What the sources below are called by, for operators."""

NOT_SHOWN = (
    "обсуждения под фотографиями и видео группы: документированного способа перечислить их нет"
    " (discussions.getList отдаёт обсуждения владельца ключа, а не группы);",
    "темы участников собираются, но имени автора список тем не сообщает, только номер;",
    "сообщения группе программа не читает;",
    "под темами старше 30 дней новое не читается.",
)
"""What residents write and the harvest does not see, for operators."""

_POSTING = "нужны VALUABLE_ACCESS, GROUP_CONTENT и роль в группе не ниже редактора"
_NO_ALT = "для слов сайта о картинке у фотографии записи места нет"
_LISTS = "открытые списки методов"
_NO_METHOD = "метода нет в открытом списке OK"


def _api(methods: str, note: str = "") -> Capability:
    return Capability(Way.API, f"{_LISTS}: {methods}", note)


def _errand(note: str = _NO_METHOD) -> Capability:
    return Capability(Way.ERRAND, f"{_LISTS}: такого метода нет", note)


MATRIX: Matrix = MappingProxyType(
    {
        KEY: MappingProxyType(
            {
                Operation.PAGE_INFO: _api("group.getInfo, group.getMembers"),
                Operation.COUNTERS: _api("group.getInfo, group.getCounters"),
                Operation.LIST_POSTS: Capability(
                    Way.API,
                    "в открытых списках нет; так читает бот 2025 года: mediatopic.getTopics",
                    "метода нет в документации; без него видны только записи со статистикой",
                ),
                Operation.READ_COMMENTS: _api(
                    "discussions.getComments, discussions.getDiscussionComments",
                    "опросом: уведомлений о комментариях OK не присылает",
                ),
                Operation.PUBLISH_TEXT: _api("mediatopic.post", _POSTING),
                Operation.PUBLISH_PHOTO: _api(
                    "photosV2.getUploadUrl", f"{_POSTING}; ещё PHOTO_CONTENT; {_NO_ALT}"
                ),
                Operation.PUBLISH_ALBUM: _api(
                    "photosV2.getUploadUrl", f"{_POSTING}; ещё PHOTO_CONTENT; {_NO_ALT}"
                ),
                Operation.PUBLISH_VIDEO: _api(
                    "video.getUploadUrl, video.update",
                    f"{_POSTING}; ещё VIDEO_CONTENT; слова сайта о видео — его название",
                ),
                Operation.PUBLISH_FILE: Capability(
                    Way.IMPOSSIBLE,
                    f"{_LISTS}: такого вложения нет",
                    "вложения-файла нет: в текст ставится ссылка",
                ),
                Operation.LINK_CARD: _api("mediatopic.post, блок link", "под записью без картинок"),
                Operation.EDIT_POST: _api(
                    "mediatopic.edit",
                    "вложения отправляются заново; опрос и репост не отправить",
                ),
                Operation.DELETE_POST: _api("mediatopic.deleteTopic", _POSTING),
                Operation.PIN_POST: _api("group.pinGroupFeed", "если OK сообщил pin_id записи"),
                Operation.REPOST: _errand(),
                Operation.DESCRIBE_PAGE: _errand(),
                Operation.REPLY: _errand(f"{_NO_METHOD} с 2017 года"),
                Operation.REMOVE_COMMENT: _errand(f"{_NO_METHOD} с 2017 года"),
                Operation.RESTORE_COMMENT: _errand(),
                Operation.BLOCK: _errand(),
                Operation.UNBLOCK: _errand(),
                Operation.LIST_BLOCKED: Capability(
                    Way.IMPOSSIBLE,
                    f"{_LISTS}: такого метода нет",
                    "списка нет; о каждом авторе можно спросить отдельно (BLOCKED)",
                ),
            }
        )
    }
)
