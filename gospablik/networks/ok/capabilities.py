"""What a key may do on an OK page, with the source of every line.

"facts" are the shared facts on OK, vk-ok.md. There is one kind of key: a person's, with a role in
the group and the permissions that OK granted to the application.
"""

from types import MappingProxyType

from gospablik.networks.capabilities import Capability, Matrix, Operation, Way

KEY = "ключ сотрудника, состоящего в администрации группы"

_POSTING = "нужны VALUABLE_ACCESS, GROUP_CONTENT и роль в группе не ниже редактора"
_NO_METHOD = "метода нет в открытом списке OK"


def _api(source: str, note: str = "") -> Capability:
    return Capability(Way.API, f"facts {source}", note)


def _errand(note: str = _NO_METHOD) -> Capability:
    return Capability(Way.ERRAND, "facts B6", note)


MATRIX: Matrix = MappingProxyType(
    {
        KEY: MappingProxyType(
            {
                Operation.PAGE_INFO: _api("B5, B7: group.getInfo, group.getMembers"),
                Operation.COUNTERS: _api("B5: group.getCounters"),
                Operation.LIST_POSTS: _api(
                    "B5: mediatopic.getTopics",
                    "метода нет в документации; без него видны только записи со статистикой",
                ),
                Operation.READ_COMMENTS: _api(
                    "B5: discussions.getComments, discussions.getDiscussionComments",
                    "опросом: уведомлений о комментариях OK не присылает",
                ),
                Operation.PUBLISH_TEXT: _api("B5: mediatopic.post", _POSTING),
                Operation.PUBLISH_PHOTO: _api(
                    "B5: photosV2.getUploadUrl", f"{_POSTING}; ещё PHOTO_CONTENT"
                ),
                Operation.PUBLISH_ALBUM: _api(
                    "B5: photosV2.getUploadUrl", f"{_POSTING}; ещё PHOTO_CONTENT"
                ),
                Operation.PUBLISH_VIDEO: _api(
                    "B5: video.getUploadUrl, video.update", f"{_POSTING}; ещё VIDEO_CONTENT"
                ),
                Operation.PUBLISH_FILE: Capability(
                    Way.IMPOSSIBLE, "facts B5", "вложения-файла нет: в текст ставится ссылка"
                ),
                Operation.LINK_CARD: _api(
                    "B5: link block of mediatopic.post", "под записью без картинок"
                ),
                Operation.EDIT_POST: _api(
                    "B5: mediatopic.edit",
                    "вложения отправляются заново; опрос и репост не отправить: поручение",
                ),
                Operation.DELETE_POST: _api("B5: mediatopic.deleteTopic", _POSTING),
                Operation.PIN_POST: _api(
                    "B5: group.pinGroupFeed", "если OK сообщил pin_id записи, иначе поручение"
                ),
                Operation.REPOST: _errand(),
                Operation.DESCRIBE_PAGE: _errand(),
                Operation.REPLY: _errand(f"{_NO_METHOD} с 2017 года"),
                Operation.REMOVE_COMMENT: _errand(f"{_NO_METHOD} с 2017 года"),
                Operation.RESTORE_COMMENT: _errand(),
                Operation.BLOCK: _errand(),
                Operation.UNBLOCK: _errand(),
                Operation.LIST_BLOCKED: _errand(
                    "списка нет; о каждом авторе можно спросить отдельно (BLOCKED)"
                ),
            }
        )
    }
)
