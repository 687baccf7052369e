"""All addresses of the sandbox over HTTP."""

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox import control
from sandbox.mail import pages as mail
from sandbox.max import api as max_api
from sandbox.max import pages as max_pages
from sandbox.max import uploads as max_uploads
from sandbox.ok.routes import ROUTES as OK_ROUTES
from sandbox.render import page
from sandbox.site import pages as site
from sandbox.telegram.routes import ROUTES as TELEGRAM
from sandbox.vk import routes as vk
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
    *vk.ROUTES,
    *OK_ROUTES,
    Route("/max/web/{name}", max_pages.channel),
    Route("/max/web/{name}/do/{deed}", max_pages.press, methods=["POST"]),
    Route("/max/web/{name}/{mid}", max_pages.single),
    Route("/max/{path:path}", max_api.call, methods=["GET", "POST", "PUT", "PATCH", "DELETE"]),
    Route("/max-upload/content/{number:int}", max_uploads.content),
    Route("/max-upload/{kind}/{key}", max_uploads.receive, methods=["POST"]),
    *TELEGRAM,
    Route("/site/", site.place("list", site.news)),
    Route("/site/news/", site.place("list", site.news)),
    Route("/site/news/{item:int}/", site.place("article", site.article)),
    Route("/site/rss.xml", site.place("rss", site.rss)),
    Route("/site/robots.txt", site.place("robots", site.robots)),
    Route("/site/upload/iblock/{item:int}/{name}", site.place("picture", site.upload)),
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
