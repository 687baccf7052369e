"""Prefect's own server behind a guard: `python -m office.prefect_server --host H --port P`.

The app is Prefect's, created the way `prefect server start` does it. The guard adds what a closed
network and a browser of an official need:

- pages carry a Content-Security-Policy, so the browser talks to this server and to nobody else
  (the V2 UI asks an analytics host for its settings even with analytics off);
- a request that a page of another site sends through the visitor's browser is refused. Prefect
  answers every origin and takes a body without a content type for JSON, so any page open in the
  same browser could otherwise start a run or answer a form. (Prefect's own CSRF tokens do not
  help here: they are given to whoever asks.)
"""

import argparse
import os
from urllib.parse import urlsplit

from office.asgi import App, Message, Receive, Scope, Send, header
from office.picture_route import with_pictures

# Scripts are files of this server only. 'unsafe-eval' is for Pixi, which draws the graph of a run
# in both UIs and refuses to start without it; 'unsafe-inline' styles are set by both.
POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' {socket}",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
SAFE_METHODS = ("GET", "HEAD")
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def from_elsewhere(scope: Scope) -> bool:
    """Whether a page of another origin made the browser send this.

    Programs send no Origin and pass. Reading over plain GET stays open: the answer itself is
    kept from foreign pages by the origins Prefect is told to allow.
    """
    origin = header(scope, b"origin")
    if not origin or (scope["type"] == "http" and scope["method"] in SAFE_METHODS):
        return False
    return urlsplit(origin).netloc != header(scope, b"host")


class Guard:
    """ASGI middleware; touches headers only, never a body.

    `names`: the host names this server answers to; None: any. A server on the loopback must name
    them, or a foreign name that suddenly points to 127.0.0.1 would pass for our own origin.
    """

    def __init__(self, app: App, *, names: frozenset[str] | None = None) -> None:
        self.app, self.names = app, names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse what comes from elsewhere, add the headers to the rest."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
        elif from_elsewhere(scope) or not self._knows(header(scope, b"host")):
            await refuse(scope, send)
        elif scope["type"] == "websocket":
            await self.app(scope, receive, send)
        else:
            await self.app(scope, receive, guarded(scope, send))

    def _knows(self, host: str) -> bool:
        return self.names is None or urlsplit(f"//{host}").hostname in self.names


def guarded(scope: Scope, send: Send) -> Send:
    """`send` that adds the policy to every answer outside the API."""
    if scope["path"].startswith("/api/"):
        return send
    # Older Safari does not count ws: as 'self'.
    socket = f"ws://{header(scope, b'host')} wss://{header(scope, b'host')}"
    extra = [
        (b"content-security-policy", POLICY.format(socket=socket).encode("latin-1")),
        (b"referrer-policy", b"no-referrer"),
        (b"x-content-type-options", b"nosniff"),
    ]

    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", ()), *extra]
        await send(message)

    return send_with_headers


async def refuse(scope: Scope, send: Send) -> None:
    """403 for HTTP, a closed handshake for a web socket."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
        return
    text = (
        "Запрос пришёл со страницы другого сайта или на другое имя сервера и не выполнен. "
        "Откройте Prefect по его адресу; если имя сервера другое, задайте PREFECT_UI_URL."
    )
    await send(
        {
            "type": "http.response.start",
            "status": 403,
            "headers": [(b"content-type", b"text/plain; charset=utf-8")],
        }
    )
    await send({"type": "http.response.body", "body": text.encode()})


def create_app(host: str) -> App:
    """Prefect's server bound to `host`, residents' pictures beside it, the guard around both."""
    from prefect.server.api.server import create_app as prefect_app

    people_use = urlsplit(os.environ.get("PREFECT_UI_URL", "")).hostname
    names = LOOPBACK | ({people_use} if people_use else set())
    shown = with_pictures(prefect_app(final=True))
    return Guard(shown, names=names if host in LOOPBACK else None)


def main() -> None:
    """Serve until SIGTERM; open connections get one second."""
    import uvicorn

    parser = argparse.ArgumentParser()
    parser.add_argument("--host", required=True)
    parser.add_argument("--port", type=int, required=True)
    arguments = parser.parse_args()
    uvicorn.run(
        create_app(arguments.host),
        host=arguments.host,
        port=arguments.port,
        log_level="warning",
        timeout_keep_alive=5,
        timeout_graceful_shutdown=1,
    )


if __name__ == "__main__":
    main()
