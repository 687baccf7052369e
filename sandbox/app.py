"""All addresses of the sandbox over HTTP."""

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox import control
from sandbox.mail import pages as mail
from sandbox.render import page
from sandbox.site import pages as site
from sandbox.telegram.routes import ROUTES as TELEGRAM
from sandbox.vk import api, pages
from sandbox.world import World


async def index(request: Request) -> Response:
    """The front door."""
    world: World = request.app.state.world
    return page("index.html", world=world, groups=list(world.vk.groups.values()))


async def not_found(request: Request, error: Exception) -> Response:
    """A page that does not exist, in Russian."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    answer = page("missing.html", status=status)
    answer.status_code = status
    return answer


ROUTES = [
    Route("/", index),
    Route("/vk/method/{method}", api.call, methods=["GET", "POST"]),
    Route("/vk/club{group:int}", pages.wall),
    Route("/vk/wall-{group:int}_{post:int}", pages.single),
    Route("/vk/wall-{group:int}_{post:int}/comment", pages.write, methods=["POST"]),
    Route("/vk/wall-{group:int}_{post:int}/edit", pages.edit, methods=["POST"]),
    Route("/vk/wall-{group:int}_{post:int}/delete", pages.delete, methods=["POST"]),
    *TELEGRAM,
    Route("/site/", site.place("list", site.news)),
    Route("/site/news/", site.place("list", site.news)),
    Route("/site/news/{item:int}/", site.place("article", site.article)),
    Route("/site/rss.xml", site.place("rss", site.rss)),
    Route("/site/robots.txt", site.place("robots", site.robots)),
    Route("/site/upload/iblock/{item:int}/{name}", site.place("picture", site.photo)),
    Route("/mail/", mail.mailbox),
    Route("/mail/messages.json", mail.messages),
    Route("/mail/{n:int}", mail.letter),
    Route("/mail/{n:int}/html", mail.html_part),
    *control.ROUTES,
]


def build(world: World) -> Starlette:
    """The application over this world."""
    app = Starlette(routes=ROUTES, exception_handlers={404: not_found, 405: not_found})
    app.state.world = world
    return app
