"""GET /updates with its marker, and /subscriptions just far enough to switch polling off."""

import asyncio
import re
from typing import Any

from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from sandbox.faults import Faults
from sandbox.max.call import Call
from sandbox.max.errors import MaxError, UndoneError, payload
from sandbox.max.objects import message_object, user_object
from sandbox.max.records import Chat, Event
from sandbox.max.store import Store

Json = dict[str, Any]
BATCH = 100


class Later(Response):
    """An answer that waits for news: as long as asked, until the client leaves or we stop."""

    def __init__(self, call: Call, faults: Faults) -> None:
        super().__init__()
        self.call, self.faults = call, faults
        self.limit = min(call.optional("limit", minimum=1, maximum=1000) or BATCH, BATCH)
        seconds = call.optional("timeout", minimum=0, maximum=90)
        self.seconds = 30 if seconds is None else seconds
        self.kinds = call.listed("types")
        self.marker = _acknowledge(call)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer once there is something, or with an empty page and a marker that holds."""
        page = self._page()
        if not page["updates"] and self.seconds:
            await self._wait(receive)
            page = self._page()
        await JSONResponse(page)(scope, receive, send)

    async def _wait(self, receive: Receive) -> None:
        polling = self.call.store.polling[self.call.actor]
        arrived = asyncio.Event()
        polling.append(arrived)
        try:
            await self.faults.pause(self.seconds, receive, arrived)
        finally:
            polling.remove(arrived)

    def _page(self) -> Json:
        store, user_id = self.call.store, self.call.actor
        waiting = [e for e in store.pending(user_id, self.call.now) if e.number >= self.marker]
        wanted = [one for one in waiting if not self.kinds or one.kind in self.kinds]
        page = wanted[: self.limit]
        marker = page[-1].number + 1 if len(wanted) > len(page) else store.next_marker(user_id)
        updates = [update_object(store, one, self.call.base) for one in page]
        return {"updates": updates, "marker": marker}


def _acknowledge(call: Call) -> int:
    """Everything before the marker counts as read. Without one only the latest update is given."""
    if call.store.subscriptions[call.actor]:
        raise MaxError(405, "method.not.allowed", "Long polling is off: webhook subscription")
    events = call.store.pending(call.actor, call.now)
    marker = call.optional("marker", minimum=0)
    if marker is None:
        return events[-1].number if events else call.store.next_marker(call.actor)
    call.store.events[call.actor] = [one for one in events if one.number >= marker]
    return marker


def update_object(store: Store, event: Event, base: str) -> Json:
    """Update in the shape of its kind."""
    shown: Json = {"update_type": event.kind, "timestamp": event.at}
    message = event.message
    if message is None:
        return shown | event.more
    if event.kind == "message_removed":
        return shown | {"message_id": message.mid, "chat_id": message.chat_id, **event.more}
    return shown | {"message": message_object(store, message, base)}


def get_subscriptions(call: Call) -> Json:
    """GET /subscriptions; the secret is not told."""
    return {"subscriptions": call.store.subscriptions[call.actor]}


def subscribe(call: Call) -> Json:
    """POST /subscriptions. Nothing is ever delivered: the sandbox calls nobody."""
    url = call.body.text("url")
    if not re.fullmatch(r"https://[^/:\s]+(:443)?(/\S*)?", url):
        raise payload("url: must be https on port 443")
    secret = call.body.optional_text("secret")
    if secret is not None and not re.fullmatch(r"[a-zA-Z0-9_-]{5,256}", secret):
        raise payload("secret: must match ^[a-zA-Z0-9_-]{5,256}$")
    kinds = call.body.texts("update_types")
    mine = call.store.subscriptions[call.actor]
    mine[:] = [one for one in mine if one["url"] != url]
    mine.append({"url": url, "time": call.now, "update_types": list(kinds) or None})
    return {"success": True}


def unsubscribe(call: Call) -> Json:
    """DELETE /subscriptions?url=."""
    mine = call.store.subscriptions[call.actor]
    kept = [one for one in mine if one["url"] != call.query.get("url")]
    gone = len(kept) < len(mine)
    mine[:] = kept
    if not gone:
        raise UndoneError("There is no such subscription")
    return {"success": True}


def bot_added(store: Store, user_id: int, chat: Chat, at: int) -> None:
    """A bot learns that it was put into a chat, by its owner."""
    owner = user_object(store.users[chat.owner_id])
    more = {"chat_id": chat.chat_id, "user": owner, "is_channel": chat.kind == "channel"}
    store.put_event(user_id, at, "bot_added", None, more)
