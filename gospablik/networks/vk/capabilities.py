"""What each kind of VK key can do, worked out from the routes so that the two cannot differ."""

from collections.abc import Mapping
from types import MappingProxyType

from gospablik.networks.capabilities import READING, Capability, Matrix, Operation, Way
from gospablik.networks.vk.routes import ROUTES, WITH_MEDIA
from gospablik.networks.vk.tokens import TokenKind

_C, _S, _U = TokenKind.COMMUNITY, TokenKind.SERVICE, TokenKind.USER
_PHOTO = ("photos.getWallUploadServer", "photos.saveWallPhoto", WITH_MEDIA)

NEEDS: Mapping[Operation, tuple[str, ...]] = MappingProxyType(
    {
        Operation.PAGE_INFO: ("groups.getById",),
        Operation.COUNTERS: ("groups.getById",),
        Operation.LIST_POSTS: ("wall.get",),
        Operation.READ_COMMENTS: ("wall.getComments",),
        Operation.PUBLISH_TEXT: ("wall.post",),
        Operation.PUBLISH_PHOTO: _PHOTO,
        Operation.PUBLISH_ALBUM: _PHOTO,
        Operation.PUBLISH_VIDEO: ("video.save", WITH_MEDIA),
        Operation.PUBLISH_FILE: ("docs.getWallUploadServer", "docs.save", "wall.post"),
        Operation.LINK_CARD: ("wall.post",),
        Operation.EDIT_POST: ("wall.edit",),
        Operation.DELETE_POST: ("wall.delete",),
        Operation.PIN_POST: ("wall.pin",),
        Operation.REPOST: ("wall.repost",),
        Operation.DESCRIBE_PAGE: ("groups.edit",),
        Operation.REPLY: ("wall.createComment",),
        Operation.REMOVE_COMMENT: ("wall.deleteComment",),
        Operation.RESTORE_COMMENT: ("wall.restoreComment",),
        Operation.BLOCK: ("groups.ban",),
        Operation.UNBLOCK: ("groups.unban",),
        Operation.LIST_BLOCKED: ("groups.getBanned",),
    }
)
"""The routes that an operation goes by: a key does it alone only if it may take all of them."""

_RARE = "ключ пользователя с правом wall выдают по письму; ключ VK ID (vk2.a…) получает ошибку 1051"
_UNTRIED = (
    "схема называет только ключ пользователя; сообщений о попытках с ключом сообщества не нашлось"
)

_NOTES: Mapping[tuple[TokenKind, Operation], str] = MappingProxyType(
    {
        (_C, Operation.PUBLISH_TEXT): "схема и справка называют ключ пользователя, живьём (2026)"
        " текст выходит",
        (_C, Operation.PUBLISH_PHOTO): "ошибка 27 даже с правом photos (2026): запись выходит без"
        " картинки, её добавляет сотрудник",
        (_C, Operation.PUBLISH_ALBUM): "ошибка 27 даже с правом photos (2026): запись выходит без"
        " картинок, их добавляет сотрудник",
        (_C, Operation.PUBLISH_VIDEO): "видео берут только с ключом пользователя",
        (_C, Operation.PUBLISH_FILE): "кроме картинок: документом их ВКонтакте не показывает",
        (_C, Operation.LINK_CARD): "если картинка страницы ВКонтакте не подходит (ошибка 100),"
        " запись выходит без карточки",
        (_C, Operation.EDIT_POST): "ключом сообщества правит один из клиентов (2026); вложения"
        " перед правкой читает сервисный ключ",
        (_C, Operation.DELETE_POST): "клиенты расходятся (2026)",
        (_C, Operation.REPLY): "схема разрешает; справка (2026) называет только ключ пользователя",
        (_C, Operation.REMOVE_COMMENT): _UNTRIED,
        (_C, Operation.RESTORE_COMMENT): _UNTRIED,
        (_C, Operation.BLOCK): _UNTRIED,
        (_C, Operation.UNBLOCK): _UNTRIED,
        (_U, Operation.PUBLISH_TEXT): _RARE,
        (_U, Operation.PUBLISH_PHOTO): f"слова сайта о картинке — подпись фотографии; {_RARE}",
        (_U, Operation.PUBLISH_ALBUM): f"не больше 10 вложений; слова сайта о картинке — подпись"
        f" фотографии; {_RARE}",
        (_U, Operation.PUBLISH_VIDEO): "слова сайта о видео — его описание",
        (_U, Operation.LINK_CARD): "если картинка страницы ВКонтакте не подходит (ошибка 100),"
        " запись выходит без карточки",
        (_U, Operation.RESTORE_COMMENT): "только недавно удалённый",
    }
)


def _cell(kind: TokenKind, operation: Operation) -> Capability:
    routes = {name: ROUTES[name] for name in NEEDS[operation]}
    if all(kind in route.kinds for route in routes.values()):
        way = Way.API
    else:
        way = Way.IMPOSSIBLE if operation in READING else Way.ERRAND
    source = "; ".join(f"{name} — {route.source}" for name, route in routes.items())
    return Capability(way, source, _NOTES.get((kind, operation), ""))


MATRIX: Matrix = MappingProxyType(
    {
        kind.words: MappingProxyType({each: _cell(kind, each) for each in Operation})
        for kind in TokenKind
    }
)
"""Kind of key → every operation → how it is done. Sources: the schema and shared facts part 0."""

NOT_SHOWN = (
    "комментарии под фотографиями и видео видны только ключу пользователя;",
    "комментарии под товарами, историями и клипами, предложенные записи и сообщения сообществу"
    " программа не читает;",
    "под постами и записями старше 30 дней новое не читается.",
)
"""What residents write and the harvest does not see, for operators."""

SOURCES = (
    "«Схема»: VKCOM/vk-api-schema 5.199.93, виды ключей (access_token_type) каждого метода:"
    " user — пользователя, group — сообщества, service — сервисный."
    " «Живьём»: сообщения тех, кто пробовал, с годом."
)
"""What the sources above are called by, for operators."""
