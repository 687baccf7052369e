"""What we ask VK of the page itself and of our keys, as values."""

from gospablik.networks.vk.requests import Request


def page_info(group_id: int) -> Request:
    """What the community says of itself, and whether the key's owner runs it."""
    fields = "description,status,verified,site,members_count"
    return Request("groups.getById", {"group_id": str(group_id), "fields": fields})


def managers(group_id: int) -> Request:
    """Who runs the community. Any field asked for brings the names along."""
    return Request(
        "groups.getMembers",
        {
            "group_id": str(group_id),
            "filter": "managers",
            "fields": "screen_name",
            "count": "1000",
        },
    )


def describe(group_id: int, description: str) -> Request:
    """Another description; nothing else of the settings is touched."""
    return Request("groups.edit", {"group_id": str(group_id), "description": description})


def long_poll_server(group_id: int) -> Request:
    """Where the community's events are told, and with which key."""
    return Request("groups.getLongPollServer", {"group_id": str(group_id)})


def own_community() -> Request:
    """The community that a community key belongs to."""
    return Request("groups.getById", {})


def community_rights() -> Request:
    """What was ticked when the community key was made."""
    return Request("groups.getTokenPermissions", {})


def user_rights() -> Request:
    """What the user key was given, as a bit mask."""
    return Request("account.getAppPermissions", {})


def key_owner() -> Request:
    """Whose the user key is."""
    return Request("users.get", {})


def users(numbers: list[int]) -> Request:
    """Names of people, at most a thousand."""
    return Request("users.get", {"user_ids": ",".join(map(str, numbers))})
