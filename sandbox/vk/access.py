"""One call of a method: by whom, with which token, and whether that token may."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sandbox.vk.errors import VkError
from sandbox.vk.grants import needed_right
from sandbox.vk.params import Params
from sandbox.vk.records import Post, Token
from sandbox.vk.store import Store


@dataclass(frozen=True)
class Call:
    """One admitted call of a method. `origin` is the address it came to, as http://host:port."""

    store: Store
    params: Params
    token: Token
    now: int
    version: tuple[int, int]
    origin: str

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
        return max(self.token.levels.get(group_id, 0), self.store.appointed(group_id, self.actor))

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
