"""Every address of Telegram in the sandbox."""

from starlette.routing import Route

from sandbox.telegram import api, pages, presses

ROUTES = [
    Route("/telegram/bot{token}/{method}", api.call, methods=["GET", "POST"]),
    Route("/telegram/file/bot{token}/{path:path}", api.download),
    Route("/telegram/media/{unique}", pages.media),
    Route("/telegram/s/{username}", pages.feed),
    Route("/telegram/s/{username}/publish", presses.publish, methods=["POST"]),
    Route("/telegram/s/{username}/describe", presses.describe, methods=["POST"]),
    Route("/telegram/c/{number:int}/{id:int}", pages.internal),
    Route("/telegram/c/{number:int}/{id:int}/{deed}", presses.press, methods=["POST"]),
    Route("/telegram/{username}/{id:int}", pages.post),
]
