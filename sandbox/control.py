"""The levers under /control/: JSON in, JSON out; 400 and 404 with a sentence in `error`."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.fields import BadRequestError, ClosedError, Fields, UnknownObjectError
from sandbox.max.levers import LEVERS as MAX_LEVERS
from sandbox.ok.levers import LEVERS as OK_LEVERS
from sandbox.site import controls as site
from sandbox.telegram import controls as telegram
from sandbox.vk import levers as vk
from sandbox.world import World

Lever = Callable[[World, Fields, Request], Any]


def lever(path: str, method: str, pull: Lever) -> Route:
    """A route that reads the body, pulls the lever and answers what it gives."""

    async def endpoint(request: Request) -> Response:
        try:
            raw = await request.body()
            body = Fields(json.loads(raw) if raw.strip() else {})
            return JSONResponse(pull(request.app.state.world, body, request))
        except UnknownObjectError as error:
            return JSONResponse({"error": str(error)}, 404)
        except ClosedError as error:
            return JSONResponse({"error": str(error)}, 403)
        except (BadRequestError, ValueError) as error:
            return JSONResponse({"error": str(error)}, 400)

    made: Callable[[Request], Awaitable[Response]] = endpoint
    return Route(f"/control{path}", made, methods=[method])


def _journal(world: World, body: Fields, request: Request) -> Any:
    return world.journal.since(int(request.query_params.get("since", "0")))


def _withdraw(world: World, body: Fields, request: Request) -> Any:
    world.faults.withdraw(request.path_params.get("id"))
    return {}


def _clock(world: World, body: Fields, request: Request) -> Any:
    world.clock.shift_to(body.number("offset_seconds", 0.0))
    return {"now": world.clock.now().isoformat()}


def _reset(world: World, body: Fields, request: Request) -> Any:
    world.reset()
    return {}


ROUTES = [
    *(lever(*one) for one in vk.LEVERS),
    *(lever(*one) for one in OK_LEVERS),
    *(lever(*one) for one in MAX_LEVERS),
    *(lever(*one) for one in telegram.LEVERS),
    lever("/site/items", "POST", lambda w, b, r: site.add_item(w, b)),
    lever(
        "/site/items/{id:int}", "PATCH", lambda w, b, r: site.patch_item(w, b, r.path_params["id"])
    ),
    lever(
        "/site/items/{id:int}", "DELETE", lambda w, b, r: site.delete_item(w, r.path_params["id"])
    ),
    lever("/site/pages", "POST", lambda w, b, r: site.put_page(w, b)),
    lever(
        "/site/pages/{path}", "DELETE", lambda w, b, r: site.delete_page(w, r.path_params["path"])
    ),
    lever("/site/mode", "POST", lambda w, b, r: site.put_mode(w, b)),
    lever("/site/state", "GET", lambda w, b, r: site.state(w)),
    lever("/faults", "POST", lambda w, b, r: {"id": w.faults.add(b).id}),
    lever("/faults", "GET", lambda w, b, r: w.faults.shown()),
    lever("/faults", "DELETE", _withdraw),
    lever("/faults/{id:int}", "DELETE", _withdraw),
    lever("/journal", "GET", _journal),
    lever("/clock", "POST", _clock),
    lever("/reset", "POST", _reset),
]
