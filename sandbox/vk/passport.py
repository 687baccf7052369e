"""groups.getSettings, getMembers, status.get, status.set, stats.get: what the staff sees."""

from typing import Any

from sandbox.vk.access import Call
from sandbox.vk.errors import VkError, invalid
from sandbox.vk.groups import own
from sandbox.vk.objects import user_object
from sandbox.vk.records import ADMINISTRATOR, EDITOR, MODERATOR

ROLES = {MODERATOR: "moderator", EDITOR: "editor", ADMINISTRATOR: "administrator"}
MOST_STATUS = 140  # facts A4, measured on people's pages
DAY = 24 * 3600
SWITCHES = ("obscene_filter", "obscene_stopwords", "toxic_filter", "disable_replies_from_groups")
SECTIONS = ("audio", "articles", "docs", "photos", "topics", "video", "wiki", "contacts", "links")


def get_settings(call: Call) -> dict[str, Any]:
    """groups.getSettings: what the edit form shows; what groups.edit never set is 0 or empty."""
    group = own(call, EDITOR)
    kept = group.settings

    def number(name: str, default: int = 0) -> int:
        value = kept.get(name, "")
        return int(value) if value.isdigit() else default

    return {
        "title": group.name,
        "description": group.description,
        "address": group.screen_name,
        "website": group.site,
        "wall": group.wall,
        "access": 0,
        "city_id": number("city"),
        "city_name": "",
        "phone": kept.get("phone", ""),
        "email": kept.get("email", ""),
        "age_limits": number("age_limits", 1),
        "obscene_words": [word for word in kept.get("obscene_words", "").split(",") if word],
        **{name: number(name) for name in (*SWITCHES, *SECTIONS)},
    }


def get_members(call: Call) -> dict[str, Any]:
    """groups.getMembers with filter=managers, for who runs the page; nothing else is kept here."""
    if call.params.text("filter") != "managers":
        raise invalid("filter: only managers are known in the sandbox")
    group_id = own(call, MODERATOR).group_id
    store = call.store
    levels = {one: store.level(group_id, one) for one in sorted(store.users)}
    managers = [one for one, level in levels.items() if level]
    offset = call.params.integer("offset", 0, minimum=0)
    count = call.params.integer("count", 1000, minimum=0, maximum=1000)
    items: list[dict[str, Any]] = [
        {"id": one, "role": ROLES[levels[one]]} for one in managers[offset : offset + count]
    ]
    if "fields" in call.params:
        items = [user_object(store.users[one["id"]]) | one for one in items]
    return {"count": len(managers), "items": items}


def get_status(call: Call) -> dict[str, Any]:
    """status.get of a community."""
    group = call.store.groups.get(call.params.needed("group_id", minimum=1))
    if group is None:
        raise VkError(125)
    return {"text": group.status}


def set_status(call: Call) -> int:
    """status.set of a community."""
    group = own(call, EDITOR)
    text = call.params.text("text")
    if len(text) > MOST_STATUS:
        raise invalid(f"text should be less or equal to {MOST_STATUS} letters")
    group.status = text
    return 1


def get_stats(call: Call) -> list[dict[str, Any]]:
    """stats.get by days, newest first: what was written; nobody's visits are counted here."""
    group_id = own(call, EDITOR).group_id
    if call.params.text("interval", "day") != "day":
        raise invalid("interval: only day is known in the sandbox")
    until = call.params.integer("timestamp_to", call.now, minimum=0)
    count = call.params.integer("intervals_count", 1, minimum=1, maximum=366)
    since = call.params.integer("timestamp_from", 0, minimum=0)
    last = until - until % DAY
    starts = (last - number * DAY for number in range(count))
    return [_day(call, group_id, start) for start in starts if start + DAY > since]


def _day(call: Call, group_id: int, start: int) -> dict[str, Any]:
    """stats_period of one UTC day."""
    comments = [one for one in call.store.comments.values() if one.group_id == group_id]
    written = sum(start <= one.date < start + DAY for one in comments)
    return {
        "period_from": start,
        "period_to": start + DAY - 1,
        "activity": {"comments": written, "likes": 0, "copies": 0},
        "reach": {"reach": 0, "reach_subscribers": 0},
        "visitors": {"views": 0, "visitors": 0},
    }
