"""The group, its people and the key's owner, read out of OK's answers. Pure."""

from gospablik.networks.base import PageInfo
from gospablik.networks.json_values import Json, Reader, is_int
from gospablik.networks.ok.answers import NAME, nonsense
from gospablik.networks.ok.paging import Sheet, sheet

_READ = Reader(NAME)


def page_info(
    answer: Json, *, group_id: int, administrators: tuple[str, ...] | None = None
) -> PageInfo:
    """group.getInfo: a bare array, or one under `groups`. An empty line may be left out.

    `gos_org` is the mark of a state body; nobody has seen its type, so 1 and "true" count too.
    """
    groups = answer if isinstance(answer, list) else _READ.rows(answer, "groups")
    for group in groups:
        if _READ.words(group, "uid") == str(group_id):
            members = group.get("members_count")
            return PageInfo(
                name=_READ.words(group, "name"),
                description=str(group.get("description") or ""),
                status=str(group.get("status") or ""),
                verified=group.get("gos_org") in (True, "true"),
                site=str(group.get("homepage_url") or ""),
                members=members if is_int(members) else None,
                administrators=administrators,
            )
    raise nonsense(f"в нём нет группы {group_id}")


def members(answer: Json) -> int:
    """group.getCounters: how many are in the group."""
    return _READ.number(_READ.table(answer).get("counters"), "members")


def sheet_of_staff(answer: Json) -> Sheet[str]:
    """group.getMembers: ids alone."""
    numbers = [_READ.words(member, "userId") for member in _READ.rows(answer, "members")]
    return sheet(answer, {number: number for number in numbers}, size=len(numbers))


def membership(answer: Json, *, user_id: str) -> tuple[str, str]:
    """group.getUserGroupsByIds of one person: status and role.

    Status is "" for one who has nothing to do with the group: OK leaves such people out.
    """
    if not isinstance(answer, list):
        raise nonsense("вместо списка пришло другое")
    for row in answer:
        if _READ.words(row, "userId") == user_id:
            role = row.get("role")
            roles = role if isinstance(role, list) else [role]
            return _READ.words(row, "status"), ", ".join(x for x in roles if isinstance(x, str))
    if answer:
        raise nonsense("вместо этого человека показан другой")
    return "", ""


def owner_name(answer: Json) -> str:
    """users.getCurrentUser: the name of the key's owner."""
    person = _READ.table(answer)
    name = person.get("name")
    parts = [name] if name else [person.get("first_name"), person.get("last_name")]
    return " ".join(part for part in parts if isinstance(part, str) and part)


def used_up(answer: Json) -> dict[str, bool]:
    """users.getCallsLeft: of every method whether no call of it is left."""
    if not isinstance(answer, list):
        raise nonsense("вместо списка пришло другое")
    return {_READ.words(row, "name"): row.get("available") is False for row in answer}
