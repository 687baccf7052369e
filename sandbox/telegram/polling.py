"""getUpdates and the webhook that excludes it (facts 1.7)."""

import time
from dataclasses import dataclass
from typing import Any

from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from sandbox.gate import Hangup
from sandbox.journal import Entry
from sandbox.telegram.access import Call
from sandbox.telegram.delivery import copy_due
from sandbox.telegram.errors import BotError, bad
from sandbox.telegram.params import Json
from sandbox.telegram.records import Bot
from sandbox.world import World

LONGEST = 50
TICK = 0.2
BY_WEBHOOK = "Conflict: terminated by setWebhook request"
WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)


@dataclass(frozen=True)
class Poll:
    """A getUpdates that must wait."""

    bot: Bot
    limit: int
    timeout: int
    turn: int


def _choose_kinds(call: Call) -> None:
    """allowed_updates persists; what cannot be read leaves the former choice."""
    try:
        sent = call.params.json("allowed_updates", "allowed updates")
    except BotError:
        return
    if isinstance(sent, list) and all(isinstance(one, str) for one in sent):
        call.bot.queue.choose(sent)


def get_updates(call: Call) -> list[Json] | Poll:
    """getUpdates: the updates, or a Poll to wait for them. It ends whatever poll waits.

    The server lets a waiting poll be when the newcomer has its answer at once; here it always ends,
    so that a second consumer is seen sooner.
    """
    params, queue = call.params, call.bot.queue
    if queue.webhook:
        raise BotError(409, WEBHOOK_ACTIVE)
    offset = params.integer("offset")
    limit = params.within("limit", 100, 1, 100)
    timeout = params.within("timeout", 0, 0, LONGEST)
    _choose_kinds(call)
    if call.store.limits.enabled:
        limit, timeout = queue.fused(offset, limit, timeout)
    queue.confirm(offset)
    turn = queue.take_turn()
    found = queue.ready(limit, call.now)
    return found if found or not timeout else Poll(call.bot, limit, timeout, turn)


class LongPoll(Response):
    """Answers when an update comes, the time is over or another consumer appears."""

    def __init__(self, world: World, poll: Poll, entry: Entry) -> None:
        super().__init__()
        self.world = world
        self.poll = poll
        self.entry = entry

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Wait in short steps: the sandbox's clock may be moved meanwhile."""
        store, queue = self.world.telegram, self.poll.bot.queue
        end = time.monotonic() + self.poll.timeout
        while True:
            now = self.world.clock.unix()
            copy_due(store, now)
            left = end - time.monotonic()
            answer = self._answer(queue.ready(self.poll.limit, now), left)
            if answer is not None:
                return await answer(scope, receive, send)
            queue.arrived.clear()
            ending = await self.world.faults.pause(min(left, TICK), receive, queue.arrived)
            if ending == "left":
                self.entry.outcome = "client left"
                return None
            if ending == "stopped":
                self.entry.outcome = "hung up"
                return await Hangup()(scope, receive, send)

    def _answer(self, found: list[Json], left: float) -> Response | None:
        queue = self.poll.bot.queue
        if queue.turn != self.poll.turn:
            self.entry.outcome = "error 409"
            return JSONResponse(BotError(409, queue.ended_by).envelope(), 409)
        if not found and left > 0:
            return None
        self.entry.outcome = "ok"
        return JSONResponse({"ok": True, "result": found})


def set_webhook(call: Call) -> bool:
    """setWebhook, so far that getUpdates is refused; the sandbox calls nobody."""
    url = call.params.text("url")
    if url and not url.startswith("https://"):
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    _choose_kinds(call)
    return _hang(call, url)


def delete_webhook(call: Call) -> bool:
    """deleteWebhook."""
    return _hang(call, "")


def _hang(call: Call, url: str) -> bool:
    queue = call.bot.queue
    queue.webhook = url
    if url:
        queue.take_turn(BY_WEBHOOK)
    if call.params.flag("drop_pending_updates"):
        queue.waiting.clear()
    return True


def get_webhook_info(call: Call) -> Json:
    """getWebhookInfo."""
    queue = call.bot.queue
    queue.ready(1, call.now)
    shown: dict[str, Any] = {
        "url": queue.webhook,
        "has_custom_certificate": False,
        "pending_update_count": len(queue.waiting),
    }
    if queue.webhook:
        shown |= {"max_connections": 40, "ip_address": "<unknown>"}
    if queue.allowed is not None:
        shown["allowed_updates"] = sorted(queue.allowed)
    return shown
