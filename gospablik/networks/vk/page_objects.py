"""The page, those who run it and its black list, read out of VK's responses. Pure."""

from gospablik.networks.base import BlockedAuthor, PageInfo
from gospablik.networks.json_values import Json, Reader, is_int
from gospablik.networks.vk.answers import NAME, nonsense
from gospablik.networks.vk.paging import Sheet
from gospablik.networks.vk.wall_objects import fallback, person

_READ = Reader(NAME)


def page_info(response: Json, *, group_id: int) -> PageInfo:
    """groups.getById. A line that the page left empty may be missing: that is an empty line."""
    group = community(response, group_id)
    if group.get("deactivated"):
        raise nonsense("сообщество удалено или заблокировано")
    members = group.get("members_count")
    return PageInfo(
        name=_READ.words(group, "name"),
        description=str(group.get("description") or ""),
        status=str(group.get("status") or ""),
        verified=group.get("verified") == 1,
        site=str(group.get("site") or ""),
        members=members if is_int(members) else None,
    )


def community(response: Json, group_id: int) -> Json:
    """Our community out of groups.getById."""
    for group in _READ.rows(response, "groups"):
        if _READ.number(group, "id") == group_id:
            return group
    raise nonsense(f"в нём нет сообщества {group_id}")


def managers(response: Json) -> tuple[str, ...]:
    """groups.getMembers of those who run the community: their names."""
    rows = _READ.rows(response, "items")
    return tuple(person(row) or fallback(_READ.number(row, "id")) for row in rows)


def bans(response: Json) -> list[BlockedAuthor]:
    """groups.getBanned."""
    return [_ban(item) for item in _READ.rows(response, "items")]


def sheet_of_bans(response: Json) -> Sheet[BlockedAuthor]:
    """A sheet of groups.getBanned."""
    read = {int(ban.author_id): ban for ban in bans(response)}
    return Sheet(read, _READ.number(response, "count"))


def _ban(item: Json) -> BlockedAuthor:
    info = _READ.table(_READ.table(item).get("ban_info"))
    profile, group = item.get("profile"), item.get("group")
    author = _READ.number(profile, "id") if profile is not None else -_READ.number(group, "id")
    # 0 and no date at all both mean a ban without an end.
    until = _READ.moment(info, "end_date") if info.get("end_date") else None
    return BlockedAuthor(str(author), until)
