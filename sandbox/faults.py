"""Faults that a test orders: held, dropped, late, refused and garbled answers."""

import asyncio
import itertools
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from dataclasses import dataclass, field, fields
from fnmatch import fnmatchcase
from pathlib import Path
from pkgutil import iter_modules
from typing import Any, Literal

from sandbox.fields import BadRequestError, Fields, UnknownObjectError

WHAT = ("hold", "drop", "delay", "error", "status", "garbage")
PACKAGES = {one.name for one in iter_modules([str(Path(__file__).parent)]) if one.ispkg}
STANDING = PACKAGES - {"mail"} | {"smtp", "*"}
"""What a place may begin with: whatever stands in the sandbox has a package; mail is «smtp»."""
CODES = {"vk": "error_code", "ok": "error_code", "telegram": "error_code", "max": "status"}
"""The member without which a network's error is none."""
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Ending = Literal["released", "left", "stopped"]


@dataclass
class Fault:
    """One ordered fault.

    «before»: the effect does not happen as long as the fault lasts (a held or delayed request is
    carried out when it is let go, if its client still waits). «after»: the effect happens, only
    the answer suffers.
    """

    id: int
    where: str
    what: str
    when: str
    times: int | None
    seconds: float
    error: dict[str, Any]
    status: int
    to: str | None
    hits: int = 0
    holding: int = 0
    released: asyncio.Event = field(default_factory=asyncio.Event)

    def spent(self) -> bool:
        """Whether the fault has struck as often as it was told to."""
        return self.times is not None and self.hits >= self.times

    def strikes(self, place: str, to: str | None) -> bool:
        """Whether the fault concerns this place (and this recipient)."""
        if self.spent() or not fnmatchcase(place, self.where):
            return False
        return self.to is None or (to is not None and to.casefold() == self.to.casefold())

    def shown(self) -> dict[str, Any]:
        """The fault as GET /control/faults shows it."""
        return {one.name: getattr(self, one.name) for one in fields(self) if one.name != "released"}


class Faults:
    """All ordered faults. Of several that fit, the one ordered first strikes."""

    def __init__(self) -> None:
        self._faults: dict[int, Fault] = {}
        self._ids = itertools.count(1)
        self._stopped = asyncio.Event()

    def add(self, body: Fields) -> Fault:
        """Order a fault from a control's JSON.

        A bare «smtp» means RCPT for a refusal and the end of DATA for everything else.
        """
        where, what = body.text("where"), body.choice("what", WHAT)
        when = body.choice("when", ("before", "after"), "before")
        if where == "smtp":
            refusal = what in {"error", "status"} and when == "before"
            where = "smtp:rcpt" if refusal else "smtp:data"
        default_status = 451 if where.startswith("smtp") else 502
        room = where.partition(":")[0]
        if room not in STANDING:
            raise BadRequestError(f"where: no such place as {where}")
        error = dict(Fields(body.data.get("error") or {}).data)
        uncoded = where.startswith(("vk:upload", "vk:longpoll"))
        if what == "error" and room in CODES and not uncoded:
            Fields(error).integer(CODES[room])
            if room == "max":
                Fields(error).text("code")
        fault = Fault(
            id=next(self._ids),
            where=where,
            what=what,
            when=when,
            times=body.optional_integer("times"),
            seconds=body.number("seconds", 1.0),
            error=error,
            status=body.integer("status", default_status),
            to=body.optional_text("to"),
        )
        self._faults[fault.id] = fault
        return fault

    def take(
        self, place: str, *, to: str | None = None, spare: Callable[[Fault], bool] | None = None
    ) -> Fault | None:
        """The fault that strikes here now, counted as a hit; None when all is well."""
        for fault in self._faults.values():
            if fault.strikes(place, to) and not (spare is not None and spare(fault)):
                fault.hits += 1
                return fault
        return None

    async def linger(self, fault: Fault, receive: Receive | None) -> Ending:
        """Wait as the fault says: until released (hold) or for its seconds (delay).

        Ends at once when the client leaves or the sandbox stops.
        """
        fault.holding += 1
        try:
            timeout = fault.seconds if fault.what == "delay" else None
            return await self.pause(timeout, receive, fault.released)
        finally:
            fault.holding -= 1

    async def pause(
        self, seconds: float | None, receive: Receive | None, released: asyncio.Event | None = None
    ) -> Ending:
        """Wait for the time or the release, unless the client leaves or the sandbox stops."""
        waits: dict[asyncio.Task[Any], Ending] = {
            asyncio.ensure_future(self._stopped.wait()): "stopped"
        }
        if released is not None:
            waits[asyncio.ensure_future(released.wait())] = "released"
        if receive is not None:
            waits[asyncio.ensure_future(_departure(receive))] = "left"
        try:
            done, _ = await asyncio.wait(
                waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED
            )
        finally:
            for task in waits:
                task.cancel()
        endings = {waits[task] for task in done}
        if "left" in endings:
            return "left"
        return "stopped" if "stopped" in endings else "released"

    def shown(self) -> list[dict[str, Any]]:
        """Every fault not withdrawn, spent ones too."""
        return [fault.shown() for fault in self._faults.values()]

    def withdraw(self, fault_id: int | None = None) -> None:
        """Withdraw one fault or all of them, letting go whoever is held."""
        if fault_id is not None and fault_id not in self._faults:
            raise UnknownObjectError(f"no fault {fault_id}")
        ids: Iterable[int] = list(self._faults) if fault_id is None else [fault_id]
        for one in ids:
            self._faults.pop(one).released.set()

    def stop(self) -> None:
        """Hang up on everyone who is held: the sandbox stops or is reset."""
        self._stopped.set()
        self._stopped = asyncio.Event()
        self._faults.clear()


async def _departure(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
