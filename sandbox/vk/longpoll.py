"""groups.setLongPollSettings, getLongPollSettings, getLongPollServer (facts A8)."""

import re
from typing import Any

from sandbox.vk.access import Call
from sandbox.vk.errors import invalid
from sandbox.vk.groups import own
from sandbox.vk.records import ADMINISTRATOR, EDITOR

COMMENTED = ("wall_reply", "photo_comment", "video_comment", "board_post", "market_comment")
# Every kind of event the schema's groups_long_poll_events demands; few of them happen here.
KINDS = (
    *(f"{place}_{act}" for place in COMMENTED for act in ("new", "edit", "delete", "restore")),
    "wall_post_new",
    "wall_repost",
    "wall_schedule_post_new",
    "wall_schedule_post_delete",
    "user_block",
    "user_unblock",
    "group_join",
    "group_leave",
    "group_change_photo",
    "group_change_settings",
    "group_officers_edit",
    "photo_new",
    "video_new",
    "audio_new",
    "poll_vote_new",
    "message_new",
    "message_reply",
    "message_edit",
    "message_allow",
    "message_deny",
    "message_read",
    "message_typing_state",
    "message_reaction_event",
    "donut_subscription_create",
    "donut_subscription_prolonged",
    "donut_subscription_cancelled",
    "donut_subscription_expired",
    "donut_subscription_price_changed",
    "donut_money_withdraw",
    "donut_money_withdraw_error",
)


def _role(call: Call) -> int:
    return EDITOR if call.token.kind == "community" else ADMINISTRATOR


def set_settings(call: Call) -> int:
    """groups.setLongPollSettings: only what was sent is changed; all kinds are off at first."""
    queue = call.store.events.of(own(call, _role(call)).group_id)
    version = call.params.text("api_version", queue.version)
    if not re.fullmatch(r"\d+\.\d+", version):
        raise invalid("api_version is invalid")
    queue.version = version
    if "enabled" in call.params:
        queue.enabled = call.params.flag("enabled")
    queue.wanted |= {kind: call.params.flag(kind) for kind in KINDS if kind in call.params}
    return 1


def get_settings(call: Call) -> dict[str, Any]:
    """groups.getLongPollSettings."""
    queue = call.store.events.of(own(call, _role(call)).group_id)
    events = {kind: int(queue.wanted.get(kind, False)) for kind in KINDS}
    return {"is_enabled": queue.enabled, "api_version": queue.version, "events": events}


def get_server(call: Call) -> dict[str, str]:
    """groups.getLongPollServer; 100 while Long Poll is switched off."""
    group_id = own(call, _role(call)).group_id
    queue = call.store.events.of(group_id)
    if not queue.enabled:
        raise invalid("longpoll for this group is not enabled")
    server = f"{call.origin}/vk/longpoll/{group_id}"
    return {"server": server, "key": queue.key, "ts": str(queue.ts)}
