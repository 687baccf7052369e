"""groups.getById, edit, ban, unban, getBanned, getTokenPermissions (facts A5, A7)."""

import re
from typing import Any

from sandbox.vk.access import Call
from sandbox.vk.errors import VkError, invalid
from sandbox.vk.grants import BITS
from sandbox.vk.objects import ban_object, group_object
from sandbox.vk.records import ADMINISTRATOR, EDITOR, MODERATOR, Ban, Group

YEAR = 366 * 24 * 3600


def get_by_id(call: Call) -> Any:
    """groups.getById; a community token without ids names its own. A bare list before 5.199."""
    names = call.params.listed("group_ids") or call.params.listed("group_id")
    if not names and call.token.kind == "community":
        names = (str(call.token.group_id),)
    if not names:
        raise invalid("group_ids is undefined")
    found = [call.store.named(name) for name in names]
    groups = [group for group in found if group is not None]
    if not groups:
        raise VkError(125)
    fields = call.params.listed("fields")
    shown = [group_object(group, call, fields) for group in groups]
    return {"groups": shown, "profiles": []} if call.version >= (5, 199) else shown


def own(call: Call, level: int) -> Group:
    """The community of the call, if the caller's role suffices (15 otherwise)."""
    group = call.store.groups.get(call.params.needed("group_id", minimum=1))
    if group is None:
        raise VkError(125)
    call.require_level(group.group_id, level, VkError(15))
    return group


def edit(call: Call) -> int:
    """groups.edit: only the parameters that were sent are changed."""
    role = EDITOR if call.token.kind == "community" else ADMINISTRATOR
    group = own(call, role)
    sent = call.params.values
    if "screen_name" in sent:
        if not re.fullmatch(r"[a-z0-9_.]{5,32}", sent["screen_name"]):
            raise VkError(1260)
        group.screen_name = sent["screen_name"]
    if "title" in sent and not sent["title"].strip():
        raise invalid("title is empty")
    wall = call.params.integer("wall", group.wall, minimum=0, maximum=3)
    group.name = sent.get("title", group.name)
    group.description = sent.get("description", group.description)
    group.site = sent.get("website", group.site)
    group.wall = wall
    known = {"group_id", "v", "title", "description", "website", "screen_name", "wall", "lang"}
    group.settings |= {key: value for key, value in sent.items() if key not in known}
    return 1


def ban(call: Call) -> int:
    """groups.ban for ever or until end_date, at most a year ahead; one in the past frees."""
    group = own(call, MODERATOR)
    person = call.params.needed("owner_id")
    if person not in call.store.users and -person not in call.store.groups:
        raise VkError(113)
    if call.store.level(group.group_id, person) > 0 or person == -group.group_id:
        raise VkError(15, "cannot ban an administrator of the community")
    end = call.params.integer("end_date", 0, minimum=0)
    if end > call.now + YEAR:
        raise invalid("end_date should be less than a year ahead")
    ban = Ban(
        user_id=person,
        admin_id=call.actor,
        date=call.now,
        end_date=end,
        reason=call.params.integer("reason", 0, minimum=0, maximum=4),
        comment=call.params.text("comment"),
        comment_visible=call.params.flag("comment_visible"),
    )
    call.store.put_ban(group.group_id, ban)
    return 1


def unban(call: Call) -> int:
    """groups.unban; 104 if nobody of that id is banned."""
    group = own(call, MODERATOR)
    person = call.params.needed("owner_id")
    if call.store.ban(group.group_id, person, call.now) is None:
        raise VkError(104)
    call.store.lift_ban(group.group_id, person, call.actor)
    return 1


def get_banned(call: Call) -> dict[str, Any]:
    """groups.getBanned; with owner_id a single look-up, 104 if that one is not banned."""
    group = own(call, MODERATOR)
    bans = call.store.banned(group.group_id, call.now)
    offset = call.params.integer("offset", 0, minimum=0)
    count = call.params.integer("count", 20, minimum=0, maximum=200)
    person = call.params.optional("owner_id")
    if person is not None:
        bans = [one for one in bans if one.user_id == person]
        if not bans:
            raise VkError(104)
    page = bans[offset : offset + count]
    return {"count": len(bans), "items": [ban_object(one, call) for one in page]}


def get_token_permissions(call: Call) -> dict[str, Any]:
    """groups.getTokenPermissions (facts A2; bits from vk-api-schema#242)."""
    bits = {name: bit for name, bit in BITS["community"].items() if name in call.token.scopes}
    permissions = [{"name": name, "setting": bit} for name, bit in bits.items()]
    return {"mask": sum(bits.values()), "permissions": permissions}
