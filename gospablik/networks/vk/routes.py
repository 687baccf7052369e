"""Which kind of key may call what, in which order to try them, and where that is known from."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from gospablik.networks.vk.tokens import TokenKind


@dataclass(frozen=True, slots=True)
class Route:
    """Kinds that may call a method, in the order to try them; whether a call changes anything.

    `source`, in Russian, is shown to operators. «схема» is VKCOM/vk-api-schema v5.199.93,
    `access_token_type` of the method; what was seen to differ from it is told after it.
    """

    kinds: tuple[TokenKind, ...]
    writes: bool
    source: str


_C, _S, _U = TokenKind.COMMUNITY, TokenKind.SERVICE, TokenKind.USER

WITH_MEDIA = "wall.post с картинками"
"""wall.post that carries pictures or a video: another order of keys than for a text."""

_USER, _USER_GROUP = "схема: user", "схема: user, group"
_USER_SERVICE, _ANY = "схема: user, service", "схема: user, group, service"

ROUTES: Mapping[str, Route] = MappingProxyType(
    {
        # posts
        "wall.get": Route((_S, _U), False, _USER_SERVICE),
        "wall.getById": Route((_S, _U), False, _USER_SERVICE),
        "wall.post": Route(
            (_C, _U), True, f"{_USER}; живьём 2026: текст проходит и с ключом сообщества"
        ),
        WITH_MEDIA: Route(
            (_U, _C),
            True,
            f"{_USER}; живьём 2026: с ключом сообщества картинка бывает принята и выброшена",
        ),
        "wall.edit": Route(
            (_U, _C), True, f"{_USER}; 2026: один клиент правит и ключом сообщества"
        ),
        "wall.delete": Route(
            (_U, _C), True, f"{_USER}; 2026: о ключе сообщества клиенты расходятся"
        ),
        "wall.pin": Route((_U,), True, _USER),
        "wall.repost": Route((_U,), True, _USER),
        # files; nothing of it appears on the page
        "photos.getWallUploadServer": Route(
            (_U,), False, f"{_USER}; живьём 2026: с ключом сообщества ошибка 27"
        ),
        "photos.saveWallPhoto": Route((_U,), True, _USER),
        "docs.getWallUploadServer": Route((_C, _U), False, _USER_GROUP),
        "docs.save": Route((_C, _U), True, _USER_GROUP),
        "video.save": Route((_U,), True, _USER),
        # comments
        "wall.getComments": Route((_S, _U), False, _USER_SERVICE),
        "wall.createComment": Route((_C, _U), True, _USER_GROUP),
        "wall.deleteComment": Route((_U,), True, _USER),
        "wall.restoreComment": Route((_U,), True, _USER),
        # authors
        "groups.getBanned": Route((_C, _U), False, _USER_GROUP),
        "groups.ban": Route((_U,), True, _USER),
        "groups.unban": Route((_U,), True, _USER),
        # the page
        "groups.getById": Route((_C, _S, _U), False, _ANY),
        "groups.getMembers": Route((_U,), False, f"{_ANY}; руководители — по ключу одного из них"),
        "groups.edit": Route((_C, _U), True, _USER_GROUP),
        "groups.getLongPollServer": Route((_C,), False, _USER_GROUP),
        # rights
        "groups.getTokenPermissions": Route((_C,), False, "схема: group"),
        "account.getAppPermissions": Route((_U,), False, _USER),
        "users.get": Route((_S, _U), False, _ANY),
        # what residents write outside our posts
        "board.getTopics": Route((_S, _U), False, _USER_SERVICE),
        "board.getComments": Route((_S, _U), False, _USER_SERVICE),
        "photos.getAllComments": Route((_U,), False, _USER),
        "photos.getComments": Route((_U,), False, _USER),
        "video.get": Route((_U,), False, _USER),
        "video.getComments": Route((_U,), False, _USER),
        "board.deleteComment": Route((_C, _U), True, _USER_GROUP),
        "photos.deleteComment": Route((_U,), True, _USER),
        "video.deleteComment": Route((_U,), True, _USER),
    }
)

READS: Mapping[TokenKind, int] = MappingProxyType({_C: 19, _S: 3, _U: 2})
"""Reading requests a second. VK allows 20, 3 and 3 (SevereCloud/vksdk api/README, quoting
dev.vk.com), of which the keys that write keep one for that.
"""
WRITES = 1
"""Writing requests a second: VK answers haste with captchas and "flood control"."""
