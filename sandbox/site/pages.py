"""The site over HTTP: news list, articles, feed, robots.txt, in good and bad days."""

import hashlib
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response

from sandbox.gate import Hangup, through
from sandbox.render import markup, safe
from sandbox.site import carried
from sandbox.site.feed import feed
from sandbox.site.items import Site
from sandbox.world import World

ANTIBOT = (
    "<html><head><title>Проверка браузера</title></head><body><script>"
    "document.cookie='check=1';location.reload();</script></body></html>"
)
MONTHS = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
]


def _html(site: Site, template: str, **values: object) -> Response:
    text = markup(template, site=site, charset=site.mode.encoding, months=MONTHS, **values)
    body = text.encode(site.mode.encoding, "xmlcharrefreplace")
    kind = f"text/html; charset={site.mode.encoding}"
    return safe(Response(body, headers={"content-type": kind}))


def rss(world: World, request: Request) -> Response:
    """The feed with an ETag; 304 to a client that has it already."""
    base = str(request.base_url).rstrip("/")
    body = feed(world.site, base, world.clock.now())
    etag = f'"{hashlib.sha256(body).hexdigest()[:24]}"'
    kind = f"application/rss+xml; charset={world.site.mode.encoding}"
    headers = {"etag": etag, "pragma": "no-cache", "content-type": kind}
    asked = request.headers.get("if-none-match", "")
    known = {one.strip().removeprefix("W/") for one in asked.split(",")}
    if etag in known and world.site.mode.mode != "half":
        return Response(status_code=304, headers={"etag": etag})
    return Response(body, headers=headers)


def article(world: World, request: Request) -> Response:
    """One piece of news; 404 after its removal."""
    site = world.site
    if site.mode.articles == "down":
        return Response("503 Service Unavailable", 503, media_type="text/plain")
    item = site.items.get(request.path_params["item"])
    if item is None:
        missing = _html(site, "site_missing.html")
        missing.status_code = 404
        return missing
    item.views += 1
    return _html(site, "site_article.html", item=item, carried=carried.markup(item))


def robots(world: World, request: Request) -> Response:
    """What robots may read: the news."""
    base = str(request.base_url).rstrip("/")
    text = f"User-agent: *\nDisallow: /site/bitrix/\nCrawl-delay: 1\nSitemap: {base}/site/news/\n"
    return Response(text, media_type="text/plain")


def news(world: World, request: Request) -> Response:
    """The list of news."""
    return _html(world.site, "site_list.html", items=world.site.listed())


def upload(world: World, request: Request) -> Response:
    """A picture or a file of a piece of news."""
    number = request.path_params["item"]
    body, kind = carried.content(world.site.items.get(number), number, request.path_params["name"])
    return Response(body, media_type=kind)


def _spoiled(site: Site, answer: Response) -> Response:
    """The answer as the site's mode lets it out."""
    mode = site.mode.mode
    if mode == "down":
        return Response("<h1>503 Service Unavailable</h1>", 503, media_type="text/html")
    if mode == "blank":
        return Response(b"", headers={"content-type": answer.headers["content-type"]})
    if mode == "antibot":
        return Response(ANTIBOT, media_type="text/html")
    if mode == "half" and answer.status_code == 200:
        body = bytes(answer.body)
        kind = answer.headers["content-type"]
        return Response(body[: len(body) * 6 // 10], headers={"content-type": kind})
    return answer


def place(
    name: str, make: Callable[[World, Request], Response]
) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint of the site that journals, suffers faults and obeys the mode."""

    async def endpoint(request: Request) -> Response:
        world: World = request.app.state.world
        params = {"path": request.url.path}
        if "if-none-match" in request.headers:
            params["if-none-match"] = request.headers["if-none-match"]
        entry = world.journal.open(world.clock.now(), f"site:{name}", params)

        def act() -> Response:
            answer = _spoiled(world.site, make(world, request))
            entry.outcome = f"status {answer.status_code}"
            return answer

        if world.site.mode.mode == "slow":
            entry.outcome = "slow"
            if await world.faults.pause(world.site.mode.seconds, request.receive) != "released":
                entry.outcome = "slow, client left"
                return Hangup()
        return await through(world.faults, f"site:{name}", request, entry, act)

    return endpoint
