"""Bots Long Poll over HTTP: /vk/longpoll/<community>?act=a_check&key=…&ts=…&wait=… (facts A8)."""

from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from sandbox.faults import Fault
from sandbox.gate import Hangup, spoiled_page, through
from sandbox.journal import Entry
from sandbox.vk.events import Event, Queue
from sandbox.vk.objects import comment_object, post_object
from sandbox.vk.records import Ban, Comment, Post, Remark
from sandbox.vk.store import Store
from sandbox.world import World

LONGEST, USUAL = 90, 25


@dataclass(frozen=True)
class Watcher:
    """Long Poll as a viewer: nobody in particular, at the address the poll came to."""

    store: Store
    origin: str

    def level(self, group_id: int) -> int:
        """No role."""
        return 0


def _comment(kind: str, comment: Comment, watcher: Watcher) -> dict[str, Any]:
    """A deletion tells who deleted (libraries see deleter_id, the schema says user_id)."""
    owner = {"owner_id": -comment.group_id}
    if kind == "wall_reply_delete":
        at = {"id": comment.id, "post_id": comment.post_id}
        return owner | at | {"deleter_id": max(comment.deleted_by or 0, 0)}
    return comment_object(comment, watcher) | {"post_owner_id": -comment.group_id}


def _ban(kind: str, ban: Ban) -> dict[str, Any]:
    who = {"admin_id": max(ban.admin_id, 0), "user_id": ban.user_id}
    if kind == "user_unblock":
        return who | {"by_end_date": int(ban.end_date > 0)}
    return who | {"unblock_date": ban.end_date, "reason": ban.reason, "comment": ban.comment}


def _remark(kind: str, remark: Remark) -> dict[str, Any]:
    owner_id = -remark.group_id
    if remark.place.startswith("topic"):
        where = {"topic_id": int(remark.place[5:]), "topic_owner_id": owner_id}
    else:
        number = int(remark.place.rpartition("_")[2])
        thing = remark.place[:5]
        where = {f"{thing}_id": number, f"{thing}_owner_id": owner_id}
    if kind.endswith("_delete"):
        gone = {"id": remark.id, "deleter_id": max(remark.deleted_by or 0, 0)}
        if kind == "photo_comment_delete":
            del where["photo_owner_id"]
            return where | gone | {"owner_id": owner_id, "user_id": max(remark.user_id, 0)}
        return where | gone
    said = {"id": remark.id, "from_id": remark.user_id, "date": remark.date, "text": remark.text}
    return said | where


def shown(event: Event, group_id: int, queue: Queue, watcher: Watcher) -> dict[str, Any]:
    """The event in its envelope."""
    what = event.what
    if isinstance(what, Post):
        body = post_object(what, watcher)
    elif isinstance(what, Comment):
        body = _comment(event.type, what, watcher)
    elif isinstance(what, Ban):
        body = _ban(event.type, what)
    else:
        body = _remark(event.type, what)
    return {
        "type": event.type,
        "group_id": group_id,
        "event_id": event.event_id,
        "v": queue.version,
        "object": body,
    }


@dataclass(frozen=True)
class Asked:
    """What the client of a poll sent; `ts` None stands for one that is no number."""

    group_id: int
    key: str
    ts: int | None
    wait: int
    origin: str


class Poll(Response):
    """The answer to one poll: at once if there is news, else when some comes or `wait` is over."""

    def __init__(self, world: World, entry: Entry, asked: Asked) -> None:
        super().__init__()
        self.world, self.entry, self.asked = world, entry, asked

    def _answer(self, *, last: bool) -> dict[str, Any] | None:
        """The body, or None to wait on."""
        store, asked = self.world.vk, self.asked
        store.catch_up(self.world.clock.unix())
        queue = store.events.of(asked.group_id)
        failure = queue.failure(asked.key, asked.ts)
        if failure is not None:
            self.entry.outcome = f"failed {failure['failed']}"
            return failure
        news = queue.since(asked.ts or 0)
        if not news and not last:
            return None
        self.entry.outcome = "ok"
        watcher = Watcher(store, asked.origin)
        updates = [shown(event, asked.group_id, queue, watcher) for event in news]
        return {"ts": str(queue.ts), "updates": updates}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, wait and answer, or hang up when the client leaves or the sandbox stops."""
        body = self._answer(last=False)
        if body is None:
            arrived = self.world.vk.events.of(self.asked.group_id).arrived
            self.entry.outcome = "waiting"
            ending = await self.world.faults.pause(float(self.asked.wait), receive, arrived)
            if ending != "released":
                self.entry.outcome = "client left" if ending == "left" else "hung up"
                await Hangup()(scope, receive, send)
                return
            body = self._answer(last=True)
        await JSONResponse(body)(scope, receive, send)


def _number(text: str | None) -> int | None:
    return int(text) if text is not None and text.isdecimal() and len(text) < 18 else None


async def poll(request: Request) -> Response:
    """One poll. An «error» fault here is the whole answer: {"failed": 2}."""
    world: World = request.app.state.world
    sent = request.query_params
    told = {name: value for name, value in sent.items() if name != "key"}
    entry = world.journal.open(world.clock.now(), "vk:longpoll", told)
    wait = _number(sent.get("wait"))
    asked = Asked(
        request.path_params["group"],
        sent.get("key", ""),
        _number(sent.get("ts")),
        min(USUAL if wait is None else wait, LONGEST),
        str(request.base_url).rstrip("/"),
    )

    def spoil(fault: Fault) -> Response:
        return JSONResponse(fault.error) if fault.what == "error" else spoiled_page(fault)

    def act() -> Response:
        return Poll(world, entry, asked)

    return await through(world.faults, "vk:longpoll", request, entry, act, spoil=spoil)
