"""users.get, account.getAppPermissions, utils.getServerTime (facts A2, A5)."""

from typing import Any

from sandbox.vk.access import Call
from sandbox.vk.errors import VkError, invalid
from sandbox.vk.grants import BITS
from sandbox.vk.objects import user_object


def users_get(call: Call) -> list[dict[str, Any]]:
    """users.get; without ids the caller himself, and [] for a community token (facts A2)."""
    ids = call.params.listed("user_ids")
    if len(ids) > 1000:
        raise invalid("user_ids should contain not more than 1000 ids")
    if not ids:
        if call.token.kind == "community":
            return []
        if call.token.user_id is None:
            raise VkError(113)
        ids = (str(call.token.user_id),)
    wanted = [int(one.removeprefix("id")) for one in ids if one.removeprefix("id").isdigit()]
    return [user_object(call.store.users[one]) for one in wanted if one in call.store.users]


def get_app_permissions(call: Call) -> int:
    """account.getAppPermissions: the rights of the user token as a bit mask."""
    return sum(bit for name, bit in BITS["user"].items() if name in call.token.scopes)


def get_server_time(call: Call) -> int:
    """utils.getServerTime: the sandbox's clock."""
    return call.now
