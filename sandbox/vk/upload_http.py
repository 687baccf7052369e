"""The upload hosts over HTTP: /vk/upload/<photo, doc or video>/<secret>."""

import re

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sandbox.faults import Fault
from sandbox.gate import spoiled_page, through
from sandbox.render import page
from sandbox.vk.uploads import Desk, File, Ticket
from sandbox.world import World

# The documented fields (facts A6); for pictures also file0, file1, …, which vk_api sends.
FIELDS = {"photo": r"photo|file\d*", "doc": "file", "video": "video_file"}


async def _files(request: Request, field: str) -> list[File]:
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        return []
    async with request.form() as form:
        sent = [one for name, one in form.multi_items() if re.fullmatch(field, name)]
        return [
            File(one.filename or "", await one.read())
            for one in sent
            if isinstance(one, UploadFile)
        ]


def _land(desk: Desk, ticket: Ticket, files: list[File]) -> dict[str, object]:
    if ticket.kind == "photo":
        return desk.land_photo(ticket, files)
    return desk.land_doc(ticket, files) if ticket.kind == "doc" else desk.land_video(ticket, files)


async def receive(request: Request) -> Response:
    """A file comes to an upload address.

    An «error» fault here puts its members over those of the right answer: {"photo": "[]"}.
    """
    world: World = request.app.state.world
    kind = request.path_params["kind"]
    files = await _files(request, FIELDS.get(kind, ""))
    shown = {"file": ", ".join(one.name for one in files)}
    shown["bytes"] = ", ".join(str(len(one.data)) for one in files)
    entry = world.journal.open(world.clock.now(), f"vk:upload:{kind}", shown)
    desk = world.vk.desk
    ticket = desk.tickets.get(request.path_params["key"])

    def act() -> Response:
        if ticket is None or ticket.kind != kind:
            entry.outcome = "status 404"
            answer = page("missing.html", status=404)
            answer.status_code = 404
            return answer
        body = _land(desk, ticket, files)
        entry.outcome = "ok"
        return JSONResponse(body)

    def spoil(fault: Fault) -> Response:
        if fault.what != "error" or ticket is None:
            return spoiled_page(fault)
        return JSONResponse(_land(desk, ticket, files) | fault.error)

    return await through(world.faults, f"vk:upload:{kind}", request, entry, act, spoil=spoil)
