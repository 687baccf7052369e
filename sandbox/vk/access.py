"""Who may call what (methods.json access_token_type; facts A2, A5-A7 with live deviations)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sandbox.vk.errors import VkError
from sandbox.vk.params import Params
from sandbox.vk.records import Post, Token
from sandbox.vk.store import Store

KINDS = ("community", "service", "user")
U, UG, US, UGS = (
    ("user",),
    ("user", "community"),
    ("user", "service"),
    ("user", "community", "service"),
)
ACCESS: dict[str, tuple[str, ...]] = {
    "wall.post": UG,  # schema: user; text works with a community token (facts 0.2)
    "wall.edit": UG,  # schema: user; claimed to work with a community token (facts A6)
    "wall.delete": U,
    "wall.restore": U,
    "wall.get": US,
    "wall.getById": US,
    "wall.getComments": US,
    "wall.getComment": U,
    "wall.createComment": UG,
    "wall.deleteComment": U,
    "wall.restoreComment": U,
    "groups.ban": U,
    "groups.unban": U,
    "groups.getBanned": UG,
    "groups.getById": UGS,
    "groups.edit": UG,
    "groups.getTokenPermissions": ("community",),
    "account.getAppPermissions": U,
    "users.get": UGS,
    "utils.getServerTime": UGS,
}
WALL_RIGHT = {
    "wall.post",
    "wall.edit",
    "wall.delete",
    "wall.restore",
    "wall.createComment",
    "wall.deleteComment",
    "wall.restoreComment",
}
MANAGE_RIGHT = {"groups.ban", "groups.unban", "groups.getBanned", "groups.edit"}
BITS = {
    "user": {
        "photos": 4,
        "video": 16,
        "wall": 8192,
        "offline": 65536,
        "docs": 131072,
        "groups": 262144,
    },
    "community": {
        "photos": 4,
        "stories": 64,
        "messages": 4096,
        "wall": 8192,
        "docs": 131072,
        "manage": 262144,
    },
}


@dataclass(frozen=True)
class Call:
    """One admitted call of a method."""

    store: Store
    params: Params
    token: Token
    now: int
    version: tuple[int, int]

    @property
    def actor(self) -> int:
        """Who acts: a person's id, or the negative id of a community."""
        if self.token.user_id is not None:
            return self.token.user_id
        return -(self.token.group_id or 0)

    def level(self, group_id: int) -> int:
        """The caller's role in the community; its own token counts as an editor's."""
        if self.token.kind == "community":
            return 2 if self.token.group_id == group_id else 0
        return self.token.levels.get(group_id, 0)

    def require_level(self, group_id: int, level: int, refusal: VkError) -> None:
        """Refuse a caller whose role is too low."""
        if self.level(group_id) < level:
            raise refusal

    def standing_post(self, group_id: int, code: int) -> Post:
        """The post named by post_id, or this error."""
        post = self.store.post(group_id, self.params.needed("post_id", minimum=0))
        if post is None:
            raise VkError(code)
        return post


Handler = Callable[[Call], Any]


def find_token(store: Store, secret: str | None) -> Token:
    """The token behind the secret; error 5 when there is none or it was revoked."""
    if not secret:
        raise VkError(5, "no access_token passed.")
    token = store.tokens.get(secret)
    if token is None:
        raise VkError(5, "invalid access_token (4).")
    if token.revoked:
        raise VkError(5, "access_token has been revoked.")
    return token


def needed_right(method: str, kind: str) -> str | None:
    """The right a token of this kind must hold, as facts A2 and A7 name them."""
    if kind == "service":
        return None
    if method in WALL_RIGHT:
        return "wall"
    manage = "manage" if kind == "community" else "groups"
    return manage if method in MANAGE_RIGHT else None


def check_kind(method: str, token: Token, access: dict[str, tuple[str, ...]]) -> None:
    """Refuse the wrong kind of token (27, 28) and a missing right (15, subcode 1133)."""
    if token.kind not in access[method]:
        if token.kind == "community":
            raise VkError(27, "method is unavailable with group auth.")
        if token.kind == "service":
            raise VkError(28, "method is unavailable with service token.")
        raise VkError(15, "method is unavailable with user auth.", subcode=1134)
    scope = needed_right(method, token.kind)
    if scope is not None and scope not in token.scopes:
        raise VkError(15, f"no access to call this method, right {scope} is needed", subcode=1133)
