"""The mailbox for people, and as JSON for tests."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from sandbox.mail.inbox import Letter
from sandbox.render import page, safe
from sandbox.world import World

EMPTY = "<!doctype html><html lang='ru'><meta charset='utf-8'><p>В письме нет этой части.</p>"


def _letter(request: Request) -> Letter:
    world: World = request.app.state.world
    number: int = request.path_params["n"]
    if not 1 <= number <= len(world.inbox.letters):
        raise HTTPException(404)
    return world.inbox.letters[number - 1]


async def mailbox(request: Request) -> Response:
    """The list, newest first; `?to=` narrows it to one recipient."""
    world: World = request.app.state.world
    to = request.query_params.get("to") or None
    letters = world.inbox.to(to)[::-1]
    everyone = world.inbox.recipients()
    return page("mail_list.html", letters=letters, to=to, recipients=everyone)


async def letter(request: Request) -> Response:
    """One letter."""
    return page("mail_letter.html", letter=_letter(request))


async def html_part(request: Request) -> Response:
    """The HTML part alone, shown inside a frame that runs nothing and loads nothing."""
    answer = safe(HTMLResponse(_letter(request).page() or EMPTY))
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
    answer.headers["content-security-policy"] = policy
    return answer


async def messages(request: Request) -> Response:
    """All letters as JSON, oldest first; `?to=` narrows."""
    world: World = request.app.state.world
    letters = world.inbox.to(request.query_params.get("to") or None)
    return JSONResponse([one.shown() for one in letters])
