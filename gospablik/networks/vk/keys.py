"""What our community and user keys were given, as VK tells it. Reads only."""

from collections.abc import Callable
from dataclasses import dataclass

from gospablik.networks.errors import Kind, NetworkError
from gospablik.networks.json_values import Reader
from gospablik.networks.transport import Deadline
from gospablik.networks.vk import page_objects, page_requests
from gospablik.networks.vk.answers import NAME, nonsense
from gospablik.networks.vk.client import VkClient
from gospablik.networks.vk.tokens import TokenKind
from gospablik.networks.vk.wall_objects import fallback, person

_READ = Reader(NAME)

_BITS = {"photos": 4, "video": 16, "wall": 8192, "docs": 131_072, "groups": 262_144}
"""Rights of a user key in the mask (access rights of VK; the Ruby gem vk lists the same)."""

_NEEDED = {
    "wall": ("wall", "wall"),
    "photos": ("photos", "photos"),
    "docs": ("docs", "docs"),
    "video": ("video", "video"),
    "groups": ("manage", "groups"),
}
"""Section of a method: the right of a community key, of a user key (shared facts A2)."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key of ours. `rights` as VK names them; `owner` is the person of a user key.

    `useless`: why any call with it fails. `wrong_kind`: why VK sends it away, so that the next
    kind is tried. `unclear`: why VK could not be asked about it just now.
    """

    kind: TokenKind
    rights: frozenset[str] = frozenset()
    useless: str = ""
    wrong_kind: str = ""
    unclear: str = ""
    owner: str = ""

    def lacks(self, method: str) -> str | None:
        """The right that the key lacks for a method; None if it has it, or no key needs one."""
        of_community, of_user = _NEEDED[method.split(".", 1)[0]]
        right = of_community if self.kind is TokenKind.COMMUNITY else of_user
        return None if right in self.rights else right


def community_key(client: VkClient, group: int, deadline: Deadline) -> Key:
    """The community key: whose it is and what was ticked when it was made."""

    def ask() -> Key:
        own = client.ask_as(TokenKind.COMMUNITY, page_requests.own_community(), deadline)
        groups = [_READ.number(row, "id") for row in _READ.rows(own, "groups")]
        if groups != [group]:
            others = ", ".join(map(str, groups)) or "ни к какому"
            return Key(
                TokenKind.COMMUNITY,
                useless=f"Ключ сообщества относится к другому сообществу: {others}, а не {group}.",
            )
        told = client.ask_as(TokenKind.COMMUNITY, page_requests.community_rights(), deadline)
        rights = {_READ.words(row, "name") for row in _READ.rows(told, "permissions")}
        return Key(TokenKind.COMMUNITY, frozenset(rights))

    return _asked(TokenKind.COMMUNITY, ask)


def user_key(client: VkClient, group: int, deadline: Deadline) -> Key:
    """The user key: whose it is, what it was given, and whether its owner runs the community."""

    def ask() -> Key:
        found = client.ask_as(TokenKind.USER, page_requests.key_owner(), deadline)
        if not isinstance(found, list) or not found:
            raise nonsense("не назван владелец ключа")
        owner = person(found[0]) or fallback(_READ.number(found[0], "id"))
        told = client.ask_as(TokenKind.USER, page_requests.page_info(group), deadline)
        if page_objects.community(told, group).get("is_admin") != 1:
            why = f"Владелец ключа пользователя ({owner}) не руководит сообществом."
            return Key(TokenKind.USER, useless=why, owner=owner)
        try:
            mask = client.ask_as(TokenKind.USER, page_requests.user_rights(), deadline)
        except NetworkError as error:
            return _failed(TokenKind.USER, error, owner)
        if not isinstance(mask, int):
            raise nonsense("права ключа не названы")
        rights = frozenset(right for right, bit in _BITS.items() if mask & bit)
        return Key(TokenKind.USER, rights, owner=owner)

    return _asked(TokenKind.USER, ask)


def _asked(kind: TokenKind, ask: Callable[[], Key]) -> Key:
    try:
        return ask()
    except NetworkError as error:
        return _failed(kind, error)


def _failed(kind: TokenKind, error: NetworkError, owner: str = "") -> Key:
    if error.kind is Kind.WRONG_TOKEN:
        return Key(kind, wrong_kind=error.why, owner=owner)
    if error.silent:
        return Key(kind, unclear=error.why, owner=owner)
    return Key(kind, useless=error.why, owner=owner)
